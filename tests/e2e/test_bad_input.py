"""Bad input in the browser: each answered with a sentence that says how to mend it, and nothing lost."""

import re

import pytest
from playwright.sync_api import expect

from . import company, files

MINOHON = "みほん薬品工業株式会社"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
BAD = {
    "empty": (files.upload("空.pdf", b""), "「空.pdf」は中身が空（0バイト）です。"),
    "encrypted": (
        files.upload("鍵.pdf", files.pdf(password="secret")),
        "パスワード（印刷や編集の制限をふくみます）",
    ),
    "html": (files.upload("頁.pdf", HTML), "ウェブページのようです"),
    "bomb": (files.upload("爆.xlsx", files.bomb(), EXCEL), "展開すると大きくなりすぎます"),
}


@pytest.fixture
def plan(plans):
    return plans["shared"]


def test_files_that_are_refused_are_told_why_and_the_others_stay(people, plan):
    person = people("lead")
    company.attach(person, plan, "直近の決算書", "よい決算書.pdf")
    place = person.page.get_by_role("region", name="直近の決算書")
    for upload, sentence in BAD.values():
        place.get_by_label("ファイルを選ぶ").set_input_files(upload)
        expect(place.get_by_text(sentence)).to_be_visible()
    person.page.reload()
    expect(place.get_by_role("link", name="よい決算書.pdf")).to_be_visible()
    for upload, _sentence in BAD.values():
        expect(place.get_by_role("link", name=upload["name"])).to_have_count(0)


def test_a_file_named_like_a_path_is_kept_under_its_last_name(people, plan):
    person = people("lead")
    person.go(f"/plans/{plan}/attachments/")
    place = person.page.get_by_role("region", name="その他参考となる書類")
    place.get_by_label("ファイルを選ぶ").set_input_files(files.upload("../../x", files.pdf("道")))
    expect(place.get_by_role("link", name=re.compile(r"(^|[^/.])x$"))).to_be_visible()
    person.never_sees("../x")


def test_a_negative_sum_is_told_beside_its_cell_and_kept_as_typed(people, plan):
    person = people("lead")
    company.open_part(person, plan, "costs")
    cell = company.cell(person, "総事業費", 2027, "システム費")
    cell.fill("△１，０００")
    person.sees("マイナスの金額は入力できません。0以上の金額を入力してください。")
    expect(cell).to_have_attribute("aria-invalid", "true")
    person.page.reload()
    expect(cell).to_have_value("△１，０００")
    person.sees("マイナスの金額は入力できません。")
    cell.fill("")
    company.saved(person)


def test_a_sum_a_thousand_times_its_neighbours_is_asked_about(people, plan):
    person = people("lead")
    company.open_part(person, plan, "costs")
    cell = company.cell(person, "総事業費", 2027, "機械装置費")
    was = cell.input_value()
    cell.fill("99,000,000,000")
    person.sees("1,000倍")
    cell.fill(was)
    company.saved(person)


def test_the_same_company_twice_is_told_and_added_once(people, plan):
    person = people("lead")
    second_tab = person.new_page()
    for page in (person.page, second_tab):
        page.goto(f"/plans/{plan}/parties/?q=みほん薬品工業")
    person.click(f"加える {MINOHON}")
    person.sees(f"{MINOHON}を共同申請者に加えました。")
    second_tab.get_by_role("button", name=f"加える {MINOHON}").click()
    expect(second_tab.get_by_text(f"{MINOHON}は、すでにこの申請に加わっています。")).to_be_visible()
    companies = second_tab.get_by_role("region", name="申請する会社").get_by_role("listitem")
    expect(companies.filter(has_text=MINOHON)).to_have_count(1)
