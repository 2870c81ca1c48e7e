"""Letters as PDF/A-3a + PDF/UA-1, each with its content embedded as JSON.

Only `render` loads WeasyPrint, so a web process that calls `preflight` doesn't pay for it.
"""

from collections.abc import Iterable
from importlib import import_module

from common.schemas import ContentInvalid

from .finisher import MissingGlyphs
from .fonts import FontsMissing
from .gaiji import find_undrawable, legible

__all__ = ["ContentInvalid", "FontsMissing", "MissingGlyphs", "legible", "preflight", "render"]


def render(content: dict) -> bytes:
    """Print one letter; the same content gives the same bytes."""
    return import_module(".engine", __name__).engine().render(content)


def preflight(texts: Iterable[str]) -> list[str]:
    """The characters, variation sequences included, that no letter can show."""
    return find_undrawable(texts)
