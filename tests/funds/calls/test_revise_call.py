"""revise_call and withdraw_call: only a draft is written anew or taken back."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.models import AuditEvent
from funds.calls.services.making import revise_call, withdraw_call
from funds.models import Call
from law.acts import Refused
from tests.cast import membership, person, sign_in
from tests.funds.calls.making import codes, drafted, fresh, published, second_officer, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def test_who_revises_answers_for_the_draft_from_then_on():
    call, other = drafted(), second_officer()
    revise_call(call=call, text=text_of(name="改めた公募"), membership=other)
    now = fresh(call)
    assert (now.name, now.made_by, now.revision) == ("改めた公募", other.user, call.revision + 1)
    line = AuditEvent.objects.filter(subject_id=str(call.pk)).latest("pk")
    assert (line.act, line.facts) == ("revise_call", {"revision": now.revision})


def test_a_withdrawn_draft_frees_its_round():
    call = drafted()
    withdraw_call(call=call, membership=membership("officer"))
    assert fresh(call).state == "withdrawn"
    assert AuditEvent.objects.filter(subject_id=str(call.pk)).latest("pk").act == "withdraw_call"
    assert drafted().round == call.round


@pytest.mark.parametrize("act", [withdraw_call, lambda **on: revise_call(text=text_of(), **on)])
def test_what_is_published_is_neither_revised_nor_withdrawn(act):
    call = published()
    with pytest.raises(Refused) as refused:
        act(call=call, membership=membership("officer"))
    assert codes(refused) == ["state"]


@pytest.mark.parametrize("who", ["decider", "clerk", "lead"])
def test_only_an_officer_withdraws(who):
    call = drafted()
    with pytest.raises(Refused) as refused:
        withdraw_call(call=call, membership=membership(who))
    assert codes(refused) == ["role"]


@pytest.mark.parametrize(
    "change", [{"name": "こっそり"}, {"opens_at": "2020-01-01T00:00:00Z"}, {"budget": 1}, {"contact": "別"}]
)
def test_the_database_keeps_what_was_published(change):
    call = published()
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).delete()


def test_on_the_pages(client):
    call = drafted()
    sign_in(client, "officer")
    form = client.get(reverse("revise_call", args=[call.pk])).content.decode()
    assert call.name in form
    assert client.get(reverse("withdraw_call", args=[call.pk])).status_code == 200
    assert client.post(reverse("withdraw_call", args=[call.pk])).status_code == 302
    assert fresh(call).state == "withdrawn"
    assert person("officer").name in client.get(reverse("call", args=[call.pk])).content.decode()
