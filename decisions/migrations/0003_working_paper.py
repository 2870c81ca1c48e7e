import django.db.models.deletion
import uuid
from django.db import migrations, models

from common.triggers import immutable, kept


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_promises'),
        ('applications', '0002_guards'),
        ('common', '0002_guards'),
        ('decisions', '0002_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkingPaper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('findings', '審査調書'), ('certificate', '認定通知書（案）'), ('refusal', '不認定通知書（案）')], max_length=12)),
                ('contents', models.JSONField()),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.storedfile')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='applications.plan')),
            ],
            options={
                'ordering': ['-asked_at'],
            },
        ),
        immutable("workingpaper", ["plan_id", "kind", "contents", "asked_at", "asked_by_id"]),
        immutable("workingpaper", ["file_id"], when="OLD.file_id IS NOT NULL", name="workingpaper_drawn"),
        kept("workingpaper"),
    ]
