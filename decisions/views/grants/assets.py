"""NIBN's pages of a grant's assets: the register, one asset, its correction and its period."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from common.acting import ActPage, act_page, posted
from grants.assets.forms import AssetForm, PeriodForm, as_written
from grants.assets.panels import disposal_label
from grants.assets.reading import assets_visible_to, register_of, terms_now
from grants.assets.shown import AssetRow, asset_row, facts_shown, revisions_shown, rows_shown
from grants.evidence.rows import labels_of
from grants.models import Asset, Grant
from grants.services.assets import correct_asset, set_asset_period
from law.lifecycle import ASSET
from law.roles import Role
from law.states import AssetState

from .page import at_its_desk, office_grant, opens_to_desk, opens_to_readers

get_or_post = require_http_methods(["GET", "POST"])


def asset_or_404(request: HttpRequest, pk: UUID) -> Asset:
    return get_object_or_404(assets_visible_to(request.membership), pk=pk)


def around(grant: Grant, *titles: tuple[str, str]) -> dict[str, Any]:
    way = [
        {"label": _("交付申請"), "url": reverse("grants")},
        {"label": grant.number, "url": reverse("grant_case", args=[grant.pk])},
        {"label": _("取得財産等管理台帳"), "url": reverse("grant_assets", args=[grant.pk]) if titles else ""},
        *({"label": label, "url": url} for label, url in titles),
    ]
    return {"way": way, "eyebrow": f"{grant.party.organisation.name}　{grant.title}"}


@opens_to_readers
@require_GET
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    grant = office_grant(request, pk)
    disposals = grant.disposals.select_related("asset").order_by("-number")
    context = around(grant) | {
        "grant": grant,
        "rows": rows_shown(register_of(grant)),
        "terms": terms_now(grant),
        "taken": f"grant={grant.pk}",
        "disposals": [(each, disposal_label(each)) for each in disposals],
    }
    return render(request, "grants/office/assets.html", context)


@opens_to_readers
@require_GET
def asset(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = asset_or_404(request, pk)
    row = asset_row(found)
    disposals = found.disposals.select_related("asset").order_by("-number")
    context = around(found.grant, (found.name, "")) | {
        "asset": found,
        "row": row,
        "facts": facts_shown(found),
        "revisions": revisions_shown(found),
        "disposals": [(each, disposal_label(each)) for each in disposals],
        "acts": _acts(row, Role(request.membership.role)),
    }
    return render(request, "grants/office/asset.html", context)


def _acts(row: AssetRow, role: Role) -> list[dict[str, Any]]:
    """What this role may do with it now; a period is set of what is restricted."""
    asset = row.asset
    names = {
        "set_asset_period": ("set_asset_period", asset.is_guarded),
        "correct_asset": ("correct_grant_asset", row.held.open_disposal is None),
    }
    found = []
    for act in asset.grant.under(ASSET).open_acts(AssetState.of(asset.state), role):
        route, opens = names.get(act.name, ("", False))
        if opens:
            solid = act.name == "set_asset_period" and row.held.awaits_years
            url = reverse(route, args=[asset.pk])
            found.append({"name": act.name, "label": _(act.label), "url": url, "solid": solid, "post": False})
    return found


def _page(asset: Asset, title: str, done: str, lead: str) -> ActPage:
    url = reverse("grant_asset", args=[asset.pk])
    context = around(asset.grant, (asset.name, url), (title, ""))
    return ActPage(asset, title, title, url, done, lead=lead, context=context)


@opens_to_desk
@get_or_post
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = asset_or_404(request, pk)
    at_its_desk(request, found.grant)
    labels = labels_of(found.grant)
    form = AssetForm(posted(request), labels=labels, locked=True, initial=as_written(found))
    page = _page(
        found,
        _(ASSET.label_of("correct_asset")),
        _("台帳の記載を直しました。申請者に知らせました。"),
        _("申請者の申出により訂正します。前の記載は、訂正の理由とともに残ります。"),
    )
    return act_page(
        request,
        page,
        form,
        lambda _typed: correct_asset(
            asset=found, said=form.said(), reason=form.reason, membership=request.membership
        ),
    )


@opens_to_desk
@get_or_post
def set_period(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = asset_or_404(request, pk)
    at_its_desk(request, found.grant)
    form = PeriodForm(posted(request), initial={"years": found.years})
    page = _page(
        found,
        _(ASSET.label_of("set_asset_period")),
        _("処分の制限の期間を定めました。申請者に知らせました。"),
        _("耐用年数を勘案して定めます（適正化法22条ただし書）。定めるまで、制限は終わりません。"),
    )
    return act_page(
        request,
        page,
        form,
        lambda typed: set_asset_period(asset=found, membership=request.membership, **typed),
    )
