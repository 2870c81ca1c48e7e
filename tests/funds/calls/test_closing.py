"""propose_closing, approve_closing, drop_closing: two people move the end, and nobody falls outside."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Notice
from applications.models import Plan
from applications.services.starting import start_plan
from common import clock
from common.jobs import run_pending
from common.models import AuditEvent
from decisions.demo import calls as demo
from funds.calls.services.closing import approve_closing, drop_closing, propose_closing
from funds.models import Call, ClosingChange
from law.acts import Refused
from tests.cast import membership, person, sign_in
from tests.funds.calls.making import CODE, codes, drafted, fresh, later, published, running, second_officer
from tests.plans import scheme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
SECOND = timedelta(seconds=1)


def propose(call, closes_at=None, who="officer"):
    return propose_closing(
        call=call,
        closes_at=closes_at or later(call, days=7),
        reason="準備に時間を要するため。",
        membership=membership(who),
    )


def approve(change, who="decider"):
    return approve_closing(change=change, membership=membership(who) if isinstance(who, str) else who)


class TestPropose:
    def test_nothing_moves_until_a_second_person_approves(self):
        call = running()
        change = propose(call)
        assert fresh(call).closes_at == call.closes_at
        assert (change.state, change.was) == ("proposed", call.closes_at)
        told = {each.recipient for each in Notice.objects.filter(act="propose_closing")}
        assert person("decider") in told
        assert person("officer") not in told

    def test_one_line_with_both_minutes(self):
        call = running()
        change = propose(call)
        line = AuditEvent.objects.get(act="propose_closing", subject_id=str(change.pk))
        assert line.facts["was"] == call.closes_at.isoformat()
        assert line.facts["closes_at"] == change.closes_at.isoformat()

    def test_one_at_a_time(self):
        call = running()
        propose(call)
        with pytest.raises(Refused) as refused:
            propose(call, later(call, days=9))
        assert codes(refused) == ["proposed_already"]

    @pytest.mark.parametrize(
        ("at", "code"),
        [
            pytest.param(lambda call: call.closes_at, "same_closing", id="the same"),
            pytest.param(lambda _call: clock.now(), "closing_passed", id="now"),
            pytest.param(lambda _call: clock.now() - SECOND, "closing_passed", id="past"),
        ],
    )
    def test_the_new_minute_lies_ahead_and_is_another(self, at, code):
        call = running()
        with clock.at(clock.now()), pytest.raises(Refused) as refused:
            propose(call, at(call))
        assert codes(refused) == [code]

    def test_a_call_that_has_closed_stays_closed_to_the_second(self):
        call = running()
        with clock.at(call.closes_at - SECOND):
            drop_closing(change=propose(call), membership=membership("officer"))
        with clock.at(call.closes_at), pytest.raises(Refused) as refused:
            propose(call)
        assert codes(refused) == ["closed_already"]

    def test_a_standing_intake_has_no_end_to_move(self):
        intake = scheme().calls.get()
        with pytest.raises(Refused) as refused:
            propose(intake, clock.now() + timedelta(days=9))
        assert "no_closing" in codes(refused)

    @pytest.mark.parametrize("who", ["decider", "clerk", "lead"])
    def test_only_an_officer_asks(self, who):
        call = running()
        with pytest.raises(Refused) as refused:
            propose(call, who=who)
        assert codes(refused) == ["role"]


class TestApprove:
    @pytest.mark.parametrize("by", ["decider", "second officer"])
    def test_it_moves_and_stands_on_the_page(self, by, client):
        call = running()
        change = approve(propose(call), second_officer() if by == "second officer" else by)
        assert fresh(call).closes_at == change.closes_at == later(call, days=7)
        page = client.get(reverse("public_call", args=[call.pk])).content.decode()
        assert "締切を延長しました" in page
        assert "準備に時間を要するため。" in page
        assert "締切を延長しました" in client.get(reverse("public_calls")).content.decode()

    def test_brought_forward_says_so(self, client):
        call = running()
        approve(propose(call, later(call, days=-3)))
        assert "締切を繰り上げました" in client.get(reverse("public_call", args=[call.pk])).content.decode()

    def test_who_asked_cannot(self):
        with pytest.raises(Refused) as refused:
            approve(propose(running()), "officer")
        assert codes(refused) == ["same_person"]

    def test_too_late_to_the_second(self):
        call = running()
        with clock.at(call.closes_at - SECOND):
            change = propose(call)
        with clock.at(call.closes_at), pytest.raises(Refused) as refused:
            approve(change)
        assert codes(refused) == ["closed_already"]

    def test_a_minute_that_has_come_meanwhile_is_no_new_end(self):
        call = running()
        change = propose(call, clock.now() + timedelta(days=2))
        with clock.at(change.closes_at), pytest.raises(Refused) as refused:
            approve(change)
        assert codes(refused) == ["closing_passed"]

    def test_once(self):
        change = propose(running())
        approve(change)
        with pytest.raises(Refused) as refused:
            approve(change)
        assert codes(refused) == ["state"]

    def test_everyone_with_an_open_draft_is_told_by_notice_and_mail(self):
        call = running()
        lead = membership("lead")
        start_plan(scheme=call.scheme, call=call, lead=lead.organisation, title="下書き", membership=lead)
        change = propose(call)
        run_pending()
        mail.outbox.clear()
        approve(change)
        run_pending()
        told = Notice.objects.filter(act="approve_closing", case__isnull=False)
        assert {each.recipient for each in told} == {person("lead"), person("lead_member")}
        assert "準備に時間を要するため。" in told.first().text
        assert {"lead@mihon.example"} <= {to for each in mail.outbox for to in each.to}
        assert not [each for each in mail.outbox if "時間を要する" in each.body]

    def test_what_has_arrived_stays_inside_even_by_sql(self):
        call = running()
        menus = (call.scheme.versions.latest("number").document["menus"][0]["code"],)
        case = demo.apply_to(call, "間に合った応募", ("lead",), menus, 100_000_000)
        arrived = Plan.objects.get(pk=case.plan.pk).arrived_at
        for late in (SECOND, timedelta()):
            with pytest.raises(IntegrityError), transaction.atomic():
                Call.objects.filter(pk=call.pk).update(closes_at=arrived - late)
        Call.objects.filter(pk=call.pk).update(closes_at=arrived + SECOND)

    def test_the_database_asks_for_two_people_and_keeps_what_was_decided(self):
        change = propose(running())
        by_one = {"decided_by": person("officer"), "decided_at": clock.now()}
        with pytest.raises(IntegrityError), transaction.atomic():
            ClosingChange.objects.filter(pk=change.pk).update(**by_one, state="approved")
        approve(change)
        with pytest.raises(IntegrityError), transaction.atomic():
            ClosingChange.objects.filter(pk=change.pk).update(state="dropped")
        with pytest.raises(IntegrityError), transaction.atomic():
            ClosingChange.objects.filter(pk=change.pk).update(reason="別の理由")


class TestDrop:
    @pytest.mark.parametrize("who", ["officer", "decider"])
    def test_nothing_moves_and_another_may_be_asked_for(self, who):
        call = running()
        drop_closing(change=propose(call), membership=membership(who))
        assert fresh(call).closes_at == call.closes_at
        assert propose(call, later(call, days=1)).state == "proposed"
        assert Notice.objects.filter(act="drop_closing").exists() is (who == "decider")

    def test_what_was_decided_is_not_dropped(self):
        change = approve(propose(running()))
        with pytest.raises(Refused) as refused:
            drop_closing(change=change, membership=membership("decider"))
        assert codes(refused) == ["state"]

    def test_not_by_a_clerk(self):
        with pytest.raises(Refused) as refused:
            drop_closing(change=propose(running()), membership=membership("clerk"))
        assert codes(refused) == ["role"]


def test_on_the_pages(client):
    call = published()
    sign_in(client, "officer")
    ask = reverse("propose_closing", args=[call.pk])
    day = clock.local(later(call, days=3))
    typed = {
        "closes_on_year": str(day.year),
        "closes_on_month": str(day.month),
        "closes_on_day": str(day.day),
        "closes_time": "12:30",
        "reason": "延ばします。",
    }
    assert client.post(ask, typed).status_code == 302
    change = ClosingChange.objects.get(call=call)
    page = client.get(reverse("call", args=[call.pk])).content.decode()
    assert "変更を求めた人は承認できません" in page
    assert reverse("approve_closing", args=[change.pk]) not in page
    sign_in(client, "decider")
    assert (
        reverse("approve_closing", args=[change.pk])
        in client.get(reverse("call", args=[call.pk])).content.decode()
    )
    client.post(reverse("approve_closing", args=[change.pk]))
    assert f"{clock.local(fresh(call).closes_at):%H:%M}" == "12:30"


def test_a_draft_call_has_no_closing_to_move(client):
    call = drafted(CODE)
    sign_in(client, "officer")
    assert (
        reverse("propose_closing", args=[call.pk])
        not in client.get(reverse("call", args=[call.pk])).content.decode()
    )
