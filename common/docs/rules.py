"""docs/rules.md: rule → where it stands → the test that proves it."""

from pathlib import Path

from django.conf import settings

from law.rules import RULES, implemented, tested

from .markdown import note, table
from .markdown import page as joined

USES_THE_MARK = "from law.rules import"


def page() -> str:
    places, tests = implemented(*modules_with_marks()), tested([Path(settings.BASE_DIR, "tests")])
    rows = (
        [
            rule.id,
            rule.source,
            rule.text,
            listed(places.get(rule.id, [])),
            listed(within(tests.get(rule.id, []))),
        ]
        for rule in RULES.values()
    )
    return joined(
        "# Rules",
        note("law/rules.py, law/lifecycle/, law/parameters.py and the tests' marks"),
        "Every rule that binds the system. A rule that stands somewhere and has no test fails the build; "
        "a rule with neither belongs to a part of the work that is not built yet.",
        table(("Rule", "Source", "What it says", "Where", "Test"), rows),
    )


def modules_with_marks() -> list[str]:
    """Modules outside the law that say which rule they carry."""
    base = Path(settings.BASE_DIR)
    apps = (base / app for app in ("accounts", "funds", "applications", "reviews", "grants", "decisions"))
    marked = (
        path for app in apps for path in sorted(app.rglob("*.py")) if USES_THE_MARK in path.read_text("utf-8")
    )
    return [".".join(path.relative_to(base).with_suffix("").parts) for path in marked]


def within(tests: list[str]) -> list[str]:
    return [test.removeprefix(f"{Path(settings.BASE_DIR).as_posix()}/") for test in tests]


def listed(names: list[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names) or "—"
