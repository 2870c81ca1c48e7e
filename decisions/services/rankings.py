"""A call's result: one approval decides all its plans, one minute tells them all.

Lock order: the ranking, its plans by id, number series.
"""

import json
from datetime import datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import Plan
from applications.services.starting import actor_of
from common import canonical, clock
from common.actor import Actor
from common.schemas import check_content
from common.transitions import SYSTEM_ACTOR, begin, lock, perform
from law.acts import Reason, Refused
from law.lifecycle import RANKING
from law.ranking import shown
from law.states import DecisionState, PlanState, RankingState
from reviews.models import Ranking, RankingLine
from reviews.selectors import open_sheets
from reviews.standings import amount_of, is_chosen, lines_of, ranking_facts

from ..models import Decision
from ..outcomes import outcome_of
from .approving import Elsewhere, fix, refuse_unsound, seal_what_is_approved, write_documents
from .issuing import issue_decision, snapshot_matches
from .letters import digest_of, draft_letters
from .telling import tell_withheld_ranking

LIVE = (DecisionState.APPROVED, DecisionState.SEALED, DecisionState.ISSUED)


# What each plan would be told


def decision_of(ranking: Ranking, line: RankingLine) -> Decision:
    """The decision on one plan as the ranking has it now; stored only when the ranking is approved."""
    plan = line.plan
    document = line.version.scheme_version.document
    chosen = is_chosen(ranking, line)
    outcome = outcome_of(ranking.call.scheme.kind, favours=chosen)
    words = document["letters"].get(outcome.value, {})
    return Decision(
        plan=plan,
        version=line.version,
        ranking=ranking,
        outcome=outcome,
        drafted_by=ranking.proposed_by or ranking.drafted_by,
        drafted_at=ranking.proposed_at or ranking.drafted_at,
        conditions=list(words.get("conditions", [])),
        reasons="" if chosen else line.reason,
        dated_on=ranking.dated_on or clock.today(),
        issue_at=ranking.issue_at,
    )


DECISION_PARTS = (
    "plan__scheme",
    "plan__case",
    "version__scheme_version",
    "ranking__call__scheme",
    "approval",
)


def whole_lines(ranking: Ranking) -> list[RankingLine]:
    lines = ranking.lines.select_related(
        "plan__scheme", "plan__case", "plan__scheme_version", "version__scheme_version"
    )
    return list(lines.prefetch_related("amounts__party__organisation", "plan__parties__organisation"))


def letters_of_line(ranking: Ranking, line: RankingLine) -> list[dict[str, Any]]:
    """One plan's letters as they read now: the snapshot's once approved. None for who withdrew since."""
    if ranking.approved_at:
        stored = ranking.decisions.filter(plan=line.plan_id).first()
        return list(json.loads(stored.snapshot)["letters"]) if stored else []
    return draft_letters(decision_of(ranking, line))


def ranking_digest(ranking: Ranking) -> str:
    """What a decider has before their eyes: the table, and every word of every letter."""
    letters = [digest_of(letters_of_line(ranking, line)) for line in whole_lines(ranking)]
    return canonical.sha256_hex(canonical.dumps({"table": table_of(ranking), "letters": letters}))


def table_of(ranking: Ranking) -> dict[str, Any]:
    """The ranking as data: whole yen, exact means."""
    return {
        "schema": "kikin/ranking",
        "schema_version": 1,
        "ranking": str(ranking.pk),
        "call": str(ranking.call_id),
        "round": ranking.round,
        "budget": ranking.budget,
        "cut_off": ranking.cut_off,
        "met_on": ranking.met_on.isoformat() if ranking.met_on else None,
        "members": ranking.members.splitlines(),
        "minutes": ranking.minutes,
        "lines": [_row(ranking, line) for line in lines_of(ranking)],
    }


def _row(ranking: Ranking, line: RankingLine) -> dict[str, Any]:
    return {
        "place": line.place,
        "rank": line.rank,
        "plan": line.plan.number,
        "version": line.version.number,
        "plan_sha256": line.version.sha256,
        "points": line.points,
        "scores": line.count,
        "mean": shown(line.mean),
        "spread": line.spread,
        "chosen": is_chosen(ranking, line),
        "amount": amount_of(line),
        "amounts": {str(each.party_id): each.amount for each in line.amounts.all()},
        "departure": line.departure,
        "reason": line.reason,
    }


# Approve


@transaction.atomic
def approve_ranking(*, ranking: Ranking, membership: Membership, seen: str | None = None) -> Ranking:
    """Another person than whoever proposed it approves; every plan of the call is decided at once.

    `seen` is the digest of the table and letters the decider was shown.
    """
    return _approve(ranking, "approve_ranking", membership, seen=seen)


@transaction.atomic
def record_ranking_approval(*, ranking: Ranking, elsewhere: Elsewhere, membership: Membership) -> Ranking:
    """Who had no hand in the ranking records the 決裁 that the office took in its own system."""
    own = [each for each in (ranking.drafted_by, ranking.proposed_by) if each is not None]
    refuse_unsound(elsewhere, ranking.proposed_at or ranking.drafted_at, own)
    return _approve(ranking, "record_ranking_approval", membership, elsewhere=elsewhere)


def _approve(
    ranking: Ranking,
    act: str,
    membership: Membership,
    *,
    seen: str | None = None,
    elsewhere: Elsewhere | None = None,
) -> Ranking:
    _lock_all(ranking)
    now = clock.now()
    fixed = cache(lambda: _fix(ranking, now, membership, seen))
    perform(
        lifecycle=RANKING,
        act=act,
        subject=ranking,
        actor=actor_of(membership),
        facts=lambda: ranking_facts(ranking, membership),
        changes=fixed,
        audit=lambda: {"sha256": fixed()["snapshot_sha256"]},
    )
    ranking.lines.update(frozen=True)
    for line in whole_lines(ranking):
        line.amounts.update(frozen=True)
        _decide(decision_of(ranking, line), now, membership, elsewhere)
    return ranking


def _lock_all(ranking: Ranking) -> None:
    """The ranking and all its plans: nothing is filed or withdrawn while all are decided."""
    lock(ranking)
    ranking.refresh_from_db()
    plans = Plan.objects.select_for_update(of=("self",), no_key=True)
    list(plans.filter(ranking_lines__ranking=ranking).order_by("pk").values_list("pk"))


def _fix(ranking: Ranking, now: datetime, membership: Membership, seen: str | None) -> dict[str, Any]:
    if seen is not None and seen != ranking_digest(ranking):
        text = _("画面を開いた後に、順位表か通知書の内容が変わりました。読み直してから決裁してください。")
        raise Refused(Reason("not_as_seen", text))
    table = table_of(ranking)
    check_content(table, "ranking_table.v1")
    snapshot = canonical.dumps(table).decode()
    announced = clock.local(ranking.issue_at).date() if ranking.issue_at else ranking.dated_on
    return {
        "approved_by": membership,
        "approved_at": now,
        "dated_on": max(announced, clock.today()),
        "snapshot": snapshot,
        "snapshot_sha256": canonical.sha256_hex(snapshot.encode()),
    }


def _decide(decision: Decision, now: datetime, membership: Membership, elsewhere: Elsewhere | None) -> None:
    """One plan's decision, with its letters fixed and its 決裁 beside it."""
    fixed = fix(decision, now)
    for name, value in fixed.values.items():
        setattr(decision, name, value)
    begin(
        lifecycle=decision.lifecycle,
        act=decision.terms.record if elsewhere else decision.terms.approve,
        subject=decision,
        actor=actor_of(membership),
        facts={
            "plan_under_examination": decision.plan.state == PlanState.EXAMINATION,
            "with_ranking": True,
        },
        audit={"sha256": decision.snapshot_sha256},
    )
    write_documents(decision, fixed)
    seal_what_is_approved(decision, now, membership, elsewhere)


# Issue


@transaction.atomic
def issue_ranking(*, ranking: Ranking, actor: Actor) -> Ranking:
    """All letters of the call open at one instant, chosen and not. Until here nothing tells anyone.

    Who withdrew meanwhile gets no letter: that decision is dropped and its number stays unused.
    """
    _lock_all(ranking)
    now = clock.now()
    perform(
        lifecycle=RANKING,
        act="issue_ranking",
        subject=ranking,
        actor=actor,
        facts=lambda: issuing_facts(ranking),
        changes={"issued_at": now},
        audit={"sha256": ranking.snapshot_sha256},
    )
    for decision in _live(ranking):
        if decision.plan.state == PlanState.WITHDRAWN:
            _drop(decision, actor, _("施行の前に申請者が取り下げたため。"))
        else:
            issue_decision(decision=decision, actor=actor, together_at=now)
    return ranking


def facts_of(ranking: Ranking, membership: Membership) -> dict[str, Any]:
    """What the acts that lie ahead of it ask: before its approval, before its issue, after that nothing."""
    if ranking.approved_at is None:
        return ranking_facts(ranking, membership)
    return issuing_facts(ranking) if ranking.state == RankingState.APPROVED else {}


def issuing_facts(ranking: Ranking) -> dict[str, Any]:
    standing = [each for each in _live(ranking) if each.plan.state != PlanState.WITHDRAWN]
    return {
        "unsealed": [each.plan.number for each in standing if each.state == DecisionState.APPROVED],
        "changed_since": [each.plan.number for each in standing if _has_changed(each)],
        "asked_since": sorted({each.plan.number for each in standing if open_sheets(each.plan).exists()}),
        "dated_on": ranking.dated_on,
        "today": clock.today(),
        "issue_at": ranking.issue_at,
        "now": clock.now(),
    }


def _live(ranking: Ranking) -> list[Decision]:
    rows = ranking.decisions.filter(state__in=LIVE).select_related(*DECISION_PARTS)
    return list(rows.prefetch_related("plan__versions").order_by("plan_id"))


def _has_changed(decision: Decision) -> bool:
    latest = max(version.number for version in decision.plan.versions.all())
    return (
        decision.plan.state != PlanState.EXAMINATION
        or decision.version.number != latest
        or not snapshot_matches(decision)
    )


def issue_rankings_due() -> int:
    """Issue what was announced for this minute or before; what the law closes meanwhile is left and told."""
    due = Ranking.objects.filter(state=RankingState.APPROVED, issue_at__lte=clock.now())
    issued = 0
    for ranking in due.select_related("call__scheme").order_by("issue_at")[:100]:
        try:
            issue_ranking(ranking=ranking, actor=SYSTEM_ACTOR)
            issued += 1
        except Refused as refused:
            tell_withheld_ranking(ranking, refused)
    return issued


# Void


@transaction.atomic
def void_ranking(*, ranking: Ranking, note: str, actor: Actor) -> Ranking:
    """Drop a ranking before it is issued, and with it every decision it carried (欠番)."""
    if not note.strip():
        raise Refused(Reason("no_note", _("廃案とする理由を書いてください。")))
    _lock_all(ranking)
    perform(
        lifecycle=RANKING,
        act="void_ranking",
        subject=ranking,
        actor=actor,
        facts={},
        changes={"note": note},
    )
    for decision in _live(ranking):
        _drop(decision, actor, note)
    return ranking


def _drop(decision: Decision, actor: Actor, note: str) -> None:
    perform(
        lifecycle=decision.lifecycle,
        act="void_decision",
        subject=decision,
        actor=actor,
        facts={"with_ranking": True},
        changes={"note": note},
    )
