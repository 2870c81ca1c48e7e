"""Every append-only table, as the migrations name them, against every way that SQL has to change a row."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from common import clock
from common.grants import refused_verbs
from common.triggers import VendorSQL
from funds.ledger.years import open_year
from grants.models import EvidenceCheck
from tests.cast import membership
from tests.decisions.test_public_entries import certified
from tests.funds.ledger.booking import OKU, filled
from tests.grants import evidencing, granting, of_ministry, owning, reporting, returning
from tests.payments import banking, paying

WHOLE = frozenset({"UPDATE", "DELETE"})
WAYS = {
    "sqlite": {
        "update": "UPDATE {table} SET {pk} = {pk}",
        "delete": "DELETE FROM {table}",
        "insert or replace": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "replace": "REPLACE INTO {table} SELECT * FROM {table}",
        "update or replace": "UPDATE OR REPLACE {table} SET {pk} = {pk}",
        "upsert": "INSERT INTO {table} SELECT * FROM {table} WHERE true"
        " ON CONFLICT DO UPDATE SET {pk} = {pk}",
    },
    "postgresql": {
        "update": "UPDATE {table} SET {pk} = {pk}",
        "delete": "DELETE FROM {table}",
        "truncate": "TRUNCATE {table} CASCADE",
        "upsert": "INSERT INTO {table} SELECT * FROM {table}"
        " ON CONFLICT ({pk}) DO UPDATE SET {pk} = EXCLUDED.{pk}",
    },
}


def append_only_models() -> list[str]:
    found = set()
    for (label, _name), migration in MigrationLoader(None).disk_migrations.items():
        for operation in migration.operations:
            if isinstance(operation, VendorSQL) and operation.refuses >= WHOLE:
                found.add(apps.get_model(label, operation.model)._meta.label)
    return sorted(found)


MODELS = append_only_models()


@pytest.mark.django_db
def test_none_is_forgotten():
    assert {"common.AuditEvent", "funds.Posting", "applications.PlanVersion", "reviews.Finding"} <= set(
        MODELS
    )
    whole = {table for table, verbs in refused_verbs(connection).items() if verbs >= WHOLE}
    assert {apps.get_model(label)._meta.db_table for label in MODELS} == whole


@pytest.fixture(scope="module")
def world(module_transaction):
    """Rows of their own in most tables: a plan certified, a book with money, a grant paid and owed back."""
    certified()
    book = filled(3 * OKU)
    for year in granting.YEARS[1:]:
        open_year(book=book, fiscal_year=year, line=None, membership=membership("nibn_decider"))
    grant = granting.granted(granting.certified())
    paying.payer(book)
    paying.confirmed()
    row = evidencing.kept(grant)
    owning.filed(owning.registered(grant))
    owed = returning.owed_and_begun(grant)
    EvidenceCheck.objects.create(evidence=row, by=membership("nibn_officer"), at=clock.now())
    with reporting.on(owed.due_on + timedelta(days=1)):
        returning.urged(owed)
        returning.cancelled(granting.again(grant), {2026: 1})
    of_ministry.appropriated()
    of_ministry.paid(of_ministry.claimed(of_ministry.granted(of_ministry.adopted()), 1, "advance"))
    banking.stood(book)
    connection.check_constraints()  # PostgreSQL empties no table while a foreign key waits to be asked


@pytest.mark.parametrize("label", MODELS)
def test_nothing_is_written_over(label, world):
    """PostgreSQL refuses the statement itself; SQLite each row, so there a table needs one."""
    model = apps.get_model(label)
    words = {"table": model._meta.db_table, "pk": model._meta.pk.column}
    with transaction.atomic():
        if connection.vendor == "sqlite" and not model._base_manager.exists():
            imagine(model)
        stood = rows(words)
        got_past = [
            way for way, statement in WAYS[connection.vendor].items() if runs(statement.format(**words))
        ]
        assert rows(words) == stood
        transaction.set_rollback(True)
    assert got_past == []


def rows(words: dict[str, str]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM {table} ORDER BY {pk}".format(**words))
        return cursor.fetchall()


def runs(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError:
        return False
    except DatabaseError as error:  # a statement that never ran proves nothing
        pytest.fail(f"{statement}: {error}")
    return True


def imagine(model) -> None:
    """A row that nobody would write: only its being there matters, and its transaction is rolled back."""
    columns = [field.column for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            marks = ", ".join("1" for _ in columns)
            names = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})')
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
