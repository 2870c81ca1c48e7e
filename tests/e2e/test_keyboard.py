"""By the keyboard alone: sign in and file a plan; walk the work list and open a case."""

from playwright.sync_api import Page, expect

from .test_main_job import RECEIPT, SECOND

FOCUSED = "document.activeElement?.labels?.[0]?.innerText ?? document.activeElement?.innerText ?? ''"
MOST_TABS = 120


def focused(page: Page) -> str:
    return page.evaluate(FOCUSED).strip().removesuffix("※必須")


def tab_to(page: Page, name: str) -> None:
    """Tab until what bears this name has the focus; the focus must be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if focused(page) == name:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"no way by the keyboard to {name} at {page.url}")


def test_signing_in_and_filing_by_the_keyboard_alone(system, people, plans):
    person = people()
    page, plan = person.page, plans["ready"]
    known = system.cast["lead"]
    page.goto(f"/account/login/?next=/plans/{plan}/review/")
    tab_to(page, "メールアドレス")
    page.keyboard.type(known["username"])
    tab_to(page, "パスワード")
    page.keyboard.type(known["password"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="確認・提出")).to_be_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "本文へ移動する"
    page.keyboard.press("Enter")
    tab_to(page, "厚生労働大臣に提出する")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    tab_to(page, "提出する")
    page.keyboard.press("Enter")
    page.wait_for_url(RECEIPT)
    assert SECOND.search(page.get_by_role("main").inner_text())


def test_the_work_list_is_walked_by_j_and_k_and_opened_by_enter(people, plans):
    page = people("officer").go("/worklist/").page
    rows = page.get_by_role("region", name="申請の一覧").locator("tbody tr")
    first, second = (rows.nth(place).get_by_role("link").first for place in (0, 1))
    for key, link in (("j", first), ("j", second), ("k", first)):
        page.keyboard.press(key)
        expect(link).to_be_focused()
    opened = first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(opened))


def test_a_letter_typed_into_the_search_is_a_letter(people, plans):
    page = people("officer").go("/worklist/").page
    box = page.get_by_label("管理番号・名称・会社名")
    box.focus()
    page.keyboard.type("jk")
    expect(box).to_have_value("jk")
    expect(box).to_be_focused()
