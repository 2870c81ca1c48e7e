"""What the tables themselves refuse, whoever writes the SQL."""

from django.db import migrations

from common.triggers import append_only, immutable, kept


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial"), ("common", "0002_guards")]
    operations = [
        append_only("planversion"),
        append_only("versionfile"),
        append_only("receipt"),
        append_only("costline"),
        append_only("unitline"),
        append_only("productline"),
        append_only("volumeline"),
        append_only("fundingline"),
        append_only("goal"),
        immutable("plan", ["arrived_at"], when="OLD.arrived_at IS NOT NULL", name="plan_first_arrival"),
        immutable("plan", ["nibn_arrived_at"], when="OLD.nibn_arrived_at IS NOT NULL", name="plan_nibn_arrival"),
        immutable("plan", ["number", "scheme_version_id"], when="OLD.number IS NOT NULL", name="plan_filed"),
        kept("plan", when="OLD.state <> 'draft'"),
    ]
