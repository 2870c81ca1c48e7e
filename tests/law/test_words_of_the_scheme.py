"""The words a scheme gives its letters, held against the statutes they speak of."""

import json
from datetime import date
from pathlib import Path

import pytest

from law.parameters import APPEAL_MONTHS, APPEAL_YEARS, SUIT_MONTHS, SUIT_YEARS, SUNSETS

TODAY = date(2026, 11, 21)
SCHEME = json.loads((Path(__file__).parents[2] / "funds/data/generic-base.json").read_text())
APPEAL, SUIT, AFTER_APPEAL, ALWAYS = SCHEME["letters"]["appeal_notice"]["paragraphs"]


@pytest.mark.rule("T1")
def test_the_notice_says_that_to_whom_and_until_when_one_may_appeal():
    assert "厚生労働大臣に対して審査請求をすることができます" in APPEAL
    assert f"知った日の翌日から起算して{APPEAL_MONTHS.on(TODAY)}か月以内" in APPEAL
    assert f"この処分があった日の翌日から起算して{APPEAL_YEARS.on(TODAY)}年を経過したとき" in APPEAL


@pytest.mark.rule("T2")
@pytest.mark.parametrize("paragraph", [SUIT, AFTER_APPEAL], ids=["of the decision", "after an appeal"])
def test_the_notice_says_until_when_one_may_sue(paragraph):
    assert f"知った日の翌日から起算して{SUIT_MONTHS.on(TODAY)}か月以内" in paragraph
    assert f"の日の翌日から起算して{SUIT_YEARS.on(TODAY)}年を経過したとき" in paragraph


@pytest.mark.rule("T2")
def test_the_state_is_the_defendant_and_an_appeal_need_not_come_first():
    assert "国を被告として（訴訟において国を代表する者は法務大臣となります。）" in SUIT
    assert "審査請求に対する裁決があったことを知った日" in AFTER_APPEAL
    assert "審査請求をせずに提起することもできます" in ALWAYS


@pytest.mark.rule("T1", "T2")
def test_a_just_reason_opens_a_lapsed_period():
    assert "期間を経過した場合であっても、正当な理由があるとき" in ALWAYS


@pytest.mark.rule("N5", "A5")
def test_the_criteria_are_the_two_of_the_statute_in_its_words():
    fits, suits = (criterion["text"] for criterion in SCHEME["criteria"])
    assert (
        "中長期目標において定める、附則第17条第2項第1号に掲げる業務の対象となる製造基盤整備措置の基準に適合して"
        in fits
    )
    assert "当該業務の実施に関し必要な事項その他の事項に照らして" in suits
    assert "当該製造基盤整備措置に係る後発医薬品の安定的な供給の確保を促進することが適切である" in suits


def test_no_letter_calls_the_application_a_plan_or_sets_a_condition():
    words = json.dumps(SCHEME["letters"], ensure_ascii=False)
    assert "計画" not in words
    assert "条件" not in words


@pytest.mark.rule("N1")
def test_no_last_day_lies_behind_the_end_of_the_fund():
    days = {name: date.fromisoformat(day) for name, day in SCHEME["last_days"].items()}
    assert max(days.values()) <= SUNSETS[SCHEME["fund"]["law_fund"]].on(TODAY)
    order = ("filing", "certification", "decision", "work", "report", "fixing", "payment")
    assert [days[name] for name in order] == sorted(days.values())
