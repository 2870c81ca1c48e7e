"""An office with plans in it, built once through the services and copied for each test."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from ..conftest import Servers, System

NOT_COPIED = shutil.ignore_patterns("*.sqlite3*", "beat-*", "*.log")


class Office:
    acting = "tests.processes.decisions.acting"
    broker = None

    @property
    def environment(self):
        broker = {"CELERY_BROKER_URL": self.broker} if self.broker else {}
        return {**super().environment, "JOB_LEASE_SECONDS": "5", **broker}

    def furnish(self, directory):
        """Bring in the files and keys of the office that was built."""
        shutil.copytree(directory, self.directory, dirs_exist_ok=True, ignore=NOT_COPIED)
        return self

    def size_in_store(self, sha256):
        return (self.directory / "files" / sha256[:2] / sha256).stat().st_size

    def column(self, sql):
        return [value for (value,) in self.rows(sql)]

    def one(self, sql):
        (value,) = self.column(sql)
        return value

    def succeed(self, *arguments):
        process = self.act(*arguments)
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return said

    def race(self, *acts):
        """What each of them says happened to its subjects."""
        return json.loads(self.succeed("race", *map(json.dumps, acts)))


class EmbeddedOffice(Office, System):
    pass


class ServersOffice(Office, Servers):
    database = None

    @property
    def environment(self):
        address = {"DATABASE_URL": self.database} if self.database else {}
        return super().environment | address

    def deploy_check(self):
        return self.manage_text("check", "--deploy")[1]


@pytest.fixture(scope="session")
def embedded_office(sqlite_template, tmp_path_factory):
    office = EmbeddedOffice(tmp_path_factory.mktemp("office"), sqlite_template)
    office.succeed("prepare")
    with closing(sqlite3.connect(office.directory / "kikin.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return office


@pytest.fixture(scope="session")
def servers_office(postgres_template, tmp_path_factory):
    with closing(ServersOffice(tmp_path_factory.mktemp("office"), postgres_template)) as office:
        office.succeed("prepare")
        yield office


@pytest.fixture
def embedded(embedded_office, tmp_path):
    with closing(EmbeddedOffice(tmp_path, embedded_office.directory / "kikin.sqlite3")) as office:
        yield office.furnish(embedded_office.directory)


@pytest.fixture
def servers(servers_office, tmp_path):
    with closing(ServersOffice(tmp_path, servers_office.name)) as office:
        yield office.furnish(servers_office.directory)


@pytest.fixture(params=["embedded", "servers"])
def office(request):
    return request.getfixturevalue(request.param)
