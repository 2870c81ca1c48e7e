"""A paper application entered by an officer, and one filed through NIBN: both keep their arrival times."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from common import clock

from . import company, files, office
from .test_main_job import SECOND

TITLE = "紙で届いた㈱𠮷野の計画①"


def test_a_paper_application_runs_like_any_other(people):
    officer = people("officer")
    begin_entering(officer)
    put_the_scan(officer)
    type_what_it_says(officer)
    stamped = clock.today() - timedelta(days=1)
    officer.type_day("到達の日", f"{stamped:%Y-%m-%d}")
    officer.type("到達の時刻", "９時１５分")
    officer.click("受け付ける")
    officer.sees(f"{stamped.month}月{stamped.day}日 09:15:00")
    officer.sees_heading(TITLE)
    officer.page.get_by_role("link", name="審査を始める", exact=True).click()
    officer.click("審査を始める")
    officer.sees("審査を始めました。あなたが担当です。")
    expect(officer.page.get_by_role("link", name="申請書の写し.pdf")).to_be_visible()


def begin_entering(officer) -> None:
    officer.go("/worklist/")
    officer.follow("紙の申請を入力する")
    officer.type("法人番号か会社名の一部", "野ファーマ")
    officer.click("会社を探す")
    officer.tick("㈱𠮷野ファーマ①号")
    officer.choose("制度", "後発医薬品製造基盤整備基金による支援")
    officer.type("申請の名称", TITLE)
    officer.click("入力を始める")
    officer.sees_heading(TITLE)


def put_the_scan(officer) -> None:
    officer.choose("書類の種類", "紙の申請書の写し")
    scan = files.upload("申請書の写し.pdf", files.pdf("写し"))
    officer.page.get_by_label("ファイル", exact=False).and_(
        officer.page.locator("input[type=file]")
    ).set_input_files(scan)
    officer.click("ファイルを送信する")
    expect(officer.page.get_by_role("link", name="申請書の写し.pdf")).to_be_visible()


def type_what_it_says(officer) -> None:
    officer.follow("内容・実施時期")
    officer.type("措置の名称", TITLE)
    officer.type("措置の内容", "製造所を一つに集めます。")
    officer.click("保存して戻る")
    officer.sees_heading(TITLE)


def test_a_filing_through_nibn_keeps_both_arrivals(people, plans):
    applicant, nibn, officer = people("takasaki"), people("nibn_officer"), people("officer")
    plan = plans["forwarded"]
    applicant.go(f"/plans/{plan}/review/")
    applicant.tick("医薬基盤・健康・栄養研究所（基盤研）を経由して提出する")
    applicant.click("提出する", exact=True)
    applicant.sees("基盤研が送付すると決まります")
    first = SECOND.search(applicant.page.get_by_role("main").inner_text())[0]
    nibn.go("/worklist/")
    nibn.follow("送付待ち")
    nibn.page.get_by_role("row").filter(has_text="点眼剤の設備増設").get_by_role("link").first.click()
    nibn.follow("大臣へ送付する", exact=True)
    nibn.click("大臣へ送付する")
    nibn.sees("大臣へ送付しました。")
    office.open_case(officer, plan)
    facts = officer.page.get_by_role("main").inner_text()
    assert first in re.search(r"基盤研への到達\s+(.+)", facts)[1]
    assert SECOND.search(re.search(r"大臣への到達\s+(.+)", facts)[1])
    applicant.go(f"/plans/{plan}/versions/1/receipt/")
    applicant.sees("厚生労働大臣への到達")
    applicant.sees(first)
    assert company.plan_of(applicant) == plan
