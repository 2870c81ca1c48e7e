"""What the tables refuse, whoever writes the SQL."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import access
from accounts.models import Membership
from common import clock
from common.actor import SYSTEM_ACTOR
from law.roles import ROLES
from tests.cast import membership, organisation, person

pytestmark = pytest.mark.django_db


def refuses(sql: str, *values) -> str:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(refusal.value)


INSERT = (
    "INSERT INTO accounts_membership (user_id, organisation_id, role, valid_from)"
    " VALUES (%s, %s, %s, '2026-04-01')"
)


def test_a_person_stands_on_one_side():
    post = membership("lead")
    sentence = refuses(INSERT, post.user_id, organisation("officer").pk, "officer")
    assert "one side" in sentence


def test_a_second_post_on_the_same_side_is_fine():
    post = membership("officer")
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [post.user_id, post.organisation_id, "auditor"])
    assert set(post.user.memberships.values_list("side", flat=True)) == {"office"}


def test_a_post_ends_but_never_becomes_another():
    post = membership("lead")
    sentence = refuses("UPDATE accounts_membership SET role = 'officer' WHERE id = %s", post.pk)
    assert "may not change" in sentence


def test_an_unknown_role_is_refused():
    post = membership("officer")
    refuses(INSERT, post.user_id, post.organisation_id, "king")


def test_the_same_post_is_not_open_twice():
    post = membership("officer")
    refuses(INSERT, post.user_id, post.organisation_id, "officer")


@pytest.mark.parametrize("table", ["accounts_user", "accounts_membership", "accounts_organisation"])
def test_people_posts_and_organisations_are_never_deleted(table):
    membership("lead")
    assert "never deleted" in refuses(f"DELETE FROM {table}")


class TestCase:
    def test_a_draft_is_really_deleted(self):
        case = access.open_case(kind="certification")
        access.grant(case=case, capacity="lead", organisation=organisation("lead"), actor=SYSTEM_ACTOR)
        assert case.delete()[0] == 2

    def test_a_filed_case_never(self):
        case = access.open_case(kind="certification")
        access.open_to_office(case, clock.now())
        assert "never deleted" in refuses("DELETE FROM accounts_case")

    def test_the_first_filing_stays_the_first(self):
        case, first = access.open_case(kind="certification"), clock.now()
        access.open_to_office(case, first)
        access.open_to_office(case, first + timedelta(days=1))
        assert case.filed_at == first
        assert "may not change" in refuses(
            "UPDATE accounts_case SET filed_at = %s", first + timedelta(days=1)
        )


class TestAccess:
    SQL = (
        "INSERT INTO accounts_access (case_id, user_id, organisation_id, capacity, valid_from)"
        " SELECT id, %s, %s, %s, created_at FROM accounts_case"
    )

    def test_a_row_has_one_holder(self):
        access.open_case(kind="certification")
        refuses(self.SQL, person("lead").pk, organisation("lead").pk, "party")
        refuses(self.SQL, None, None, "party")

    def test_a_party_is_an_organisation_and_a_reviewer_a_person(self):
        access.open_case(kind="certification")
        refuses(self.SQL, person("lead").pk, None, "party")
        refuses(self.SQL, None, organisation("reviewer").pk, "reviewer")

    def test_what_has_ended_does_not_begin_again(self):
        case = access.open_case(kind="certification")
        held = {"case": case, "capacity": "reviewer", "user": person("reviewer"), "actor": SYSTEM_ACTOR}
        access.grant(**held)
        access.end(**held)
        assert "may not change" in refuses("UPDATE accounts_access SET valid_until = NULL")


def test_side_follows_role_for_every_role():
    rows = {post.role: post.side for post in Membership.objects.all()}
    assert rows == {role.value: row.side.value for role, row in ROLES.items()}
