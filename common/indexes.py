"""Indexes on tables that may hold millions of rows: PostgreSQL builds them while people go on writing.

A migration that uses these says `atomic = False`; if it is broken off, drop the invalid index and run
it again.
"""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddIndex, RemoveIndex
from django.db.migrations.state import ProjectState

from .triggers import VendorSQL


class AddIndexOnline(AddIndexConcurrently):
    """CONCURRENTLY on PostgreSQL, as ever on SQLite."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        on = AddIndexConcurrently if schema_editor.connection.vendor == "postgresql" else AddIndex
        on.database_forwards(self, app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        on = AddIndexConcurrently if schema_editor.connection.vendor == "postgresql" else AddIndex
        on.database_backwards(self, app_label, schema_editor, from_state, to_state)


class RemoveIndexOnline(RemoveIndexConcurrently):
    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        on = RemoveIndexConcurrently if schema_editor.connection.vendor == "postgresql" else RemoveIndex
        on.database_forwards(self, app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        on = RemoveIndexConcurrently if schema_editor.connection.vendor == "postgresql" else RemoveIndex
        on.database_backwards(self, app_label, schema_editor, from_state, to_state)


def text_index(model: str, column: str, name: str) -> VendorSQL:
    """For `LIKE '% …%'` on PostgreSQL; SQLite, which serves a demo or a class, reads its few rows."""
    return VendorSQL(
        model,
        {
            "sqlite": [],
            "postgresql": [
                "CREATE EXTENSION IF NOT EXISTS pg_trgm",
                f"CREATE INDEX CONCURRENTLY {name} ON {{table}} USING gin ({column} gin_trgm_ops)",
            ],
        },
        {"sqlite": [], "postgresql": [f"DROP INDEX CONCURRENTLY {name}"]},
    )
