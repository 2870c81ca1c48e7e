"""A 決裁 recorded from the office's own system is entered by another person than the drafter, with its scan.

Asked of what is written from now on: what was recorded before stands as it was, for no row of it may change.
"""

from django.db import migrations

from common.triggers import refused_when

BY_THE_DRAFTER = (
    "NEW.approver_id IS NULL AND EXISTS (SELECT 1 FROM accounts_membership m"
    " WHERE m.id = NEW.recorded_by_id AND m.user_id = NEW.drafter_id)"
)
UNSHOWN = "NEW.approver_id IS NULL AND NEW.external_scan_id IS NULL"


class Migration(migrations.Migration):
    dependencies = [("decisions", "0017_disposals")]
    operations = [
        refused_when("approval_is_recorded_by_another", "approval", ("INSERT",), BY_THE_DRAFTER, "a recorded approval is entered by another person than the drafter"),
        refused_when("approval_has_its_scan", "approval", ("INSERT",), UNSHOWN, "a recorded approval has its scan"),
    ]
