import django.db.models.deletion
import uuid
from django.db import migrations, models

from common.triggers import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_promises'),
        ('applications', '0003_plan_call'),
        ('common', '0002_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperLetter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('act', models.CharField(max_length=40)),
                ('about', models.UUIDField(null=True)),
                ('name', models.CharField(max_length=200)),
                ('stamped_at', models.DateTimeField()),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.storedfile')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='applications.plan')),
            ],
            options={
                'ordering': ['stamped_at', 'entered_at'],
            },
        ),
        append_only("paperletter"),
    ]
