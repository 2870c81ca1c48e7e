"""A letter of 継続 is kept beside the answer that follows it; an answer's scan stays its scan."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from common.triggers import append_only, immutable


class Migration(migrations.Migration):

    dependencies = [
        ('common', '0004_document_number'),
        ('reviews', '0009_cleared_defects'),
    ]

    operations = [
        migrations.CreateModel(
            name='Continuation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answered_on', models.DateField(verbose_name='回答日')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='先方の文書番号')),
                ('text', models.TextField(blank=True, verbose_name='回答の内容')),
                ('recorded_at', models.DateTimeField()),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='continuations', to='reviews.consultation')),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.storedfile')),
            ],
            options={
                'ordering': ['recorded_at'],
            },
        ),
        append_only("continuation"),
        immutable("consultation", ["answer_scan_id"], when="OLD.state = 'answered'", name="consultation_scanned"),
    ]
