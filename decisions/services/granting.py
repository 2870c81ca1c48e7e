"""申請の取下げ after a decision (適正化法9条): it is deemed never made, and what it bound goes back."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import Membership
from common import clock, jobs
from common.actor import actor_of
from grants.models import Grant
from grants.selectors import withdrawal_days
from grants.services.changing import withdraw_open_changes
from grants.services.conditions import end_conditions
from grants.services.moving import move, tell_both
from law.deadlines import withdrawal_until
from law.rules import rule

from ..about import about
from ..models import Delivery, Document
from ..selectors import decision_that_grants

ON_APPLICATION = (Document.Kind.GRANT, Document.Kind.GRANT_REFUSAL)


@dataclass(frozen=True)
class Notice:
    """How the decision reached the company, and until when it may withdraw; None while it has not arrived."""

    received_on: date | None
    until: date | None


@rule("S9", "R3", "D7")
def notice_of(grant: Grant) -> Notice:
    """An electronic notice arrives when it is made available, paper on the day that is recorded."""
    delivery = Delivery.objects.filter(
        document__kind__in=ON_APPLICATION, document__decision__grant=grant
    ).first()
    if delivery is None:
        return Notice(None, None)
    made = delivery.made_available_at
    received = clock.local(made).date() if made else delivery.delivered_on
    if received is None:
        return Notice(None, None)
    days = withdrawal_days(grant.basis.scheme_version.document)
    return Notice(received, withdrawal_until(received, days))


@transaction.atomic
def withdraw_granted(*, grant: Grant, membership: Membership) -> Grant:
    """The company's act within the period set. The letter says from now on that it does not stand."""
    actor = actor_of(membership)
    decision = decision_that_grants(grant)
    row = move(
        grant,
        "withdraw_granted",
        membership,
        facts=lambda: {"withdrawal_until": notice_of(grant).until, "today": clock.today()},
    )
    end_conditions(grant=grant, actor=actor)
    withdraw_open_changes(grant=grant, membership=membership)
    if decision is not None:
        decision.grant = grant
        about(decision).unbind(actor)
        decision.documents.update(status=Document.Status.CANCELLED, status_on=clock.today())
        key = f"status_list:{decision.pk}:withdrawn"
        jobs.enqueue(kind="status_list", key=key, payload={}, case_id=grant.pk)
    tell_both(grant, row, membership)
    return grant
