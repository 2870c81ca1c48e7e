"""The whole demo, built once (a minute): every scheme stands in it with a case in each of its states."""

from collections import Counter

import pytest
from django.db.models import F, Q

from accounts.cast import DATA
from accounts.models import Notice
from applications.models import CostLine, Plan
from applications.models.plan import FILED
from applications.models.version import FacilityLine
from decisions.demo.acting import member
from decisions.demo.calls import ADOPTED, PROJECTS
from decisions.models import Document, FixedAmount
from decisions.selectors import decision_that_grants
from funds.ledger.fixing import money_of
from funds.models import Call, Scheme
from grants.models import Grant, GrantChange
from grants.turns import waiting
from law.grant_turn import GrantWait
from law.lifecycle import PLAN_LIFECYCLE
from law.states import GrantState
from payments.demo import build_demo
from payments.models import PayeeAccount, PaymentClaim, PaymentRun
from reviews.models import Ranking

pytestmark = [pytest.mark.demo, pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def test_it_shows_every_scheme_in_each_of_its_states_and_the_cases_that_are_asked_for():
    build_demo()
    missing = {
        scheme.code: lacking
        for scheme in Scheme.objects.all()
        if (lacking := set(PLAN_LIFECYCLE[scheme.kind].used) - states_of(scheme))
    }
    assert missing == {}
    assert Scheme.objects.count() == 9
    eight_projects()
    an_incubation_lab_of_three_years()
    a_contractor_is_selected()
    the_office_sees_the_plans_whose_cases_were_opened_to_it()
    a_payee_account_stands_in_every_state()
    one_advance_is_paid_and_one_run_waits()
    grants_in_each_state()
    everyone_has_a_handful_to_read()


def everyone_has_a_handful_to_read() -> None:
    """As after a working week: what they acted upon they have read, and what is older than a few days."""
    unread = Counter(Notice.objects.filter(read_at=None).values_list("recipient__name", flat=True))
    assert 0 < max(unread.values()) <= 9, unread
    read = Notice.objects.exclude(read_at=None)
    assert not read.filter(read_at__lt=F("created_at")).exists()


def the_office_sees_the_plans_whose_cases_were_opened_to_it() -> None:
    """A list says it of the plan alone (applications/selectors.py): the case must say the same."""
    opened = Plan.objects.filter(case__filed_at__isnull=False)
    assert set(opened) == set(Plan.objects.filter(FILED | Q(desk__isnull=False)))


def a_payee_account_stands_in_every_state() -> None:
    shown = set(PayeeAccount.objects.values_list("state", flat=True))
    assert shown == {"entered", "checked", "confirmed", "returned"}


def one_advance_is_paid_and_one_run_waits() -> None:
    assert set(PaymentRun.objects.values_list("state", flat=True)) == {"done", "drafted"}
    assert PaymentClaim.objects.get(state="paid").paid_on


def grants_in_each_state() -> None:
    """One is fixed: the book holds it payable to the yen, and nothing of it is set aside any more."""
    assert set(Grant.objects.values_list("state", flat=True)) == {state.value for state in GrantState}
    fixed = Grant.objects.get(state="fixed")
    amount = sum(FixedAmount.objects.filter(decision__grant=fixed).values_list("amount", flat=True))
    money = money_of(decision_that_grants(fixed).pk)
    assert (money.committed, money.payable) == (0, amount)
    assert money.released > 0
    assert waiting(GrantWait.FIXING, member("nibn_officer")).count() == 1
    told = GrantChange.objects.order_by("state").values_list("state", flat=True)
    assert list(told) == ["approved", "filed", "notified"]


def states_of(scheme: Scheme) -> set[str]:
    return set(scheme.plans.values_list("state", flat=True))


def eight_projects() -> None:
    """One call for 採択, ranked: eight projects in the order of their marks, the third of three companies."""
    ranking = Ranking.objects.get(state="issued", lines__plan__title=PROJECTS[0][0])
    lines = ranking.lines.select_related("plan").order_by("place")
    assert [line.plan.title for line in lines] == [title for title, *_rest in PROJECTS]
    assert [line.plan.parties.count() for line in lines] == [1, 1, 3, 1, 1, 1, 1, 1]
    assert [line.plan.state for line in lines] == ["adopted"] * ADOPTED + ["not_adopted"] * 2
    told = Document.objects.filter(decision__ranking=ranking, issued_at__isnull=False)
    assert told.count() == 10  # a letter to each company of each project
    invented = {each["name"] for each in DATA["organisations"].values()}
    assert {name for line in lines for name in names(line.plan)} <= invented


def names(plan: Plan) -> set[str]:
    return set(plan.parties.values_list("organisation__name", flat=True))


def an_incubation_lab_of_three_years() -> None:
    plan = Plan.objects.get(scheme="innovative-drug", state="certified")
    version = plan.versions.latest("number")
    rooms, costs = FacilityLine.objects.filter(version=version), CostLine.objects.filter(version=version)
    assert set(rooms.values_list("kind", flat=True)) == {"incubation-lab"}
    assert len(set(costs.values_list("fiscal_year", flat=True))) == 3


def a_contractor_is_selected() -> None:
    call = Call.objects.get(name="創薬エコシステム発展支援事業　委託先の公募")
    assert set(call.plans.values_list("state", flat=True)) == {"selected", "not_selected"}
    assert Ranking.objects.filter(call=call, state="issued").count() == 1
