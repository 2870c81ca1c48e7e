"""What an administrator types into the editor of a scheme's terms, page by page, as a person would."""

import re

from playwright.sync_api import Locator, expect

from .people import Person

DRAFT = re.compile(r"/scheme-drafts/([0-9a-f-]{36})/")


def start(person: Person, code: str, kind: str) -> str:
    """A draft of a new scheme; returns its id."""
    person.go("/schemes/")
    person.follow("新しい制度を作る")
    person.tick(kind)
    person.type("制度のコード", code)
    person.click("案を作成する")
    person.page.wait_for_url(DRAFT)
    return DRAFT.search(person.page.url)[1]


def onward(person: Person) -> None:
    """保存して次へ, and the next page is there."""
    here = person.page.url
    person.page.get_by_role("button", name=re.compile("^保存して")).click()
    person.page.wait_for_url(lambda url: url != here)


def rows(person: Person, name: str) -> Locator:
    return person.page.get_by_role("region", name=name, exact=True).locator("[data-row]")


def add(person: Person, name: str, button: str) -> Locator:
    """One row more of a list, to be typed into."""
    found = rows(person, name)
    before = found.count()
    person.click(button)
    expect(found).to_have_count(before + 1)
    return found.nth(before)


def fill(row: Locator, typed: dict[str, str]) -> None:
    for label, text in typed.items():
        box = row.get_by_label(label, exact=False).first
        if box.evaluate("element => element.tagName") == "SELECT":
            box.select_option(label=text)
        else:
            box.fill(text)


def publish(person: Person, draft: str) -> None:
    person.go(f"/scheme-drafts/{draft}/")
    person.follow("制度の定めを公開する")
    person.click("公開する", exact=True)
    person.sees("公開しました。")
