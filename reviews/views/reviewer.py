"""The reviewer's pages: own cases, the declaration before anything opens, then the case and the opinion."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.audience import opens_to
from applications.parts.base import PartContext
from applications.parts.rows import context_products
from applications.parts.spec import SPECS
from applications.readout import Block, readout
from applications.selectors import document_of, latest_version
from applications.sight import VersionView, version_view, viewer
from common import clock, files
from common.paging import Order, Page
from law.acts import Refused
from law.roles import Role
from law.states import PairingState

from ..forms_reviewer import OpinionForm, RecuseForm
from ..models import Pairing
from ..selectors import pairings_of
from ..services import pairings as services

opens_to_reviewers = opens_to(Role.REVIEWER)
TONES = {
    PairingState.ASSIGNED: "orange",
    PairingState.DECLARED: "blue",
    PairingState.SUBMITTED: "green",
    PairingState.RECUSED: "grey",
}


WAITING = (PairingState.ASSIGNED, PairingState.DECLARED)


@dataclass(frozen=True)
class Section:
    title: str
    blocks: list[Block]


@opens_to_reviewers
@require_GET
def pairings(request: HttpRequest) -> HttpResponse:
    page = Page.of(pairings_of(request.membership), request.GET, Order("assigned_at", falling=True), size=20)
    today = clock.today()
    rows = [
        {
            "pairing": each,
            "tone": TONES[each.status],
            "late": each.status in WAITING and each.due_on is not None and each.due_on < today,
        }
        for each in page.rows
    ]
    return render(request, "reviews/reviewer/pairings.html", {"page": page, "rows": rows})


@opens_to_reviewers
@require_GET
def pairing(request: HttpRequest, pk: Any) -> HttpResponse:
    """What it shows depends on how far the reviewer has come; before the declaration only names."""
    found = _own(request, pk)
    if found.status in (PairingState.ASSIGNED, PairingState.RECUSED):
        return _outside(request, found, RecuseForm())
    return _inside(request, found, _opinion_form(found))


@opens_to_reviewers
@require_POST
def declare_no_conflict(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _own(request, pk)
    try:
        services.declare_no_conflict(pairing=found, membership=request.membership)
        messages.success(request, _("申告を受け付けました。申請の内容を開きました。"))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("pairing", found.pk)


@opens_to_reviewers
@require_http_methods(["GET", "POST"])
def recuse(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _own(request, pk)
    form = RecuseForm(request.POST or None)
    if form.is_valid() and _done(
        form,
        services.recuse,
        pairing=found,
        membership=request.membership,
        because=form.cleaned_data["because"],
    ):
        messages.success(request, _("辞退を受け付けました。この申請の内容は閉じました。"))
        return redirect("pairings")
    return render(request, "reviews/reviewer/recuse.html", _facts(found) | {"form": form})


@opens_to_reviewers
@require_http_methods(["GET", "POST"])
def submit_opinion(request: HttpRequest, pk: Any) -> HttpResponse:
    found = _own(request, pk)
    if request.method == "GET" or found.status in (PairingState.ASSIGNED, PairingState.RECUSED):
        return redirect("pairing", found.pk)
    form = _opinion_form(found, request.POST)
    if form.is_valid() and _done(
        form,
        services.submit_opinion,
        pairing=found,
        membership=request.membership,
        opinion=form.cleaned_data["opinion"],
        scores=form.scores(),
    ):
        messages.success(request, _("意見を提出しました。"))
        return redirect("pairing", found.pk)
    return _inside(request, found, form)


@opens_to_reviewers
@require_GET
def pairing_file(request: HttpRequest, pk: Any, file: Any) -> HttpResponseBase:
    """An attachment that sight leaves to reviewers, of the version they are asked about."""
    found = _own(request, pk)
    each = next((each for each in _view(found, request).files if each.pk == file), None)
    if each is None:
        raise Http404
    return files.serve(each.file, name=each.name, inline=True)


def _own(request: HttpRequest, pk: Any) -> Pairing:
    rows = pairings_of(request.membership).select_related("plan__case", "plan__scheme_version", "opinion_on")
    return get_object_or_404(rows.prefetch_related("plan__parties__organisation", "scores"), pk=pk)


def _outside(request: HttpRequest, pairing: Pairing, form: RecuseForm) -> HttpResponse:
    return render(request, "reviews/reviewer/declare.html", _facts(pairing) | {"form": form})


def _inside(request: HttpRequest, pairing: Pairing, form: OpinionForm) -> HttpResponse:
    view = _view(pairing, request)
    context = _facts(pairing) | {
        "form": form,
        "version": view.version,
        "sections": _sections(view),
        "files": [
            {"name": each.name, "kind": each.kind, "size": each.file.size, "url": _file_url(pairing, each)}
            for each in view.files
        ],
        "is_submitted": pairing.status is PairingState.SUBMITTED,
        "scores": _scores(pairing),
    }
    return render(request, "reviews/reviewer/opinion.html", context)


def _file_url(pairing: Pairing, file: Any) -> str:
    return reverse("pairing_file", args=[pairing.pk, file.pk])


def _facts(pairing: Pairing) -> dict[str, Any]:
    return {
        "pairing": pairing,
        "plan": pairing.plan,
        "tone": TONES[pairing.status],
        "companies": [party.organisation.name for party in pairing.plan.parties.all()],
        "is_recused": pairing.status is PairingState.RECUSED,
    }


def _view(pairing: Pairing, request: HttpRequest) -> VersionView:
    """The version the opinion is on, or the latest; a 404 where the case is closed to the reviewer."""
    eyes = viewer(pairing.plan, request.membership)
    version = pairing.opinion_on or latest_version(pairing.plan)
    if version is None or eyes.held is None:
        raise Http404
    return version_view(version, eyes)


def _sections(view: VersionView) -> list[Section]:
    names = {party["party"]: party["name"] for party in json.loads(view.version.content)["parties"]}
    products = next((part["values"]["rows"] for part in view.parts if part["key"] == "products"), [])
    context = PartContext(
        scheme=view.version.scheme_version.document,
        parties=tuple(names.items()),
        products=context_products(products),
    )
    return [
        Section(_title(part, names), readout(part["key"], part["values"], context)) for part in view.parts
    ]


def _title(part: dict[str, Any], names: dict[int, str]) -> str:
    title = str(SPECS[part["key"]].title)
    return f"{title}（{names[part['party']]}）" if part["party"] else title


def _opinion_form(pairing: Pairing, data: Any = None) -> OpinionForm:
    version = pairing.opinion_on or latest_version(pairing.plan)
    return OpinionForm(data, items=document_of(pairing.plan)["review_items"], latest=version.number)


def _scores(pairing: Pairing) -> list[tuple[dict[str, Any], Any]]:
    given = {score.item: score for score in pairing.scores.all()}
    return [(item, given.get(item["code"])) for item in document_of(pairing.plan)["review_items"]]


def _done(form: Any, act: Any, **words: Any) -> bool:
    """What the service refuses is told above the form, with everything typed still there."""
    try:
        act(**words)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason.text)
    return not form.errors
