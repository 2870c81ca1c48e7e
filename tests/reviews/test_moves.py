"""A case goes from desk to desk: sent on by NIBN, taken up, handed to another officer."""

import pytest
from django.urls import reverse

from accounts.models import Notice
from applications.services.assigning import assign_officer
from applications.services.filing import file_plan
from common import clock
from common.models import AuditEvent
from law.acts import Refused
from law.states import PlanState
from tests.cast import membership, sign_in
from tests.plans import complete, draft, filed, under_examination

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_nibn():
    case = complete()
    file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=clock.now(), through_nibn=True)
    return case.fresh


def last_act():
    return AuditEvent.objects.order_by("id").last()


class TestForward:
    def test_nibn_sends_it_on_and_both_arrivals_are_kept(self, client, at_nibn):
        first = at_nibn.nibn_arrived_at
        sign_in(client, "nibn_officer")
        url = reverse("forward_plan", args=[at_nibn.pk])
        assert "標準処理期間が始まります" in client.get(url).content.decode()
        assert client.post(url).url == reverse("case", args=[at_nibn.pk])
        at_nibn.refresh_from_db()
        assert at_nibn.state == PlanState.FILED
        assert at_nibn.nibn_arrived_at == first < at_nibn.arrived_at
        assert last_act().act == "forward_plan"

    def test_what_was_sent_on_is_told_not_sent_twice(self, client, at_nibn):
        sign_in(client, "nibn_officer")
        url = reverse("forward_plan", args=[at_nibn.pk])
        client.post(url)
        assert "いまの状態（受付）では" in client.post(url).content.decode()

    @pytest.mark.parametrize("who", ["officer", "lead", "clerk", "nibn_decider", "auditor"])
    def test_nobody_else_does(self, client, at_nibn, who):
        sign_in(client, who)
        assert client.post(reverse("forward_plan", args=[at_nibn.pk])).status_code == 403

    def test_a_draft_is_a_404(self, client):
        sign_in(client, "nibn_officer")
        assert client.post(reverse("forward_plan", args=[draft().pk])).status_code == 404


class TestTakeUp:
    def test_who_takes_it_up_has_it_in_hand(self, client):
        plan = filed().plan
        sign_in(client, "officer")
        client.post(reverse("take_up_plan", args=[plan.pk]))
        plan.refresh_from_db()
        assert (plan.state, plan.assignee) == (PlanState.EXAMINATION, membership("officer"))
        assert last_act().act in ("take_up_plan", "mail")

    def test_a_second_time_is_refused(self, client):
        plan = under_examination().plan
        sign_in(client, "officer2")
        response = client.post(reverse("take_up_plan", args=[plan.pk]))
        assert "いまの状態（審査中）では「審査を始める」ことはできません" in response.content.decode()

    @pytest.mark.parametrize("who", ["lead", "clerk", "decider", "nibn_officer", "auditor"])
    def test_nobody_else_does(self, client, who):
        plan = filed().plan
        sign_in(client, who)
        assert client.post(reverse("take_up_plan", args=[plan.pk])).status_code == 403


class TestAssign:
    def test_another_officer_has_it_and_is_told(self, client):
        plan = under_examination().plan
        other = membership("officer2")
        sign_in(client, "decider")
        url = reverse("assign_officer", args=[plan.pk])
        assert other.user.name in client.get(url).content.decode()
        client.post(url, {"officer": other.pk})
        plan.refresh_from_db()
        assert plan.assignee == other
        line = AuditEvent.objects.get(act="assign_officer")
        assert line.facts == {"from": membership("officer").pk, "to": other.pk}
        assert Notice.objects.filter(recipient=other.user, act="assign_officer").count() == 1

    def test_who_has_it_already_is_not_offered_and_is_refused(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        response = client.post(
            reverse("assign_officer", args=[plan.pk]), {"officer": membership("officer").pk}
        )
        assert "officer" in response.context["form"].errors
        with pytest.raises(Refused, match="すでにこの申請の担当です"):
            assign_officer(plan=plan, officer=membership("officer"), membership=membership("decider"))

    def test_only_an_officer_of_today_can_have_it(self):
        plan = under_examination().plan
        with pytest.raises(Refused, match="今日有効な担当官"):
            assign_officer(plan=plan, officer=membership("clerk"), membership=membership("officer"))

    def test_only_the_ministry_assigns(self):
        plan = under_examination().plan
        with pytest.raises(Refused, match="担当者を決められるのは担当官・決裁者です"):
            assign_officer(plan=plan, officer=membership("officer2"), membership=membership("clerk"))

    def test_a_case_that_has_ended_has_nobody_in_hand(self, at_nibn):
        with pytest.raises(Refused, match="受付から処分までの間"):
            assign_officer(plan=at_nibn, officer=membership("officer2"), membership=membership("officer"))

    @pytest.mark.parametrize("who", ["lead", "clerk", "nibn_officer", "auditor"])
    def test_nobody_else_enters(self, client, who):
        plan = under_examination().plan
        sign_in(client, who)
        assert client.get(reverse("assign_officer", args=[plan.pk])).status_code == 403

    def test_a_draft_is_a_404(self, client):
        sign_in(client, "officer")
        assert client.get(reverse("assign_officer", args=[draft().pk])).status_code == 404
