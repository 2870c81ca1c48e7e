"""Every page that the people of the cast can reach: no dead link, no axe violation, and each screen fits."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .crawling import Crawl
from .people import WIDE

SCREENS = (WIDE, {"width": 768, "height": 1024}, {"width": 360, "height": 740})
EVERYONE = (
    "",
    "lead",
    "lead_member",
    "minohon",
    "stranger",
    "officer",
    "decider",
    "clerk",
    "nibn_officer",
    "nibn_decider",
    "nibn_accountant",
    "reviewer",
    "consultee",
    "auditor",
    "administrator",
)
# Where a person begins beside the first page: what only some plans offer.
STARTS = {
    "": ("/gallery/",),
    "officer": (
        "/cases/{certified}/letters/",
        "/cases/{examined}/consultations/",
        "/cases/{withdrawn}/",
        "/cases/{examination}/decision/",
        "/cases/{inquired}/",
        "/cases/{corrected}/",
    ),
    "administrator": (
        "/scheme-drafts/{scheme_draft}/",
        "/scheme-drafts/{scheme_draft}/form/?section=costs",
        "/scheme-drafts/{scheme_draft}/letters/",
        "/scheme-drafts/{scheme_draft}/pages/documents/",
    ),
    "decider": ("/cases/{examination}/decision/",),
}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """Routes that the browser has looked at already, as whoever came first."""
    return set()


@pytest.mark.parametrize("key", EVERYONE)
def test_every_page_answers_fits_and_is_accessible(people, plans, looked_at, key):
    person = people(key)
    starts = (path.format(**plans) for path in ("/", *STARTS.get(key, ())))
    crawl = Crawl(person).run(*(person.system.url + path for path in starts))
    assert not crawl.dead
    wrong = {route: look(person.page, crawl.pages[route]) for route in sorted(crawl.pages.keys() - looked_at)}
    looked_at.update(wrong)
    assert not {route: found for route, found in wrong.items() if found}


def look(page: Page, address: str) -> list[str]:
    page.set_viewport_size(WIDE)
    page.goto(address)
    return [found for screen in SCREENS for found in at(page, screen)]


def at(page: Page, screen: dict[str, int]) -> list[str]:
    page.set_viewport_size(screen)
    over = page.evaluate(OVERFLOW)
    wide = [f"wider than the screen by {over}px"] if over else []
    return [f"{screen['width']}: {each}" for each in [*wide, *violations(page)]]


def violations(page: Page) -> list[str]:
    rows = Axe().run(page).response["violations"]
    return [f"{row['id']} {row['nodes'][0]['html'][:160]} ×{len(row['nodes'])}" for row in rows]
