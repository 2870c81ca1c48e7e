from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock
from common.actor import Actor
from common.transitions import perform
from funds.ledger.books import book_for
from funds.ledger.changing import Shift, give_back, held_by_year, rearrange, set_aside_more
from funds.ledger.models import Book
from funds.selectors import CHANGE_WORDS, uncleared_blocks
from grants.changes import latest_change_version, running_facts
from grants.models import Grant, GrantChange, GrantVersion
from grants.selectors import assessed_amounts, standing_facts
from law.acts import Act
from law.changes import ChangeKind
from law.deadlines import fiscal_year_label
from law.lifecycle import GRANT_CHANGE
from law.rules import rule
from law.states import ChangeState, GrantState

from ..models import DecidedAmount, Decision, Document
from ..selectors import (
    cancellation_under_way,
    decided_amounts,
    decision_that_grants,
    live_change_decision,
)
from .after import AfterGrant, words_in_force
from .base import without_block
from .grants import money_on_its_way


class AboutChange(AfterGrant):
    """変更・中止・廃止の承認, or its refusal (適正化法7条1項1号・3号), of one filed change of a grant."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision)
        if decision.grant_version is not None:
            decision.grant_version.change.grant = decision.grant

    @property
    def change(self) -> GrantChange:
        change: GrantChange = self.decision.grant_version.change
        return change

    @property
    def live(self) -> Decision | None:
        return live_change_decision(self.change)

    @property
    def page(self) -> str:
        return reverse("change_case", args=[self.change.pk])

    @property
    def snapshot(self) -> dict[str, Any]:
        return super().snapshot | {"change": str(self.change.pk)}

    def facts(self, membership: Membership | None) -> dict[str, Any]:
        return change_facts(self.change, self.decision, membership)

    @rule("S7", "F1")
    def bind(self, membership: Membership) -> None:
        """What the changed sums need more is set aside; what they give up stays bound until it is told."""
        if not self.decision.terms.favours:
            return
        now = assessed_amounts(self.decision.grant_version).by_year
        set_aside_more(grant=self.money(membership), shift=shift_of(self.subject, now))
        DecidedAmount.objects.bulk_create(
            DecidedAmount(decision=self.decision, fiscal_year=year, amount=amount)
            for year, amount in now.items()
            if amount
        )

    def unbind(self, actor: Actor) -> None:
        """What the approval set aside goes back; with a withdrawn grant it has gone back already."""
        amounts = dict(self.decision.amounts.values_list("fiscal_year", "amount"))
        if not amounts or self.subject.state != GrantState.GRANTED:
            return
        fresh = shift_of(self.subject, amounts).fresh
        if fresh:
            membership = Membership.objects.get(pk=actor.membership_id)
            give_back(grant=self.money(membership), amounts=fresh)

    def settle(self, actor: Actor) -> Act:
        """The book first, then what the grant stands on."""
        amounts = dict(self.decision.amounts.values_list("fiscal_year", "amount"))
        if self.decision.terms.favours:
            shift = shift_of(self.subject, amounts, before=self.decision)
            rearrange(grant=self.money(self.decision.approval.recorded_by), shift=shift)
        return perform(
            lifecycle=self.subject.under(GRANT_CHANGE),
            act=self.decision.terms.settle,
            subject=self.change,
            actor=actor,
            facts={},
            audit={"amounts": amounts, "decision": str(self.decision.pk)},
        )

    def title_of(self, kind: Document.Kind) -> str:
        """変更交付決定通知書 where the sum of a year changes (6条1項); 中止・廃止 by their own name."""
        if not self.decision.terms.favours:
            titles = {
                ChangeKind.SUSPENSION: _("中止不承認通知書"),
                ChangeKind.ABOLITION: _("廃止不承認通知書"),
            }
            return titles.get(self.change.kind, _("変更不承認通知書"))
        if self.change.stops:
            return _("中止（廃止）承認通知書")
        was, now = sums_of(self.decision)
        return _("変更承認通知書") if was == now else _("変更交付決定通知書")


def sums_of(decision: Decision) -> tuple[dict[int, int], dict[int, int]]:
    """By fiscal year: decided before, and by this change."""
    was = decided_amounts(decision.grant, before=decision).values_list("fiscal_year", "amount")
    now = assessed_amounts(decision.grant_version).by_year
    return dict(was), {year: amount for year, amount in now.items() if amount}


def shift_of(grant: Grant, now: dict[int, int], *, before: Decision | None = None) -> Shift:
    """From what was decided last (before that decision) to `now`, by fiscal year."""
    return Shift.of(dict(decided_amounts(grant, before=before).values_list("fiscal_year", "amount")), now)


def change_facts(
    change: GrantChange, decision: Decision | None, membership: Membership | None
) -> dict[str, Any]:
    """What must be known before a change is drafted, approved, refused or told."""
    grant, version = change.grant, latest_change_version(change)
    document = words_in_force(grant)
    day = max(decision.dated_on, clock.today()) if decision else clock.today()
    return (
        running_facts(grant)
        | standing_facts(grant.plan, grant.basis, day)
        | _money_facts(grant, version)
        | {
            "change_under_examination": change.state == ChangeState.FILED,
            "version_is_current": decision is None or decision.grant_version_id == (version and version.pk),
            "cancellation_under_way": cancellation_under_way(grant),
            "reasons": decision.reasons if decision else "",
            "specimen": settings.DEMO,
            "uncleared_blocks": without_block(document, CHANGE_WORDS)
            or uncleared_blocks(document, of=CHANGE_WORDS),
            "approver_id": membership.user_id if membership else None,
            "drafter_id": decision.drafted_by.user_id if decision else None,
            "dated_on": decision.dated_on if decision else None,
            "today": clock.today(),
        }
    )


def _money_facts(grant: Grant, version: GrantVersion | None) -> dict[str, Any]:
    given = decision_that_grants(grant)
    if version is None or given is None:
        return {"raised": False, "undercut": [], "on_its_way": False}
    version.grant = grant
    shift = shift_of(grant, assessed_amounts(version).by_year)
    book = Book.objects.filter(book_for(grant.scheme)).first()
    held = held_by_year(book, given.pk, shift.lowered) if book else {}
    return {
        "raised": shift.raised,
        "undercut": [
            fiscal_year_label(year) for year, less in shift.lowered.items() if less > held.get(year, 0)
        ],
        "on_its_way": bool(shift.lowered and money_on_its_way.ask(given)),
    }
