"""One system and one browser for all of these tests; everyone in them has a browser context of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from .building import BUILD
from .people import Person
from .system import System

HERE = Path(__file__).parent
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def system(tmp_path_factory) -> Iterator[System]:
    system = System(tmp_path_factory.mktemp("system"))
    try:
        system.start()
        yield system
    finally:
        system.stop()


@pytest.fixture(scope="session")
def plans(system: System) -> dict[str, str]:
    """Plans for the tests that begin in the middle: their name → their id."""
    return system.build(BUILD)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def people(system: System, browser: Browser) -> Iterator[Callable[..., Person]]:
    """`people("lead")`: who is signed in already stays so; nobody's key is somebody who never signs in."""
    known: dict[str, Person] = {}

    def person(key: str = "", *, by_password: bool = False) -> Person:
        if key not in known:
            known[key] = Person(browser, system, key)
            if key:
                known[key].sign_in_by_password() if by_password else known[key].sign_in()
        return known[key]

    yield person
    for each in known.values():
        each.close()
