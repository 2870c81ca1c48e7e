"""An officer makes a call, a second person publishes it, and a company starts from it."""

import math
import time
from datetime import timedelta

from common import clock

from . import files
from .company import PLAN, begin
from .people import Person
from .system import wait_until

NAME = "創薬クラスターキャンパス整備事業　試験の公募"
LIST = "/office/calls/"
# How long the two officials take at most; the call opens then.
AT_WORK = timedelta(seconds=60)


def test_from_the_draft_to_a_company_that_applies(people):
    officer, decider, everyone, lead = people("officer"), people("decider"), people(""), people("lead")
    opens = next_minute_after(clock.now() + AT_WORK)
    draft(officer, opens)
    put_the_guidelines(officer)
    officer.never_sees("内容を確かめて公表する")
    publish(decider)
    read(everyone)
    wait_until_it_opens(opens)
    apply(lead)
    extend(officer, decider, opens)
    everyone.page.reload()
    everyone.sees("締切を延長しました")
    everyone.sees("応募の準備に時間を要するため。")
    wait_until(lambda: hears(lead, "公募の受付終了が変わりました"), "the worker to tell of the new closing")


def hears(person: Person, words: str) -> bool:
    person.go("/notices/")
    return person.page.get_by_text(words).count() > 0


def next_minute_after(moment):
    return clock.local(moment).replace(second=0, microsecond=0) + timedelta(minutes=1)


def draft(officer: Person, opens) -> None:
    officer.go(LIST)
    officer.follow("公募の案を作成する")
    officer.follow("創薬クラスターキャンパス整備事業")
    officer.type("名称", NAME)
    officer.type("募集する事業の内容", "大学等の施設の整備を支援します。")
    officer.type_day("受付開始の日", f"{opens:%Y-%m-%d}")
    officer.type("受付開始の時刻", f"{opens:%H:%M}")
    officer.type_day("受付終了の日", f"{opens + timedelta(days=20):%Y-%m-%d}")
    officer.type("受付終了の時刻", "17:00")
    officer.type("予算額", "12億円")
    officer.type("照会先", "見本課　03-0000-0000")
    officer.click("案を保存する")
    officer.sees("公募の案を作成しました。")
    officer.sees("1,200,000,000円")


def put_the_guidelines(officer: Person) -> None:
    officer.follow("書類を加える")
    officer.choose("種類", "公募要領")
    officer.type("書類の名称", "公募要領")
    officer.page.locator("input[type=file]").set_input_files(
        files.upload("公募要領.pdf", files.pdf("公募要領"))
    )
    officer.click("書類を加える")
    officer.sees("書類を加えました。")


def publish(decider: Person) -> None:
    decider.go(LIST + "?state=draft")
    decider.follow(NAME)
    decider.follow("内容を確かめて公表する")
    decider.sees("大学等の施設の整備を支援します。")
    decider.click("公表する", exact=True)
    decider.sees("公表しました。")


def read(everyone: Person) -> None:
    everyone.go("/")
    everyone.follow("公募の一覧を見る")
    everyone.follow(NAME)
    everyone.sees("見本課　03-0000-0000")
    address = everyone.page.get_by_role("link", name="公募要領", exact=True).get_attribute("href")
    assert everyone.page.request.get(address).body().startswith(b"%PDF")


def wait_until_it_opens(opens) -> None:
    time.sleep(max(0, math.ceil((opens - clock.now()).total_seconds())))


def apply(lead: Person) -> None:
    lead.go("/applications/")
    begin(lead, NAME)
    lead.sees("受付期限")
    lead.type("申請の名称", "共用機器室の整備")
    lead.click("下書きを作成する")
    lead.page.wait_for_url(PLAN)
    lead.sees(NAME)


def extend(officer: Person, decider: Person, opens) -> None:
    officer.go(LIST)
    officer.follow(NAME)
    officer.follow("受付終了の変更を求める")
    officer.type_day("新しい受付終了の日", f"{opens + timedelta(days=27):%Y-%m-%d}")
    officer.type("新しい受付終了の時刻", "17:00")
    officer.type("変更の理由", "応募の準備に時間を要するため。")
    officer.click("変更を求める")
    officer.sees("承認を待っています")
    decider.go(LIST)
    decider.follow(NAME)
    decider.click("受付終了の変更を承認する")
    decider.sees("受付終了を変更しました。")
