"""What the application's own database role may do (PostgreSQL): everything but undo the past.

The owner migrates; the application connects as another role. Which tables it may only add to is read
from the triggers that the migrations declare, so that a new append-only table is never forgotten.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from .triggers import VendorSQL

VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE")


def refused_verbs(connection: Any) -> dict[str, frozenset[str]]:
    """Per table the verbs that its triggers refuse on every row."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for (label, _name), migration in MigrationLoader(connection).disk_migrations.items():
        for operation in migration.operations:
            if isinstance(operation, VendorSQL) and operation.refuses:
                table = apps.get_model(label, operation.model)._meta.db_table
                found[table] |= operation.refuses
    return dict(found)


def verbs_by_table(connection: Any) -> dict[str, list[str]]:
    """Migrations are read (is the database current?) and never written; no table is ever truncated."""
    refused = refused_verbs(connection)
    tables = [*connection.introspection.django_table_names(only_existing=True), *_cache_tables()]
    allowed = {
        table: [verb for verb in VERBS if verb not in refused.get(table, frozenset())] for table in tables
    }
    return allowed | {MigrationRecorder.Migration._meta.db_table: ["SELECT"]}


def _cache_tables() -> list[str]:
    caches = settings.CACHES.values()
    return [each["LOCATION"] for each in caches if each["BACKEND"].endswith("DatabaseCache")]


def statements(connection: Any, role: str) -> Iterator[str]:
    """Run by the owner, after each migration; what was granted before is taken back first."""
    name = connection.ops.quote_name(role)
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}"
    yield f"REVOKE ALL ON SCHEMA public FROM {name}"
    yield f"GRANT USAGE ON SCHEMA public TO {name}"
    for table, verbs in sorted(verbs_by_table(connection).items()):
        yield f"GRANT {', '.join(verbs)} ON {connection.ops.quote_name(table)} TO {name}"
