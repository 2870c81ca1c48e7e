"""An applicant never loses a keystroke: two people, a killed browser, an ended session, no network."""

import re

import pytest
from playwright.sync_api import Locator, expect

from . import company
from .people import Person

EFFECTS = "見込まれる効果"
GOAL = "令和8年度の目標"


@pytest.fixture
def plan(plans):
    return plans["shared"]


def status(person: Person) -> Locator:
    return person.page.get_by_role("status")


def typed(person: Person, label: str) -> Locator:
    return person.page.get_by_role("textbox", name=label).first


def has(person: Person, plan: str, label: str, text: str) -> None:
    company.open_part(person, plan, "effects")
    expect(typed(person, label)).to_have_value(text)


def test_two_people_keep_both_their_fields(people, plan):
    lead, colleague = people("lead"), people("lead_member")
    for person in (lead, colleague):
        company.open_part(person, plan, "effects")
    lead.type(EFFECTS, "見本 一郎が書いた効果")
    company.saved(lead)
    colleague.type(GOAL, "佐藤 あおいが書いた目標")
    company.saved(colleague)
    has(lead, plan, GOAL, "佐藤 あおいが書いた目標")
    has(colleague, plan, EFFECTS, "見本 一郎が書いた効果")


@pytest.mark.parametrize("choice", ["自分の入力を使う", "相手の入力を使う"])
def test_the_same_field_offers_a_choice_and_loses_neither(people, plan, choice):
    lead, partner = people("lead"), people("yoshino")
    for person in (lead, partner):
        company.open_part(person, plan, "effects")
    lead.type(EFFECTS, f"髙い効果（{choice}）")
    company.saved(lead)
    partner.type(EFFECTS, f"𠮷野の効果（{choice}）")
    conflict = partner.page.get_by_role("group", name="変更の重なり")
    expect(conflict).to_contain_text(f"髙い効果（{choice}）")
    expect(conflict).to_contain_text(f"𠮷野の効果（{choice}）")
    conflict.get_by_role("button", name=choice).click()
    expect(conflict).to_have_count(0)
    kept = f"𠮷野の効果（{choice}）" if choice.startswith("自分") else f"髙い効果（{choice}）"
    expect(typed(partner, EFFECTS)).to_have_value(kept)
    expect(status(partner).filter(has_text="重なった項目があります")).to_have_count(0)
    partner.page.get_by_role("button", name="保存して次へ").click()
    partner.page.wait_for_url(re.compile("/parts/other/"))
    has(lead, plan, EFFECTS, kept)


def test_a_killed_browser_loses_nothing_that_was_saved(system, browser, plan):
    person = Person(browser, system, "lead").sign_in()
    company.open_part(person, plan, "effects")
    person.type(GOAL, "落ちる前に書いた目標")
    company.saved(person)
    person.context.close()
    again = Person(browser, system, "lead").sign_in()
    has(again, plan, GOAL, "落ちる前に書いた目標")
    again.close()


def test_a_tab_that_is_closed_at_once_gives_back_what_was_typed(people, plan):
    person = people("lead")
    company.open_part(person, plan, "effects")
    person.context.set_offline(True)
    person.type(GOAL, "閉じる直前に書いた目標")
    person.page.close()
    person.context.set_offline(False)
    person.page = person.new_page()
    has(person, plan, GOAL, "閉じる直前に書いた目標")
    company.all_sent(person)
    has(person, plan, GOAL, "閉じる直前に書いた目標")


def test_typed_text_outlives_the_end_of_the_session(people, plan):
    person = people("lead")
    company.open_part(person, plan, "effects")
    person.context.clear_cookies()
    person.type(GOAL, "期限切れの間に書いた目標")
    expect(status(person).filter(has_text="サインインの有効時間が切れました")).to_be_visible()
    left = person.page
    person.page = person.new_page()
    person.sign_in()
    left.bring_to_front()
    left.get_by_role("textbox", name=GOAL).blur()
    left.evaluate("dispatchEvent(new Event('focus'))")
    expect(left.get_by_role("status").filter(has_text=company.SAVED).first).to_be_visible()
    has(person, plan, GOAL, "期限切れの間に書いた目標")


def test_typed_text_waits_for_the_network(people, plan):
    person = people("lead")
    company.open_part(person, plan, "effects")
    person.context.set_offline(True)
    person.type(GOAL, "通信が切れている間に書いた目標")
    expect(status(person).filter(has_text="入力内容はこの端末に残っています")).to_be_visible()
    person.context.set_offline(False)
    company.saved(person)
    person.page.reload()
    expect(typed(person, GOAL)).to_have_value("通信が切れている間に書いた目標")
