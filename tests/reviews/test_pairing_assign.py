"""The officer asks a reviewer: who has a known interest is shown with the reason, and can't be chosen."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.services import give_membership
from applications.services.saving import save_part
from common.actor import SYSTEM_ACTOR
from common.models import AuditEvent
from law.acts import Refused
from law.roles import Role
from reviews.models import Pairing
from reviews.services.pairings import assign_reviewer, known_interests
from tests.cast import membership, sign_in
from tests.plans import draft, filed, under_examination

pytestmark = pytest.mark.django_db
PARENT = "髙﨑ホールディングス株式会社"


@pytest.fixture
def plan():
    membership("reviewer")
    membership("reviewer_conflicted")
    return under_examination().plan


@pytest.fixture
def of_a_group():
    """A plan one of whose companies belongs to the group that the reviewer works for."""
    plan = draft()
    part = plan.parts.get(key="competition", party__organisation=membership("takasaki").organisation)
    save_part(part=part, changes={"group_parent_name": ("", PARENT)}, membership=membership("takasaki"))
    return plan


def assign(plan, who="reviewer", by="officer"):
    return assign_reviewer(plan=plan, reviewer=membership(who), due_on=None, membership=membership(by))


def test_the_officer_chooses_one(client, plan):
    sign_in(client, "officer")
    url = reverse("assign_reviewer", args=[plan.pk])
    assert membership("reviewer").user.name in client.get(url).content.decode()
    response = client.post(url, {"reviewer": membership("reviewer").pk})
    assert response.url == reverse("case", args=[plan.pk])
    pairing = Pairing.objects.get(plan=plan)
    line = AuditEvent.objects.get(subject_id=str(pairing.pk))
    assert (line.act, line.case_id, line.actor_id) == (
        "assign_reviewer",
        plan.pk,
        membership("officer").user_id,
    )


def test_a_known_interest_is_shown_with_its_reason(of_a_group):
    assert known_interests(of_a_group, membership("reviewer_conflicted")) == [
        "髙﨑製薬株式会社の企業結合集団に所属"
    ]
    assert known_interests(of_a_group, membership("reviewer")) == []


def test_the_same_person_on_another_post_is_not_asked_again(plan):
    first = assign(plan)
    second = give_membership(
        user=first.reviewer.user,
        organisation=membership("reviewer_conflicted").organisation,
        role=Role.REVIEWER,
        valid_from=first.reviewer.valid_from,
        actor=SYSTEM_ACTOR,
    )
    with pytest.raises(Refused) as refused:
        assign_reviewer(plan=plan, reviewer=second, due_on=None, membership=membership("officer"))
    assert refused.value.reasons[0].code == "assigned_already"
    row = {
        "plan": plan,
        "user": second.user,
        "assigned_by": first.assigned_by,
        "assigned_at": first.assigned_at,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.objects.create(reviewer=second, state=first.state, **row)


def test_who_is_paired_can_not_be_chosen_again(client, plan):
    assign(plan)
    sign_in(client, "officer")
    response = client.get(reverse("assign_reviewer", args=[plan.pk]))
    assert "すでに割り当てられています" in response.content.decode()
    response = client.post(
        reverse("assign_reviewer", args=[plan.pk]), {"reviewer": membership("reviewer").pk}
    )
    assert "reviewer" in response.context["form"].errors
    with pytest.raises(Refused, match="すでに割り当てられています"):
        assign(plan)


def test_only_a_reviewer_can_be_asked(plan):
    with pytest.raises(Refused, match="審査委員として登録された人"):
        assign(plan, who="officer2")


def test_only_an_officer_asks(plan):
    with pytest.raises(Refused, match="いまの役割は事務局です"):
        assign(plan, by="clerk")


def test_a_draft_is_nothing_to_review():
    with pytest.raises(Refused, match="審査中の申請だけ"):
        assign(draft())


def test_a_day_that_has_passed_is_no_due_day(client, plan):
    sign_in(client, "officer")
    typed = {"reviewer": membership("reviewer").pk, "due_on": "令和2-1-1"}
    response = client.post(reverse("assign_reviewer", args=[plan.pk]), typed)
    assert "due_on" in response.context["form"].errors


@pytest.mark.parametrize("who", ["lead", "clerk", "decider", "nibn_officer", "reviewer", "auditor"])
def test_nobody_else_enters(client, plan, who):
    sign_in(client, who)
    response = client.get(reverse("assign_reviewer", args=[plan.pk]))
    assert response.status_code == 403
    assert "このページは" in response.content.decode()


def test_a_draft_is_a_404_to_the_office(client):
    sign_in(client, "officer")
    assert client.get(reverse("assign_reviewer", args=[draft().pk])).status_code == 404
    assert (
        client.get(reverse("assign_reviewer", args=[filed(lead="minohon", partners=()).plan.pk])).status_code
        == 200
    )
