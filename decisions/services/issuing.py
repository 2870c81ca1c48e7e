"""The third door: the letters open to their readers, the case takes its new state, people are told."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.notices import notify, people_of
from applications.models import Plan
from common import canonical, clock, jobs
from common.actor import Actor
from common.transitions import SYSTEM_ACTOR, perform
from law.acts import Act, Refused
from law.states import DecisionState

from ..about import DECISION_PARTS, about
from ..models import Decision, Delivery, Document
from .listing import enter_in_public_list
from .telling import tell_drafter, tell_withheld

Channel = Delivery.Channel


@transaction.atomic
def issue_decision(*, decision: Decision, actor: Actor, together_at: datetime | None = None) -> Decision:
    """Issue (施行) a sealed decision. Until here nothing tells anyone.

    `together_at`: the instant at which its ranking issues all of the call; nobody else gives one.
    """
    matter = about(decision)
    matter.hold()
    now = together_at or clock.now()
    issued = perform(
        lifecycle=decision.lifecycle,
        act="issue_decision",
        subject=decision,
        actor=actor,
        facts=lambda: (
            matter.facts(None)
            | {"snapshot_matches": snapshot_matches(decision), "with_ranking": together_at is not None}
        ),
        changes={"issued_at": now},
        audit={"sha256": decision.snapshot_sha256},
    )
    row = matter.settle(actor)
    _open_letters(decision, row, now)
    enter_in_public_list(decision)
    matter.tell_parties(row)
    tell_drafter(decision, issued, actor)
    jobs.enqueue(kind="status_list", key=f"status_list:{decision.pk}", payload={})
    return decision


def snapshot_matches(decision: Decision) -> bool:
    """Is what stands here what was approved?"""
    digest = canonical.sha256_hex(decision.snapshot.encode())
    return digest == decision.snapshot_sha256 == decision.approval.snapshot_sha256


def _open_letters(decision: Decision, row: Act, now: datetime) -> None:
    chosen = about(decision).channels()
    documents: Iterable[Document] = decision.documents.select_related("addressee")
    for document in documents:
        Document.objects.filter(pk=document.pk).update(issued_at=now)
        channel = chosen.get(document.addressee_id, Channel.ELECTRONIC)
        available = now if channel == Channel.ELECTRONIC else None
        Delivery.objects.create(document=document, channel=channel, made_available_at=available)
        if document.kind == Document.Kind.NIBN_NOTICE:
            _tell_nibn(document, row, decision.plan)


def _tell_nibn(document: Document, row: Act, plan: Plan) -> None:
    notify(
        act=row,
        case=plan.case,
        to=people_of(document.addressee),
        context={"number": plan.number, "link": reverse("document", args=[document.pk])},
    )


def issue_due() -> int:
    """Issue what was announced for this minute or before; what the law closes meanwhile is left and told."""
    due = Decision.objects.filter(state=DecisionState.SEALED, ranking=None, issue_at__lte=clock.now())
    due = due.order_by("issue_at")[:100]
    issued = 0
    for decision in due.select_related(*DECISION_PARTS):
        try:
            issue_decision(decision=decision, actor=SYSTEM_ACTOR)
            issued += 1
        except Refused as refused:
            tell_withheld(decision, refused)
    return issued
