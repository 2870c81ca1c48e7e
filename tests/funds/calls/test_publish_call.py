"""publish_call: a second person lets everyone read it, exactly as seen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Notice
from common import clock
from common.models import AuditEvent
from funds.calls.services.making import publish_call, revise_call
from funds.models import Call
from law.acts import Refused
from tests.cast import membership, person, sign_in
from tests.funds.calls.making import codes, drafted, fresh, second_officer, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def publish(call, who="decider", seen=None):
    post = membership(who) if isinstance(who, str) else who
    return publish_call(call=call, seen=call.revision if seen is None else seen, membership=post)


@pytest.mark.parametrize("by", ["decider", "second officer"])
def test_another_person_publishes_with_all_papers(by, client):
    call = drafted()
    post = second_officer() if by == "second officer" else membership("decider")
    publish(call, post)
    now = fresh(call)
    assert (now.state, now.published_by, now.made_by) == ("published", post.user, person("officer"))
    version = now.documents.get().versions.get()
    assert version.published_at == now.published_at
    page = client.get(reverse("public_call", args=[call.pk])).content.decode()
    assert version.file.sha256 in page
    assert "見本課" in page


def test_the_maker_is_told_and_one_line_written():
    call = drafted()
    publish(call)
    assert Notice.objects.get(act="publish_call").recipient == person("officer")
    line = AuditEvent.objects.filter(subject_id=str(call.pk)).latest("pk")
    assert (line.act, line.from_state, line.to_state, line.facts) == (
        "publish_call",
        "draft",
        "published",
        {"revision": call.revision},
    )


def test_the_maker_cannot():
    with pytest.raises(Refused) as refused:
        publish(drafted(), "officer")
    assert codes(refused) == ["same_person"]


def test_nor_whoever_touched_it_last_though_another_began_it():
    call, other = drafted(), second_officer()
    revise_call(call=call, text=text_of(), membership=other)
    with pytest.raises(Refused) as refused:
        publish(fresh(call), other)
    assert codes(refused) == ["same_person"]
    assert publish(fresh(call), "officer").state == "published"


def test_what_was_changed_meanwhile_is_read_again_first():
    call = drafted()
    seen = call.revision
    revise_call(call=call, text=text_of(name="別の名称"), membership=membership("officer"))
    with pytest.raises(Refused) as refused:
        publish(fresh(call), seen=seen)
    assert codes(refused) == ["changed_since"]


@pytest.mark.parametrize(
    ("said", "code"),
    [({"papers": False}, "no_guidelines"), ({"contact": ""}, "no_contact")],
)
def test_what_is_missing_is_named(said, code):
    with pytest.raises(Refused) as refused:
        publish(drafted(**said))
    assert codes(refused) == [code]


@pytest.mark.parametrize(("late", "code"), [(-1, None), (0, None), (1, "opening_passed")])
def test_it_is_published_before_it_opens_to_the_second(late, code):
    call = drafted()
    with clock.at(call.opens_at + timedelta(seconds=late)):
        if code is None:
            assert publish(call).state == "published"
            return
        with pytest.raises(Refused) as refused:
            publish(call)
    assert codes(refused) == [code]


def test_it_is_published_once():
    call = drafted()
    publish(call)
    with pytest.raises(Refused) as refused:
        publish(call)
    assert codes(refused) == ["state"]


@pytest.mark.parametrize("who", ["clerk", "nibn_decider", "administrator", "lead"])
def test_nobody_else_publishes(who):
    with pytest.raises(Refused) as refused:
        publish(drafted(), who)
    assert codes(refused) == ["role"]


def test_the_database_asks_for_two_people():
    call = drafted()
    for values in ({"published_by": person("officer")}, {"published_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Call.objects.filter(pk=call.pk).update(published_at=clock.now(), **values, state="published")


def test_the_preview_is_the_page(client):
    call = drafted()
    sign_in(client, "decider")
    preview = client.get(reverse("preview_call", args=[call.pk]))
    assert preview.context["may_publish"]
    client.post(reverse("publish_call", args=[call.pk]), {"seen": str(call.revision)})
    public = client.get(reverse("public_call", args=[call.pk]))
    for told in ("施設の整備を支援します。", "見本課", "公募要領"):
        assert told in preview.content.decode()
        assert told in public.content.decode()


def test_the_makers_preview_says_who_can(client):
    call = drafted()
    sign_in(client, "officer")
    page = client.get(reverse("preview_call", args=[call.pk])).content.decode()
    assert "案を最後に直した人は公表できません" in page
    assert reverse("publish_call", args=[call.pk]) not in page
