from typing import Any

from law.ranking import shown
from reviews.explaining import partings, why_here
from reviews.models import Ranking, RankingLine
from reviews.standings import Rule, amount_of, is_chosen, lines_of, sum_label

from .header import Heading, header


def ranking_record(*, heading: Heading, ranking: Ranking, addressee: dict[str, Any]) -> dict[str, Any]:
    """順位表 as it stands: the order, the cut-off, each plan's amount, the meeting, and why it stands so."""
    lines, rule = lines_of(ranking), Rule.of(ranking.call)
    parted = partings(lines, rule)
    return header(heading, addressee) | {
        "call": ranking.call.name,
        "scheme": ranking.call.scheme.name,
        "state": ranking.status.label,
        "sum_label": sum_label(ranking.call.scheme.kind, decided=bool(ranking.approved_at)),
        "budget": ranking.budget,
        "cut_off": ranking.cut_off,
        "total": sum(amount_of(line) for line in lines if is_chosen(ranking, line)),
        "meeting": _meeting(ranking),
        "why_here": why_here(ranking, lines, rule),
        "lines": [_line(ranking, line) | {"parted": parted.get(line.pk, "")} for line in lines],
        "reasons": [
            {"number": line.plan.number, "reason": line.reason}
            for line in lines
            if line.reason and not is_chosen(ranking, line)
        ],
    }


def _meeting(ranking: Ranking) -> dict[str, Any] | None:
    if ranking.met_on is None:
        return None
    return {
        "met_on": ranking.met_on.isoformat(),
        "members": ranking.members.splitlines(),
        "minutes": ranking.minutes,
    }


def _line(ranking: Ranking, line: RankingLine) -> dict[str, Any]:
    amounts = line.amounts.all()
    return {
        "place": line.place,
        "rank": line.rank,
        "plan": {"number": line.plan.number, "title": line.plan.title},
        "parties": [each.party.organisation.name for each in amounts],
        "scores": line.count,
        "mean": shown(line.mean),
        "spread": line.spread,
        "asked": sum(each.asked for each in amounts),
        "amount": amount_of(line),
        "chosen": is_chosen(ranking, line),
        "departure": line.departure,
    }
