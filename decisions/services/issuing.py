"""The third door: the letters open to their readers, the plan takes its new state, people are told."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.notices import notify, people_of
from applications.models import Plan
from applications.parts.forms.applicant import ELECTRONIC
from applications.selectors import lifecycle_of
from applications.services.ending import end_case
from applications.services.telling import tell_parties
from common import canonical, clock, jobs
from common.actor import Actor
from common.transitions import SYSTEM_ACTOR, lock, perform
from law.acts import Act, Refused
from law.rules import rule
from law.states import DecisionState

from ..contents.header import Filed
from ..models import Decision, Delivery, Document
from ..selectors import deciding_facts
from .listing import enter_in_public_list
from .telling import tell_drafter

Channel = Delivery.Channel


@transaction.atomic
def issue_decision(*, decision: Decision, actor: Actor, together_at: datetime | None = None) -> Decision:
    """Issue (施行) a sealed decision. Until here nothing tells anyone.

    `together_at`: the instant at which its ranking issues all of the call; nobody else gives one.
    """
    plan = decision.plan
    lock(plan)
    plan.refresh_from_db()
    now = together_at or clock.now()
    issued = perform(
        lifecycle=decision.terms.lifecycle,
        act="issue_decision",
        subject=decision,
        actor=actor,
        facts=lambda: (
            deciding_facts(plan, decision, None)
            | {"snapshot_matches": snapshot_matches(decision), "with_ranking": together_at is not None}
        ),
        changes={"issued_at": now},
        audit={"sha256": decision.snapshot_sha256},
    )
    row = perform(
        lifecycle=lifecycle_of(plan),
        act=decision.terms.settle,
        subject=plan,
        actor=actor,
        facts={},
    )
    end_case(plan, actor)
    _open_letters(decision, row, now)
    enter_in_public_list(decision)
    tell_parties(plan, row)
    tell_drafter(decision, issued, actor)
    jobs.enqueue(kind="status_list", key=f"status_list:{decision.pk}", payload={})
    return decision


def snapshot_matches(decision: Decision) -> bool:
    """Is what stands here what was approved?"""
    digest = canonical.sha256_hex(decision.snapshot.encode())
    return digest == decision.snapshot_sha256 == decision.approval.snapshot_sha256


def _open_letters(decision: Decision, row: Act, now: datetime) -> None:
    chosen = channels(decision)
    documents: Iterable[Document] = decision.documents.select_related("addressee")
    for document in documents:
        Document.objects.filter(pk=document.pk).update(issued_at=now)
        channel = chosen.get(document.addressee_id, Channel.ELECTRONIC)
        available = now if channel == Channel.ELECTRONIC else None
        Delivery.objects.create(document=document, channel=channel, made_available_at=available)
        if document.kind == Document.Kind.NIBN_NOTICE:
            _tell_nibn(document, row, decision.plan)


@rule("D7")
def channels(decision: Decision) -> dict[int, str]:
    """Electronic notice only to who chose it (情報通信技術活用法7条1項ただし書); others get paper."""
    filed = Filed(decision.version)
    organisations = dict(decision.plan.parties.values_list("pk", "organisation_id"))
    return {
        organisations[party["party"]]: Channel.ELECTRONIC
        if filed.values("applicant", party["party"])["notice"] == ELECTRONIC
        else Channel.PAPER
        for party in filed.parties
    }


def _tell_nibn(document: Document, row: Act, plan: Plan) -> None:
    notify(
        act=row,
        case=plan.case,
        to=people_of(document.addressee),
        context={"number": plan.number, "link": reverse("document", args=[document.pk])},
    )


def issue_due() -> int:
    """Issue what was announced for this minute or before; what the law closes meanwhile is left and shown."""
    due = Decision.objects.filter(state=DecisionState.SEALED, ranking=None, issue_at__lte=clock.now())
    due = due.order_by("issue_at")[:100]
    issued = 0
    for decision in due.select_related("plan__scheme", "plan__case", "version__scheme_version"):
        try:
            issue_decision(decision=decision, actor=SYSTEM_ACTOR)
            issued += 1
        except Refused:
            continue
    return issued
