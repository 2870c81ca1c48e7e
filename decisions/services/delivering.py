"""How letters reach people: downloaded by who chose that, else sent and delivered on paper."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.services.starting import actor_of
from common import audit, clock
from law.acts import Reason, Refused
from law.deadlines import era

from ..models import Delivery, Document


@transaction.atomic
def open_document(*, document: Document, membership: Membership) -> None:
    """The addressee opens its letter: the first opening is kept, with who and when."""
    if document.addressee_id != membership.organisation_id:
        return
    delivery = Delivery.objects.select_for_update().filter(document=document, first_opened_at=None).first()
    if delivery is None:
        return
    delivery.first_opened_at, delivery.first_opened_by = clock.now(), membership
    delivery.save(update_fields=["first_opened_at", "first_opened_by"])
    audit.record(act="open_document", subject=document, actor=actor_of(membership), facts={})


@transaction.atomic
def record_dispatch(
    *, delivery: Delivery, dispatched_on: date, dispatched_by: str, tracking: str, membership: Membership
) -> Delivery:
    """A later entry corrects an earlier one; the log keeps the days of both."""
    delivery = _paper(delivery)
    _refuse_impossible(delivery, dispatched_on)
    delivery.dispatched_on, delivery.dispatched_by, delivery.tracking = dispatched_on, dispatched_by, tracking
    delivery.save(update_fields=["dispatched_on", "dispatched_by", "tracking"])
    _record("record_dispatch", delivery, membership, dispatched_on=dispatched_on)
    return delivery


def _refuse_impossible(delivery: Delivery, dispatched_on: date) -> None:
    """A letter leaves on the day of its issue (施行) at the earliest, and before it arrives."""
    issued_on = clock.local(delivery.document.issued_at).date()
    last = min(clock.today(), delivery.delivered_on or date.max)
    if issued_on <= dispatched_on <= last:
        return
    text = _("発送日には、施行の日（%(first)s）以後、%(last)sまでの日を入れてください。")
    raise Refused(Reason("dispatched_on", text % {"first": era(issued_on), "last": era(last)}))


@transaction.atomic
def record_delivery(*, delivery: Delivery, delivered_on: date, membership: Membership) -> Delivery:
    delivery = _paper(delivery)
    sent = delivery.dispatched_on
    if sent is None or not sent <= delivered_on <= clock.today():
        raise Refused(Reason("delivered_on", _("到達日には、発送日以後、今日までの日を入れてください。")))
    delivery.delivered_on = delivered_on
    delivery.save(update_fields=["delivered_on"])
    _record("record_delivery", delivery, membership, delivered_on=delivered_on)
    return delivery


def _record(act: str, delivery: Delivery, membership: Membership, **days: date) -> None:
    facts = {name: day.isoformat() for name, day in days.items()}
    audit.record(act=act, subject=delivery.document, actor=actor_of(membership), facts=facts)


def _paper(delivery: Delivery) -> Delivery:
    row = Delivery.objects.select_for_update().select_related("document").get(pk=delivery.pk)
    if row.channel != Delivery.Channel.PAPER:
        raise Refused(Reason("electronic", _("電子で通知した文書です。発送の記録は要りません。")))
    return row
