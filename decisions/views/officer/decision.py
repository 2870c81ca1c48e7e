"""起案・決裁: what is proposed, exactly what is signed, and what became of it."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common.jobs.models import Status
from common.models import Job
from law.jobs import RETRY
from law.roles import Role
from law.states import DecisionState

from ...models import Decision
from ...selectors import date_of, voided_decisions
from ...services.letters import digest_of, draft_letters
from .frame import closed_to, show
from .page import CasePage, opens_to_readers
from .paper import paper_of

TONES = {
    DecisionState.DRAFTED: "blue",
    DecisionState.RETURNED: "orange",
    DecisionState.APPROVED: "blue",
    DecisionState.SEALED: "orange",
    DecisionState.ISSUED: "green",
}


@opens_to_readers
@require_GET
def case_decision(request: HttpRequest, pk: str) -> HttpResponse:
    page = CasePage.of(request, pk)
    if refusal := closed_to(request, page, "case_decision"):
        return refusal
    context = {"voided": voided_decisions(page.plan)}
    if page.decision is not None:
        context |= standing_of(request, page.decision, page.role)
        context["weighed"] = _weighed(page, page.decision)
    return show(request, page, "case_decision", context)


def standing_of(request: HttpRequest, decision: Decision, role: Role) -> dict[str, Any]:
    """Of a plan or a grant: the draft, its letters as they are signed, and what this role may do now."""
    contents = letters_shown(decision)
    place = _place(request, len(contents))
    approval = getattr(decision, "approval", None)
    return {
        "decision": decision,
        "tone": TONES.get(decision.state, "grey"),
        "approval": approval,
        "dated_on": date_of(decision),
        "letters": _chips(contents, place),
        "paper": paper_of(contents[place]),
        "version": decision.version or decision.grant_version,
        "seen": digest_of(contents) if _decides(decision, role) else "",
        "may_issue": _may(decision, "issue_decision", role),
        "job": _sealing(decision),
        "may_retry": role in RETRY.by,
        "here": request.path,
    }


def letters_shown(decision: Decision) -> list[dict[str, Any]]:
    """Once approved the snapshot alone speaks; before, the letters as they would be approved now."""
    if decision.snapshot:
        return list(json.loads(decision.snapshot)["letters"])
    return draft_letters(decision)


def _place(request: HttpRequest, count: int) -> int:
    typed = request.GET.get("letter", "")
    place = int(typed) if typed.isdecimal() and len(typed) < 4 else 1
    return min(max(place, 1), count) - 1


def _chips(contents: list[dict[str, Any]], place: int) -> list[dict[str, Any]]:
    words = _("%(title)s　%(to)s")
    return [
        {
            "label": words % {"title": content["title"], "to": content["addressee"]["name"]},
            "url": f"?letter={number}#paper",
            "current": number == place + 1,
        }
        for number, content in enumerate(contents, start=1)
    ]


def _decides(decision: Decision, role: Role) -> bool:
    return _may(decision, decision.terms.approve, role)


def _may(decision: Decision, act: str, role: Role) -> bool:
    row = decision.lifecycle.row(act, DecisionState.of(decision.state))
    return row is not None and role in row.by


def _weighed(page: CasePage, decision: Decision) -> list[tuple[str, str]]:
    names = {each.body: str(each) for each in page.plan.consultations.all()}
    return [(names.get(body, body), text) for body, text in decision.weighing.items() if text]


def _sealing(decision: Decision) -> dict[str, Any] | None:
    """Where the worker stands; a job that gave up is told, never waited for in silence."""
    if decision.state != DecisionState.APPROVED:
        return None
    job = Job.objects.filter(key=f"seal:{decision.pk}").first()
    return {"dead": job is not None and job.status == Status.DEAD, "pk": job.pk if job else None}
