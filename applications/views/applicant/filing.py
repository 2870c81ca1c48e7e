"""確認・提出, and the receipt."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.files import FileRefused
from law.acts import Refused
from law.states import PlanState

from ...documents import document_name
from ...forms import NIBN, FilingForm
from ...models import PlanVersion
from ...panels import copies_of_receipt, what_is_due
from ...parts.base import PartContext
from ...parts.rows import context_products
from ...parts.spec import SPECS
from ...readout import readout
from ...selectors import latest_version, lifecycle_of
from ...services import filing as services
from ...services.opening import file_amendment as file_amended
from ...sight import PlanView, VersionView, version_view
from .checking import check_of
from .doors import opens_to_applicants, page, posted, sentences, view_or_404
from .steps import neighbours, steps_of
from .totals import totals_of


@opens_to_applicants
@require_GET
def review_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _review(request, view_or_404(request, pk))


def _review(
    request: HttpRequest, view: PlanView, *, refusals: list[str] | None = None, status: int = 200
) -> HttpResponse:
    """The whole plan as it will be frozen, cut to what this company may see."""
    steps = steps_of(view, "review")
    before, _after = neighbours(steps)
    context = {
        "steps": steps,
        "before": before,
        "check": check_of(view),
        "sections": [_section(view, each) for each in view.parts],
        "totals": totals_of(view),
        "form": _filing_form(view, posted(request)),
        "refusals": refusals or [],
        "is_draft": view.plan.state == PlanState.DRAFT,
        "amending": view.amends,
        "dues": what_is_due.ask(view.plan, request.membership),
    }
    return page(request, "review", view, status=status, **context)


def _filing_form(view: PlanView, data: Any) -> FilingForm:
    return FilingForm(data, through_nibn="file_plan_through_nibn" in lifecycle_of(view.plan).names())


def _section(view: PlanView, each: Any) -> dict[str, Any]:
    blocks = readout(each.part.key, each.checked.values, view.reader.context(each.part))
    return {"view": each, "blocks": blocks}


@opens_to_applicants
@require_POST
def file_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    view = view_or_404(request, pk)
    form = _filing_form(view, request.POST)
    if not form.is_valid():
        return _review(request, view, refusals=list(form.errors["channel"]), status=400)
    through_nibn = request.POST.get("channel") == NIBN  # where no page offers it, the law refuses it
    try:
        version = services.agree_and_file(
            plan=view.plan,
            membership=request.membership,
            arrived_at=request.arrived_at,
            through_nibn=through_nibn,
        )
    except (Refused, FileRefused) as refused:
        return _not_filed(request, pk, refused)
    return redirect("receipt", pk, version.number)


def _not_filed(request: HttpRequest, pk: UUID, refused: Refused | FileRefused) -> HttpResponse:
    """A second click, or a second tab, finds the plan filed: it is shown what was filed."""
    view = view_or_404(request, pk)
    version = latest_version(view.plan)
    if version is not None:
        messages.info(request, _("この申請は、すでに提出されています。"))
        return redirect("receipt", pk, version.number)
    return _review(request, view, refusals=sentences(refused), status=409)


@opens_to_applicants
@require_POST
def file_amendment(request: HttpRequest, pk: UUID) -> HttpResponse:
    view = view_or_404(request, pk)
    try:
        version = file_amended(plan=view.plan, membership=request.membership, arrived_at=request.arrived_at)
    except (Refused, FileRefused) as refused:
        return _review(request, view_or_404(request, pk), refusals=sentences(refused), status=409)
    return redirect("receipt", pk, version.number)


# What was filed


def version_or_404(view: PlanView, number: int) -> PlanVersion:
    rows = view.plan.versions.select_related("receipt", "scheme_version", "filed_by__organisation")
    return get_object_or_404(rows, number=number)


@opens_to_applicants
@require_http_methods(["GET"])
def receipt(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The record itself, at once; its signed PDF follows."""
    view = view_or_404(request, pk)
    version = version_or_404(view, number)
    own = (None, view.own_party.pk if view.own_party else None)
    seen = version_view(version, view.viewer)
    context = {
        "version": version,
        "receipt": version.receipt,
        "files": [_named(version, each) for each in version.receipt.files if each["party"] in own],
        "warnings": [each["text"] for each in version.receipt.warnings if each["party"] in own],
        "proofs": _proofs(view, seen),
        "copies": copies_of_receipt.ask(version.receipt, request.membership),
    }
    return page(request, "receipt", view, **context)


def _named(version: PlanVersion, file: dict[str, Any]) -> dict[str, Any]:
    return file | {"kind": document_name(version.scheme_version.document, file["document"])}


def _proofs(view: PlanView, seen: VersionView) -> list[dict[str, str]]:
    """Of joint and own parts: with its salt a company can prove its part and show no other."""
    own = (None, view.own_party.pk if view.own_party else None)
    mine = [part for part in seen.parts if part["party"] in own]
    names = {f"{part['key']}:{part['party']}" if part["party"] else part["key"]: part for part in mine}
    return [
        {
            "title": str(SPECS[part["key"]].title),
            "name": name,
            "salt": seen.salts[name],
            "sha256": seen.version.manifest[name],
        }
        for name, part in names.items()
    ]


@opens_to_applicants
@require_GET
def plan_version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A version as it was filed, which no later typing changes."""
    view = view_or_404(request, pk)
    version = version_or_404(view, number)
    seen = version_view(version, view.viewer)
    context = {"version": version, "sections": _filed_sections(view, seen), "files": seen.files}
    return page(request, "version", view, **context)


def _filed_sections(view: PlanView, seen: VersionView) -> list[dict[str, Any]]:
    products = next((part["values"]["rows"] for part in seen.parts if part["key"] == "products"), [])
    context = PartContext(scheme=seen.version.scheme_version.document, products=context_products(products))
    return [
        {
            "title": str(SPECS[part["key"]].title),
            "party": view.reader.party(part["party"]),
            "confidential": part["confidential"],
            "blocks": readout(part["key"], part["values"], context),
        }
        for part in seen.parts
    ]
