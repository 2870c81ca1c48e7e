import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0003_outcomes_of_three_kinds'),
        ('funds', '0003_call'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('certificate', '認定通知書'), ('refusal', '不認定通知書'), ('nibn_notice', '認定の通知（基盤研あて）'), ('adoption', '採択通知書'), ('non_adoption', '不採択通知書'), ('selection', '選定結果通知書'), ('receipt', '受付票')], max_length=20)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='public_entry', to='decisions.decision')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='public_entry', to='decisions.document')),
                ('scheme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.scheme')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='管理番号')),
                ('dated_on', models.DateField()),
                ('parties', models.JSONField()),
                ('title', models.TextField()),
                ('search', models.TextField(editable=False)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['kind', 'number', 'id'], name='entry_number'),
                    models.Index(fields=['kind', 'dated_on', 'id'], name='entry_day'),
                    models.Index(fields=['kind', 'scheme', 'number', 'id'], name='entry_scheme_number'),
                    models.Index(fields=['kind', 'scheme', 'dated_on', 'id'], name='entry_scheme_day'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ('certificate', 'adoption'))), name='entry_of_public_kind'),
                ],
            },
        ),
    ]
