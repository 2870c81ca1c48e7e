"""A state that says that something was filed rests on what was filed, whoever writes the SQL."""

from django.db import migrations

from common.triggers import refused_when

NOTHING_FILED = (
    "NEW.state <> 'draft' AND NOT EXISTS (SELECT 1 FROM applications_planversion v"
    " JOIN applications_receipt r ON r.version_id = v.id WHERE v.plan_id = NEW.case_id)"
)


class Migration(migrations.Migration):
    dependencies = [("applications", "0020_agreed_parts")]
    operations = [
        refused_when("plan_rests_on_version", "plan", ("INSERT", "UPDATE OF state"), NOTHING_FILED, "no plan is filed without its version and receipt"),
    ]
