"""What the tables themselves refuse, whoever writes the SQL."""

from django.db import migrations

from common.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial"), ("common", "0002_guards")]
    operations = [
        append_only("schemeversion"),
    ]
