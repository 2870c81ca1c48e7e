"""Must the 公正取引委員会 be asked? From what two companies type to what may be certified (附則26条1項)."""

from typing import Any

import pytest

from applications.services.filing import file_plan, take_up_plan
from applications.services.starting import agree_plan
from common import clock
from decisions.demo.acting import Case
from law.acts import Refused
from law.states import DecisionState
from reviews.selectors import required_bodies, trigger_of
from tests.cast import membership, organisation
from tests.plans import complete

from .deciding import answered, draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

SALES = {"lead": "350億円", "takasaki": "80億円"}
UNTICKED = {"structural_ヘ": "", "change_ロ": ""}


def asked(lead: dict[str, str] | None = None, takasaki: dict[str, str] | None = None, **how: Any) -> Case:
    """350億 and 80億 that restructure, but for what is typed; examined, the MOF has answered."""
    case = complete(**({"sales": SALES, "restructures": True} | how))
    for who, typed in (("lead", lead), ("takasaki", takasaki)):
        case.type(who, "competition", typed or {}, own=True)
    for who in ("lead", "takasaki"):
        agree_plan(plan=case.fresh, membership=membership(who))
    file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=clock.now())
    take_up_plan(plan=case.fresh, membership=membership("officer"))
    case.find()
    answered(case)
    return case


def certified_at_once(case: Case) -> list[str]:
    """Why not, or nothing."""
    try:
        decision = draft(case)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    assert decision.state == DecisionState.DRAFTED
    return []


def number_of(who: str) -> str:
    return str(organisation(who).corporate_number)


# One group


@pytest.mark.rule("N9", "O4")
@pytest.mark.parametrize("said", ["自社", "なし", "自社①"])
def test_the_same_word_of_two_companies_makes_no_group_and_nothing_is_certified(said):
    case = asked({"group_parent_name": said}, {"group_parent_name": said})
    found = trigger_of(case.fresh)
    assert found.required is None
    assert [dict(each.facts)["fact"] for each in found.missing] == ["group_parent"] * 2
    assert "当たりません" not in found.applicant
    assert certified_at_once(case) == ["jftc_unknown"]
    receipt = case.fresh.versions.get().receipt
    assert sum("最終親会社の法人番号がない" in each["text"] for each in receipt.warnings) == 2


@pytest.mark.rule("N9", "O4")
def test_two_companies_that_each_name_themselves_are_two_groups():
    case = asked()
    assert required_bodies(case.fresh, trigger_of(case.fresh)) == ["mof", "jftc"]
    assert certified_at_once(case) == ["consultations_open"]


@pytest.mark.rule("N9", "O4")
def test_one_number_of_the_top_parent_makes_one_group():
    lead = {"group_parent_name": "見本製薬㈱"}
    takasaki = {"group_parent_name": "見本製薬", "group_parent_number": number_of("lead")}
    case = asked(lead, takasaki)
    assert trigger_of(case.fresh).required is False
