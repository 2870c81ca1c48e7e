"""取下げ: until the decision a company may withdraw, and then nothing more happens."""

from playwright.sync_api import expect

from . import office


def test_a_company_withdraws_and_the_office_is_told(people, plans):
    applicant, officer = people("yoshino"), people("officer")
    plan = plans["withdrawn"]
    applicant.go(f"/plans/{plan}/")
    applicant.follow("取り下げる")
    applicant.sees("取り下げると、審査は終わり、元に戻せません。")
    applicant.click("申請を取り下げる")
    applicant.sees("取下げ")
    office.open_case(officer, plan)
    officer.sees("取下げ")
    expect(officer.page.get_by_role("link", name="審査を始める", exact=True)).to_have_count(0)
    office.open_case(officer, plan, "history")
    officer.sees("取り下げる")
