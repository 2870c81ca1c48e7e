"""Where the plans of a call stand: their marks, what they ask for, what keeps all from a decision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet, Sum
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import CostLine, Plan, PlanParty, PlanVersion
from common import clock
from funds.models import Call
from funds.selectors import uncleared_blocks, version_in_force
from law.lifecycle import SchemeKind
from law.money import parse_rate
from law.ranking import Marks, Place, departs, rank
from law.states import ENDED, CallState, PairingState, PlanState, RankingState, SheetState

from .models import Pairing, Ranking, RankingLine

COMPETING = (SchemeKind.ADOPTION.value, SchemeKind.COMMISSION.value)


def competitions() -> QuerySet[Call]:
    """Calls whose plans compete. A fund's intake is none."""
    return Call.objects.filter(scheme__kind__in=COMPETING, state=CallState.PUBLISHED).select_related("scheme")


def running_ranking(call: Call) -> Ranking | None:
    """The one at work on, else the last that was told."""
    rows = call.rankings.exclude(state=RankingState.VOIDED).select_related(
        "call__scheme", "drafted_by__user", "proposed_by__user", "approved_by__user"
    )
    return rows.order_by("-round").first()


@dataclass(frozen=True)
class Rule:
    """What the scheme's document says of its competition."""

    document: dict[str, Any]

    @classmethod
    def of(cls, call: Call) -> "Rule":
        day = clock.local(call.closes_at or clock.now()).date()
        version = version_in_force(call.scheme, day) or call.scheme.versions.latest("number")
        return cls(version.document)

    @property
    def _said(self) -> dict[str, Any]:
        return self.document.get("ranking", {})

    @property
    def items(self) -> list[dict[str, Any]]:
        return list(self.document["review_items"])

    @property
    def tie_break(self) -> list[str]:
        return list(self._said.get("tie_break", [item["code"] for item in self.items]))

    @property
    def least_scores(self) -> int:
        return int(self._said.get("least_scores", 1))

    @property
    def full(self) -> int:
        return sum(item["most"] for item in self.items)

    @property
    def least_mean(self) -> Fraction | None:
        share = self._said.get("threshold")
        return parse_rate(share) * self.full if share else None

    @property
    def gives_reasons(self) -> bool:
        return bool(self._said.get("gives_reasons", False))

    @property
    def budget(self) -> int | None:
        return self.document.get("budget", {}).get("amount")


@dataclass(frozen=True)
class Standing:
    """One competing plan as it stands now: its filed version, its marks, what each company asks for."""

    plan: Plan
    version: PlanVersion
    place: Place
    points: int
    asked: dict[int, int]

    @property
    def parties(self) -> list[PlanParty]:
        return list(self.plan.parties.all())


def competing(call: Call) -> QuerySet[Plan]:
    """Filed with the call and not yet at an end, whatever their state."""
    ended = [state.value for state in ENDED]
    plans = Plan.objects.filter(call=call).exclude(state__in=[PlanState.DRAFT.value, *ended])
    return plans.select_related("lead", "scheme", "scheme_version", "call").order_by("number")


def standings(call: Call, rule: Rule) -> list[Standing]:
    """Plans under examination, best first. A fixed number of queries, however many plans."""
    heard = Pairing.objects.filter(state=PairingState.SUBMITTED).prefetch_related("scores")
    plans = competing(call).filter(state=PlanState.EXAMINATION)
    plans = plans.prefetch_related(
        "parties__organisation",
        Prefetch("versions", PlanVersion.objects.order_by("number").defer("content")),
        Prefetch("pairings", heard),
    )
    found = {str(plan.pk): plan for plan in plans}
    marks = [Marks(key, tuple(_scores(plan))) for key, plan in found.items()]
    asked = _asked(list(found.values()), call)
    return [_standing(found[place.plan], place, asked) for place in rank(marks, rule.tie_break)]


def _scores(plan: Plan) -> Iterator[dict[str, int]]:
    for pairing in plan.pairings.all():
        yield {score.item: score.points for score in pairing.scores.all()}


def _standing(plan: Plan, place: Place, asked: dict[int, int]) -> Standing:
    version = list(plan.versions.all())[-1]
    points = sum(sum(scores.values()) for scores in _scores(plan))
    own = {party.pk: asked.get(party.pk, 0) for party in plan.parties.all()}
    return Standing(plan, version, place, points, own)


def _asked(plans: list[Plan], call: Call) -> dict[int, int]:
    """Per party: the subsidy its filed figures come to; of a 委託 what it offers to do the work for."""
    versions = [list(plan.versions.all())[-1] for plan in plans]
    if call.scheme.kind == SchemeKind.COMMISSION:
        rows = CostLine.objects.filter(version__in=[version.pk for version in versions])
        sums = rows.order_by().values("party").annotate(sum=Sum("total_cost"))
        return dict(sums.values_list("party", "sum"))
    found: dict[int, int] = {}
    for version in versions:
        for unit in version.subsidy["units"]:
            found[unit["party"]] = found.get(unit["party"], 0) + unit["amount"]
    return found


# Facts for the guards of law/ranking.py


def beginning_facts(call: Call, found: list[Standing]) -> dict[str, Any]:
    """What is asked before a ranking is begun."""
    closed = call.closes_at is not None and call.closes_at <= clock.now()
    return {"call_closed": closed, "competing": len(found)}


def ranking_facts(ranking: Ranking, membership: Membership | None) -> dict[str, Any]:
    """Everything that is asked before a ranking is proposed or approved, gathered once."""
    rule = Rule.of(ranking.call)
    now = standings(ranking.call, rule)
    lines = lines_of(ranking)
    chosen = [line for line in lines if is_chosen(ranking, line)]
    return {
        "not_examined": _not_examined(ranking.call),
        "out_of_step": _out_of_step(lines, now),
        "unscored": [line.plan.number for line in lines if line.count < rule.least_scores],
        "meeting_recorded": bool(ranking.met_on and ranking.members.strip() and ranking.minutes.strip()),
        "departures_unexplained": _unexplained(lines),
        "cut_off": ranking.cut_off,
        "below_threshold": _below(chosen, rule.least_mean),
        "without_amount": [line.plan.number for line in chosen if not amount_of(line)],
        "amounts_over": [line.plan.number for line in lines if _is_over(line)],
        "budget": ranking.budget,
        "amount_total": sum(amount_of(line) for line in chosen),
        "reasons_missing": _reasonless(ranking, lines) if rule.gives_reasons else [],
        "specimen": settings.DEMO,
        "uncleared_blocks": uncleared_blocks(rule.document),
        "approver_id": membership.user_id if membership else None,
        "drafter_id": _hand(ranking, membership),
    }


def lines_of(ranking: Ranking) -> list[RankingLine]:
    rows = ranking.lines.select_related("plan__lead", "version").prefetch_related(
        "amounts__party__organisation"
    )
    return list(rows)


def is_chosen(ranking: Ranking, line: RankingLine) -> bool:
    return ranking.cut_off is not None and line.place <= ranking.cut_off


def amount_of(line: RankingLine) -> int:
    return sum(each.amount for each in line.amounts.all())


def _hand(ranking: Ranking, membership: Membership | None) -> int | None:
    """Whose work it is: who proposed it, or the approver where they had a hand in it."""
    hands = [post.user_id for post in (ranking.proposed_by, ranking.drafted_by) if post]
    own = membership.user_id if membership else None
    return own if own in hands else (hands[0] if hands else None)


def _not_examined(call: Call) -> list[str]:
    waiting = competing(call).exclude(state=PlanState.EXAMINATION)
    asked = competing(call).filter(sheets__state=SheetState.OPEN)
    return sorted({*waiting.values_list("number", flat=True), *asked.values_list("number", flat=True)})


def _out_of_step(lines: Iterable[RankingLine], now: Iterable[Standing]) -> list[str]:
    """What was filed, withdrawn or scored since the lines were written."""
    written = {line.plan.number: _as_written(line) for line in lines}
    found = {each.plan.number: _as_found(each) for each in now}
    return sorted(number for number in {**written, **found} if written.get(number) != found.get(number))


def _as_written(line: RankingLine) -> tuple[Any, ...]:
    asked = {each.party_id: each.asked for each in line.amounts.all()}
    return (line.version_id, line.rank, line.points, line.count, asked)


def _as_found(each: Standing) -> tuple[Any, ...]:
    return (each.version.pk, each.place.place, each.points, each.place.count, each.asked)


def _unexplained(lines: list[RankingLine]) -> list[str]:
    by_key = {str(line.plan_id): line for line in lines}
    places = {key: line.rank for key, line in by_key.items()}
    moved = departs(places, [str(line.plan_id) for line in lines])
    return [by_key[key].plan.number for key in moved if not by_key[key].departure.strip()]


def _below(chosen: Iterable[RankingLine], least: Fraction | None) -> list[str]:
    if least is None:
        return []
    return [line.plan.number for line in chosen if line.mean is None or line.mean < least]


def _is_over(line: RankingLine) -> bool:
    return any(each.amount > each.asked for each in line.amounts.all())


def _reasonless(ranking: Ranking, lines: Iterable[RankingLine]) -> list[str]:
    left = (line for line in lines if not is_chosen(ranking, line))
    return [line.plan.number for line in left if not line.reason.strip()]


def sum_label(kind: str, *, decided: bool = False) -> str:
    """What the amounts of such a call are called: 内示額, or what the contract is planned at."""
    if kind == SchemeKind.COMMISSION:
        return _("予定額")
    return _("内示額") if decided else _("内示額（案）")
