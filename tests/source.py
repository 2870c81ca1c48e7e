"""The project's own source as the house rules read it: paths and syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "config",
    "api",
    "payments",
    "decisions",
    "grants",
    "reviews",
    "applications",
    "funds",
    "accounts",
    "common",
    "law",
)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def modules(*packages: str) -> list[Path]:
    """Every module of these packages (all of ours by default), migrations apart."""
    found = (path for package in packages or PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted(
        path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt", ".svg"}
    )


def assets() -> list[Path]:
    return sorted(path for path in (ROOT / "static").rglob("*") if path.suffix in {".css", ".js"})


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, kinds))


def at(path: Path, node: ast.AST) -> str:
    return f"{name(path)}:{node.lineno}"


def called(node: ast.Call) -> str:
    """The last name of what is called: `b.c(...)` is a call of `c`."""
    target = node.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
