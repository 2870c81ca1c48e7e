"""The pages of the editor, in the order in which a scheme is thought out."""

from .asking import DOCUMENTS, SECTIONS
from .assets import ASSETS
from .base import Page, PageForm, RowSet, row_sets
from .basics import BASIC, DAYS, LAW
from .judging import CRITERIA, UNCONFIRMED, WORDING
from .money import CALCULATION, CAPS, CATEGORIES, MENUS

PAGES = {
    page.key: page
    for page in (
        BASIC,
        LAW,
        DAYS,
        ASSETS,
        SECTIONS,
        MENUS,
        CATEGORIES,
        CAPS,
        CALCULATION,
        CRITERIA,
        DOCUMENTS,
        WORDING,
        UNCONFIRMED,
    )
}


def page_of(path: tuple[str | int, ...]) -> Page:
    """Where a person mends that place."""
    if "cost_categories" in path:
        return CATEGORIES
    return next((page for page in PAGES.values() if path and path[0] in page.keys), BASIC)


__all__ = ["PAGES", "Page", "PageForm", "RowSet", "page_of", "row_sets"]
