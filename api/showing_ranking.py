"""A call's competition, as the API says it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.models import Membership
from decisions.models import WorkingPaper
from funds.models import Call
from law.ranking import shown
from reviews.models import Ranking, RankingLine
from reviews.standings import Standing, amount_of, is_chosen

from .showing import Shown, organisation_ref


def competition(call: Call, running: Ranking | None) -> Shown:
    return {
        "call": call.pk,
        "name": call.name,
        "scheme": call.scheme_id,
        "round": call.round,
        "closes_at": call.closes_at,
        "ranking": ranking_ref(running) if running else None,
        "standings": reverse("api_call_standings", args=[call.pk]),
        "acts": reverse("api_call_acts", args=[call.pk]),
    }


def ranking_ref(found: Ranking) -> Shown:
    return {
        "id": found.pk,
        "state": found.state,
        "state_label": found.get_state_display(),
        "url": reverse("api_ranking", args=[found.pk]),
    }


def standing(found: Standing) -> Shown:
    return {
        "plan": found.plan.pk,
        "number": found.plan.number,
        "version": found.version.number,
        "place": found.place.place,
        "points": found.points,
        "scores": found.place.count,
        "mean": shown(found.place.mean),
        "spread": found.place.spread,
        "companies": [
            {"company": organisation_ref(each.organisation), "asked": found.asked[each.pk]}
            for each in found.parties
        ],
    }


PLAIN = (
    "round",
    "drafted_at",
    "proposed_at",
    "approved_at",
    "issue_at",
    "issued_at",
    "dated_on",
    "budget",
    "cut_off",
    "met_on",
    "members",
    "minutes",
    "note",
    "snapshot_sha256",
)


def ranking(found: Ranking, lines: Iterable[RankingLine], missing: list[Any]) -> Shown:
    rows = [_line(found, line) for line in lines]
    return ranking_ref(found) | {
        **{name: getattr(found, name) for name in PLAIN},
        "call": found.call_id,
        "drafted_by": _name(found.drafted_by),
        "proposed_by": _name(found.proposed_by),
        "approved_by": _name(found.approved_by),
        "total": sum(row["amount"] for row in rows if row["chosen"]),
        "lines": rows,
        "missing": missing,
    }


def _name(post: Membership | None) -> str | None:
    return post.user.name if post else None


def _line(found: Ranking, line: RankingLine) -> Shown:
    return {
        "plan": line.plan_id,
        "number": line.plan.number,
        "version": line.version.number,
        "place": line.place,
        "rank": line.rank,
        "points": line.points,
        "scores": line.count,
        "mean": shown(line.mean),
        "spread": line.spread,
        "chosen": is_chosen(found, line),
        "amount": amount_of(line),
        "departure": line.departure,
        "reason": line.reason,
        "companies": [
            {
                "company": organisation_ref(each.party.organisation),
                "asked": each.asked,
                "amount": each.amount,
            }
            for each in line.amounts.all()
        ],
    }


def paper(found: WorkingPaper) -> Shown:
    return {
        "id": found.pk,
        "kind": found.kind,
        "asked_at": found.asked_at,
        "ready": found.file_id is not None,
        "url": reverse("api_ranking_paper", args=[found.ranking_id, found.pk]),
    }
