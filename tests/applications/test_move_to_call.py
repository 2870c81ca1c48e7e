"""move_to_call: a draft whose call is over goes on under the scheme's next; and filing to the second."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Notice
from applications.models import Plan
from applications.services.filing import file_plan
from applications.services.moving import move_to_call
from applications.services.starting import invite_party, start_plan
from common import clock
from common.models import AuditEvent
from decisions.demo import calls as demo
from funds.models import Call
from law.acts import Refused
from tests.cast import membership, organisation, person, sign_in
from tests.funds.calls.making import codes, published, running
from tests.plans import scheme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
SECOND = timedelta(seconds=1)


def begun(call, partners=()):
    lead = membership("lead")
    plan = start_plan(scheme=call.scheme, call=call, lead=lead.organisation, title="下書き", membership=lead)
    for partner in partners:
        invite_party(plan=plan, organisation=organisation(partner), membership=lead)
    return fresh(plan)


def fresh(plan):
    return Plan.objects.select_related("scheme", "call", "case").get(pk=plan.pk)


@pytest.fixture
def over():
    """A draft under a call that has closed, with the next one running: the clock stands there."""
    call = running()
    plan = begun(call, ("takasaki",))
    with clock.at(call.closes_at + timedelta(hours=1)):
        following = published(round=2, name="第2次", menus=("drug-product",))
        with clock.at(following.opens_at):
            yield plan, following


def test_it_goes_on_under_the_next_and_all_its_people_are_told(over):
    plan, following = over
    before = plan.call_id
    move_to_call(plan=plan, membership=membership("lead"))
    assert fresh(plan).call == following
    line = AuditEvent.objects.get(act="move_to_call")
    assert line.facts == {"from_call": str(before), "to_call": str(following.pk)}
    assert line.case_id == plan.pk
    assert person("takasaki") in {each.recipient for each in Notice.objects.filter(act="move_to_call")}


def test_what_the_next_call_narrows_is_told_until_it_is_seen(over, client):
    plan, _following = over
    sign_in(client, "lead")
    client.post(reverse("move_to_call", args=[plan.pk]))
    page = client.get(reverse("plan", args=[plan.pk])).content.decode()
    assert "支援メニュー「原薬製造施設」がなくなりました" in page
    client.post(reverse("see_changes", args=[plan.pk]))
    assert "がなくなりました" not in client.get(reverse("plan", args=[plan.pk])).content.decode()


def test_only_the_lead_moves_it(over):
    with pytest.raises(Refused) as refused:
        move_to_call(plan=over[0], membership=membership("takasaki"))
    assert codes(refused) == ["not_the_lead"]


def test_a_call_that_runs_is_left_for_no_other():
    plan = begun(running())
    with pytest.raises(Refused) as refused:
        move_to_call(plan=plan, membership=membership("lead"))
    assert codes(refused) == ["call_runs"]


def test_without_a_next_call_it_waits():
    call = running()
    plan = begun(call)
    with clock.at(call.closes_at), pytest.raises(Refused) as refused:
        move_to_call(plan=plan, membership=membership("lead"))
    assert codes(refused) == ["no_next_call"]


def test_a_stranger_finds_no_such_draft(over, client):
    sign_in(client, "stranger")
    assert client.post(reverse("move_to_call", args=[over[0].pk])).status_code == 404


@pytest.mark.parametrize(("who", "offered"), [("lead", True), ("takasaki", False)])
def test_the_draft_says_that_its_call_is_over_and_where_to_go(over, client, who, offered):
    plan, _following = over
    sign_in(client, who)
    for page in ("plan", "review_plan"):
        text = client.get(reverse(page, args=[plan.pk])).content.decode()
        assert "この下書きの公募は、受付が終わりました" in text
        assert "第2次" in text
        assert (reverse("move_to_call", args=[plan.pk]) in text) is offered


def test_before_the_end_the_draft_says_when_it_is(client):
    plan = begun(running())
    sign_in(client, "lead")
    assert "受付期限" in client.get(reverse("plan", args=[plan.pk])).content.decode()


@pytest.mark.parametrize(("late", "arrives"), [(-SECOND, True), (timedelta(), False), (SECOND, False)])
def test_filing_arrives_in_the_last_second_and_not_at_the_closing(late, arrives):
    call = running()
    menus = (call.scheme.versions.latest("number").document["menus"][0]["code"],)
    with clock.at(call.closes_at - timedelta(minutes=5)):
        case = demo.typed_for(call, "最後の一分", ("lead",), menus, 100_000_000)
    lead = membership("lead")
    if arrives:
        file_plan(plan=case.fresh, membership=lead, arrived_at=call.closes_at + late)
        assert fresh(case.plan).call == call
        return
    with pytest.raises(Refused) as refused:
        file_plan(plan=case.fresh, membership=lead, arrived_at=call.closes_at + late)
    assert codes(refused) == ["intake_closed"]


def test_starting_is_refused_outside_to_the_second():
    call = running()
    for at, opens in ((call.opens_at - SECOND, False), (call.opens_at, True), (call.closes_at, False)):
        with clock.at(at):
            if opens:
                assert begun(call).call == call
                continue
            with pytest.raises(Refused) as refused:
                begun(call)
            assert codes(refused) == ["intake_closed"]


def test_what_stands_open_has_no_next_call_to_go_to():
    scheme()
    intake = Call.objects.get(scheme="generic-base", kind=Call.Kind.STANDING)
    with pytest.raises(Refused) as refused:
        move_to_call(plan=begun(intake), membership=membership("lead"))
    assert codes(refused) == ["other_kind"]
