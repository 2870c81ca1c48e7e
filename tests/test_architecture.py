"""The house rules that an import contract cannot see."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from .source import PACKAGES, ROOT, assets, at, called, modules, name, nodes

pytestmark = pytest.mark.house
OURS = [package for package in PACKAGES if package not in ("config", "law")]

# A Job's state says where a piece of machinery stands, not where a case does.
MAY_WRITE_STATE = ("common/transitions.py", "common/jobs/")
# Points and millimetres of a page are no money.
LAYOUT = "decisions/pdf/"
CLOCK = "common/clock.py"
# Routes of allauth carry no marker of ours: they open accounts, not cases.
FOREIGN_ROUTES = ("allauth.", "django.views.i18n")

# These may only shrink: a name leaves the list when it has been cut down.
LONG_FILES: frozenset[str] = frozenset()
LONG_FUNCTIONS: frozenset[str] = frozenset()


def test_relations_point_down():
    """A foreign key by name is invisible to import-linter."""
    height = {package: index for index, package in enumerate(reversed(PACKAGES))}
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
        if height.get(field.related_model._meta.app_label, 0) > height[model._meta.app_label]
    ]
    assert upward == []


def writes_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets)
    if isinstance(node, ast.Call) and called(node) == "setattr":
        return any(isinstance(word, ast.Constant) and word.value == "state" for word in node.args)
    writers = {"update", "create", "update_or_create", "get_or_create", "bulk_update"}
    return (
        isinstance(node, ast.Call)
        and called(node) in writers
        and any(word.arg == "state" for word in node.keywords)
    )


def test_nobody_but_the_one_door_writes_a_state():
    culprits = [
        at(path, node)
        for path in modules(*OURS)
        if not name(path).startswith(MAY_WRITE_STATE)
        for node in nodes(path, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Call)
        if writes_state(node)
    ]
    assert culprits == []


def test_no_float_near_money():
    culprits = [
        at(path, node)
        for path in modules("law", "funds", "applications", "grants", "decisions", "payments")
        if not name(path).startswith(LAYOUT)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Attribute) and node.attr == "FloatField")
    ]
    assert culprits == []


def asks_the_wall_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in ("auto_now", "auto_now_add")
    if isinstance(node, ast.ImportFrom):
        return node.module == "django.utils.timezone" and any(word.name == "now" for word in node.names)
    wall = isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow", "localdate"}
    return wall and not (isinstance(node.value, ast.Name) and node.value.id == "clock")


def test_legal_dates_come_from_the_one_clock():
    culprits = [
        at(path, getattr(node, "value", node) if isinstance(node, ast.keyword) else node)
        for path in modules(*OURS, "law")
        if name(path) != CLOCK
        for node in nodes(path, ast.keyword, ast.ImportFrom, ast.Attribute)
        if asks_the_wall_clock(node)
    ]
    assert culprits == []


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [word.name for word in node.names]
    return [f"{node.module}.{word.name}" for word in node.names] if not node.level else []


def test_services_and_selectors_know_nothing_of_http():
    """External packages can be forbidden to import-linter only by their root."""
    banned = ("django.http", "django.shortcuts", "django.views", "django.contrib.messages", "rest_framework")
    culprits = [
        at(path, node)
        for path in modules(*OURS)
        if {"services", "selectors", "services.py", "selectors.py"} & set(path.parts)
        for node in nodes(path, ast.Import, ast.ImportFrom)
        if any(word.startswith(banned) for word in imported(node))
    ]
    assert culprits == []


WITHOUT_DJANGO = """
import importlib, pkgutil, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "celery", "kombu", "allauth", "rest_framework"}:
            raise ImportError(f"law asked for {name}")

sys.meta_path.insert(0, Blocker())
import law
for module in pkgutil.walk_packages(law.__path__, "law."):
    importlib.import_module(module.name)
"""


def test_the_law_runs_where_django_is_absent():
    command = [sys.executable, "-c", WITHOUT_DJANGO]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def routes(resolver: URLResolver, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        found += routes(entry, path) if isinstance(entry, URLResolver) else [(path, entry)]
    return found


def test_every_route_says_to_whom_it_opens():
    silent = [
        path
        for path, route in routes(get_resolver())
        if not hasattr(route.callback, "audience")
        if not route.callback.__module__.startswith(FOREIGN_ROUTES)
    ]
    assert silent == []


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_are_rooms_not_halls():
    files = [*modules(*PACKAGES, "tests", "bench"), *assets()]
    long = {name(path) for path in files if lines_of(path) > 400}
    assert long == LONG_FILES


def test_functions_are_short():
    long = {
        f"{name(path)}:{node.name}"
        for path in modules()
        for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno + 1 > 40
    }
    assert long == LONG_FUNCTIONS


@pytest.mark.parametrize("path", modules("tests"), ids=name)
def test_no_test_is_skipped(path):
    words = {"skip", "skipif", "xfail", "importorskip", "skipTest"}
    assert [at(path, node) for node in nodes(path, ast.Attribute) if node.attr in words] == []
