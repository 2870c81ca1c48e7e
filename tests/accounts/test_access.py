"""Who may see which case: access is a row, and a draft is invisible to the office."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import access
from accounts.access import capacity_in, cases_visible_to
from accounts.models import Access, Case
from common import clock
from common.actor import SYSTEM_ACTOR
from common.audit.models import AuditEvent
from tests.cast import PEOPLE, actor, membership, organisation, person

pytestmark = pytest.mark.django_db

SEE_ALL_FILED = {
    "officer",
    "officer2",
    "decider",
    "clerk",
    "nibn_officer",
    "nibn_decider",
    "nibn_accountant",
    "auditor",
}


@pytest.fixture
def case() -> Case:
    case = access.open_case(kind="certification")
    for who, capacity in [("lead", "lead"), ("takasaki", "party")]:
        access.grant(case=case, capacity=capacity, organisation=organisation(who), actor=SYSTEM_ACTOR)
    return case


@pytest.fixture
def filed(case) -> Case:
    access.open_to_office(case, clock.now())
    return case


def who_see(case: Case) -> set[str]:
    return {
        who
        for who in PEOPLE
        if Case.objects.filter(pk__in=cases_visible_to(membership(who)), pk=case.pk).exists()
    }


PARTIES = {"lead", "lead_member", "takasaki", "takasaki_member"}


def test_a_draft_is_seen_by_its_parties_alone(case):
    assert who_see(case) == PARTIES


def test_filed_it_is_seen_by_the_office_too(filed):
    assert who_see(filed) == PARTIES | SEE_ALL_FILED


def test_a_reviewer_sees_what_is_assigned_to_them_and_a_consultee_what_came_to_their_office(filed):
    access.grant(case=filed, capacity="reviewer", user=person("reviewer"), actor=actor("officer"))
    access.grant(
        case=filed, capacity="consultee", organisation=organisation("consultee"), actor=actor("officer")
    )
    assert who_see(filed) == PARTIES | SEE_ALL_FILED | {"reviewer", "consultee"}


def test_the_public_sees_nothing(filed):
    assert not Case.objects.filter(pk__in=cases_visible_to(None)).exists()


def test_the_system_administrator_sees_no_case(filed):
    assert capacity_in(filed, membership("administrator")) is None


@pytest.mark.parametrize(
    ("who", "capacity"),
    [
        ("lead_member", "lead"),
        ("takasaki", "party"),
        ("officer", "office"),
        ("stranger", None),
        ("reviewer", None),
    ],
)
def test_in_what_capacity(filed, who, capacity):
    assert capacity_in(filed, membership(who)) == capacity


def test_an_officer_has_no_capacity_in_a_draft(case):
    assert capacity_in(case, membership("officer")) is None


def test_granting_twice_is_one_row_and_one_audit_line(case):
    before = AuditEvent.objects.filter(act="grant_access").count()
    again = {"case": case, "capacity": "lead", "organisation": organisation("lead"), "actor": actor("lead")}
    access.grant(**again)
    assert Access.objects.filter(case=case).count() == 2
    assert AuditEvent.objects.filter(act="grant_access").count() == before


def test_an_end_is_an_end_at_once_and_stays_in_the_record(filed):
    held = {"case": filed, "capacity": "reviewer", "user": person("reviewer"), "actor": actor("officer")}
    access.grant(**held)
    ended = access.end(**held)
    assert "reviewer" not in who_see(filed)
    assert ended.valid_until is not None
    event = AuditEvent.objects.get(act="end_access")
    assert (event.case_id, event.facts["capacity"]) == (filed.pk, "reviewer")


def test_ending_what_nobody_has_is_nothing(filed):
    assert access.end(case=filed, capacity="reviewer", user=person("reviewer"), actor=SYSTEM_ACTOR) is None


def test_access_can_be_given_again(filed):
    held = {"case": filed, "capacity": "reviewer", "user": person("reviewer"), "actor": actor("officer")}
    with clock.at(clock.now() - timedelta(days=1)):
        access.grant(**held)
        access.end(**held)
    access.grant(**held)
    assert "reviewer" in who_see(filed)


def test_a_row_of_the_future_opens_nothing_yet(filed):
    tomorrow = clock.now() + timedelta(days=1)
    Access.objects.create(case=filed, user=person("reviewer"), capacity="reviewer", valid_from=tomorrow)
    assert "reviewer" not in who_see(filed)


@pytest.mark.parametrize("who", ["lead", "officer", "reviewer"])
def test_visibility_is_one_query_without_or_over_joins(filed, who):
    post = membership(who)
    with CaptureQueriesContext(connection) as queries:
        list(Access.objects.filter(case__in=cases_visible_to(post)))
    assert len(queries) == 1
    assert "JOIN" not in queries[0]["sql"]
