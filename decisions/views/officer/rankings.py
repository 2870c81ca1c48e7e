"""公募の順位表: each plan of a call in order, the cut-off, the sum against the budget, what is missing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.audience import opens_to
from common import clock, files
from common.paging import Order, Page
from funds.models import Call
from law.acts import Act, Reason
from law.lifecycle import RANKING, SchemeKind
from law.ranking import CAN_BE_DECIDED, shown
from law.roles import MINISTRY, Role
from law.states import RankingState
from reviews.explaining import partings, why_here
from reviews.models import Ranking, RankingLine
from reviews.standings import (
    Rule,
    amount_of,
    beginning_facts,
    competing,
    competitions,
    is_chosen,
    lines_of,
    running_ranking,
    standings,
    sum_label,
)

from ...models import WorkingPaper
from ...outcomes import OUTCOMES, outcome_of
from ...selectors import offered
from ...services.rankings import facts_of, letters_of_line, ranking_digest, whole_lines
from .paper import paper_of

opens_to_readers = opens_to(*MINISTRY, Role.AUDITOR)
TONES = {
    RankingState.DRAFTED: "blue",
    RankingState.PROPOSED: "orange",
    RankingState.RETURNED: "orange",
    RankingState.APPROVED: "orange",
    RankingState.ISSUED: "green",
}
AT_ONCE = frozenset({"draft_ranking", "approve_ranking", "issue_ranking"})


@opens_to_readers
@require_GET
def rankings(request: HttpRequest) -> HttpResponse:
    """Every call that is a competition, the latest end first, with where its ranking stands."""
    found = Page.of(competitions(), request.GET, Order("closes_at", falling=True))
    running = {each.call_id: each for each in standing_of(found.rows)}
    rows = [(call, running.get(call.pk)) for call in found.rows]
    context = {"found": found, "rows": rows, "now": clock.now()}
    return render(request, "decisions/rankings/rankings.html", context)


def standing_of(calls: list[Call]) -> list[Ranking]:
    rows = Ranking.objects.filter(call__in=calls).exclude(state=RankingState.VOIDED)
    return list(rows.order_by("round"))


@opens_to_readers
@require_GET
def ranking(request: HttpRequest, call: Any) -> HttpResponse:
    found = get_object_or_404(competitions(), pk=call)
    running = running_ranking(found)
    rule = Rule.of(found)
    context = {
        "call": found,
        "now": clock.now(),
        "ranking": running,
        "is_contract": found.scheme.kind == SchemeKind.COMMISSION,
        "sum_label": sum_label(found.scheme.kind, decided=bool(running and running.approved_at)),
        "rule": rule,
        **(_ranked(request, running, rule) if running else _unranked(request, found, rule)),
    }
    return render(request, "decisions/rankings/ranking.html", context)


def _unranked(request: HttpRequest, call: Call, rule: Rule) -> dict[str, Any]:
    """No ranking yet: the marks as they stand, and whether one may be begun."""
    now = standings(call, rule)
    acts = offered(RANKING, None, Role(request.membership.role), beginning_facts(call, now))
    return {
        "marks": [(each, shown(each.place.mean)) for each in now],
        "waiting": competing(call).exclude(pk__in=[each.plan.pk for each in now]),
        **_buttons(acts, lambda act: reverse(act.name, args=[call.pk])),
    }


def _ranked(request: HttpRequest, running: Ranking, rule: Rule) -> dict[str, Any]:
    role = Role(request.membership.role)
    facts = facts_of(running, request.membership)
    typed = {"record_meeting": {"met_on": clock.today(), "today": clock.today()}}
    acts = offered(RANKING, running.state, role, facts, typed)
    lines = lines_of(running)
    total = sum(amount_of(line) for line in lines if is_chosen(running, line))
    parted = partings(lines, rule)
    return {
        "tone": TONES[running.status],
        "rows": [_row(running, line) | {"parted": parted.get(line.pk, "")} for line in lines],
        "total": total,
        "why_here": why_here(running, lines, rule),
        "rest": None if running.budget is None else running.budget - total,
        "missing": missing(facts) if running.approved_at is None else [],
        "papers": running.papers.select_related("asked_by__user")[:5],
        "may_print": role in MINISTRY,
        **_letters(request, running),
        **_buttons(acts, lambda act: reverse(act.name, args=[running.pk])),
    }


def _row(running: Ranking, line: Any) -> dict[str, Any]:
    return {
        "line": line,
        "chosen": is_chosen(running, line),
        "is_last": line.place == running.cut_off,
        "mean": shown(line.mean),
        "asked": sum(each.asked for each in line.amounts.all()),
        "amount": amount_of(line),
        "parties": [each.party.organisation.name for each in line.amounts.all()],
    }


def missing(facts: dict[str, Any]) -> list[Reason]:
    return [reason for guard in CAN_BE_DECIDED if (reason := guard(facts))]


def _letters(request: HttpRequest, running: Ranking) -> dict[str, Any]:
    """One letter for each company, once the cut-off says which; one of them is drawn on the screen."""
    if running.cut_off is None:
        return {}
    places = [
        (line, number, each.party.organisation.name)
        for line in whole_lines(running)
        for number, each in enumerate(line.amounts.all())
    ]
    typed = request.GET.get("letter", "")
    place = min(max(int(typed) if typed.isdecimal() and len(typed) < 5 else 1, 1), len(places))
    line, number, _company = places[place - 1]
    found = letters_of_line(running, line)
    decides = running.state == RankingState.PROPOSED and request.membership.role == Role.DECIDER
    return {
        "chips": [_chip(running, each, at, place) for at, each in enumerate(places, start=1)],
        "paper": paper_of(found[number]) if found else None,
        "count": len(places),
        "seen": ranking_digest(running) if decides else "",
    }


def _chip(running: Ranking, which: tuple[RankingLine, int, str], at: int, place: int) -> dict[str, Any]:
    line, _number, company = which
    outcome = outcome_of(running.call.scheme.kind, favours=is_chosen(running, line))
    label = f"{OUTCOMES[outcome].letter.label}　{line.plan.number}　{company}"
    return {"label": label, "url": f"?letter={at}#paper", "current": at == place}


def _buttons(acts: list[tuple[Act, list[Reason]]], url: Any) -> dict[str, Any]:
    """Acts of one click stand on the page as forms; the others have a page of their own."""
    rows = [
        {
            "name": act.name,
            "label": _(act.label),
            "url": url(act),
            "reasons": reasons,
            "danger": act.name == "void_ranking",
            "at_once": act.name in AT_ONCE,
        }
        for act, reasons in acts
    ]
    open_now = [row for row in rows if not row["reasons"]]
    return {
        "at_once": [row for row in open_now if row["at_once"]],
        "buttons": [row for row in open_now if not row["at_once"]],
        "closed": [row for row in rows if row["reasons"]],
    }


@opens_to_readers
@require_GET
def ranking_paper(request: HttpRequest, paper: Any) -> HttpResponseBase:
    rows = WorkingPaper.objects.select_related("file", "ranking__call")
    found = get_object_or_404(rows, pk=paper, ranking__isnull=False, file__isnull=False)
    return files.serve(found.file, name=f"{found.ranking.call.name}_{_('順位表')}.pdf", inline=True)
