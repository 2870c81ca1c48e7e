"""A migrated database, made once and copied: for every process of the tests, and every system they start.

It is known by a fingerprint of all that it is made from, so one that is kept from an earlier run is the
one that the migrations of today would make. Whatever starts from a copy still migrates it: Django finds
nothing to do.
"""

import ast
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fcntl import LOCK_EX, flock
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from .source import PACKAGES, ROOT, tree

PLACE = ROOT / ".pytest_cache" / "databases"
PREFIX = "kikin_migrated_"
AT_MOST = 4  # servers are shared by several checkouts, each with its own
BY_AGE = "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC"


def sqlite() -> Path:
    """A file to copy or to open for reading."""
    PLACE.mkdir(parents=True, exist_ok=True)
    kept = PLACE / f"{fingerprint()}.sqlite3"
    with locked(PLACE / "lock"):
        if not kept.exists():
            for old in PLACE.glob("*.sqlite3"):
                old.unlink()
            with tempfile.TemporaryDirectory(dir=PLACE) as directory:
                _migrate(directory)
                (Path(directory) / "kikin.sqlite3").rename(kept)
    return kept


def postgres(server: str) -> str:
    """The name of a database to give as TEMPLATE, on the server that this address leads to."""
    name = PREFIX + fingerprint()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])  # given back at the end
        found = [row[0] for row in connection.execute(BY_AGE, [PREFIX + "%"])]
        if name not in found:
            begun = PREFIX + "begun"
            for old in {begun, *found[AT_MOST - 1 :]}:
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(old)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(begun)))
            with tempfile.TemporaryDirectory() as directory:
                _migrate(directory, DATABASE_URL=urlsplit(server)._replace(path=f"/{begun}").geturl())
            ready = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(ready.format(sql.Identifier(begun), sql.Identifier(name)))
    return name


@contextmanager
def in_memory(name: str) -> Iterator[None]:
    """Meanwhile SQLite's database in memory of this name (`file:…?mode=memory&cache=shared`) is a copy."""
    with closing(sqlite3.connect(name, uri=True)) as copy:
        with closing(sqlite3.connect(sqlite())) as kept:
            kept.backup(copy)
        yield


@cache
def fingerprint() -> str:
    """Of the migrations, what they import of ours, however far, the settings, and the packages' versions."""
    sources = [*ROOT.glob("*/migrations/*.py"), *(ROOT / "config").glob("*.py"), Path(__file__)]
    seen = set(sources)
    while sources:
        new = set(_imported(sources.pop())) - seen
        seen |= new
        sources += new
    digest = sha256(sys.version.encode())
    for path in (ROOT / "requirements.txt", *sorted(seen)):
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _imported(path: Path) -> Iterator[Path]:
    here = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + 1] if node.level else ()
            home = ".".join([*above, *filter(None, [node.module])])
            names = [home, *(f"{home}.{each.name}" for each in node.names)]
        else:
            continue
        for name in names:
            yield from _files(name.split("."))


def _files(parts: list[str]) -> Iterator[Path]:
    """A module's own file, and those of the packages that it stands in."""
    if parts[0] in PACKAGES:
        steps = [ROOT.joinpath(*parts[:length]) for length in range(1, len(parts) + 1)]
        files = [*(step / "__init__.py" for step in steps), steps[-1].with_suffix(".py")]
        yield from (file for file in files if file.exists())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        flock(file, LOCK_EX)
        yield


def _migrate(directory: str, **more: str) -> None:
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": directory,
        "DEMO": "1",
        "SECRET_KEY": "tests",
    }
    environment = {**os.environ, "DATABASE_URL": "", **own, "SECURE": "0", **more}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
