"""外字: which font draws which character.

Pango chooses a font by the base character alone. A variation sequence the first font lacks is drawn as
the plain character with no warning: 邉󠄐 becomes 邉, another person's name. So the pairs are looked up here.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont

from .fonts import GAIJI, MINCHO, Font

SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
CLUSTER = re.compile(f"[^{SELECTORS}][{SELECTORS}]?|[{SELECTORS}]", re.DOTALL)
PRINTED = re.compile(f"<title>.*?</title>|<[^>]*>|[^<{SELECTORS}][{SELECTORS}]", re.DOTALL)
BREAKS = frozenset("\n\r\t")


@cache
def coverage(font: Font) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    """The characters a font draws, and the pairs of character and selector it knows."""
    with TTFont(font.path, lazy=True) as opened:
        pairs = {
            (base, selector)
            for table in opened["cmap"].tables
            if table.format == 14
            for selector, bases in table.uvsDict.items()
            for base, _ in bases
        }
        return frozenset(opened.getBestCmap()), frozenset(pairs)


def draws(font: Font, cluster: str) -> bool:
    characters, pairs = coverage(font)
    if len(cluster) == 1:
        return ord(cluster) in characters
    return (ord(cluster[0]), ord(cluster[1])) in pairs


@cache
def is_drawable(cluster: str) -> bool:
    return cluster in BREAKS or draws(MINCHO, cluster) or draws(GAIJI, cluster)


def find_undrawable(texts: Iterable[str]) -> list[str]:
    """The clusters no font can draw, each once, in the order they appear."""
    clusters = dict.fromkeys(cluster for text in texts for cluster in CLUSTER.findall(text))
    return [cluster for cluster in clusters if not is_drawable(cluster)]


def legible(value: Any) -> Any:
    """Content with what no font draws written as its code, 〔U+1F600〕.

    For papers that must be made whatever was typed: what arrived is told, and its copy is sent on.
    """
    if isinstance(value, str):
        return CLUSTER.sub(lambda found: _named(found[0]), value)
    if isinstance(value, dict):
        return {key: legible(each) for key, each in value.items()}
    return [legible(each) for each in value] if isinstance(value, list) else value


def _named(cluster: str) -> str:
    if is_drawable(cluster):
        return cluster
    return f"〔{' '.join(f'U+{ord(sign):04X}' for sign in cluster)}〕"


def wrap_gaiji(html: str) -> str:
    """Give the sequences that only the second font draws to that font; leave tags and the title alone."""
    return PRINTED.sub(_wrap, html)


def _wrap(match: re.Match[str]) -> str:
    found = match[0]
    if found.startswith("<") or draws(MINCHO, found):
        return found
    return f'<span class="gaiji">{found}</span>'
