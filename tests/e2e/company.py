"""What a company does in its own screens, section by section, as a person would."""

import re

from playwright.sync_api import Locator, expect

from .files import pdf, upload
from .people import Person

PLAN = re.compile(r"/plans/([0-9a-f-]{36})/")
SAVED = re.compile(r"に保存しました")
NOTHING_UNSENT = "() => !Object.keys(localStorage).some((key) => key.startsWith('autosave:'))"
INTAKE = "後発医薬品製造基盤整備基金による支援　随時の受付"
YEARS = (2026, 2027, 2028)


def plan_of(person: Person) -> str:
    return PLAN.search(person.page.url)[1]


def begin(lead: Person, call: str) -> None:
    """From the portal's list of open calls."""
    lead.follow("を作成する", within=lead.page.locator(".kk-intake").filter(has_text=call))


def start(lead: Person, title: str, partners: tuple[str, ...] = ()) -> str:
    """A draft, and the companies it is made with; returns the plan's id."""
    lead.go("/applications/")
    begin(lead, INTAKE)
    lead.type("申請の名称", title)
    if partners:
        lead.tick("ほかの会社と共同で申請する")
    lead.click("下書きを作成する")
    lead.page.wait_for_url(PLAN)
    for name in partners:
        invite(lead, name)
    return plan_of(lead)


def invite(lead: Person, name: str) -> None:
    lead.type("法人番号または会社名", name)
    lead.click("探す")
    lead.click(f"加える {name}")
    lead.sees(f"{name}を共同申請者に加えました。")


def open_part(person: Person, plan: str, key: str) -> None:
    person.go(f"/plans/{plan}/parts/{key}/")


def onward(person: Person) -> None:
    """保存して次へ, and the next section is there."""
    here = person.page.url
    person.click("保存して次へ")
    person.page.wait_for_url(lambda url: url != here)


def saved(person: Person) -> None:
    """Everything typed has reached the server, and the line above the form says when."""
    all_sent(person)
    expect(person.page.get_by_role("status").filter(has_text=SAVED).first).to_be_visible()


def all_sent(person: Person) -> None:
    person.page.keyboard.press("Tab")
    person.page.wait_for_function(NOTHING_UNSENT)


def group(person: Person, legend: str) -> Locator:
    return person.page.get_by_role("group", name=legend)


def table(person: Person, name: str) -> Locator:
    """A table's region; one of costs is named after its menu too (設備整備：総事業費)."""
    return person.page.get_by_role("region", name=re.compile(f"(^|：){name}$"))


def fill_applicant(person: Person, plan: str, *, notice: str = "電子で受け取る") -> None:
    open_part(person, plan, "applicant")
    person.type("担当部署", "製造企画部")
    person.type("担当者の氏名", person.name)
    person.type("電話番号", "０３－００００－００００")
    person.type("メールアドレス", f"{person.key}@mihon.example")
    person.tick(notice)
    onward(person)


def fill_measure(person: Person, plan: str, *, title: str, until: str = "令和11-3-31") -> None:
    open_part(person, plan, "measure")
    person.type("措置の名称", title)
    person.tick("一　工程統合")
    person.tick("二　代替設備")
    person.tick("品目統合に伴う生産性向上のための設備整備の経費補助")
    person.type("措置の内容", "三社が重複して製造する品目を、髙﨑工場①に集約します。")
    person.type("実施する場所", "見本県髙﨑市　髙﨑工場①")
    person.type_day("開始日", "令和８-12-1")
    person.type_day("完了予定日", until)
    onward(person)


def fill_product(person: Person, number: int, typed: dict[str, str], days: dict[str, str]) -> None:
    """Adds row `number` (from 1) and types into its cells."""
    person.click("品目を追加する")
    rows = table(person, "対象とする品目").get_by_role("row")
    expect(rows).to_have_count(number + 1)
    row = rows.nth(number)
    for label, text in typed.items():
        cell = row.get_by_label(label, exact=True)
        if label in ("措置の種類", "市場での形"):
            cell.select_option(label=text)
        else:
            cell.fill(text)
    for legend, text in days.items():
        person.type_day(legend, text, within=row)


def cell(person: Person, region: str, year: int, column: str) -> Locator:
    name = f"令和{year - 2018}年度 {column}"
    return table(person, region).get_by_label(re.compile(rf"^{name}"))


def fill_costs(person: Person, plan: str, amounts: dict[int, str], eligible: dict[int, str]) -> None:
    open_part(person, plan, "costs")
    person.tick("税抜き")
    person.choose("消費税の課税区分", "課税事業者（一般課税）")
    for year, text in amounts.items():
        cell(person, "総事業費", year, "機械装置費").fill(text)
    for year, text in eligible.items():
        cell(person, "補助対象経費", year, "機械装置費").fill(text)
    saved(person)


def fill_funding(person: Person, plan: str, own: dict[int, str], grant: dict[int, str]) -> None:
    open_part(person, plan, "funding")
    for year, text in own.items():
        cell(person, "年度ごとの調達方法", year, "自己資金").fill(text)
    for year, text in grant.items():
        cell(person, "年度ごとの調達方法", year, "基金からの補助（見込み）").fill(text)
    onward(person)


def fill_effects(person: Person, plan: str) -> None:
    open_part(person, plan, "effects")
    person.type("見込まれる効果", "供給能力を1.5倍とし、限定出荷を解消します。")
    for place, year in enumerate(YEARS, 1):
        person.type(f"令和{year - 2018}年度の目標", f"移行率{place * 30}％")
    onward(person)


def fill_competition(person: Person, plan: str, *, sales: str, parent: str, restructures: bool) -> None:
    open_part(person, plan, "competition")
    person.page.get_by_role("textbox", name="国内売上高合計額").fill(sales)
    person.type("その事業年度（西暦）", "２０２５")
    person.page.get_by_role("textbox", name="企業結合集団の最終親会社").fill(parent)
    person.tick("事業再編を伴う" if restructures else "事業再編を伴わない")
    if restructures:
        group(person, "1号　構造の変更").get_by_role("checkbox").first.check()
        group(person, "2号　分野又は方式の変更").get_by_role("checkbox").first.check()
    person.tick("届出を要しない")
    onward(person)


def fill_volumes(person: Person, plan: str, number: int) -> None:
    open_part(person, plan, "volumes")
    rows = table(person, "生産数量").get_by_role("row")
    expect(rows).to_have_count(number + 1)
    for place in range(1, number + 1):
        row = rows.nth(place)
        row.get_by_label(re.compile("現在の数量")).fill("１２，０００，０００")
        row.get_by_label(re.compile("措置後の数量")).fill("18,000,000")
        row.get_by_label(re.compile("単位")).fill("錠")
        row.get_by_label(re.compile("達成する年度")).select_option(label="令和11年度")
    onward(person)


def attach(person: Person, plan: str, document: str, name: str, content: bytes | None = None) -> None:
    """`document` is the heading under which the file is put; it is listed as soon as it is stored."""
    if not person.page.url.endswith(f"{plan}/attachments/"):
        person.go(f"/plans/{plan}/attachments/")
    place = person.page.get_by_role("region", name=document)
    place.get_by_label("ファイルを選ぶ").set_input_files(upload(name, content or pdf(name)))
    expect(place.get_by_role("link", name=name)).to_be_visible()


def agree(person: Person, plan: str) -> None:
    person.go(f"/plans/{plan}/parties/")
    person.click("共同申請に同意する")
    person.sees("に同意しました。")


def letter(person: Person, plan: str, kind: str) -> bytes:
    """The PDF of one's own letter, from the page of the plan."""
    person.go(f"/plans/{plan}/")
    person.follow(kind)
    return person.fetches(person.page.get_by_role("link", name="PDFを開く").get_attribute("href"))
