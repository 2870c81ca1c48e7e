"""Assets of a grant and their disposal on its way, made through the services; the caller sets the clock."""

from datetime import date, timedelta
from typing import Any

from common import clock
from common.actor import actor_of
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.drafting import draft_disposal_decision
from decisions.services.issuing import issue_decision
from grants.assets.reading import assets_visible_to, disposals_visible_to
from grants.evidence.rows import labels_of
from grants.models import Asset, Disposal, Grant
from grants.services.assets import Said, correct_asset, register_asset, set_asset_period
from grants.services.disposing import Asked, ask_disposal_correction, file_disposal
from tests.cast import membership
from tests.decisions.deciding import do_jobs
from tests.grants import granting as g

APPROVAL, REFUSAL = Decision.Outcome.DISPOSAL, Decision.Outcome.NON_DISPOSAL
MACHINE = 11_000_000
WHY = "生産の集約により、この工場では使わなくなるため。"


def said(grant: Grant, **more: Any) -> Said:
    words = {
        "name": "凍結乾燥機",
        "kind": "machine",
        "gained": "bought",
        "place": "見本県見本市1-1 第二工場",
        "quantity": 1,
        "acquired_on": clock.today(),
        "cost_with_tax": MACHINE,
        "cost_without_tax": 10_000_000,
        "line": next(iter(labels_of(grant))),
        "share": 5_000_000,
    }
    return Said(**(words | more))


def registered(grant: Grant, who: str = "lead", **more: Any) -> Asset:
    return register_asset(grant=grant, said=said(grant, **more), membership=membership(who))


def anew(asset: Asset) -> Asset:
    return assets_visible_to(membership("lead")).get(pk=asset.pk)


def again(disposal: Disposal) -> Disposal:
    return disposals_visible_to(membership("lead")).get(pk=disposal.pk)


def corrected(asset: Asset, who: str = "lead", reason: str = "", **more: Any) -> Asset:
    found = anew(asset)
    words = said(found.grant, **({"acquired_on": found.acquired_on} | more))
    return correct_asset(asset=found, said=words, reason=reason, membership=membership(who))


def with_period(asset: Asset, years: int = 5) -> Asset:
    reason = "耐用年数の表の区分による。"
    return set_asset_period(
        asset=anew(asset), years=years, reason=reason, membership=membership("nibn_officer")
    )


def asked(**more: Any) -> Asked:
    words = {
        "kind": "transfer",
        "counterpart": "見本機械株式会社",
        "proceeds": 4_000_001,
        "remaining": 3_000_000,
        "why": WHY,
        "planned_on": clock.today() + timedelta(days=90),
    }
    return Asked(**(words | more))


def filed(asset: Asset, who: str = "lead", **more: Any) -> Disposal:
    version = file_disposal(
        asset=anew(asset), asked=asked(**more), membership=membership(who), arrived_at=clock.now()
    )
    return again(version.disposal)


def sent_back(disposal: Disposal, due_on: date | None = None) -> Disposal:
    ask_disposal_correction(
        disposal=again(disposal),
        items=[(None, "残存価額の根拠を示してください。"), (None, "相手方の住所を書いてください。")],
        due_on=due_on or clock.today() + timedelta(days=14),
        membership=membership("nibn_officer"),
    )
    return again(disposal)


def draft(disposal: Disposal, outcome: str = APPROVAL, who: str = "nibn_officer", **more: Any) -> Decision:
    words = {
        "conditions": ["処分の後30日以内に、譲渡の契約書の写しを提出すること。"]
        if outcome == APPROVAL
        else [],
        "repays": outcome == APPROVAL,
        "reasons": "" if outcome == APPROVAL else "補助の目的に照らし、処分の必要が認められないため。",
        "dated_on": clock.today(),
    }
    return draft_disposal_decision(
        disposal=again(disposal), outcome=outcome, membership=membership(who), **(words | more)
    )


def approved(disposal: Disposal, outcome: str = APPROVAL, **more: Any) -> Decision:
    """決裁済み and sealed."""
    decision = approve_decision(
        decision=draft(disposal, outcome, **more), membership=membership("nibn_decider")
    )
    do_jobs("seal")
    return g.whole(decision)


def issued(decision: Decision) -> Decision:
    return issue_decision(decision=g.whole(decision), actor=actor_of(membership("nibn_officer")))
