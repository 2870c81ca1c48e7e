"""What the tables themselves refuse, whoever writes the SQL."""

from django.db import migrations

from common.triggers import VendorSQL, append_only, immutable, kept

HAND = "whoever had a hand in a draft never publishes it"
EDITED = "SELECT 1 FROM funds_schemedraftedit WHERE draft_id = NEW.id AND by_id = NEW.published_by_id"
HAND_FUNCTION = f"""
CREATE FUNCTION kikin_no_hand_publishes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS ({EDITED}) THEN
    RAISE EXCEPTION '{HAND}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""


def no_hand_publishes():
    name = "schemedraft_no_hand_publishes"
    return VendorSQL(
        "schemedraft",
        {
            "sqlite": [
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {{table}} FOR EACH ROW"
                f" WHEN NEW.published_by_id IS NOT NULL AND EXISTS ({EDITED})"
                f" BEGIN SELECT RAISE(ABORT, '{HAND}'); END"
            ],
            "postgresql": [
                HAND_FUNCTION,
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {{table}} FOR EACH ROW"
                " WHEN (NEW.published_by_id IS NOT NULL) EXECUTE FUNCTION kikin_no_hand_publishes()",
            ],
        },
        {
            "sqlite": [f"DROP TRIGGER {name}"],
            "postgresql": [f"DROP TRIGGER {name} ON {{table}}", "DROP FUNCTION kikin_no_hand_publishes()"],
        },
        triggers=[name],
    )


class Migration(migrations.Migration):
    dependencies = [("funds", "0009_scheme_drafts"), ("common", "0002_guards")]
    operations = [
        append_only("schemedraftedit"),
        kept("schemedraft"),
        # What was put forward is what is published.
        immutable(
            "schemedraft", ["document", "revision"], when="OLD.state IN ('proposed', 'published', 'withdrawn')"
        ),
        immutable(
            "schemedraft",
            ["state", "sha256", "published_by_id", "version_id"],
            when="OLD.state IN ('published', 'withdrawn')",
            name="schemedraft_ended",
        ),
        no_hand_publishes(),
    ]
