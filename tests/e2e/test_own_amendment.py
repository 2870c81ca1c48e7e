"""自ら修正する: the company opens the parts it names, and its first arrival stays what it was."""

import re

from playwright.sync_api import expect

from . import company, office
from .test_main_job import SECOND


def test_a_company_corrects_of_its_own_accord(people, plans):
    applicant, officer = people("minohon"), people("officer")
    plan = plans["amended"]
    applicant.go(f"/plans/{plan}/versions/1/receipt/")
    arrived = SECOND.search(applicant.page.get_by_role("main").inner_text())[0]
    applicant.go(f"/plans/{plan}/")
    applicant.follow("自ら修正する")
    applicant.tick("見込まれる効果")
    applicant.click("選んだ項目を直す")
    company.open_part(applicant, plan, "other")
    applicant.sees("この項目はいま変更できません。")
    company.open_part(applicant, plan, "effects")
    applicant.type("見込まれる効果", "限定出荷を解消し、供給能力を２倍とします。")
    company.saved(applicant)
    applicant.go(f"/plans/{plan}/")
    applicant.follow("確かめて提出する")
    applicant.click("修正を提出する")
    applicant.sees("提出した内容を受け付けました")
    office.open_case(officer, plan)
    officer.sees(arrived)
    officer.sees("第2版")
    officer.go(f"/cases/{plan}/?version=2&against=1")
    changes = officer.page.get_by_role("region", name=re.compile("第1版から第2版への変更"))
    expect(changes.get_by_text("供給能力を２倍とします").first).to_be_visible()
