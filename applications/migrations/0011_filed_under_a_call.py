"""What is filed stands under a call, stays under it, and never comes to lie outside its window."""

import importlib

from django.db import migrations, models

from common.triggers import VendorSQL, again, immutable

# What stood on the plan's table before; it is rebuilt on SQLite.
GUARDS = importlib.import_module("applications.migrations.0009_plan_states_of_three_kinds").GUARDS
INSIDE = "an application that has arrived lies inside its call"
OUTSIDE = (
    "NEW.closes_at IS NOT NULL AND EXISTS (SELECT 1 FROM applications_plan WHERE call_id = NEW.id"
    " AND state <> 'draft' AND COALESCE(nibn_arrived_at, arrived_at) >= NEW.closes_at)"
)
FUNCTION = f"""
CREATE FUNCTION kikin_arrivals_inside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {OUTSIDE} THEN
    RAISE EXCEPTION '{INSIDE}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""


def arrivals_inside() -> VendorSQL:
    """On the call's table, which lies a layer below; a migration there that rebuilds it repeats this."""
    return VendorSQL(
        "",
        {
            "sqlite": [
                "CREATE TRIGGER call_arrivals_inside BEFORE UPDATE OF closes_at ON funds_call FOR EACH ROW"
                f" WHEN {OUTSIDE} BEGIN SELECT RAISE(ABORT, '{INSIDE}'); END"
            ],
            "postgresql": [
                FUNCTION,
                "CREATE TRIGGER call_arrivals_inside BEFORE UPDATE OF closes_at ON funds_call"
                " FOR EACH ROW EXECUTE FUNCTION kikin_arrivals_inside()",
            ],
        },
        {
            "sqlite": ["DROP TRIGGER call_arrivals_inside"],
            "postgresql": [
                "DROP TRIGGER call_arrivals_inside ON funds_call",
                "DROP FUNCTION kikin_arrivals_inside()",
            ],
        },
        triggers=["call_arrivals_inside"],
    )


class Migration(migrations.Migration):
    dependencies = [("applications", "0010_plan_under_a_call")]

    operations = [
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "draft"), ("call__isnull", False), _connector="OR"),
                name="filed_plan_has_a_call",
            ),
        ),
        *(again(guard) for guard in GUARDS),
        immutable("plan", ["call_id"], when="OLD.number IS NOT NULL", name="plan_call_stays"),
        arrivals_inside(),
    ]
