"""What the tables themselves refuse, whoever writes the SQL."""

from django.db import migrations

from common.triggers import VendorSQL, immutable, kept

ONE_SIDE = "a person stands on one side only"

# Two memberships written at the same moment would not see each other: the person's row is held.
ONE_SIDE_FUNCTION = f"""
CREATE FUNCTION kikin_one_side() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM accounts_user WHERE id = NEW.user_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM accounts_membership WHERE user_id = NEW.user_id AND side <> NEW.side) THEN
    RAISE EXCEPTION '{ONE_SIDE}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$
"""


def one_side():
    return VendorSQL(
        "membership",
        {
            "sqlite": [
                "CREATE TRIGGER membership_one_side AFTER INSERT ON {table} FOR EACH ROW"
                " WHEN EXISTS (SELECT 1 FROM {table} WHERE user_id = NEW.user_id AND side <> NEW.side)"
                f" BEGIN SELECT RAISE(ABORT, '{ONE_SIDE}'); END"
            ],
            "postgresql": [
                ONE_SIDE_FUNCTION,
                "CREATE TRIGGER membership_one_side AFTER INSERT ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION kikin_one_side()",
            ],
        },
        {
            "sqlite": ["DROP TRIGGER membership_one_side"],
            "postgresql": [
                "DROP TRIGGER membership_one_side ON {table}",
                "DROP FUNCTION kikin_one_side()",
            ],
        },
        triggers=["membership_one_side"],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("common", "0002_guards"),
    ]
    operations = [
        one_side(),
        # A post ends; it never becomes another post.
        immutable("membership", ["user_id", "organisation_id", "role", "valid_from"]),
        kept("user"),
        kept("organisation"),
        kept("membership"),
        immutable("case", ["filed_at"], when="OLD.filed_at IS NOT NULL"),
        kept("case", when="OLD.filed_at IS NOT NULL"),
        immutable("access", ["case_id", "user_id", "organisation_id", "capacity", "valid_from"]),
        immutable("access", ["valid_until"], when="OLD.valid_until IS NOT NULL", name="access_ended"),
    ]
