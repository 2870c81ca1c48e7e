"""A house with one filled book, built once through the services and copied for each test."""

import sqlite3
from contextlib import closing

import pytest

from ..conftest import Servers, System
from ..decisions.conftest import Office


class Till(Office):
    acting = "tests.processes.ledger.acting"


class EmbeddedTill(Till, System):
    pass


class ServersTill(Till, Servers):
    database = None

    @property
    def environment(self):
        address = {"DATABASE_URL": self.database} if self.database else {}
        return super().environment | address


@pytest.fixture(scope="session")
def embedded_till(sqlite_template, tmp_path_factory):
    till = EmbeddedTill(tmp_path_factory.mktemp("till"), sqlite_template)
    till.succeed("prepare")
    with closing(sqlite3.connect(till.directory / "kikin.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return till


@pytest.fixture(scope="session")
def servers_till(postgres_template, tmp_path_factory):
    with closing(ServersTill(tmp_path_factory.mktemp("till"), postgres_template)) as till:
        till.succeed("prepare")
        yield till


@pytest.fixture
def embedded(embedded_till, tmp_path):
    with closing(EmbeddedTill(tmp_path, embedded_till.directory / "kikin.sqlite3")) as till:
        yield till.furnish(embedded_till.directory)


@pytest.fixture
def servers(servers_till, tmp_path):
    with closing(ServersTill(tmp_path, servers_till.name)) as till:
        yield till.furnish(servers_till.directory)
