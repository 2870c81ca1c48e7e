"""Each version keeps whether the JFTC must be asked as it was filed; what was filed before keeps nothing."""

from django.db import migrations, models

from common.triggers import refused_when

UNSAID = "NEW.jftc_required IS NULL OR NEW.jftc_required NOT IN ('yes', 'no', 'open')"


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0021_filed_with_a_version'),
    ]

    operations = [
        # May be null, so that SQLite adds it in place and rebuilds no table.
        migrations.AddField(
            model_name='planversion',
            name='jftc_required',
            field=models.CharField(choices=[('yes', '必要'), ('no', '不要'), ('open', '判定できない')], max_length=4, null=True),
        ),
        refused_when("planversion_says_jftc", "planversion", ("INSERT",), UNSAID, "a version says whether the JFTC must be asked"),
    ]
