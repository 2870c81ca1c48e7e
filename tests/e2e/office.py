"""What the office does in its own screens: take up, ask, consult, find, draft, decide."""

import re

from playwright.sync_api import Locator, expect

from .people import Person

TABS = {
    "case": "",
    "findings": "findings/",
    "consultations": "consultations/",
    "decision": "decision/",
    "letters": "letters/",
    "history": "history/",
}


def open_case(person: Person, plan: str, tab: str = "case") -> None:
    person.go(f"/cases/{plan}/{TABS[tab]}")


def act(person: Person, plan: str, name: str) -> None:
    """Opens the page of an act from its button on the case page."""
    open_case(person, plan)
    person.follow(name, exact=True)
    person.sees_heading(name)


def take_up(officer: Person, plan: str) -> None:
    act(officer, plan, "審査を始める")
    officer.click("審査を始める")
    officer.sees("審査を始めました。あなたが担当です。")


def ask(officer: Person, plan: str, name: str, part: str, text: str, purpose: str = "") -> None:
    """A sheet that opens one part: 補正を求める or 照会・修正を依頼する."""
    act(officer, plan, name)
    if purpose:
        officer.type("趣旨", purpose)
    block = officer.page.get_by_role("group").filter(has=officer.page.get_by_text(part, exact=True)).last
    block.get_by_text(part, exact=True).click()
    officer.type("直してほしい内容", text, within=block)
    officer.click(name)
    officer.sees("申請者に知らせ、選んだ箇所を開きました。")


def answer_sheet(company: Person, plan: str, button: str, words: str) -> None:
    """From what is due to the receipt; `button` is 補正する or 回答する."""
    company.go(f"/plans/{plan}/")
    company.follow(button)
    company.type("回答", words)
    company.click("補正を提出する" if button == "補正する" else "回答を提出する")
    company.sees("提出した内容を受け付けました")


def body(officer: Person, name: str) -> Locator:
    return officer.page.get_by_role("region", name=name)


def prepare(officer: Person, plan: str, name: str, number: str) -> None:
    open_case(officer, plan, "consultations")
    officer.follow("協議書を作成する", within=body(officer, name))
    officer.type("文書番号", number)
    officer.click("協議書を作成する")
    officer.sees("協議書の作成を始めました。")


def package(officer: Person, plan: str, name: str) -> bytes:
    """The zip, as soon as the worker has made it."""
    link = body(officer, name).get_by_role("link", name=re.compile("取り出す"))
    refreshed(officer, f"/cases/{plan}/consultations/", link)
    return officer.fetches(link.get_attribute("href"))


def refreshed(person: Person, path: str, wanted: Locator) -> None:
    """Reads the page anew until it shows `wanted`."""
    person.go(path)
    for _ in range(200):
        if wanted.count():
            return
        person.page.wait_for_timeout(100)
        person.go(path)
    expect(wanted).to_be_visible()


def send(officer: Person, plan: str, name: str) -> None:
    open_case(officer, plan, "consultations")
    officer.follow("送付を記録する", within=body(officer, name))
    officer.type("送付の方法", "使送")
    officer.click("送付を記録する")
    officer.sees("送付を記録しました。")


def enter_answer(officer: Person, plan: str, name: str, answer: str = "異存なし") -> None:
    open_case(officer, plan, "consultations")
    officer.follow("回答を記録する", within=body(officer, name))
    officer.tick(answer)
    officer.type("先方の文書番号", "見本回第①号")
    officer.click("回答を記録する")
    officer.sees("回答を記録しました。")


def find(officer: Person, plan: str, *, fits: tuple[bool, bool] = (True, True)) -> None:
    """審査調書: each criterion, the fact, the page."""
    open_case(officer, plan, "findings")
    officer.follow("審査調書を書く")
    for name, good in zip(("基準（ア）", "基準（イ）"), fits, strict=True):
        block = officer.page.get_by_role("region", name=name)
        block.get_by_label("適合する" if good else "適合しない", exact=True).check()
        officer.type(
            "認めた事実",
            "供給能力が増えると認められる。" if good else "供給能力が増えると認められない。",
            within=block,
        )
        officer.type("申請書の箇所", "申請書 3 品目", within=block)
    officer.click("審査調書を保存する")
    officer.sees("審査調書を保存しました。")


def draft(officer: Person, plan: str, name: str) -> None:
    act(officer, plan, name)
    officer.click("起案する", exact=True)
    officer.sees("起案しました。決裁者が内容を確かめて決裁します。")


def approve(decider: Person, plan: str) -> None:
    open_case(decider, plan, "decision")
    decider.click("決裁する", exact=True)
    decider.sees("決裁しました。")


def issue(officer: Person, plan: str) -> None:
    """As soon as the worker has signed."""
    button = officer.page.get_by_role("button", name="施行する", exact=True)
    refreshed(officer, f"/cases/{plan}/decision/", button)
    button.click()
    officer.sees("施行しました。文書を開き、申請者に知らせました。")
