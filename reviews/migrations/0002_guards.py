"""What the tables themselves refuse, whoever writes the SQL."""

from django.db import migrations

from common.triggers import append_only, immutable, kept


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial"), ("common", "0002_guards")]
    operations = [
        append_only("score"),
        append_only("sheetitem"),
        immutable("pairing", ["plan_id", "reviewer_id", "assigned_at"]),
        immutable("pairing", ["opinion", "submitted_at"], when="OLD.submitted_at IS NOT NULL", name="pairing_submitted"),
        immutable("consultation", ["package_id"], when="OLD.package_id IS NOT NULL", name="consultation_packed"),
        immutable("consultation", ["answer", "answered_on", "answer_text"], when="OLD.state = 'answered'", name="consultation_answered"),
        kept("sheet"),
        kept("pairing"),
        kept("finding"),
        kept("consultation"),
    ]
