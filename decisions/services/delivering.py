"""How letters reach people: downloaded by who chose that, else sent and delivered on paper."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.services.starting import actor_of
from common import audit, clock
from law.acts import Reason, Refused

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
    delivery = _paper(delivery)
    if dispatched_on > clock.today():
        raise Refused(Reason("future", _("発送日には、今日までの日を入れてください。")))
    delivery.dispatched_on, delivery.dispatched_by, delivery.tracking = dispatched_on, dispatched_by, tracking
    delivery.save(update_fields=["dispatched_on", "dispatched_by", "tracking"])
    audit.record(act="record_dispatch", subject=delivery.document, actor=actor_of(membership), facts={})
    return delivery


@transaction.atomic
def record_delivery(*, delivery: Delivery, delivered_on: date, membership: Membership) -> Delivery:
    delivery = _paper(delivery)
    sent = delivery.dispatched_on
    if sent is None or not sent <= delivered_on <= clock.today():
        raise Refused(Reason("delivered_on", _("到達日には、発送日以後、今日までの日を入れてください。")))
    delivery.delivered_on = delivered_on
    delivery.save(update_fields=["delivered_on"])
    audit.record(act="record_delivery", subject=delivery.document, actor=actor_of(membership), facts={})
    return delivery


def _paper(delivery: Delivery) -> Delivery:
    row = Delivery.objects.select_for_update().select_related("document").get(pk=delivery.pk)
    if row.channel != Delivery.Channel.PAPER:
        raise Refused(Reason("electronic", _("電子で通知した文書です。発送の記録は要りません。")))
    return row
