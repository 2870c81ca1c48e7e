"""The company's pages of the disposal of an asset: ask for the approval, mend it, take it back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common.acting import ActPage, act_page, posted
from common.forms import PlainForm
from law.states import DisposalState

from ..assets.forms import DisposalForm, as_filed
from ..assets.panels import DISPOSAL_TONES, disposal_label, turn_of_disposal
from ..assets.reading import disposals_visible_to, is_open, open_disposal_remarks, version_of
from ..assets.shown import asset_row, told_of_disposal
from ..models import Disposal
from ..services.disposing import correct_disposal, file_disposal, withdraw_disposal
from .assets import asset_or_404
from .company import about, get_or_post, opens_to_applicants, opens_to_representatives


def disposal_or_404(request: HttpRequest, pk: UUID) -> Disposal:
    return get_object_or_404(disposals_visible_to(request.membership), pk=pk)


@opens_to_applicants
@require_GET
def standing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it stands, what was asked, and its letters on the grant's own page."""
    disposal = disposal_or_404(request, pk)
    turn, yours = turn_of_disposal(disposal)
    context = about(request, disposal.grant) | {
        "disposal": disposal,
        "label": disposal_label(disposal),
        "disposal_tone": DISPOSAL_TONES[disposal.status],
        "turn": turn,
        "yours": yours,
        "row": asset_row(disposal.asset),
        "remarks": open_disposal_remarks(disposal),
        "told": told_of_disposal(version_of(disposal)),
        "versions": disposal.versions.order_by("-number"),
        "may_withdraw": is_open(disposal),
    }
    return render(request, "grants/company/disposal.html", context)


@opens_to_representatives
@get_or_post
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    asset = asset_or_404(request, pk)
    form = DisposalForm(posted(request))
    page = ActPage(
        asset,
        _("財産の処分の承認を申請する"),
        _("申請する"),
        reverse("asset", args=[asset.pk]),
        _("処分の承認を申請しました。受付の記録は、処分の手続のページにあります。"),
        lead=_(
            "処分の制限を受ける財産は、承認を受けるまで、転用、譲渡、交換、貸付け、取壊し、廃棄又は担保に供することができません（適正化法22条）。申請は到達した時に受け付けられます。"
        ),
        context={"eyebrow": f"{asset.grant.title}　{asset.name}", "place": "filings"},
    )
    made: list[Disposal] = []

    def do(_typed: dict[str, Any]) -> None:
        version = file_disposal(
            asset=asset, asked=form.asked(), membership=request.membership, arrived_at=request.arrived_at
        )
        made.append(version.disposal)

    answer = act_page(request, page, form, do)
    return redirect("disposal", made[0].pk) if made else answer


@opens_to_representatives
@get_or_post
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    disposal = disposal_or_404(request, pk)
    if disposal.state != DisposalState.CORRECTION:
        return redirect("disposal", disposal.pk)
    form = DisposalForm(posted(request), initial=as_filed(version_of(disposal)))
    page = _page(
        disposal,
        _("直した処分の申請を提出する"),
        _("直した申請を提出しました。"),
        submit=_("提出する"),
        lead="　".join(remark.text for remark in open_disposal_remarks(disposal)),
    )
    return act_page(
        request,
        page,
        form,
        lambda _typed: correct_disposal(
            disposal=disposal,
            asked=form.asked(),
            membership=request.membership,
            arrived_at=request.arrived_at,
        ),
    )


@opens_to_representatives
@get_or_post
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    disposal = disposal_or_404(request, pk)
    page = _page(
        disposal,
        _("処分の申請を取り下げる"),
        _("処分の申請を取り下げました。"),
        submit=_("取り下げる"),
        lead=_("取り下げると、処分の制限はこれまでのとおり続きます。元に戻すことはできません。"),
        danger=True,
    )
    return act_page(
        request,
        page,
        PlainForm(posted(request)),
        lambda _typed: withdraw_disposal(disposal=disposal, membership=request.membership),
    )


def _page(disposal: Disposal, title: str, done: str, **more: Any) -> ActPage:
    back = reverse("disposal", args=[disposal.pk])
    context = {"eyebrow": f"{disposal.grant.title}　{disposal_label(disposal)}", "place": "filings"}
    return ActPage(disposal, title, more.pop("submit", title), back, done, context=context, **more)
