"""A question whose SQL is written once: asked anew each time, of whomever it is told."""

import pytest
from django.db.models import BigIntegerField, CharField

from accounts import access
from accounts.access import AT, anyone, asked_by, cases_visible_to
from accounts.models import Case
from common import clock
from common.actor import SYSTEM_ACTOR
from common.models import AuditEvent
from common.written import Slot, Written
from tests.cast import membership, organisation

pytestmark = pytest.mark.django_db


def told(act: str) -> None:
    AuditEvent.objects.create(at=clock.now(), act=act, role="asker")


def test_no_answer_is_kept_and_every_slot_is_filled_anew():
    asked = Written(AuditEvent.objects.filter(act=Slot("act", CharField())).order_by("pk"))
    told("first")
    assert [each.act for each in asked.ask(act="first")] == ["first"]
    assert asked.ask(act="second") == []
    told("second")
    assert [each.act for each in asked.ask(act="second")] == ["second"]


def test_an_asking_takes_one_query(django_assert_num_queries):
    told("first")
    asked = Written(AuditEvent.objects.filter(pk__gte=Slot("least", BigIntegerField())))
    with django_assert_num_queries(1):
        assert asked.ask(least=0)


def test_a_slot_without_its_value_is_no_question():
    asked = Written(AuditEvent.objects.filter(act=Slot("act", CharField())))
    with pytest.raises(KeyError):
        asked.ask(role="asker")


def test_what_one_may_see_is_asked_at_each_instant():
    lead, other = membership("lead"), membership("takasaki")
    asked = Written(Case.objects.filter(pk__in=cases_visible_to(anyone(lead.role), AT)))
    case = access.open_case(kind="plan")
    company = organisation("lead")
    assert asked.ask(**asked_by(lead)) == []
    access.grant(case=case, capacity="lead", organisation=company, actor=SYSTEM_ACTOR)
    assert asked.ask(**asked_by(lead)) == [case]
    assert asked.ask(**asked_by(other)) == []
    access.end(case=case, capacity="lead", organisation=company, actor=SYSTEM_ACTOR)
    assert asked.ask(**asked_by(lead)) == []
