from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import Membership
from common import clock, jobs
from common.actor import Actor
from common.transitions import perform
from funds.ledger.fixing import release_above
from funds.selectors import CANCELLATION_WORDS, uncleared_blocks
from grants.models import Grant
from law.acts import Act
from law.lifecycle import GRANT
from law.rules import rule
from law.states import DecisionState

from ..models import CancelledAmount, Decision, Document
from ..selectors import approved_change_waits, decision_that_grants, live_fixing, recovery_under_way
from ..sums import years_of
from .after import AfterGrant, words_in_force
from .base import without_block
from .grants import money_on_its_way

PART = "cancel_part"


class AboutCancelling(AfterGrant):
    """取消し (適正化法17条) of a decision to grant, in whole or in part; the book moves at its issue."""

    @property
    def live(self) -> Decision | None:
        return recovery_under_way(self.subject)

    @property
    def page(self) -> str:
        return reverse("grant_recovery", args=[self.decision.grant_id])

    @property
    def sums(self) -> dict[int, int]:
        """What it takes of each fiscal year, as the draft says."""
        return {int(year): amount for year, amount in self.decision.particulars.get("sums", {}).items()}

    def facts(self, membership: Membership | None) -> dict[str, Any]:
        return cancelling_facts(self.subject, self.decision, membership) | {"sums": self.sums}

    @rule("S17")
    def bind(self, membership: Membership) -> None:
        """The sums are written beside what stood; the book stays as it is."""
        CancelledAmount.objects.bulk_create(
            CancelledAmount(
                decision=self.decision, fiscal_year=year, stood=each.stands, amount=self.sums.get(year, 0)
            )
            for year, each in years_of(self.subject).items()
        )

    def unbind(self, actor: Actor) -> None:
        """Nothing was bound."""

    def settle(self, actor: Actor) -> Act:
        """The book first: the grant is cancelled only as the book holds it (trigger)."""
        stands = {year: each.stands for year, each in years_of(self.subject).items()}
        money = self.money(self.decision.approval.recorded_by)
        release_above(grant=money, amounts=stands)
        row = perform(
            lifecycle=self.subject.under(GRANT),
            act=PART if any(stands.values()) else self.decision.terms.settle,
            subject=self.subject,
            actor=actor,
            facts={},
            changes={"updated_at": clock.now()},
            audit={"cancelled": self.sums, "decision": str(money.decision)},
        )
        if not any(stands.values()):
            self._end_letters()
        return row

    def _end_letters(self) -> None:
        """What was told of a decision that is cancelled as a whole does not stand from now on."""
        ended = Document.objects.filter(
            decision__grant=self.subject,
            decision__outcome__in=(Decision.Outcome.GRANT, Decision.Outcome.FIXING),
            status=Document.Status.VALID,
        ).exclude(issued_at=None)
        ended.update(status=Document.Status.CANCELLED, status_on=clock.today())
        key = f"status_list:{self.decision.pk}:cancelled"
        jobs.enqueue(kind="status_list", key=key, payload={}, case_id=self.subject.pk)


def cancelling_facts(
    grant: Grant, decision: Decision | None, membership: Membership | None
) -> dict[str, Any]:
    """What must be known before a cancellation is drafted, approved or told."""
    document, given, fixing = words_in_force(grant), decision_that_grants(grant), live_fixing(grant)
    said = decision.particulars if decision else {}
    return {
        "grant_stands": grant.is_decided,
        "ground": said.get("ground", ""),
        "fact": said.get("fact", ""),
        "reasons": decision.reasons if decision else "",
        "standing": {year: each.stands for year, each in years_of(grant).items()},
        "fixing_under_way": fixing is not None and fixing.state != DecisionState.ISSUED,
        "change_waits": approved_change_waits(grant),
        "on_its_way": bool(given and money_on_its_way.ask(given)),
        "specimen": settings.DEMO,
        "uncleared_blocks": without_block(document, CANCELLATION_WORDS)
        or uncleared_blocks(document, of=CANCELLATION_WORDS),
        "approver_id": membership.user_id if membership else None,
        "drafter_id": decision.drafted_by.user_id if decision else None,
        "dated_on": decision.dated_on if decision else None,
        "today": clock.today(),
    }
