"""What many tests begin with is built by the services once a process, and put back for the others.

What a builder wrote, to the database and to the store of files, is kept together with the state that it
began from: the office alone, or another kept world. A test that stands there again, on the same day,
has the same rows written once more. Where anything else was written before, or where a test turns a
screw of the settings or of the code, the services build anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.utils.translation import get_language

from applications.models import Plan
from common import clock
from common.files import path_of
from common.models import StoredFile
from decisions.demo.acting import Case

OFFICE = "the office alone"
SCREWS = {"settings", "django_capture_on_commit_callbacks"}
NO_CHANGE = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE")
BACK = "ROLLBACK"
SET_COUNTER = "SELECT setval(%s, %s, %s)"

Statement = tuple[str, Any, bool]


@dataclass(eq=False)
class World:
    """What was written from one state to the next, and what its builder gave."""

    statements: list[Statement] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    given: Any = None


@dataclass
class Standing:
    """Where the database is: at the office, at a world, or somewhere that nobody else comes to (None)."""

    at: Hashable | None = None
    ground: Hashable = OFFICE
    recording: list[list[Statement]] = field(default_factory=list)


standing = Standing()
worlds: dict[Hashable, World] = {}


def begin(request: pytest.FixtureRequest) -> None:
    """A test begins; its own transaction stands on what its module was given."""
    turned = "monkeypatch" in signature(request.function).parameters  # pytest-django asks for it everywhere
    standing.at = None if turned or SCREWS & set(request.fixturenames) else standing.ground


@contextmanager
def lasting() -> Iterator[None]:
    """What is built from here on stays for several tests."""
    standing.at, standing.ground = OFFICE, object()
    yield
    standing.at, standing.ground = None, OFFICE


def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Sees every statement of the connection."""
    result = execute(sql, params, many, context)
    if sql == SET_COUNTER or not sql.startswith(NO_CHANGE):
        standing.at = None
        for statements in standing.recording:
            statements.append((sql, params, many))
    return result


def kept(build: Callable[..., Any]) -> Callable[..., Any]:
    """A builder whose world is kept."""

    @wraps(build)
    def built(*args: Any, **how: Any) -> Any:
        if standing.at is None or not connection.in_atomic_block:
            return build(*args, **how)
        moved = clock._moved.get() or clock.today()
        key = (standing.at, build, _named((args, sorted(how.items()))), moved, get_language())
        if key in worlds:
            return _put_back(worlds[key], args)
        world, counters = World(), _counters()
        standing.recording.append(world.statements)
        try:
            given = build(*args, **how)
        finally:
            standing.recording.pop()
        if not any(sql.startswith(BACK) for sql, *_ in world.statements):
            _keep(key, world, counters, given)
        return given

    return built


def _keep(key: Hashable, world: World, before: dict[str, int | None], given: Any) -> None:
    after = _counters()
    moved = [(name, last) for name, last in before.items() if after[name] != last]
    world.statements[:0] = [(SET_COUNTER, [name, last or 1, last is not None], False) for name, last in moved]
    places = (path_of(stored) for stored in StoredFile.objects.all())
    world.files = {place.name: place.read_bytes() for place in places if place.exists()}
    world.given = _noted(given)
    worlds[key] = standing.at = world


def _put_back(world: World, args: tuple[Any, ...]) -> Any:
    with connection.cursor() as cursor:
        for sql, params, many in world.statements:
            (cursor.executemany if many else cursor.execute)(sql, params)
            if cursor.description:
                cursor.fetchall()
    for sha256, content in world.files.items():
        home = path_of(StoredFile(sha256=sha256))
        home.parent.mkdir(parents=True, exist_ok=True)
        if not home.exists():
            home.write_bytes(content)
    standing.at = world
    for each in args:
        if isinstance(each, Case):
            each.fresh  # noqa: B018  (reads the plan anew)
    return _again(world.given)


def _counters() -> dict[str, int | None]:
    """PostgreSQL's counters go on when a transaction is undone; SQLite's come back with it."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences")
        return dict(cursor.fetchall())


def _named(value: Any) -> Hashable:
    if isinstance(value, Case):
        return ("case", value.plan.pk)
    if isinstance(value, Model):
        return (value._meta.label, value.pk)
    if isinstance(value, list | tuple):
        return tuple(map(_named, value))
    return repr(value)


def _noted(given: Any) -> Any:
    if isinstance(given, tuple):
        return tuple(map(_noted, given))
    if isinstance(given, Case):
        return (Case, given.plan.pk)
    return (type(given), given.pk)


def _again(noted: Any) -> Any:
    kind, pk = noted[0], noted[-1]
    if isinstance(kind, tuple):
        return tuple(map(_again, noted))
    if kind is Case:
        case = Case(Plan(pk=pk))
        case.fresh  # noqa: B018
        return case
    return kind._default_manager.get(pk=pk)
