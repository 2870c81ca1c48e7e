"""Migration operations for what the database itself refuses, on SQLite and PostgreSQL alike.

Both raise IntegrityError. On SQLite a later migration that rebuilds a table drops its triggers
without a word: repeat the operation after it. A test compares what migrations declare with what
the database holds.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

FUNCTION = """
CREATE OR REPLACE FUNCTION kikin_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
Statements = dict[str, list[str]]


class VendorSQL(Operation):
    """Statements per database vendor, forwards and back; `{table}` stands for the model's table."""

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        model: str,
        forwards: Statements,
        backwards: Statements,
        triggers: Sequence[str] = (),
        refuses: frozenset[str] = frozenset(),
    ) -> None:
        self.model = model
        self.forwards = forwards
        self.backwards = backwards
        self.triggers = tuple(triggers)
        self.refuses = refuses  # verbs that no row of the table ever undergoes

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._run(app_label, schema_editor, to_state, self.forwards)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._run(app_label, schema_editor, from_state, self.backwards)

    def _run(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, state: ProjectState, statements: Statements
    ) -> None:
        table = state.apps.get_model(app_label, self.model)._meta.db_table if self.model else ""
        for statement in statements[editor.connection.vendor]:
            editor.execute(statement.replace("{table}", editor.quote_name(table)), params=None)

    def describe(self) -> str:
        return f"Guard {self.model or 'the database'}: {', '.join(self.triggers) or 'functions'}"


def refuse_function() -> VendorSQL:
    """What PostgreSQL's triggers call; common's migrations run it once for everybody."""
    return VendorSQL(
        "",
        {"sqlite": [], "postgresql": [FUNCTION]},
        {"sqlite": [], "postgresql": ["DROP FUNCTION kikin_refuse()"]},
    )


def append_only(model: str) -> VendorSQL:
    """Rows of `model` are inserted and then stay: no UPDATE, no DELETE, no TRUNCATE."""
    name, text = f"{model.lower()}_append_only", f"{model} is append-only"
    return VendorSQL(
        model,
        {
            "sqlite": [
                _sqlite_refusal(f"{name}_{verb.lower()}", verb, text) for verb in ("UPDATE", "DELETE")
            ],
            "postgresql": [
                f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {{table}}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION kikin_refuse('{text}')"
            ],
        },
        {
            "sqlite": [f"DROP TRIGGER {name}_update", f"DROP TRIGGER {name}_delete"],
            "postgresql": [f"DROP TRIGGER {name} ON {{table}}"],
        },
        triggers=[name],
        refuses=frozenset({"UPDATE", "DELETE"}),
    )


def lifted(guard: VendorSQL) -> VendorSQL:
    """`guard` taken off, within one migration that sets it again before it ends."""
    return VendorSQL(guard.model, guard.backwards, guard.forwards)


def again(guard: VendorSQL) -> VendorSQL:
    """`guard` once more, after an operation that rebuilt its table on SQLite and so dropped it there."""
    return VendorSQL(
        guard.model,
        {"sqlite": guard.forwards["sqlite"], "postgresql": []},
        {"sqlite": [], "postgresql": []},
        triggers=guard.triggers,
    )


def immutable(model: str, columns: Sequence[str], *, when: str = "", name: str = "") -> VendorSQL:
    """The named columns keep their value, from the first or once `when` (SQL over OLD) holds."""
    name = name or f"{model.lower()}_immutable"
    text = f"{model} may not change in: {' '.join(columns)}"
    return VendorSQL(
        model,
        {
            "sqlite": [_sqlite_refusal(name, "UPDATE", text, _changed(columns, "IS NOT", when))],
            "postgresql": [
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {{table}} FOR EACH ROW"
                f" WHEN ({_changed(columns, 'IS DISTINCT FROM', when)})"
                f" EXECUTE FUNCTION kikin_refuse('{text}')"
            ],
        },
        {"sqlite": [f"DROP TRIGGER {name}"], "postgresql": [f"DROP TRIGGER {name} ON {{table}}"]},
        triggers=[name],
    )


def kept(model: str, when: str = "TRUE") -> VendorSQL:
    """Rows of `model` are never deleted, or not once `when` (SQL over OLD) holds."""
    name, text = f"{model.lower()}_kept", f"a {model} is never deleted"
    return VendorSQL(
        model,
        {
            "sqlite": [_sqlite_refusal(name, "DELETE", text, when)],
            "postgresql": [
                f"CREATE TRIGGER {name} BEFORE DELETE ON {{table}} FOR EACH ROW WHEN ({when})"
                f" EXECUTE FUNCTION kikin_refuse('{text}')"
            ],
        },
        {"sqlite": [f"DROP TRIGGER {name}"], "postgresql": [f"DROP TRIGGER {name} ON {{table}}"]},
        triggers=[name],
        refuses=frozenset({"DELETE"}) if when == "TRUE" else frozenset(),
    )


def _changed(columns: Sequence[str], differs: str, when: str) -> str:
    changed = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)
    return f"({changed}) AND ({when})" if when else f"({changed})"


def _sqlite_refusal(name: str, verb: str, text: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {{table}} FOR EACH ROW{condition}"
        f" BEGIN SELECT RAISE(ABORT, '{text}'); END"
    )


def present(connection: Any) -> set[str]:
    """Names of the triggers the database holds now."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}
