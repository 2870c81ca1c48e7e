from django.core.management import call_command
from django.db import migrations

from common.triggers import append_only, immutable, refuse_function


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", "common_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE common_cache")


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]

    operations = [
        refuse_function(),
        append_only("AuditEvent"),
        append_only("AuditSeal"),
        immutable("StoredFile", ["sha256", "size", "kind", "stored_at"]),
        migrations.RunPython(create_cache_table, drop_cache_table),
    ]
