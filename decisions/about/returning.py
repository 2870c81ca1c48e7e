from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import Membership
from common.actor import Actor, actor_of
from common.clock import today
from common.transitions import begin, perform
from funds.selectors import RETURN_WORDS, uncleared_blocks
from grants.models import Grant
from law.acts import Act
from law.lifecycle import RECEIVABLE
from law.money import ReturnUnder
from law.returns import due_of, to_order
from law.rules import rule
from law.states import ReceivableState

from ..models import Decision, Receivable
from ..selectors import date_of, decision_that_grants, recovery_under_way
from ..sums import sums_of
from .after import AfterGrant, words_in_force
from .base import without_block
from .grants import money_on_its_way


class AboutReturn(AfterGrant):
    """返還命令 (適正化法18条): what was paid above what stands. Nothing moves until money comes in."""

    @property
    def live(self) -> Decision | None:
        return recovery_under_way(self.subject)

    @property
    def page(self) -> str:
        return reverse("grant_recovery", args=[self.decision.grant_id])

    @property
    def owed(self) -> tuple[ReturnUnder, int]:
        """Under which paragraph, and how much: of one kind in one order."""
        found = to_order(sums_of(self.subject, apart_from=self.decision))
        return next(iter(found.items()), (ReturnUnder.OVERPAID, 0))

    @property
    def due_on(self) -> date:
        return due_of(date_of(self.decision), return_days(self.document))

    @property
    def receivable(self) -> Receivable | None:
        """What its approval bound; None before."""
        return Receivable.objects.filter(order=self.decision.pk).first()

    def facts(self, membership: Membership | None) -> dict[str, Any]:
        return return_facts(self.subject, self.decision, membership)

    @rule("S18")
    def bind(self, membership: Membership) -> None:
        """The sum and its day are written as the letter tells them."""
        under, principal = self.owed
        bound = Receivable(
            order=self.decision,
            grant=self.subject,
            under=under.value,
            principal=principal,
            due_on=self.due_on,
        )
        begin(
            lifecycle=self.subject.under(RECEIVABLE),
            act="bind_receivable",
            subject=bound,
            actor=actor_of(membership),
            facts={},
            audit={"principal": principal, "under": under.value},
        )

    def unbind(self, actor: Actor) -> None:
        if (bound := self.receivable) is not None:
            lifecycle = self.subject.under(RECEIVABLE)
            perform(lifecycle=lifecycle, act="drop_receivable", subject=bound, actor=actor, facts={})

    def settle(self, actor: Actor) -> Act:
        """From now on it is owed."""
        bound = self.receivable
        if bound is None:
            raise LookupError(self.decision.pk)
        return perform(
            lifecycle=self.subject.under(RECEIVABLE),
            act=self.decision.terms.settle,
            subject=bound,
            actor=actor,
            facts={},
            audit={"principal": bound.principal, "due_on": bound.due_on.isoformat()},
        )


def return_days(document: dict[str, Any]) -> int | None:
    """The scheme's own; None where it sets none."""
    found = document.get("grant_return_days")
    return None if found is None else int(found)


def return_facts(grant: Grant, decision: Decision | None, membership: Membership | None) -> dict[str, Any]:
    """What must be known before a return is drafted, approved or told."""
    document, given = words_in_force(grant), decision_that_grants(grant)
    bound = Receivable.objects.filter(order=decision.pk).first() if decision else None
    ordered_on = date_of(decision) if decision else today()
    return {
        "to_order": next(iter(to_order(sums_of(grant, apart_from=decision)).values()), 0),
        "bound": bound.principal if bound and bound.state == ReceivableState.BOUND else None,
        "due_on": bound.due_on if bound else due_of(ordered_on, return_days(document)),
        "on_its_way": bool(given and money_on_its_way.ask(given)),
        "reasons": decision.reasons if decision else "",
        "specimen": settings.DEMO,
        "uncleared_blocks": without_block(document, RETURN_WORDS)
        or uncleared_blocks(document, of=RETURN_WORDS),
        "approver_id": membership.user_id if membership else None,
        "drafter_id": decision.drafted_by.user_id if decision else None,
        "dated_on": decision.dated_on if decision else None,
        "today": today(),
    }
