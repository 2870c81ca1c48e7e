"""Whole systems to kill: their own database, copied from a migrated template, their own broker."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from contextlib import closing, suppress
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from tests import databases

SERVER = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/3")
PATIENCE = 120
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "tests.processes.settings",
    "DEMO": "1",
    "SECRET_KEY": "tests",
    "JOB_LEASE_SECONDS": "2",
    "JOB_RESEND_SECONDS": "1",
    "SWEEP_SECONDS": "1",
    "SEAL_SECONDS": "1",
}
QUIET = ["-W", "ignore:::celery.platforms"]


def python(environment, *arguments, **options):
    return subprocess.Popen([sys.executable, *arguments], env=environment, start_new_session=True, **options)


def wait_until(true, what):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {PATIENCE} s for {what}")


class System:
    """Embedded: SQLite, the database as broker, a solo worker."""

    pool = ("--pool=solo",)
    acting = "tests.processes.acting"

    def __init__(self, directory, template):
        self.directory = directory
        self.processes = []
        shutil.copy(template, directory / "kikin.sqlite3")

    @property
    def environment(self):
        outside = {"DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL"}
        kept = {name: value for name, value in os.environ.items() if name not in outside}
        return {**kept, **SETTINGS, "DATA_DIR": str(self.directory)}

    def rows(self, sql):
        with closing(sqlite3.connect(self.directory / "kikin.sqlite3", timeout=20)) as database:
            return database.execute(sql).fetchall()

    def empty_broker(self):
        with closing(sqlite3.connect(self.directory / "kikin.sqlite3", timeout=20)) as database:
            database.execute("DELETE FROM common_brokermessage")
            database.commit()

    def worker(self):
        log = (self.directory / "worker.log").open("ab")
        name = f"w{len(self.processes)}@%h"
        arguments = ["worker", *self.pool, "-B", "-n", name, "-l", "WARNING"]
        schedule = ["-s", str(self.directory / f"beat-{uuid.uuid4().hex}")]
        apart = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        with log:
            process = python(
                self.environment,
                *(*QUIET, "-m", "celery", "-q", "-A", "config", *arguments, *schedule, *apart),
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def act(self, *arguments):
        """Starts what the module `acting` knows; its stdin and stdout are ours."""
        process = python(
            self.environment,
            *("-m", "tests.processes.running", self.acting, *map(str, arguments)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.processes.append(process)
        return process

    def do(self, *arguments):
        said, _ = self.act(*arguments).communicate(timeout=PATIENCE)
        return said

    def manage(self, *arguments):
        status, said = self.manage_text(*arguments)
        return status, json.loads(said)

    def manage_text(self, *arguments):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return done.returncode, done.stdout or done.stderr

    def started(self):
        return [path.name.split("-")[1] for path in self.directory.glob("started-*")]

    def statuses(self):
        return dict(self.rows("SELECT key, status FROM common_job"))

    def effects(self):
        return dict(self.rows("SELECT code, last FROM common_numberseries"))

    def close(self):
        for process in self.processes:
            end(process, signal.SIGKILL)
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()


def end(process, how):
    """The whole group that this process leads, children too."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)
    process.wait(timeout=PATIENCE)


class Servers(System):
    """PostgreSQL, Redis, prefork workers."""

    pool = ("--pool=prefork", "-c", "2")

    def __init__(self, directory, template):
        self.directory = directory
        self.processes = []
        self.name = f"kikin_processes_{uuid.uuid4().hex[:12]}"
        on_server(f"CREATE DATABASE {self.name} TEMPLATE {template}")

    @property
    def url(self):
        return urlsplit(SERVER)._replace(path=f"/{self.name}").geturl()

    @property
    def environment(self):
        servers = {
            "DATABASE_URL": self.url,
            "CELERY_BROKER_URL": REDIS,
            "BROKER_PREFIX": self.name,
            "SECURE": "0",
        }
        return super().environment | servers

    def rows(self, sql):
        with psycopg.connect(self.url) as database:
            return database.execute(sql).fetchall()

    def empty_broker(self):
        with redis.Redis.from_url(REDIS) as server:
            if names := server.keys(f"{self.name}*"):
                server.delete(*names)

    def close(self):
        super().close()
        self.empty_broker()
        on_server(f"DROP DATABASE {self.name} WITH (FORCE)")


def on_server(sql):
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql)


def migrated(environment):
    """A copy of what the real settings migrate, and beside it the table of these tests' own app."""
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--run-syncdb", "-v0"], env=environment, check=True
    )


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    directory = tmp_path_factory.mktemp("template")
    file = shutil.copy(databases.sqlite(), directory / "kikin.sqlite3")
    migrated({**os.environ, **SETTINGS, "DATABASE_URL": "", "DATA_DIR": str(directory)})
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory):
    name = f"kikin_template_{uuid.uuid4().hex[:12]}"
    on_server(f"CREATE DATABASE {name} TEMPLATE {databases.postgres(SERVER)}")
    url = urlsplit(SERVER)._replace(path=f"/{name}").geturl()
    directory = str(tmp_path_factory.mktemp("template"))
    try:
        migrated({**os.environ, **SETTINGS, "DATABASE_URL": url, "DATA_DIR": directory})
        yield name
    finally:
        on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["embedded", "servers"])
def system(request, tmp_path):
    if request.param == "embedded":
        system = System(tmp_path, request.getfixturevalue("sqlite_template"))
    else:
        system = Servers(tmp_path, request.getfixturevalue("postgres_template"))
    (tmp_path / "incoming").mkdir()
    yield system
    system.close()
