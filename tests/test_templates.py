"""Every template compiles, fits a strict CSP and stays small."""

import re

import pytest
from django.template.loader import get_template

from .source import ROOT, name, templates

pytestmark = pytest.mark.house
# These may only shrink.
LONG_TEMPLATES: frozenset[str] = frozenset()
# A letter is a file of its own: the PDF engine reads it, no browser does, and no CSP applies.
PRINTED = ("templates/pdf/",)

INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<script\b(?![^>]*\ssrc=)(?![^>]*application/json)""",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", templates(), ids=name)
def test_it_compiles(path):
    get_template(path.relative_to(ROOT / "templates").as_posix())


@pytest.mark.parametrize(
    "path", [path for path in templates() if not name(path).startswith(PRINTED)], ids=name
)
def test_nothing_inline(path):
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


def test_templates_are_short():
    long = {name(path) for path in templates() if len(path.read_text(encoding="utf-8").splitlines()) > 150}
    assert long == LONG_TEMPLATES
