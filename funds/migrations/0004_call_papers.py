import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('common', '0003_job_case'),
        ('funds', '0003_call'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallDocument',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('guidelines', '公募要領'), ('terms', '交付要綱'), ('form', '様式'), ('faq', 'FAQ'), ('other', 'その他')], max_length=10, verbose_name='種類')),
                ('title', models.CharField(max_length=200, verbose_name='書類の名称')),
            ],
            options={
                'ordering': ['call', 'kind', 'title'],
            },
        ),
        migrations.CreateModel(
            name='CallDocumentVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('changes', models.TextField(blank=True, verbose_name='変えたところ')),
                ('added_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['document', '-number'],
            },
        ),
        migrations.CreateModel(
            name='ClosingChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('proposed', '承認待ち'), ('approved', '変更済み'), ('dropped', '取りやめ')], editable=False, max_length=10)),
                ('was', models.DateTimeField()),
                ('closes_at', models.DateTimeField(verbose_name='新しい受付終了')),
                ('reason', models.TextField(verbose_name='理由')),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['call', 'proposed_at'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='call',
            name='one_call_per_round',
        ),
        migrations.AddField(
            model_name='call',
            name='budget',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='予算額'),
        ),
        migrations.AddField(
            model_name='call',
            name='budget_note',
            field=models.CharField(blank=True, max_length=200, verbose_name='予算の説明'),
        ),
        migrations.AddField(
            model_name='call',
            name='contact',
            field=models.TextField(blank=True, verbose_name='照会先'),
        ),
        migrations.AddField(
            model_name='call',
            name='fiscal_years',
            field=models.JSONField(blank=True, default=list, verbose_name='対象とする年度'),
        ),
        migrations.AddField(
            model_name='call',
            name='kind',
            field=models.CharField(choices=[('round', '公募'), ('standing', '随時の受付')], default='round', max_length=10, verbose_name='受付のしかた'),
        ),
        migrations.AddField(
            model_name='call',
            name='menus',
            field=models.JSONField(blank=True, default=list, verbose_name='受け付ける支援メニュー'),
        ),
        migrations.AddField(
            model_name='call',
            name='published_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='call',
            name='revision',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='call',
            name='state',
            field=models.CharField(choices=[('draft', '案（公表前）'), ('published', '公表済み'), ('withdrawn', '案の取下げ')], default='draft', editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name='call',
            name='summary',
            field=models.TextField(blank=True, verbose_name='募集する事業の内容'),
        ),
        migrations.AddField(
            model_name='calldocument',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='funds.call'),
        ),
        migrations.AddField(
            model_name='calldocumentversion',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='calldocumentversion',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='funds.calldocument'),
        ),
        migrations.AddField(
            model_name='calldocumentversion',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.storedfile'),
        ),
        migrations.AddField(
            model_name='closingchange',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closings', to='funds.call'),
        ),
        migrations.AddField(
            model_name='closingchange',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='closingchange',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='calldocument',
            constraint=models.UniqueConstraint(fields=('call', 'kind', 'title'), name='one_title_per_call_and_kind'),
        ),
        migrations.AddConstraint(
            model_name='calldocument',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['guidelines', 'terms', 'form', 'faq', 'other'])), name='call_document_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='calldocumentversion',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='one_number_per_call_document'),
        ),
        migrations.AddConstraint(
            model_name='calldocumentversion',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('changes', ''), _negated=True), _connector='OR'), name='later_version_tells_its_changes'),
        ),
        migrations.AddConstraint(
            model_name='closingchange',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'approved', 'dropped'])), name='closing_state_known'),
        ),
        migrations.AddConstraint(
            model_name='closingchange',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('call',), name='one_proposed_closing_per_call'),
        ),
        migrations.AddConstraint(
            model_name='closingchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='closing_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='closingchange',
            constraint=models.CheckConstraint(condition=models.Q(('was', models.F('closes_at')), _negated=True), name='closing_moves'),
        ),
        # Who made it is a person, as with a scheme's version: a CHECK can't see through a post. The next
        # migration reads one from the other, the one after drops the post and gives the person its name.
        migrations.AlterField(
            model_name='call',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership'),
        ),
        migrations.AddField(
            model_name='call',
            name='maker',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
    ]
