"""What the tables themselves refuse, further: a recorded 決裁 without its number, a letter that changes."""

from django.db import migrations, models
from django.db.models import F, Q

from common.triggers import again, append_only, immutable, kept

DELIVERED = "delivery_opened"
OPENED = ["first_opened_at", "first_opened_by_id"]
BOUND = ["public_id", "kind", "decision_id", "receipt_id", "addressee_id", "issuer_id", "number", "content", "dated_on"]


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_public_entries_of_old")]
    operations = [
        migrations.RemoveConstraint(model_name="approval", name="approved_here_or_recorded"),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                name="approved_here_or_recorded",
                condition=Q(approver__isnull=False, external_number="")
                | (
                    Q(approver__isnull=True, external_on__isnull=False)
                    & ~Q(external_approver="")
                    & ~Q(external_number="")
                ),
            ),
        ),
        again(append_only("approval")),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                name="document_falls_on_a_day",
                condition=Q(status="valid", status_on__isnull=True)
                | Q(status__in=["superseded", "cancelled"], status_on__isnull=False),
            ),
        ),
        again(immutable("document", BOUND)),
        again(immutable("document", ["file_id", "sealed_at"], when="OLD.file_id IS NOT NULL", name="document_sealed")),
        again(immutable("document", ["issued_at"], when="OLD.issued_at IS NOT NULL", name="document_issued")),
        again(kept("document")),
        immutable("document", ["document_number"], name="document_numbered"),
        migrations.RemoveConstraint(model_name="delivery", name="delivered_after_dispatch"),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                name="delivered_after_dispatch",
                condition=Q(delivered_on__isnull=True)
                | Q(dispatched_on__isnull=False, delivered_on__gte=F("dispatched_on")),
            ),
        ),
        again(immutable("delivery", OPENED, when="OLD.first_opened_at IS NOT NULL", name=DELIVERED)),
        again(kept("delivery")),
        immutable("delivery", ["document_id", "channel"]),
        immutable("delivery", ["made_available_at"], when="OLD.made_available_at IS NOT NULL", name="delivery_available"),
        immutable("decision", ["issued_at"], when="OLD.issued_at IS NOT NULL", name="decision_issued"),
        immutable("decision", ["reasons", "conditions"], when="OLD.approved_at IS NOT NULL", name="decision_worded"),
        immutable("officeholder", ["issuer_id", "name", "valid_from"]),
        immutable("officeholder", ["valid_until"], when="OLD.valid_until IS NOT NULL", name="officeholder_ended"),
        kept("officeholder"),
    ]
