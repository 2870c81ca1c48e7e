"""A house with three drafted decisions, built once through the services and copied for each test."""

import sqlite3
from contextlib import closing

import pytest

from ..conftest import Servers, System
from ..decisions.conftest import Office


class Desk(Office):
    acting = "tests.processes.grants.acting"


class EmbeddedDesk(Desk, System):
    pass


class ServersDesk(Desk, Servers):
    database = None

    @property
    def environment(self):
        address = {"DATABASE_URL": self.database} if self.database else {}
        return super().environment | address


@pytest.fixture(scope="session")
def embedded_desk(sqlite_template, tmp_path_factory):
    desk = EmbeddedDesk(tmp_path_factory.mktemp("desk"), sqlite_template)
    desk.succeed("prepare")
    with closing(sqlite3.connect(desk.directory / "kikin.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return desk


@pytest.fixture(scope="session")
def servers_desk(postgres_template, tmp_path_factory):
    with closing(ServersDesk(tmp_path_factory.mktemp("desk"), postgres_template)) as desk:
        desk.succeed("prepare")
        yield desk


@pytest.fixture
def embedded(embedded_desk, tmp_path):
    with closing(EmbeddedDesk(tmp_path, embedded_desk.directory / "kikin.sqlite3")) as desk:
        yield desk.furnish(embedded_desk.directory)


@pytest.fixture
def servers(servers_desk, tmp_path):
    with closing(ServersDesk(tmp_path, servers_desk.name)) as desk:
        yield desk.furnish(servers_desk.directory)
