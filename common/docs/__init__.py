"""Pages that are written from the law's tables, so that they can never say something else.

Each page is a function that returns its Markdown; PAGES says where it is kept.
"""

from collections.abc import Callable

from . import lifecycle, rules, visibility

PAGES: dict[str, Callable[[], str]] = {
    "docs/lifecycle.md": lifecycle.page,
    "docs/rules.md": rules.page,
    "docs/visibility.md": visibility.page,
}
