"""What every test may ask for."""

import gc
import os
import uuid
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings

from accounts.models import Notice
from common.audit import sealing
from common.models import BrokerMessage, Job
from config import environment
from decisions.demo.office import ensure_office

from . import databases, worlds

LASTING = {"module_transaction"}
DATABASE = {"db", "transactional_db", "django_db_setup"} | LASTING


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """The pass on servers leaves out what asks none: pytest-django keeps all others from a database.
    What takes longest goes first, so that no worker is left alone with it at the end; and modules that
    build a world of their own, so that no other worker takes a part of them over and builds it again."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames):
            item.add_marker("database")
    items.sort(key=lambda item: (not item.get_closest_marker("long"), not LASTING & set(item.fixturenames)))


def pytest_collection_finish():
    """What is imported by now stays: the collector of garbage need not walk it again and again."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter, config):
    """CI prints what failed in any stage together at its end: here are the names, from the one process
    that hears of every test."""
    record = os.environ.get("RECORD")
    if record and not hasattr(config, "workerinput"):
        failed = [each for kind in ("failed", "error") for each in terminalreporter.stats.get(kind, [])]
        with Path(record).open("a", encoding="utf-8") as lines:
            lines.writelines(f"  [{os.environ.get('STAGE', '')}] {each.nodeid}\n" for each in failed)


@pytest.fixture(autouse=True)
def own_cache():
    """Throttles of one test do not count for another, nor for one in a parallel process."""
    cache.key_prefix = uuid.uuid4().hex


@pytest.fixture(autouse=True)
def own_world(request):
    worlds.begin(request)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_use_migrations):
    """Django begins with a copy of a migrated database (tests/databases.py) and migrates on from there."""
    with ExitStack() as session:
        if django_db_use_migrations and connection.vendor == "sqlite":
            session.enter_context(databases.in_memory(connection.creation._get_test_db_name()))
        elif django_db_use_migrations:
            connection.settings_dict["TEST"]["TEMPLATE"] = databases.postgres(environment.DATABASE_URL)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test's transaction begins with the office at work: the cast, the issuers, the scheme.

    Built once a process instead of once a test, through the same services. A test that counts rows
    therefore names what it counts.
    """
    with django_db_blocker.unblock():
        ensure_office()
        # What the office told itself while it was set up is no test's.
        Notice.objects.all().delete()
        Job.objects.all().delete()
        BrokerMessage.objects.all().delete()
        sealing.seal()
        connection.execute_wrappers.append(worlds.watch)


@pytest.fixture(scope="module")
def module_transaction(django_db_setup, django_db_blocker):
    """What all tests of a module begin with is built inside this, once: each test's own transaction
    undoes what the test did, and this one, at the module's end, undoes the rest."""
    with django_db_blocker.unblock(), transaction.atomic(), worlds.lasting():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def data_directory(tmp_path):
    """A place of this test's own for files, uploads and the audit head."""
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    with override_settings(DATA_DIR=tmp_path, FILES_DIR=tmp_path, FILE_UPLOAD_TEMP_DIR=incoming):
        yield tmp_path
