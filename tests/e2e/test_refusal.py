"""不認定: the reasons and 教示 stand in the letter that the company receives."""

import subprocess

from . import company, office


def test_a_refusal_carries_its_reasons_and_the_appeal_notice(people, plans, tmp_path):
    officer, decider, applicant = people("officer"), people("decider"), people("takasaki")
    plan = plans["examined"]
    office.find(officer, plan, fits=(True, False))
    office.draft(officer, plan, "不認定を起案する")
    office.approve(decider, plan)
    applicant.go(f"/plans/{plan}/")
    applicant.never_sees("不認定")
    office.issue(officer, plan)
    applicant.go(f"/plans/{plan}/")
    letter = text_of(company.letter(applicant, plan, "不認定通知書"), tmp_path)
    assert "供給能力が増えると認められない。" in letter
    assert "基準（イ）" in letter
    for word in ("行政不服審査法", "３か月以内", "取消しの訴え", "６か月以内"):
        assert word in letter or word.translate(str.maketrans("３６", "36")) in letter


def text_of(pdf: bytes, directory) -> str:
    path = directory / "letter.pdf"
    path.write_bytes(pdf)
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return "".join(read.stdout.split())
