"""What the tables themselves refuse, whoever writes the SQL."""

from django.db import migrations

from common.triggers import append_only, immutable, kept


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial"), ("common", "0002_guards")]
    operations = [
        append_only("approval"),
        immutable("decision", ["plan_id", "version_id", "outcome", "drafted_by_id"]),
        immutable("decision", ["number", "document_number", "snapshot", "snapshot_sha256", "approved_at", "dated_on"], when="OLD.approved_at IS NOT NULL", name="decision_approved"),
        immutable("document", ["public_id", "kind", "decision_id", "receipt_id", "addressee_id", "issuer_id", "number", "content", "dated_on"]),
        immutable("document", ["file_id", "sealed_at"], when="OLD.file_id IS NOT NULL", name="document_sealed"),
        immutable("document", ["issued_at"], when="OLD.issued_at IS NOT NULL", name="document_issued"),
        immutable("delivery", ["first_opened_at", "first_opened_by_id"], when="OLD.first_opened_at IS NOT NULL", name="delivery_opened"),
        kept("decision"),
        kept("document"),
        kept("delivery"),
        immutable("workingpaper", ["plan_id", "kind", "contents", "asked_at", "asked_by_id"]),
        immutable("workingpaper", ["file_id"], when="OLD.file_id IS NOT NULL", name="workingpaper_drawn"),
        kept("workingpaper"),
    ]
