from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import Membership
from common import clock
from common.actor import Actor
from common.transitions import lock, perform
from funds.selectors import DISPOSAL_WORDS, uncleared_blocks
from grants.assets.reading import (
    asset_facts,
    grant_facts,
    latest_disposal_version,
    rate_of,
    terms_now,
)
from grants.models import Asset, Disposal, DisposalVersion
from grants.services.assets import trace_of_disposal
from law.acts import Act
from law.assets import ENDS
from law.lifecycle import ASSET, DISPOSAL
from law.money import Repayment, repayment_on_disposal
from law.rules import rule
from law.states import DisposalState

from ..models import Decision
from ..selectors import live_disposal_decision
from .after import AfterGrant, words_in_force
from .base import without_block


class AboutDisposal(AfterGrant):
    """財産の処分の承認 (適正化法22条), or its refusal, of one filed application. No money moves by it."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision)
        decision.disposal_version.disposal.grant = decision.grant
        decision.disposal_version.disposal.asset.grant = decision.grant

    @property
    def version(self) -> DisposalVersion:
        found: DisposalVersion = self.decision.disposal_version
        return found

    @property
    def disposal(self) -> Disposal:
        disposal: Disposal = self.version.disposal
        return disposal

    @property
    def asset(self) -> Asset:
        asset: Asset = self.disposal.asset
        return asset

    @property
    def live(self) -> Decision | None:
        return live_disposal_decision(self.disposal)

    @property
    def page(self) -> str:
        return reverse("disposal_case", args=[self.disposal.pk])

    @property
    def snapshot(self) -> dict[str, Any]:
        return super().snapshot | {
            "disposal": str(self.disposal.pk),
            "disposal_version": self.version.number,
            "disposal_sha256": self.version.sha256,
        }

    @property
    @rule("S22")
    def repayment(self) -> Repayment | None:
        """What the approval asks back: reckoned from what was filed, by the scheme's own rule."""
        if not self.decision.terms.favours or not self.decision.particulars.get("repays"):
            return None
        return repayment_of(self.version)

    def facts(self, membership: Membership | None) -> dict[str, Any]:
        return disposal_decision_facts(self.disposal, self.decision, membership)

    def bind(self, membership: Membership) -> None:
        """An approval promises no money, and a refusal neither."""

    def unbind(self, actor: Actor) -> None:
        """Nothing was bound."""

    @rule("S22")
    def settle(self, actor: Actor) -> Act:
        """What the company will no longer have leaves the register; the rest stays in it, guarded."""
        lock(self.asset)
        self.asset.refresh_from_db()
        terms = self.decision.terms
        row = perform(
            lifecycle=self.disposal.grant.under(DISPOSAL),
            act=terms.settle,
            subject=self.disposal,
            actor=actor,
            facts={},
            audit={"decision": str(self.decision.pk), "asset": self.asset.number},
        )
        if terms.favours and self.version.kind in ENDS:
            by = self.decision.approval.recorded_by
            perform(
                lifecycle=self.disposal.grant.under(ASSET),
                act="dispose_asset",
                subject=self.asset,
                actor=actor,
                facts={},
                changes=lambda: {"edition": trace_of_disposal(self.asset, by)},
                audit={"decision": str(self.decision.pk)},
            )
        return row


@rule("S22", "S7b", "R8")
def repayment_of(version: DisposalVersion) -> Repayment:
    asset = version.disposal.asset
    return repayment_on_disposal(
        base=terms_now(asset.grant).base.value,
        rate=rate_of(asset.grant, asset.cost_line),
        proceeds=version.proceeds,
        remaining=version.remaining,
        share=asset.share,
    )


def disposal_decision_facts(
    disposal: Disposal, decision: Decision | None, membership: Membership | None
) -> dict[str, Any]:
    """What must be known before a disposal is drafted, approved, refused or told."""
    document, version = words_in_force(disposal.grant), latest_disposal_version(disposal)
    return (
        grant_facts(disposal.grant, by_office=True)
        | asset_facts(disposal.asset)
        | {
            "disposal_under_examination": disposal.state == DisposalState.FILED,
            "version_is_current": decision is None
            or decision.disposal_version_id == (version and version.pk),
            "reasons": decision.reasons if decision else "",
            "specimen": settings.DEMO,
            "uncleared_blocks": without_block(document, DISPOSAL_WORDS)
            or uncleared_blocks(document, of=DISPOSAL_WORDS),
            "approver_id": membership.user_id if membership else None,
            "drafter_id": decision.drafted_by.user_id if decision else None,
            "dated_on": decision.dated_on if decision else None,
            "today": clock.today(),
        }
    )
