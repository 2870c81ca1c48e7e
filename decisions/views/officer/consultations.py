"""協議: what the law asks for and why, and where each consultation stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common.jobs.models import Status
from common.models import Job
from law.lifecycle import CERTIFICATION, CONSULTATION
from law.states import ConsultationState
from reviews.models import Consultation
from reviews.selectors import consultations_of, open_doubts, resolution_of
from reviews.services.pairings import WORKING

from .frame import closed_to, show
from .page import CasePage, opens_to_readers

TONES = {
    ConsultationState.ANSWERED: "green",
    ConsultationState.SENT: "orange",
    ConsultationState.CLOSED: "grey",
}


@opens_to_readers
@require_GET
def case_consultations(request: HttpRequest, pk: str) -> HttpResponse:
    page = CasePage.of(request, pk)
    if refusal := closed_to(request, page, "case_consultations"):
        return refusal
    found = list(consultations_of(page.plan))
    jobs = _jobs(found)
    latest = page.plan.versions.count()
    context = {
        "bodies": [_body(page, body, found, jobs, latest) for body in _bodies(page, found)],
        "latest": latest,
        "doubts": open_doubts(page.plan, page.trigger),
        "resolution": resolution_of(page.plan) if page.trigger and page.trigger.doubts else None,
        "resolve_url": _resolve_url(page),
    }
    return show(request, page, "case_consultations", context)


def _bodies(page: CasePage, found: list[Consultation]) -> list[str]:
    """What is required, whom an officer may ask of their own accord, and what was begun before."""
    known = page.plan.scheme_version.document["consultations"]
    return list(dict.fromkeys([*page.facts["bodies"], *known, *(each.body for each in found)]))


def _resolve_url(page: CasePage) -> str:
    may = page.facts["doubts_open"] and CERTIFICATION.row("resolve_doubts", page.plan.status)
    return page.url("resolve_doubts") if may and page.role in may.by else ""


def _body(
    page: CasePage, body: str, found: list[Consultation], jobs: dict[str, str], latest: int
) -> dict[str, Any]:
    """A second round is offered once the first was answered about what has been filed anew since."""
    own = [each for each in found if each.body == body]
    standing = [each for each in own if each.state != ConsultationState.CLOSED]
    waiting = any(each.state != ConsultationState.ANSWERED for each in standing)
    about_this = any(each.version.number == latest for each in standing)
    may_prepare = bool(CONSULTATION.open_acts(None, page.role)) and page.plan.status in WORKING
    return {
        "name": dict(Consultation.Body.choices)[body],
        "required": body in page.facts["bodies"],
        "why": _why(page, body),
        "prepare_url": reverse("prepare_consultation", args=[page.plan.pk, body])
        if may_prepare and not waiting and not about_this
        else "",
        "rows": [_row(page, each, jobs) for each in own],
    }


def _why(page: CasePage, body: str) -> str:
    law = page.plan.scheme_version.document["law"]
    words = {"act": law["act"], "article": law[body]}
    if body == "jftc":
        return _("%(act)s%(article)s（施行令附則第17条の場合に限る）") % words
    return _("%(act)s%(article)s（認定の前に必ず）") % words


def _row(page: CasePage, each: Consultation, jobs: dict[str, str]) -> dict[str, Any]:
    names = dict.fromkeys(act.name for act in CONSULTATION.open_acts(each.state, page.role))
    names.pop("record_continuation", None)  # an answer of 継続, on the same form
    job = jobs.get(f"consultation:{each.pk}", "")
    return {
        "each": each,
        "tone": TONES.get(each.state, "blue"),
        "acts": [
            {"label": _(CONSULTATION.label_of(name)), "url": reverse(name, args=[each.pk])} for name in names
        ],
        "pending": each.package_id is None and each.state == ConsultationState.PREPARED,
        "dead": job == Status.DEAD,
    }


def _jobs(found: list[Consultation]) -> dict[str, str]:
    keys = [f"consultation:{each.pk}" for each in found if each.package_id is None]
    return dict(Job.objects.filter(key__in=keys).values_list("key", "status"))
