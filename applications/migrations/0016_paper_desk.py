"""A paper application says whose desk it lies on: the house of whoever began it, now and for good."""

import django.db.models.deletion
from django.db import migrations, models

from common.triggers import refused_when

ELSEWHERE = (
    "(COALESCE(NEW.desk_id, 0) <> CASE WHEN NEW.channel = 'paper'"
    " THEN (SELECT organisation_id FROM accounts_membership WHERE id = NEW.started_by_id) ELSE 0 END)"
)
LAID_DOWN = """
UPDATE applications_plan SET desk_id = (
    SELECT organisation_id FROM accounts_membership WHERE id = applications_plan.started_by_id
) WHERE channel = 'paper'"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0015_live_plans_from_indexes")]
    operations = [
        migrations.AddField(
            model_name="plan",
            name="desk",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.RunSQL(LAID_DOWN, migrations.RunSQL.noop),
        refused_when(
            "plan_lies_on_its_desk",
            "plan",
            ("INSERT", "UPDATE OF desk_id, channel, started_by_id"),
            ELSEWHERE,
            "a paper application lies on the desk of the house that began it",
        ),
    ]
