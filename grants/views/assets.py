"""The company's pages of its register of assets: what stands there, one asset, registering and mending."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common.acting import ActPage, act_page, is_done, posted
from law.roles import Role

from ..assets.forms import AssetForm, RemoveForm, as_written
from ..assets.panels import disposal_label
from ..assets.reading import assets_visible_to, is_locked, register_of, terms_now
from ..assets.shown import asset_row, facts_shown, revisions_shown, rows_shown
from ..evidence.rows import labels_of
from ..models import Asset, Grant
from ..services.assets import correct_asset, register_asset, remove_asset
from .company import about, get_or_post, grant_or_404, opens_to_applicants


def asset_or_404(request: HttpRequest, pk: UUID) -> Asset:
    return get_object_or_404(assets_visible_to(request.membership), pk=pk)


def around(request: HttpRequest, grant: Grant) -> dict[str, Any]:
    locked = is_locked(grant)
    return about(request, grant) | {
        "locked": locked,
        "may_register": grant.is_decided and not locked,
        "terms": terms_now(grant),
    }


def with_register_or_404(request: HttpRequest, pk: UUID) -> Grant:
    """From the day of the decision on; what stands in a register is read for ever."""
    grant = grant_or_404(request, pk)
    if not grant.is_decided and not grant.assets.exists():
        raise Http404
    return grant


@opens_to_applicants
@require_GET
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    """取得財産等管理台帳 of one grant."""
    grant = with_register_or_404(request, pk)
    disposals = grant.disposals.select_related("asset").order_by("-number")
    context = around(request, grant) | {
        "rows": rows_shown(register_of(grant)),
        "disposals": [(each, disposal_label(each)) for each in disposals],
    }
    return render(request, "grants/company/assets.html", context)


@opens_to_applicants
@get_or_post
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    grant = with_register_or_404(request, pk)
    form = AssetForm(posted(request), labels=labels_of(grant))
    made: list[Asset] = []

    def do(_typed: dict[str, Any]) -> None:
        made.append(register_asset(grant=grant, said=form.said(), membership=request.membership))

    if request.method == "POST" and form.is_valid() and is_done(form, do):
        messages.success(request, _("財産を台帳に登録しました。"))
        return redirect("asset", made[0].pk)
    context = around(request, grant) | {"form": form}
    return render(request, "grants/company/asset_form.html", context)


@opens_to_applicants
@require_GET
def asset(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One asset: how it is held today, what was written of it, what may be done."""
    found = asset_or_404(request, pk)
    row = asset_row(found)
    disposals = found.disposals.select_related("asset").order_by("-number")
    context = around(request, found.grant) | {
        "row": row,
        "asset": found,
        "disposals": [(each, disposal_label(each)) for each in disposals],
        "facts": facts_shown(found),
        "revisions": revisions_shown(found),
        "may_file": request.membership.role == Role.REPRESENTATIVE
        and found.grant.is_decided
        and row.is_restricted
        and row.held.open_disposal is None,
    }
    context["may_change"] = context["may_register"] and row.held.standing is not None
    return render(request, "grants/company/asset.html", context)


@opens_to_applicants
@get_or_post
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = asset_or_404(request, pk)
    labels = labels_of(found.grant)
    form = AssetForm(posted(request), labels=labels, initial=as_written(found))
    seen = request.POST.get("seen", "")

    def do(_typed: dict[str, Any]) -> None:
        correct_asset(
            asset=found,
            said=form.said(),
            reason="",
            membership=request.membership,
            seen=int(seen) if seen.isdecimal() else None,
        )

    if request.method == "POST" and form.is_valid() and is_done(form, do):
        messages.success(request, _("台帳の記載を直しました。"))
        return redirect("asset", found.pk)
    context = around(request, found.grant) | {"form": form, "asset": found, "seen": seen or found.edition}
    return render(request, "grants/company/asset_form.html", context)


@opens_to_applicants
@get_or_post
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = asset_or_404(request, pk)
    page = ActPage(
        found,
        _("台帳から抹消する"),
        _("抹消する"),
        reverse("assets", args=[found.grant_id]),
        _("台帳から抹消しました。"),
        lead=_("抹消すると、この財産は台帳に出なくなります。元に戻すことはできません。"),
        danger=True,
        context={"eyebrow": f"{found.grant.title}　{found.name}", "place": "filings"},
    )
    return act_page(
        request,
        page,
        RemoveForm(posted(request)),
        lambda typed: remove_asset(asset=found, membership=request.membership, **typed),
    )
