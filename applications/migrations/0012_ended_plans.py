"""A plan that has ended stays so; who changed which field is never written over."""

from django.db import migrations

from common.triggers import immutable

ENDED = "('certified', 'refused', 'adopted', 'not_adopted', 'selected', 'not_selected', 'withdrawn')"


class Migration(migrations.Migration):
    dependencies = [("applications", "0011_filed_under_a_call")]
    operations = [
        immutable("plan", ["state"], when=f"OLD.state IN {ENDED}", name="plan_ended"),
        # Not append-only: a draft that was never filed is really deleted, and its changes with it.
        immutable("partchange", ["part_id", "at", "by_id", "field", "version"]),
    ]
