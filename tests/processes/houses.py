"""Houses with something in them, built once through the services and copied for each test."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from .conftest import Servers, System

NOT_COPIED = shutil.ignore_patterns("*.sqlite3*", "beat-*", "*.log")


class House:
    """`acting`: the module whose `prepare` fills it and whose acts its processes do."""

    acting = ""
    broker = None

    @property
    def environment(self):
        broker = {"CELERY_BROKER_URL": self.broker} if self.broker else {}
        return {**super().environment, "JOB_LEASE_SECONDS": "5", **broker}

    def furnish(self, directory):
        """Bring in the files and keys of the house that was built."""
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

    def deploy_check(self):
        return self.manage_text("check", "--deploy")[1]


class AtServers(House, Servers):
    database = None

    @property
    def environment(self):
        address = {"DATABASE_URL": self.database} if self.database else {}
        return super().environment | address


def houses(acting):
    """The fixtures built_embedded, built_servers, embedded and servers of one kind of house."""

    class Embedded(House, System):
        pass

    class Served(AtServers):
        pass

    Embedded.acting = Served.acting = acting

    @pytest.fixture(scope="session")
    def built_embedded(sqlite_template, tmp_path_factory):
        house = Embedded(tmp_path_factory.mktemp("house"), sqlite_template)
        house.succeed("prepare")
        with closing(sqlite3.connect(house.directory / "kikin.sqlite3")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return house

    @pytest.fixture(scope="session")
    def built_servers(postgres_template, tmp_path_factory):
        with closing(Served(tmp_path_factory.mktemp("house"), postgres_template)) as house:
            house.succeed("prepare")
            yield house

    @pytest.fixture
    def embedded(built_embedded, tmp_path):
        with closing(Embedded(tmp_path, built_embedded.directory / "kikin.sqlite3")) as house:
            yield house.furnish(built_embedded.directory)

    @pytest.fixture
    def servers(built_servers, tmp_path):
        with closing(Served(tmp_path, built_servers.name)) as house:
            yield house.furnish(built_servers.directory)

    return built_embedded, built_servers, embedded, servers
