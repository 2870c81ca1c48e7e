"""The ranking of a call until it is decided: drafted from the marks, put in order, given its record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.services.starting import actor_of
from common import clock
from common.transitions import begin, lock, perform
from funds.models import Call
from law.acts import Reason, Refused
from law.lifecycle import RANKING
from law.states import RankingState

from ..models import Ranking, RankingAmount, RankingLine
from ..standings import Rule, Standing, beginning_facts, ranking_facts, standings


@dataclass(frozen=True)
class Proposal:
    """What the officer puts on the table. Plans nobody placed stand where their marks put them."""

    budget: int | None
    cut_off: int | None
    places: Mapping[UUID, int] = field(default_factory=dict)
    amounts: Mapping[int, int] = field(default_factory=dict)  # by party
    departures: Mapping[UUID, str] = field(default_factory=dict)
    reasons: Mapping[UUID, str] = field(default_factory=dict)


@transaction.atomic
def draft_ranking(*, call: Call, membership: Membership) -> Ranking:
    """Order the plans of a closed call by their marks; the officer goes on from there."""
    call = Call.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=call.pk)
    _refuse_second(call)
    rule = Rule.of(call)
    found = standings(call, rule)
    ranking = Ranking(
        call=call,
        round=call.rankings.filter(state=RankingState.ISSUED).count() + 1,
        drafted_by=membership,
        drafted_at=clock.now(),
        budget=rule.budget if call.budget is None else call.budget,
    )
    begin(
        lifecycle=RANKING,
        act="draft_ranking",
        subject=ranking,
        actor=actor_of(membership),
        facts=beginning_facts(call, found),
    )
    _write(ranking, found, Proposal(ranking.budget, None))
    return ranking


def _refuse_second(call: Call) -> None:
    """One at a time: another officer may have been quicker."""
    if call.rankings.exclude(state__in=(RankingState.ISSUED, RankingState.VOIDED)).exists():
        text = _("この公募には、すでに順位案があります。画面を開き直して確かめてください。")
        raise Refused(Reason("ranked_already", text))


@transaction.atomic
def revise_ranking(*, ranking: Ranking, proposal: Proposal, membership: Membership) -> Ranking:
    """Write order, cut-off and amounts anew, over the plans and marks as they stand now."""
    perform(
        lifecycle=RANKING,
        act="revise_ranking",
        subject=ranking,
        actor=actor_of(membership),
        facts={},
        changes={"budget": proposal.budget, "cut_off": proposal.cut_off},
    )
    ranking.lines.all().delete()
    _write(ranking, standings(ranking.call, Rule.of(ranking.call)), proposal)
    return ranking


def _write(ranking: Ranking, found: list[Standing], proposal: Proposal) -> None:
    ordered = _in_order(found, proposal.places)
    lines = [
        RankingLine(
            ranking=ranking,
            plan=each.plan,
            version=each.version,
            place=place,
            rank=each.place.place,
            points=each.points,
            count=each.place.count,
            spread=each.place.spread,
            departure=proposal.departures.get(each.plan.pk, ""),
            reason=proposal.reasons.get(each.plan.pk, ""),
        )
        for place, each in enumerate(ordered, start=1)
    ]
    RankingLine.objects.bulk_create(lines)
    RankingAmount.objects.bulk_create(
        RankingAmount(line=line, party_id=party, asked=asked, amount=proposal.amounts.get(party, asked))
        for line, each in zip(lines, ordered, strict=True)
        for party, asked in each.asked.items()
    )


def _in_order(found: list[Standing], places: Mapping[UUID, int]) -> list[Standing]:
    given = [places[each.plan.pk] for each in found if each.plan.pk in places]
    if twice := sorted({place for place in given if given.count(place) > 1}):
        words = {"places": "、".join(str(place) for place in twice)}
        text = _("同じ順位が2件以上に付いています（%(places)s位）。順位を一つずつ付けてください。") % words
        raise Refused(Reason("place_twice", text))
    return sorted(found, key=lambda each: places.get(each.plan.pk, len(found) + each.place.place))


@transaction.atomic
def record_meeting(
    *, ranking: Ranking, met_on: date, members: str, minutes: str, membership: Membership
) -> Ranking:
    """When the reviewers met, who was there, and what was said in short."""
    perform(
        lifecycle=RANKING,
        act="record_meeting",
        subject=ranking,
        actor=actor_of(membership),
        facts={"met_on": met_on, "today": clock.today()},
        changes={"met_on": met_on, "members": members, "minutes": minutes},
    )
    return ranking


@transaction.atomic
def propose_ranking(
    *, ranking: Ranking, dated_on: date, issue_at: datetime | None, membership: Membership
) -> Ranking:
    """Put it before the decider, with the day on the letters and the minute at which all are told."""
    lock(ranking)
    ranking.refresh_from_db()
    perform(
        lifecycle=RANKING,
        act="propose_ranking",
        subject=ranking,
        actor=actor_of(membership),
        facts=lambda: ranking_facts(ranking, membership),
        changes={
            "dated_on": dated_on,
            "issue_at": issue_at,
            "proposed_by": membership,
            "proposed_at": clock.now(),
        },
    )
    return ranking


@transaction.atomic
def return_ranking(*, ranking: Ranking, note: str, membership: Membership) -> Ranking:
    """The decider gives it back with a word."""
    if not note.strip():
        raise Refused(Reason("no_note", _("差し戻す理由を書いてください。")))
    perform(
        lifecycle=RANKING,
        act="return_ranking",
        subject=ranking,
        actor=actor_of(membership),
        facts={},
        changes={"note": note},
    )
    return ranking
