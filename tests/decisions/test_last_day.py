"""Nothing is certified after the day that ends a fund's support, nor after the scheme's own last day."""

from datetime import date, timedelta

import pytest

from common import clock
from decisions.demo.acting import moment
from decisions.services.approving import approve_decision
from decisions.services.issuing import issue_decision, issue_due
from law.acts import Refused
from law.states import PlanState
from tests.cast import actor, membership

from .deciding import REFUSAL, anew, do_jobs, draft, examined

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

LAST = date(2030, 12, 27)  # of funds/data/generic-base.json
END = date(2031, 3, 31)


def why_not(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    [reason] = refused.value.reasons
    return f"{reason.code} {reason}"


@pytest.mark.rule("N1")
@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(
            LAST + timedelta(days=1), "certification_too_late 認定の最終日（令和12年12月27日）", id="scheme"
        ),
        pytest.param(END, "certification_too_late", id="the last day of support"),
        pytest.param(
            END + timedelta(days=1), "support_ended 基金による支援の期限（令和13年3月31日）", id="statute"
        ),
    ],
)
def test_no_certification_is_drafted_for_a_day_after_the_last(day, said):
    case = examined()
    assert why_not(lambda: draft(case, dated_on=day)).startswith(said)
    announced = moment(day)
    assert why_not(lambda: draft(case, issue_at=announced)).startswith(said)


@pytest.mark.rule("N1")
def test_what_was_drafted_in_time_is_not_approved_after_the_last_day():
    decision = draft(examined(), dated_on=LAST)
    with clock.at(moment(LAST + timedelta(days=1))):
        text = why_not(lambda: approve_decision(decision=decision, membership=membership("decider")))
    assert text.startswith("certification_too_late")


@pytest.mark.rule("N1")
def test_what_was_approved_in_time_is_not_issued_after_the_last_day():
    decision = draft(examined(), dated_on=LAST, issue_at=moment(LAST, 17))
    approve_decision(decision=decision, membership=membership("decider"))
    do_jobs("seal")
    with clock.at(moment(END + timedelta(days=1))):
        text = why_not(lambda: issue_decision(decision=anew(decision), actor=actor("officer")))
        assert issue_due() == 0
    assert text.startswith("support_ended")
    with clock.at(moment(LAST, 18)):
        assert issue_due() == 1


@pytest.mark.rule("N1")
def test_a_refusal_is_decided_also_after_the_end():
    case = examined(fits=False)
    decision = draft(case, REFUSAL, dated_on=END + timedelta(days=1))
    with clock.at(moment(END + timedelta(days=1))):
        approve_decision(decision=decision, membership=membership("decider"))
        do_jobs("seal")
        issue_decision(decision=anew(decision), actor=actor("officer"))
    assert case.fresh.state == PlanState.REFUSED
