"""The JFTC may be asked for a reason of the officer's own; how a doubt about its being required was settled."""

import django.db.models.deletion
from django.db import migrations, models

from common.triggers import append_only, immutable


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_notices_by_their_day'),
        ('applications', '0012_ended_plans'),
        ('reviews', '0012_corrections_not_cut_short'),
    ]

    operations = [
        # Null where nothing was to be said: a column that may be null is added in place, and rebuilds no table.
        migrations.AddField(
            model_name='consultation',
            name='because',
            field=models.TextField(null=True, verbose_name='協議する理由'),
        ),
        migrations.CreateModel(
            name='Resolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('doubts', models.JSONField()),
                ('note', models.TextField(verbose_name='確かめた結果')),
                ('resolved_at', models.DateTimeField()),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='applications.plan')),
                ('resolved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='resolution', to='applications.planversion')),
            ],
            options={
                'ordering': ['resolved_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='resolution_says_how')],
            },
        ),
        append_only("resolution"),
        immutable("consultation", ["plan_id", "version_id", "body", "because"], name="consultation_asked"),
    ]
