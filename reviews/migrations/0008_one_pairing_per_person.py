"""Nobody is heard twice about one plan; what an answered consultation and a sheet said stays."""

from django.db import migrations, models

from common.triggers import again, immutable, kept


class Migration(migrations.Migration):
    dependencies = [("reviews", "0007_pairings_of_old")]
    operations = [
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.UniqueConstraint(name="one_pairing_per_person", fields=["plan", "user"]),
        ),
        again(kept("pairing")),
        again(immutable("pairing", ["plan_id", "reviewer_id", "assigned_at"])),
        again(immutable("pairing", ["opinion", "submitted_at"], when="OLD.submitted_at IS NOT NULL", name="pairing_submitted")),
        immutable("pairing", ["user_id"], when="OLD.user_id IS NOT NULL", name="pairing_person"),
        immutable("consultation", ["contents"], when="OLD.package_id IS NOT NULL", name="consultation_listed"),
        immutable("consultation", ["plan_id", "version_id", "body", "document_number", "dated_on"]),
        immutable("consultation", ["sent_on", "sent_by", "answer_number"], when="OLD.state = 'answered'", name="consultation_closed"),
        immutable("sheet", ["plan_id", "kind", "purpose", "responsible", "opened_at", "opened_by_id"]),
    ]
