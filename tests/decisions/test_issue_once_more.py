"""Between the 決裁 and the issue a case moves on: what a decision rests on is asked once more."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Notice
from common import clock
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.issuing import issue_decision, issue_due
from law.acts import Refused
from law.states import DecisionState, PlanState
from reviews.services.consultations import close_consultation, prepare_consultation
from reviews.services.sheets import Item, close_correction, inquire, request_correction, withdraw_inquiry
from tests.cast import actor, membership

from .deciding import REFUSAL, anew, do_jobs, draft, examined, sealed, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def refused_to_issue(decision: Decision) -> list[str]:
    with pytest.raises(Refused) as refused:
        issue_decision(decision=anew(decision), actor=actor("officer"))
    assert anew(decision).state == DecisionState.SEALED
    assert anew(decision).plan.state == PlanState.EXAMINATION
    return [reason.code for reason in refused.value.reasons]


def issued(decision: Decision) -> str:
    issue_decision(decision=anew(decision), actor=actor("officer"))
    return str(anew(decision).plan.state)


def asked_again(case):
    return prepare_consultation(
        plan=case.fresh,
        body="mof",
        document_number="見本発第99号",
        dated_on=clock.today(),
        membership=membership("officer"),
    )


def inquired(case):
    return inquire(
        plan=case.fresh,
        items=[Item("effects", None, "算定の考え方を補ってください。")],
        purpose="確認のため",
        responsible="担当",
        due_on=None,
        membership=membership("officer"),
    )


@pytest.mark.rule("N5")
def test_a_finding_that_no_longer_fits_keeps_the_certification():
    case = examined()
    decision = sealed(case)
    case.find(fits=False)
    assert refused_to_issue(decision) == ["criteria_unfit"]
    case.find()
    assert issued(decision) == PlanState.CERTIFIED


@pytest.mark.rule("A7")
def test_a_correction_that_lapsed_keeps_the_certification():
    case = examined()
    decision = sealed(case)
    due = clock.today() + timedelta(days=5)
    sheet = request_correction(
        plan=case.fresh,
        items=[Item("effects", None, "算定の根拠がありません。", "省令5条1項4号")],
        purpose="補正",
        due_on=due,
        membership=membership("officer"),
    )
    with clock.at(clock.now() + timedelta(days=7)):
        sheet.refresh_from_db()
        close_correction(sheet=sheet, membership=membership("officer"))
        assert refused_to_issue(decision) == ["formal_defect"]


@pytest.mark.rule("N5")
def test_a_refusal_whose_ground_is_gone_is_not_issued():
    case = examined(fits=False)
    decision = sealed(case, REFUSAL)
    case.find(fits=True)
    assert refused_to_issue(decision) == ["no_ground"]
    case.find(fits=False)
    assert issued(decision) == PlanState.REFUSED


@pytest.mark.rule("N8")
def test_a_second_consultation_is_waited_for_or_dropped():
    case = examined()
    decision = sealed(case)
    again = asked_again(case)
    assert refused_to_issue(decision) == ["consultations_open"]
    close_consultation(consultation=again, note="不要と確認した。", membership=membership("officer"))
    assert issued(decision) == PlanState.CERTIFIED


def test_an_open_inquiry_is_answered_or_taken_back_first():
    case = examined()
    decision = sealed(case)
    sheet = inquired(case)
    assert refused_to_issue(decision) == ["sheet_open"]
    withdraw_inquiry(sheet=sheet, membership=membership("officer"))
    assert issued(decision) == PlanState.CERTIFIED


@pytest.mark.rule("N8")
def test_a_second_consultation_closes_no_refusal():
    case = examined(fits=False)
    decision = sealed(case, REFUSAL)
    asked_again(case)
    assert issued(decision) == PlanState.REFUSED


def test_the_announced_minute_issues_nothing_then_and_the_office_is_told_once_why():
    case = examined()
    minute = clock.now() + timedelta(hours=2)
    decision = draft(case, issue_at=minute)
    approve_decision(decision=decision, membership=membership("decider"))
    do_jobs("seal")
    case.find(fits=False)
    with clock.at(minute + timedelta(seconds=1)):
        assert issue_due() == issue_due() == 0
    notice = Notice.objects.get(act="withhold_issue")
    assert notice.recipient == decision.drafted_by.user
    assert notice.title == f"予告した日時に施行できませんでした（{case.plan.number}）"
    assert "適合しないとした基準があります" in notice.text
    assert notice.link == reverse("case_decision", args=[case.plan.pk])
    sheet = inquired(case)
    with clock.at(minute + timedelta(minutes=1)):
        assert issue_due() == 0
    assert Notice.objects.filter(act="withhold_issue").count() == 2
    withdraw_inquiry(sheet=sheet, membership=membership("officer"))
    case.find()
    with clock.at(minute + timedelta(minutes=2)):
        assert issue_due() == 1


def test_the_page_says_why_before_anyone_presses():
    case = examined()
    sealed(case)
    case.find(fits=False)
    page = signed_in("officer").get(reverse("case_decision", args=[case.plan.pk])).content.decode()
    assert "この所見のままでは認定できません。" in page
