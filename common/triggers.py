"""Migration operations for what the database itself refuses, on SQLite and PostgreSQL alike.

All raise IntegrityError. SQLite's REPLACE asks them too, since every connection of ours has recursive
triggers on (config/environment.py). On SQLite a later migration that rebuilds a table drops its triggers
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
        model = self.model if "." in self.model else f"{app_label}.{self.model}"  # or of a layer below
        table = state.apps.get_model(model)._meta.db_table if self.model else ""
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


def undone(guard: VendorSQL) -> VendorSQL:
    """`guard` again when what follows is undone: SQLite adds a column in place, and rebuilds to take it."""
    after = again(guard)
    return VendorSQL(after.model, after.backwards, after.forwards, triggers=after.triggers)


def keeping(guards: Sequence[VendorSQL], *operations: Operation) -> list[Operation]:
    """`operations` rebuild the guards' table on SQLite; the guards stand after and after undoing."""
    after = [again(guard) for guard in guards]
    return [*map(undone, guards), *operations, *after]


def unread(*operations: Operation) -> list[Operation]:
    """`operations` rebuild a table on SQLite while triggers of other tables, of floors above too, read it.

    A rebuilt table takes the old one's name; SQLite asks every trigger at that moment, unless told not to.
    """
    on, off = "PRAGMA legacy_alter_table = ON", "PRAGMA legacy_alter_table = OFF"

    def said(forwards: str, backwards: str) -> VendorSQL:
        return VendorSQL(
            "", {"sqlite": [forwards], "postgresql": []}, {"sqlite": [backwards], "postgresql": []}
        )

    return [said(on, off), *operations, said(off, on)]


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


def refused_when(name: str, model: str, events: Sequence[str], condition: str, text: str) -> VendorSQL:
    """A row may not come to be such that `condition` (SQL over NEW, which may ask other tables) holds.

    `events` as both databases write them: INSERT, UPDATE, UPDATE OF column.
    """
    function, places = f"kikin_{name}", {event: _name_of(name, event) for event in events}
    raising = f"RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"BEGIN IF {condition} THEN {raising} END IF; RETURN NEW; END"
    return VendorSQL(
        model,
        {
            "sqlite": [_sqlite_refusal(place, event, text, condition) for event, place in places.items()],
            "postgresql": [
                f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
                f"CREATE TRIGGER {name} BEFORE {' OR '.join(events)} ON {{table}}"
                f" FOR EACH ROW EXECUTE FUNCTION {function}()",
            ],
        },
        {
            "sqlite": [f"DROP TRIGGER {place}" for place in places.values()],
            "postgresql": [f"DROP TRIGGER {name} ON {{table}}", f"DROP FUNCTION {function}()"],
        },
        triggers=[name],
    )


def _name_of(name: str, event: str) -> str:
    return f"{name}_{event.split(maxsplit=1)[0].lower()}"


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
