"""What migrations declare is what the database holds; and it holds against raw SQL."""

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.test.utils import isolate_apps

from common import files, triggers
from common.models import StoredFile

pytestmark = pytest.mark.django_db


def declared():
    """SQLite has one trigger per verb, named after ours."""
    for migration in MigrationLoader(connection).disk_migrations.values():
        for operation in migration.operations:
            if isinstance(operation, triggers.VendorSQL):
                yield from operation.triggers


def test_every_declared_trigger_is_in_the_database():
    """On SQLite a rebuilt table loses its triggers without a word; this is where it shows."""
    present = triggers.present(connection)
    missing = {name for name in declared() if not any(found.startswith(name) for found in present)}
    assert {"auditevent_append_only", "auditseal_append_only", "storedfile_immutable"} <= set(declared())
    assert not missing


@pytest.fixture
def thing():
    """A table with both guards, built by the operations themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE test_thing (id integer PRIMARY KEY, number varchar(9), sealed varchar(9))"
        )
        cursor.execute("INSERT INTO test_thing VALUES (1, 'one', '')")
    with isolate_apps("common"):

        class Thing(models.Model):
            number = models.CharField(max_length=9)
            sealed = models.CharField(max_length=9)

            class Meta:
                app_label = "common"
                db_table = "test_thing"

        yield ProjectState.from_apps(Thing._meta.apps)


class Editor:
    """A schema editor that runs inside the test's transaction, which SQLite's own does not."""

    connection = connection
    quote_name = staticmethod(connection.ops.quote_name)

    @staticmethod
    def execute(statement, params=None):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def apply(operation, state):
    operation.database_forwards("common", Editor, state, state)


def undo(operation, state):
    operation.database_backwards("common", Editor, state, state)


def sql(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_append_only_comes_and_goes(thing):
    guard = triggers.append_only("Thing")
    apply(guard, thing)
    sql("INSERT INTO test_thing VALUES (2, 'two', '')")
    for statement in ("UPDATE test_thing SET number = 'x'", "DELETE FROM test_thing"):
        with pytest.raises(IntegrityError, match="Thing is append-only"):
            sql(statement)
    undo(guard, thing)
    sql("DELETE FROM test_thing")


def test_a_guard_is_lifted_and_set_again(thing):
    guard = triggers.append_only("Thing")
    apply(guard, thing)
    apply(triggers.lifted(guard), thing)
    sql("UPDATE test_thing SET number = 'new'")
    undo(triggers.lifted(guard), thing)
    with pytest.raises(IntegrityError, match="Thing is append-only"):
        sql("UPDATE test_thing SET number = 'x'")


def test_named_columns_keep_their_value(thing):
    guard = triggers.immutable("Thing", ["number"])
    apply(guard, thing)
    sql("UPDATE test_thing SET number = 'one', sealed = 'yes'")
    with pytest.raises(IntegrityError, match="Thing may not change in: number"):
        sql("UPDATE test_thing SET number = NULL")
    undo(guard, thing)
    sql("UPDATE test_thing SET number = 'two'")


def test_columns_may_change_until_the_condition_holds(thing):
    apply(triggers.immutable("Thing", ["number", "sealed"], when="OLD.sealed <> ''"), thing)
    sql("UPDATE test_thing SET number = 'two'")
    sql("UPDATE test_thing SET sealed = 'yes'")
    for statement in ("UPDATE test_thing SET number = 'x'", "UPDATE test_thing SET sealed = ''"):
        with pytest.raises(IntegrityError):
            sql(statement)


def test_what_another_table_must_hold_first_is_asked_on_every_way_in(thing):
    nothing = "NOT EXISTS (SELECT 1 FROM test_thing t WHERE t.id = NEW.id - 1)"
    guard = triggers.refused_when(
        "thing_follows", "Thing", ("INSERT", "UPDATE OF number"), f"NEW.id > 1 AND {nothing}", "out of turn"
    )
    apply(guard, thing)
    sql("INSERT INTO test_thing VALUES (2, 'two', '')")
    for statement in (
        "INSERT INTO test_thing VALUES (4, 'four', '')",
        "UPDATE test_thing SET id = 9, number = 'nine' WHERE id = 2",
    ):
        with pytest.raises(IntegrityError, match="out of turn"):
            sql(statement)
    sql("UPDATE test_thing SET sealed = 'yes'")
    undo(guard, thing)
    sql("INSERT INTO test_thing VALUES (4, 'four', '')")


def test_operations_that_rebuild_a_table_leave_its_guards_standing_both_ways(thing):
    """The rebuilding is played by a DROP of the trigger, which SQLite's own does without a word."""
    guard = triggers.kept("Thing")
    apply(guard, thing)
    rebuilt = {"sqlite": ["DROP TRIGGER thing_kept"], "postgresql": []}
    steps = triggers.keeping([guard], triggers.VendorSQL("Thing", rebuilt, rebuilt))
    for walk in ([(apply, step) for step in steps], [(undo, step) for step in reversed(steps)]):
        for move, step in walk:
            move(step, thing)
        with pytest.raises(IntegrityError, match="never deleted"):
            sql("DELETE FROM test_thing")


def test_a_stored_files_row_keeps_its_hash_while_the_scan_goes_on():
    stored = files.store_bytes(b"%PDF-1.7 ours", kind="pdf")
    StoredFile.objects.update(scan="clean")
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(sha256="0" * 64)
