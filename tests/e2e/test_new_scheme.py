"""An invented scheme is made from nothing in the browser, published by a second person, and a plan is
carried through it to its letter: by configuration alone."""

from playwright.sync_api import expect

from . import company, editor
from .files import pdf
from .people import Person

NAME, CODE = "見本原薬備蓄支援事業", "drug-stock"
PLAN = "見本原薬の備蓄倉庫の整備"
NOTE = "採択は、交付の決定ではありません。交付を受けるには、別に申請が必要です。"
DAYS = {
    "申請の最終日": "令和9-1-29",
    "交付の決定の最終日": "令和9-2-26",
    "事業の実施の最終日": "令和10-3-31",
    "実績の報告の最終日": "令和10-4-10",
    "額の確定の最終日": "令和10-4-20",
    "支払の最終日": "令和10-4-28",
}
OPEN = f"""
from datetime import timedelta
from common import clock
from decisions.demo.acting import moment
from decisions.demo.calls import open_call
day = clock.today() - timedelta(days=1)
with clock.at(moment(day, 8)):
    call = open_call("{CODE}", "{NAME}　第1次公募", day, 30)
import json
print(json.dumps({{"call": str(call.pk)}}))
"""
# Heard today, for the reviewer's way to the case begins when it is opened; decided once the call has closed.
DECIDE = """
import json
from datetime import timedelta
from common import clock
from applications.models import Plan
from decisions.demo.acting import Case
from decisions.demo.calls import heard, proposed, told
from funds.models import Call
call = Call.objects.get(pk="{call}")
heard(Case(Plan.objects.get(pk="{plan}")), (18, 9))
with clock.at(call.closes_at + timedelta(minutes=1)):
    told(proposed(call, 1, 2_000_000_000, clock.today()))
print(json.dumps({{}}))
"""


def test_a_scheme_made_from_nothing_leads_to_its_letter(people, system):
    writer, second, lead = people("administrator"), people("administrator2"), people("lead")
    draft = everything_is_written(writer)
    previewed(writer, draft)
    put_forward(writer, draft)
    returned_and_mended(second, writer, draft)
    published_by_the_second(writer, second, draft)
    call = system.build(OPEN)["call"]
    plan = filed(lead, call)
    system.build(DECIDE.format(call=call, plan=plan))
    letter = company.letter(lead, plan, "採択通知書")
    assert letter.startswith(b"%PDF")
    lead.go(f"/plans/{plan}/")
    lead.follow("採択通知書")
    lead.sees("採択通知書")


def everything_is_written(writer: Person) -> str:
    draft = editor.start(writer, CODE, "採択（補助金）")
    basics(writer)
    money(writer)
    judging(writer)
    writer.sees("足りないところはありません")
    return draft


def basics(writer: Person) -> None:
    writer.sees("制度の名称を入れてください。")
    writer.type("制度の名称", NAME)
    writer.type("管理番号の頭の英字", "MS")
    writer.type_day("適用の日", "令和8-4-1")
    writer.type("予算の名称", "令和８年度当初予算")
    writer.type("予算の年度", "2026")
    writer.type("予算額", "20億円")
    editor.onward(writer)
    writer.type("根拠となる法律", "補助金等に係る予算の執行の適正化に関する法律")
    writer.type("法律番号", "昭和30年法律第179号")
    editor.onward(writer)
    for legend, text in DAYS.items():
        writer.type_day(legend, text)
    writer.type("記入できる最初の年度", "２０２６")
    writer.type("記入できる最後の年度", "2027")
    writer.type("標準処理期間（厚生労働大臣）", "60")
    writer.type("補正の期間", "14")
    editor.onward(writer)
    writer.sees_heading("財産")
    editor.onward(writer)
    writer.sees_heading("申請書の項目")
    editor.onward(writer)


def money(writer: Person) -> None:
    writer.sees_heading("支援メニュー")
    for name, short, rate in (
        ("原薬の備蓄倉庫の整備", "備蓄倉庫", "2/3"),
        ("備蓄の管理", "備蓄管理", "２分の１"),
    ):
        row = editor.add(writer, "支援メニュー", "支援メニューを追加する")
        editor.fill(row, {"名称": name, "略称": short, "補助率": rate})
    editor.onward(writer)
    for menu, name in (("備蓄倉庫", "倉庫整備費"), ("備蓄倉庫", "空調設備費"), ("備蓄管理", "システム費")):
        row = editor.add(writer, "経費区分", "経費区分を追加する")
        editor.fill(row, {"支援メニュー": menu, "経費区分の名称": name})
    editor.onward(writer)
    row = editor.add(writer, "上限額", "上限額を追加する")
    editor.fill(row, {"何にかかるか": "備蓄倉庫", "金額": "5億円"})
    writer.choose("端数の切捨て", "10,000円未満切捨て")
    editor.onward(writer)
    writer.sees_heading("計算の方法")
    editor.onward(writer)


def judging(writer: Person) -> None:
    row = editor.add(writer, "審査基準", "審査基準を追加する")
    editor.fill(
        row,
        {"基準の名称": "対象", "基準の内容": "公募要領に定める対象に当てはまること。", "根拠": "公募要領"},
    )
    for name, most in (("備蓄の必要性", "20"), ("実施体制", "10")):
        editor.fill(editor.add(writer, "審査項目", "審査項目を追加する"), {"審査項目": name, "満点": most})
    writer.type("採択に必要な得点の割合", "6/10")
    editor.onward(writer)
    row = editor.add(writer, "書類", "書類を追加する")
    editor.fill(row, {"書類の名称": "備蓄計画書"})
    row.get_by_label("必ず出す書類").check()
    row.get_by_label("PDF").check()
    editor.onward(writer)
    row = editor.add(writer, "文言", "文言を追加する")
    editor.fill(row, {"どの文言か": "採択通知書の留意事項", "印字する文": NOTE})
    for box in writer.page.get_by_label("法務の確認がまだ").all():
        box.uncheck()
    editor.onward(writer)
    writer.type("未確認の定め", "上限額5億円")
    editor.onward(writer)


def previewed(writer: Person, draft: str) -> None:
    """The applicant's form and the letters as they will be."""
    writer.go(f"/scheme-drafts/{draft}/form/?section=costs")
    writer.sees("空調設備費")
    writer.sees("補助率 2/3")
    expect(writer.page.get_by_label("消費税の課税区分")).to_be_disabled()
    writer.go(f"/scheme-drafts/{draft}/letters/")
    writer.sees("採択は、交付の決定ではありません。")


def put_forward(writer: Person, draft: str) -> None:
    writer.go(f"/scheme-drafts/{draft}/")
    writer.follow("制度の定めの公開を依頼する")
    writer.click("公開を依頼する", exact=True)
    writer.sees("公開を依頼し、ほかのシステム管理者に知らせました。")
    writer.page.get_by_text("今はできない手続").click()
    writer.sees("案に手を加えていないシステム管理者に依頼してください。")


def returned_and_mended(second: Person, writer: Person, draft: str) -> None:
    second.go("/notices/")
    second.follow(f"制度の定めの公開の依頼があります（{NAME}）")
    second.go(f"/scheme-drafts/{draft}/")
    second.follow("制度の定めの案を差し戻す")
    second.type("理由", "備蓄倉庫の上限額を6億円に直してください。")
    second.click("差し戻す", exact=True)
    second.sees("差し戻しました。")
    writer.go(f"/scheme-drafts/{draft}/")
    writer.sees("備蓄倉庫の上限額を6億円に直してください。")
    writer.go(f"/scheme-drafts/{draft}/pages/caps/")
    editor.fill(editor.rows(writer, "上限額").first, {"金額": "6億円"})
    editor.onward(writer)
    put_forward(writer, draft)


def published_by_the_second(writer: Person, second: Person, draft: str) -> None:
    editor.publish(second, draft)
    second.go(f"/schemes/{CODE}/")
    second.sees("600,000,000円")
    second.sees("10,000円未満切捨て")
    second.sees("第1版")
    writer.go(f"/scheme-drafts/{draft}/pages/caps/")
    writer.sees("ここでは読むだけです")


def filed(lead: Person, call: str) -> str:
    lead.go(f"/applications/start/{call}/")
    lead.type("申請の名称", PLAN)
    lead.click("下書きを作成する")
    lead.page.wait_for_url(company.PLAN)
    plan = company.plan_of(lead)
    company.fill_applicant(lead, plan)
    company.open_part(lead, plan, "measure")
    lead.type("事業の名称", PLAN)
    lead.tick("原薬の備蓄倉庫の整備")
    lead.type("事業の内容", "原薬の備蓄倉庫を整備します。")
    company.onward(lead)
    company.open_part(lead, plan, "costs")
    lead.tick("税抜き")
    company.cell(lead, "総事業費", 2026, "倉庫整備費").fill("12億円")
    company.cell(lead, "補助対象経費", 2026, "倉庫整備費").fill("12億円")
    company.saved(lead)
    lead.sees("600,000,000円")  # 2/3 of it, held to the cap
    company.attach(lead, plan, "備蓄計画書", "計画書.pdf", pdf("計画書"))
    lead.go(f"/plans/{plan}/review/")
    lead.click("提出する")
    lead.page.wait_for_url(lambda url: url.endswith("/receipt/"))
    return plan
