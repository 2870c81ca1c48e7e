"""The main job, end to end: three companies file a plan, it is examined and certified, and a stranger
verifies the certificate. Everyone acts in their own browser, as the people of the cast."""

import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from . import company, office
from .people import Person

TITLE = "三社の製造所集約①"
TAKASAKI, YOSHINO = "髙﨑製薬株式会社", "㈱𠮷野ファーマ①号"
MOF, JFTC = "財務大臣", "公正取引委員会"
SALES = {"lead": "３５０億円", "takasaki": "80億円", "yoshino": "10億円"}
PARENTS = {"lead": "見本製薬株式会社", "takasaki": "髙﨑ホールディングス株式会社", "yoshino": YOSHINO}
SECRET = "35,000,000,000"
RECEIPT = re.compile(r"/versions/1/receipt/$")
SECOND = re.compile(r"令和\d+年\d+月\d+日 \d{1,2}:\d{2}:\d{2}")
SHA256 = re.compile(r"\b[0-9a-f]{64}\b")
PRODUCTS = (
    (
        {
            "品目名": "アムロジピン錠5mg「見本」",
            "成分": "アムロジピンベシル酸塩",
            "剤形・規格": "錠５ｍｇ",
            "承認番号": "２２９００ＡＭＸ０００１０００",
            "YJコード": "２１７１０２２Ｆ１２３４",
            "措置の種類": "一 工程統合",
            "市場での形": "製造所集約",
            "移す会社": "見本製薬株式会社",
            "受ける会社": TAKASAKI,
            "製造所（移行前）": "見本第一工場",
            "製造所（移行後）": "髙﨑工場①",
        },
        {"製造開始予定日": "令和9-10-1"},
    ),
    (
        {
            "品目名": "ファモチジン錠10mg「𠮷野」",
            "成分": "ファモチジン",
            "措置の種類": "二 代替設備",
            "市場での形": "中止代替",
            "移す会社": "計画の外の製薬㈱",
            "受ける会社": YOSHINO,
        },
        {"製造廃止日": "令和8-9-30", "製造開始予定日": "令和9-10-1"},
    ),
)


def test_a_plan_is_filed_examined_certified_and_verified(people, system, tmp_path):
    lead, takasaki, yoshino = people("lead"), people("takasaki"), people("yoshino")
    officer, decider, reviewer = people("officer", by_password=True), people("decider"), people("reviewer")
    plan = company.start(lead, TITLE, (TAKASAKI, YOSHINO))
    the_joint_parts(lead, plan)
    the_own_parts({"lead": lead, "takasaki": takasaki, "yoshino": yoshino}, plan)
    sums_and_their_trace(lead, plan)
    secrets_stay_at_home(takasaki, plan)
    attachments_and_agreement(lead, takasaki, yoshino, plan)
    arrived = filed_once_with_a_receipt(lead, plan)
    number = found_in_the_work_list(officer, plan)
    corrected(officer, lead, takasaki, plan, arrived)
    inquired(officer, lead, (takasaki, yoshino), plan, arrived)
    advised(officer, reviewer, plan)
    office.find(officer, plan)
    figures_for_the_office_alone(officer, lead, plan)
    no_certification_before_the_answers(officer, plan)
    consulted(officer, plan)
    drafted_and_approved_by_two(officer, decider, plan)
    office.issue(officer, plan)
    letter = notified(officer, lead, takasaki, plan)
    nibn_reads_its_own_letter(people("nibn_officer"), number)
    a_stranger_verifies(people(), letter, tmp_path)
    verified_without_database(system, people(), letter, tmp_path)


# 1  A plan is filled in


def the_joint_parts(lead: Person, plan: str) -> None:
    company.fill_measure(lead, plan, title=TITLE)
    for number, (typed, days) in enumerate(PRODUCTS, 1):
        company.fill_product(lead, number, typed, days)
    company.saved(lead)
    reload_loses_nothing(lead)
    company.onward(lead)
    company.fill_effects(lead, plan)


def reload_loses_nothing(lead: Person) -> None:
    lead.page.reload()
    rows = company.table(lead, "対象とする品目").get_by_role("row")
    expect(rows.nth(2).get_by_label("品目名", exact=True)).to_have_value("ファモチジン錠10mg「𠮷野」")
    stopped = rows.nth(2).get_by_role("group", name="製造廃止日")
    expect(stopped.get_by_role("status")).to_contain_text("令和8年9月30日")


def the_own_parts(companies: dict[str, Person], plan: str) -> None:
    for key, person in companies.items():
        notice = "紙で受け取る" if key == "takasaki" else "電子で受け取る"
        company.fill_applicant(person, plan, notice=notice)
        company.fill_costs(person, plan, {2026: "３億円"}, {2026: "２５０，０００，０００"})
        company.fill_funding(person, plan, {2026: "1.75億円"}, {2026: "125,000,000"})
        parent = PARENTS[key]
        company.fill_competition(person, plan, sales=SALES[key], parent=parent, restructures=True)
        company.fill_volumes(person, plan, number=len(PRODUCTS))


def sums_and_their_trace(lead: Person, plan: str) -> None:
    """The expected subsidy, why, and what can't be paid any more: told while it is typed."""
    company.open_part(lead, plan, "costs")
    lead.sees("900,000,000円")
    lead.sees("375,000,000円")
    lead.page.get_by_text("なぜこの額？").first.click()
    lead.sees("補助率")
    company.cell(lead, "総事業費", 2031, "機械装置費").fill("１００万円")
    company.saved(lead)
    lead.page.get_by_text("支払えないことのある年度 1件").click()
    lead.sees("基金の最後の支払日（令和13年3月28日）より後に生じるため、支払えません。")


def secrets_stay_at_home(partner: Person, plan: str) -> None:
    """A partner reads the joint parts and its own: never another's confidential figures."""
    company.open_part(partner, plan, "competition")
    partner.sees("共同申請者のこの項目は、自社からは見えません。")
    for page in ("", "parts/competition/", "parts/volumes/", "review/", "attachments/"):
        partner.go(f"/plans/{plan}/{page}")
        partner.never_sees(SECRET)
        partner.never_sees(SALES["lead"])


def attachments_and_agreement(lead: Person, takasaki: Person, yoshino: Person, plan: str) -> None:
    company.attach(lead, plan, "実施工程表", "工程表①.pdf")
    for person in (lead, takasaki, yoshino):
        company.attach(person, plan, "直近の決算書", f"決算書_{person.name}.pdf")
        company.attach(person, plan, "登記事項証明書", f"登記_{person.name}.pdf")
    for partner in (takasaki, yoshino):
        company.agree(partner, plan)
        partner.go(f"/plans/{plan}/attachments/")
        partner.never_sees(f"決算書_{lead.name}.pdf")


# 2  It is filed


def filed_once_with_a_receipt(lead: Person, plan: str) -> str:
    """A double click files once; the record is there at once, its PDF follows."""
    lead.go(f"/plans/{plan}/review/")
    lead.sees("確かめてほしいこと")
    lead.page.get_by_role("button", name="提出する").dblclick()
    lead.page.wait_for_url(RECEIPT)
    receipt = lead.page.get_by_role("main").inner_text()
    assert re.search(r"R\d{4}-\d{6}", receipt)
    assert len(set(SHA256.findall(receipt))) >= 4, "the plan's hash and three files"
    assert "支払えません" in receipt
    arrived = SECOND.search(receipt)[0]
    office.refreshed(lead, lead.page.url, lead.page.get_by_role("link", name="受付票のPDFを見る"))
    lead.follow("受付票のPDFを見る")
    lead.sees("受付票")
    lead.go(f"/plans/{plan}/")
    expect(lead.page.get_by_role("link", name=re.compile("^第\\d+版$"))).to_have_count(1)
    return arrived


# 3  An officer finds it; the two sheets


def found_in_the_work_list(officer: Person, plan: str) -> str:
    officer.go("/worklist/")
    officer.follow("受付", exact=True)
    officer.type("管理番号・名称・会社名", "製造所集約①")
    officer.click("絞り込む")
    link = officer.page.get_by_role("region", name="申請の一覧").get_by_role("link", name=re.compile("^GB"))
    number = link.inner_text()
    _name, book = officer.downloads("Excelに書き出す")
    cells = [
        cell
        for row in openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True)
        for cell in row
    ]
    assert {number, TITLE} <= set(cells)
    link.click()
    officer.sees_heading(TITLE)
    office.take_up(officer, plan)
    return number


def corrected(officer: Person, lead: Person, takasaki: Person, plan: str, arrived: str) -> None:
    """補正: only the part that is named is open again, to whom it belongs; the first arrival stays."""
    part = f"調達方法（{TAKASAKI}）"
    office.ask(officer, plan, "補正を求める", part, "調達方法の内訳が総事業費と合っていません。")
    company.open_part(lead, plan, "funding")
    lead.sees("この項目はいま変更できません。")
    company.open_part(takasaki, plan, "costs")
    takasaki.sees("この項目はいま変更できません。")
    company.open_part(takasaki, plan, "funding")
    company.cell(takasaki, "年度ごとの調達方法", 2026, "借入金").fill("100")
    company.saved(takasaki)
    office.answer_sheet(takasaki, plan, "補正する", "内訳を直しました。")
    still_arrived(officer, plan, arrived)


def inquired(officer: Person, lead: Person, partners: tuple[Person, ...], plan: str, arrived: str) -> None:
    """What stands in the joint parts is filed anew with the word of every company."""
    text = "年度ごとの目標の算定の考え方を補ってください。"
    office.ask(officer, plan, "照会・修正を依頼する", "見込まれる効果", text, purpose="効果を確かめるため")
    company.open_part(lead, plan, "effects")
    lead.type("見込まれる効果", "供給能力を1.5倍とし、限定出荷を解消します。算定は別添のとおりです。")
    company.saved(lead)
    lead.go(f"/plans/{plan}/")
    lead.follow("回答する")
    lead.sees("同意した後に、共同の記載が変わりました（見込まれる効果）")
    for partner in partners:
        company.agree(partner, plan)
    office.answer_sheet(lead, plan, "回答する", "補いました。")
    still_arrived(officer, plan, arrived)
    officer.sees("第3版")


def still_arrived(officer: Person, plan: str, arrived: str) -> None:
    office.open_case(officer, plan)
    officer.sees(arrived)


# 4  Advice, and the findings


def advised(officer: Person, reviewer: Person, plan: str) -> None:
    """Who has an interest can't be chosen; nothing opens before the declaration; advice is no vote."""
    office.act(officer, plan, "審査委員を割り当てる")
    officer.sees("髙﨑 縁")
    expect(officer.page.get_by_label(re.compile("髙﨑 縁"))).to_have_count(0)
    officer.tick("審査 明")
    officer.click("割り当てる", exact=True)
    officer.sees("審査委員を割り当て、本人に知らせました。")
    reviewer.go("/reviews/")
    reviewer.follow(TITLE)
    reviewer.never_sees("アムロジピン")
    reviewer.click("いずれにも当たらないと申告して開く")
    reviewer.sees_heading("申請の内容と意見")
    reviewer.never_sees(SECRET)
    for item in ("安定供給への効果", "実施体制と実現可能性", "経費の妥当性"):
        box = (
            reviewer.page.locator("section")
            .filter(has=reviewer.page.get_by_role("heading", name=item, exact=True))
            .last
        )
        box.get_by_label("4", exact=True).check()
    reviewer.page.get_by_role("textbox", name="意見").fill("妥当です。")
    reviewer.click("意見を提出する")
    reviewer.sees("提出した意見は変更できません。")


# 5  The consultations


def figures_for_the_office_alone(officer: Person, lead: Person, plan: str) -> None:
    """The office sees the figures behind the trigger; an applicant only which limb applies."""
    office.open_case(officer, plan)
    trigger = officer.page.get_by_role("complementary").get_by_text(re.compile("350億|35,000,000,000")).first
    expect(trigger).to_be_visible()
    lead.go(f"/plans/{plan}/")
    lead.sees_heading("公正取引委員会との協議")
    lead.sees("施行令附則17条2号")
    lead.never_sees("8,000,000,000")
    lead.never_sees("80億")


def no_certification_before_the_answers(officer: Person, plan: str) -> None:
    office.open_case(officer, plan, "decision")
    officer.page.get_by_text(re.compile("今はできない手続")).click()
    closed = officer.page.get_by_role("term").filter(has_text="認定を起案する")
    reasons = closed.locator("xpath=following-sibling::*")
    expect(reasons.filter(has_text=MOF)).not_to_have_count(0)
    expect(reasons.filter(has_text=JFTC)).not_to_have_count(0)


def consulted(officer: Person, plan: str) -> None:
    for place, name in enumerate((MOF, JFTC), 3):
        office.prepare(officer, plan, name, f"見本発医政1121第{place}号")
    for name in (MOF, JFTC):
        names = zipfile.ZipFile(io.BytesIO(office.package(officer, plan, name))).namelist()
        assert len(names) >= 4, names
        assert any(each.endswith("工程表①.pdf") for each in names)
        assert any(each.endswith(".pdf") for each in names)
        office.send(officer, plan, name)
        office.enter_answer(officer, plan, name)


# 6  The decision


def drafted_and_approved_by_two(officer: Person, decider: Person, plan: str) -> None:
    office.draft(officer, plan, "認定を起案する")
    expect(officer.page.get_by_role("button", name="決裁する", exact=True)).to_have_count(0)
    office.approve(decider, plan)


def notified(officer: Person, lead: Person, takasaki: Person, plan: str) -> bytes:
    """Who chose electronic notice downloads the letter; the other gets paper, entered by the officer."""
    letter = company.letter(lead, plan, "認定通知書")
    assert letter.startswith(b"%PDF")
    office.open_case(officer, plan, "letters")
    paper = officer.page.get_by_role("article").filter(has_text=TAKASAKI)
    officer.follow("発送を記録する", within=paper)
    officer.type("発送の方法", "簡易書留")
    officer.type("追跡番号", "123-45-67890-1")
    officer.click("発送を記録する")
    officer.follow("到達を記録する", within=paper)
    officer.click("到達を記録する")
    expect(paper.get_by_text("簡易書留")).to_be_visible()
    expect(paper.get_by_text("まだ記録されていません")).to_have_count(0)
    return letter


def nibn_reads_its_own_letter(nibn: Person, number: str) -> None:
    nibn.go("/notices/")
    nibn.follow(f"申請の結果をお知らせします（{number}）")
    nibn.follow("内容を確かめる")
    nibn.sees_heading("認定の通知（基盤研あて）")
    nibn.sees("医薬基盤・健康・栄養研究所")
    assert re.search(r"見本発医政\d+第\d+号", nibn.page.get_by_role("main").inner_text())


# 7  A stranger


def a_stranger_verifies(stranger: Person, letter: bytes, directory: Path) -> None:
    """By the QR code, and by dropping the PDF on the page; one changed byte is told."""
    stranger.go(qr_of(letter, directory))
    stranger.sees("見本　この文書は実在の処分ではありません")
    stranger.sees("この番号の文書は発行されており、有効です")
    stranger.sees("、".join(("見本製薬株式会社", TAKASAKI, YOSHINO)))
    stranger.go("/verify/")
    choose = stranger.page.get_by_label("PDFを選ぶか、ここに置いてください")
    choose.set_input_files({"name": "認定通知書.pdf", "mimeType": "application/pdf", "buffer": letter})
    stranger.sees("この文書は真正です")
    choose.set_input_files({"name": "改変.pdf", "mimeType": "application/pdf", "buffer": flipped(letter)})
    stranger.sees("確認できません")


def qr_of(letter: bytes, directory: Path) -> str:
    path = directory / "letter.pdf"
    path.write_bytes(letter)
    subprocess.run(["pdftoppm", "-r", "200", "-png", path, directory / "page"], check=True)
    pages = sorted(directory.glob("page*.png"))
    read = subprocess.run(["zbarimg", "-q", "--raw", *pages], capture_output=True, text=True, check=False)
    return next(line for line in read.stdout.splitlines() if "/v/" in line)


def flipped(letter: bytes) -> bytes:
    """One byte changed in the middle of the document that was signed."""
    at = len(letter) // 3
    return letter[:at] + bytes([letter[at] ^ 1]) + letter[at + 1 :]


def verified_without_database(system, stranger: Person, letter: bytes, directory: Path) -> None:
    root = directory / "root.crt"
    root.write_bytes(stranger.fetches("/verify/root.crt"))
    status = directory / "status.json"
    status.write_bytes(stranger.fetches("/verify/status.json"))
    good, bad = directory / "good.pdf", directory / "bad.pdf"
    good.write_bytes(letter)
    bad.write_bytes(flipped(letter))
    genuine = system.manage("verify_document", str(good), "--trust", str(root), "--status", str(status))
    assert genuine.returncode == 0, genuine.stdout + genuine.stderr
    assert json.loads(genuine.stdout)["genuine"] is True
    assert system.manage("verify_document", str(bad), "--trust", str(root)).returncode != 0
