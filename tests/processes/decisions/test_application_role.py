"""PostgreSQL's second role: it runs the whole house and can undo nothing of the past."""

import re
import uuid
from urllib.parse import urlsplit

import psycopg
import pytest

from ..conftest import SERVER, on_server, wait_until
from .titles import DRAFTS, REFUSALS

pytestmark = pytest.mark.processes
APPEND_ONLY = """
    SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_append_only' ORDER BY 1
"""
TRIGGER = "SELECT tgname FROM pg_trigger WHERE tgrelid = '{table}'::regclass AND NOT tgisinternal LIMIT 1"
JOBS = "SELECT count(*) FROM common_job WHERE status <> 'done'"


@pytest.fixture
def role():
    name = f"kikin_role_{uuid.uuid4().hex[:12]}"
    on_server(f"CREATE ROLE {name} LOGIN")
    yield name
    on_server(f"DROP ROLE {name}")


@pytest.fixture
def office(role, request):
    """After `role`, so that the database goes before the role that has rights in it."""
    office = request.getfixturevalue("servers")
    status, told = office.manage("grant_application_role", role)
    assert (status, told["dry_run"]) == (0, False)
    yield office
    with psycopg.connect(office.url) as database:
        database.execute(f"DROP OWNED BY {role}")


def address(office, role):
    host = urlsplit(SERVER)
    return host._replace(
        netloc=f"{role}@{host.hostname}:{host.port or 5432}", path=f"/{office.name}"
    ).geturl()


def test_the_application_files_seals_issues_and_can_change_nothing_that_stands(office, role):
    office.database = address(office, role)
    office.succeed("file", DRAFTS[0])
    office.succeed("approve", REFUSALS[0])
    office.worker()
    wait_until(lambda: office.one(JOBS) == 0, "the receipt and the letters")
    office.succeed("issue", REFUSALS[0])
    wait_until(lambda: office.one(JOBS) == 0, "what follows the issue")
    assert office.one("SELECT count(*) FROM decisions_document WHERE file_id IS NOT NULL") >= 2
    tables = office.column(APPEND_ONLY)
    assert {
        "common_auditevent",
        "common_auditseal",
        "applications_planversion",
        "applications_receipt",
    } <= set(tables)
    assert [said for table in tables for said in allowed(office, role, table)] == []


def allowed(office, role, table):
    """What the database let the application do to the past; it should let it do nothing."""
    trigger = office.one(TRIGGER.format(table=table))
    for statement in (
        f"UPDATE {table} SET id = id" if "seal" not in table else f"UPDATE {table} SET seq = seq",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
        f"DROP TRIGGER {trigger} ON {table}",
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"DROP TABLE {table} CASCADE",
    ):
        with psycopg.connect(office.database) as database:
            try:
                database.execute(statement)
            except psycopg.errors.InsufficientPrivilege:
                continue
            yield statement


def test_the_check_warns_of_the_owner_and_not_of_the_role(office, role):
    assert "kikin.W001" in office.deploy_check()
    office.database = address(office, role)
    assert "kikin.W001" not in office.deploy_check()
    of_the_demo = re.compile("kikin.E003|kikin.E004")  # its people, and its mail in files
    assert "kikin.E00" not in of_the_demo.sub("", office.deploy_check())


def test_a_role_that_is_not_there_or_owns_all_is_refused(office):
    for name in ("nobody_of_this_name", "postgres"):
        assert office.manage_text("grant_application_role", name)[0] == 1
