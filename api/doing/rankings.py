"""A call's ranking, from the marks to the letters."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from decisions.services import rankings as decided
from decisions.services.approving import Elsewhere
from decisions.services.papers import ask_for_ranking_paper
from reviews.models import RankingLine
from reviews.services import rankings
from reviews.standings import lines_of

from ..problems import invalid
from .asked import Asked


def draft_ranking(asked: Asked) -> Any:
    return rankings.draft_ranking(call=asked.on, membership=asked.membership)


def revise_ranking(asked: Asked) -> Any:
    lines = {line.plan_id: line for line in lines_of(asked.on)}
    said = asked.said.get("lines", [])
    if any(each["plan"].pk not in lines for each in said):
        raise invalid(lines=_("この順位案にない申請があります。"))
    if len({each["plan"].pk for each in said}) < len(said):
        raise invalid(lines=_("同じ申請が2度あります。"))
    proposal = rankings.Proposal(
        **asked.take("budget", "cut_off"),
        places={each["plan"].pk: each["place"] for each in said},
        amounts={party: sum for each in said for party, sum in _amounts(each, lines[each["plan"].pk])},
        departures={each["plan"].pk: each["departure"] for each in said},
        reasons={each["plan"].pk: each["reason"] for each in said},
    )
    return rankings.revise_ranking(ranking=asked.on, proposal=proposal, membership=asked.membership)


def _amounts(said: dict[str, Any], line: RankingLine) -> Iterator[tuple[int, int]]:
    """By the party's own key inside."""
    parties = {each.party.organisation_id: each.party_id for each in line.amounts.all()}
    for each in said.get("amounts", []):
        if each["company"].pk not in parties:
            raise invalid(lines=_("この会社は、この申請に加わっていません。"))
        yield parties[each["company"].pk], each["amount"]


def record_meeting(asked: Asked) -> Any:
    return rankings.record_meeting(ranking=asked.on, membership=asked.membership, **asked.said)


def propose_ranking(asked: Asked) -> Any:
    return rankings.propose_ranking(ranking=asked.on, membership=asked.membership, **asked.said)


def return_ranking(asked: Asked) -> Any:
    return rankings.return_ranking(ranking=asked.on, membership=asked.membership, **asked.said)


def approve_ranking(asked: Asked) -> Any:
    return decided.approve_ranking(ranking=asked.on, membership=asked.membership, seen=asked.said["seen"])


def record_ranking_approval(asked: Asked) -> Any:
    elsewhere = Elsewhere(**asked.said)
    return decided.record_ranking_approval(ranking=asked.on, elsewhere=elsewhere, membership=asked.membership)


def issue_ranking(asked: Asked) -> Any:
    return decided.issue_ranking(ranking=asked.on, actor=asked.actor)


def void_ranking(asked: Asked) -> Any:
    return decided.void_ranking(ranking=asked.on, actor=asked.actor, **asked.said)


def ask_ranking_paper(asked: Asked) -> Any:
    return ask_for_ranking_paper(ranking=asked.on, membership=asked.membership)
