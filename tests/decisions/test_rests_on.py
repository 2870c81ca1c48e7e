"""What was decided stands in the tables before any state says so, whoever writes the SQL."""

import uuid
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from common import clock
from decisions.models import Approval, Decision, Document
from law.states import PlanState
from tests.cast import membership
from tests.plans import under_examination

from .deciding import REFUSAL, answered, approved, draft, examined, sealed
from .test_jftc_question import UNTICKED, asked
from .test_public_entries import certified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
SETTLED = ("certified", "refused", "adopted", "not_adopted", "selected", "not_selected")
NO_DECISION = "no plan is settled without its issued decision"


def write(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def settle(plan, state: str) -> None:
    write("UPDATE applications_plan SET state = %s WHERE case_id = %s", state, key(plan))


def key(thing) -> str:
    return thing.pk if connection.vendor == "postgresql" else thing.pk.hex


def told(text: str):
    return pytest.raises(IntegrityError, match=text)


@pytest.mark.parametrize("state", SETTLED)
def test_no_plan_is_settled_without_a_decision(state):
    plan = examined().plan
    with told(NO_DECISION):
        settle(plan, state)


def test_a_draft_and_an_approved_decision_settle_nothing():
    case = examined()
    draft(case)
    with told(NO_DECISION):
        settle(case.plan, "certified")
    decision = approved(examined(partners=("yoshino",)))
    with told(NO_DECISION):
        settle(decision.plan, "certified")


def test_the_decision_settles_as_it_says_and_no_other_way():
    """Taken back to the moment between the issue and the plan's own new state."""
    decision = sealed(examined(fits=False), REFUSAL)
    Decision.objects.filter(pk=decision.pk).update(state="issued", issued_at=clock.now())
    with told(NO_DECISION):
        settle(decision.plan, "certified")
    settle(decision.plan, "refused")
    decision.plan.refresh_from_db()
    assert decision.plan.state == PlanState.REFUSED


def test_no_plan_comes_into_the_table_settled():
    """A row copied with another key brings its state along, and no decision."""
    plan = certified().plan
    columns = ", ".join(
        f'"{field.column}"' for field in plan._meta.concrete_fields[1:] if field.column != "number"
    )
    with told(NO_DECISION):
        write(
            f"INSERT INTO applications_plan (case_id, number, {columns})"
            f" SELECT %s, 'X-1', {columns} FROM applications_plan WHERE case_id = %s",
            "0" * 32,
            key(plan),
        )


@pytest.mark.parametrize("state", ["sealed", "issued"])
def test_no_decision_is_sealed_or_issued_that_nobody_approved(state):
    decision = draft(examined())
    values = {
        "number": "X",
        "snapshot_sha256": "0" * 64,
        "issued_at": clock.now() if state == "issued" else None,
    }
    with told("as it was not approved|without its sealed letters"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(state=state, **values)


def test_no_decision_is_issued_before_every_letter_is_sealed():
    decision = approved(examined())
    with told("without its sealed letters"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(state="issued", issued_at=clock.now())


def test_an_issued_decision_says_when():
    decision = sealed(examined())
    with told("issued_decision_has_its_instant"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(state="issued")


@pytest.mark.rule("N8")
def test_no_certification_is_approved_before_the_mof_has_answered():
    case = under_examination()
    case.find(fits=False)
    decision = draft(case, REFUSAL)
    Decision.objects.filter(pk=decision.pk).update(state="voided")
    decision.pk, decision.outcome, decision.state = uuid.uuid4(), "certification", "approved"
    decision.number, decision.snapshot_sha256 = "X", "0" * 64
    with told("before the MOF has answered"), transaction.atomic():
        decision.save(force_insert=True)


def forced(case) -> None:
    """An approved certification that no service would write, beside the MOF's answer alone."""
    refusal = draft(case, REFUSAL)
    Decision.objects.filter(pk=refusal.pk).update(state="voided")
    refusal.pk, refusal.outcome, refusal.state = uuid.uuid4(), "certification", "approved"
    refusal.number, refusal.snapshot_sha256 = uuid.uuid4().hex[:8], "0" * 64
    with transaction.atomic():
        refusal.save(force_insert=True)


@pytest.mark.rule("N9")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [({}, "yes"), ({"group_parent_name": "自社"}, "open"), ({"restructuring": "no"} | UNTICKED, "no")],
)
def test_no_certification_is_approved_before_the_jftc_has_answered(typed, kept):
    case = asked(typed, typed, fits=False)
    assert case.fresh.versions.get().jftc_required == kept
    if kept == "no":
        return forced(case)
    with told("before the JFTC has answered"):
        forced(case)
    Decision.objects.update(state="voided")
    consulted = answered if kept == "yes" else partial(answered, because="最終親会社を確かめるため。")
    consulted(case, "jftc")
    return forced(case)


@pytest.mark.rule("N9")
def test_no_version_comes_that_does_not_say_whether_the_jftc_must_be_asked():
    found = asked().fresh.versions.get()
    for said in (None, "oops"):
        found.pk, found.number, found.jftc_required = uuid.uuid4(), 2, said
        with told("whether the JFTC must be asked"), transaction.atomic():
            found.save(force_insert=True)


def test_an_approval_names_the_drafter_and_the_text():
    decision = draft(examined())
    Decision.objects.filter(pk=decision.pk).update(number="X", snapshot_sha256="1" * 64, state="approved")
    row = {"decision": decision, "at": clock.now(), "recorded_by": membership("decider")}
    decider, officer = membership("decider").user, decision.drafted_by.user
    for drafter, digest in ((membership("officer2").user, "1" * 64), (officer, "2" * 64)):
        with told("names the drafter and the text"), transaction.atomic():
            Approval.objects.create(**row, drafter=drafter, approver=decider, snapshot_sha256=digest)
    Approval.objects.create(**row, drafter=officer, approver=decider, snapshot_sha256="1" * 64)


def test_no_letter_opens_before_its_decision_is_issued():
    decision = sealed(examined())
    with told("no letter opens before"), transaction.atomic():
        Document.objects.filter(decision=decision).update(issued_at=clock.now())


@pytest.mark.parametrize("state", ["drafted", "voided", "sealed"])
def test_an_issued_decision_stays_issued(state):
    decision = certified()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(state=state, issued_at=None)
