
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('code', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('membership_id', models.BigIntegerField(null=True)),
                ('role', models.CharField(max_length=30)),
                ('act', models.CharField(max_length=80)),
                ('subject_type', models.CharField(max_length=80)),
                ('subject_id', models.CharField(max_length=64)),
                ('case_id', models.UUIDField(db_index=True, null=True)),
                ('from_state', models.CharField(blank=True, max_length=40)),
                ('to_state', models.CharField(blank=True, max_length=40)),
                ('facts', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='audit_subject')],
            },
        ),
        migrations.CreateModel(
            name='BrokerMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('queue', models.CharField(max_length=100)),
                ('key', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('visible_at', models.DateTimeField()),
                ('reads', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['queue', 'visible_at'], name='doorbell_visible')],
                'constraints': [models.UniqueConstraint(fields=('queue', 'key'), name='one_doorbell_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=200, unique=True)),
                ('payload', models.JSONField(default=dict)),
                ('status', models.CharField(choices=[('queued', '待機中'), ('running', '実行中'), ('done', '完了'), ('dead', '停止（要対応）')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('rings', models.PositiveSmallIntegerField(default=0)),
                ('token', models.UUIDField(null=True)),
                ('lease_until', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField()),
                ('created_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', ['queued', 'running'])), fields=['due_at'], name='job_due'), models.Index(condition=models.Q(('status', 'dead')), fields=['created_at'], name='job_dead')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['queued', 'running', 'done', 'dead'])), name='job_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'running'), _negated=True), models.Q(('lease_until__isnull', False), ('token__isnull', False)), _connector='OR'), name='job_running_is_leased')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('size', models.BigIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('scan', models.CharField(choices=[('pending', '未検査'), ('clean', '検査済み'), ('infected', 'ウイルス検出'), ('too_big', '検査対象外（大きすぎるため）')], default='pending', max_length=10)),
                ('stored_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='stored_file_not_empty'), models.CheckConstraint(condition=models.Q(('scan__in', ['pending', 'clean', 'infected', 'too_big'])), name='stored_file_scan_known')],
            },
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                ('previous', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='common.auditevent')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('seq__gte', 1)), name='seal_from_one')],
            },
        ),
    ]
