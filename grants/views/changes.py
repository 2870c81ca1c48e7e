"""The company's pages of a change: begin, write, tell or ask for it, take it back, see where it stands."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from applications.services.saving import Saved
from common.acting import ActPage, act_page, posted
from common.forms import PlainForm
from law.acts import Refused
from law.states import ChangeState

from ..change_panels import CHANGE_TONES, change_label, turn_of_change
from ..changes import (
    OPEN_TO_TYPING,
    ChangeDraft,
    changes_visible_to,
    latest_change_version,
    lines_said,
    open_change_remarks,
    said_in,
)
from ..forms_change import StartChangeForm
from ..models import GrantChange
from ..selectors import told
from ..services.changing import (
    correct_change,
    discard_change,
    file_change,
    notify_change,
    save_change,
    start_change,
    withdraw_change,
)
from .company import (
    about,
    as_checked,
    as_typed,
    changes_in,
    get_or_post,
    grant_or_404,
    opens_to_applicants,
    opens_to_representatives,
)


def change_or_404(request: HttpRequest, pk: UUID) -> GrantChange:
    return get_object_or_404(changes_visible_to(request.membership), pk=pk)


def around(request: HttpRequest, change: GrantChange) -> dict[str, Any]:
    """What every page of one change shows."""
    turn, yours = turn_of_change(change)
    return about(request, change.grant) | {
        "change": change,
        "label": change_label(change),
        "change_tone": CHANGE_TONES[change.status],
        "turn": turn,
        "yours": yours,
        "remarks": told(change.grant, open_change_remarks(change)),
    }


def _act_of(change: GrantChange, title: str, done: str, **more: Any) -> ActPage:
    context = {"eyebrow": f"{change.grant.title}　{change_label(change)}", "place": "filings"}
    submit, back = more.pop("submit", title), more.pop("back", reverse("grant_change", args=[change.pk]))
    return ActPage(change, title, submit, back, done, context=context, **more)


@opens_to_applicants
@get_or_post
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    grant = grant_or_404(request, pk)
    form = StartChangeForm(posted(request), initial={"kind": "plan"})
    page = ActPage(
        grant,
        _("変更の手続を始める"),
        _("始める"),
        reverse("grant", args=[grant.pk]),
        _("いまの内容を写して、下書きを作りました。"),
        lead=_(
            "経費の配分、内容、期間を変えるとき、中止又は廃止をするときは、軽微な変更を除き、承認が要ります（適正化法7条1項の条件）。"
            "変える内容を入れると、届出で足りるか、承認が要るかが、その場で分かります。"
        ),
        context={"eyebrow": grant.title, "place": "filings"},
    )
    made: list[GrantChange] = []
    answer = act_page(
        request,
        page,
        form,
        lambda typed: made.append(start_change(grant=grant, membership=request.membership, **typed)),
    )
    return redirect("change_form", made[0].pk) if made else answer


@opens_to_applicants
@require_GET
def standing(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = change_or_404(request, pk)
    if change.state == ChangeState.DRAFT:
        return redirect("change_form", change.pk)
    version = latest_change_version(change)
    said = said_in(version) if version else {}
    context = around(request, change) | {
        "version": version,
        "said": said,
        "rows": lines_said(change.grant, said),
        "versions": list(change.versions.select_related("receipt").order_by("-number")),
        "may_withdraw": change.state in (ChangeState.FILED, ChangeState.CORRECTION),
    }
    return render(request, "grants/company/change.html", context)


@opens_to_applicants
@get_or_post
def form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole change on one page; what may not be typed into now is shown as it stands."""
    change = change_or_404(request, pk)
    if change.state not in OPEN_TO_TYPING:
        return redirect("grant_change", change.pk)
    saved: Saved | None = None
    refused: list[str] = []
    if request.method == "POST":
        changes = changes_in(request, ChangeDraft(change).form)
        try:
            saved = save_change(change=change, changes=changes, membership=request.membership)
        except Refused as closed:
            refused = [reason.text for reason in closed.reasons]
        if saved and not saved.conflicts and not saved.refused:
            messages.success(request, _("保存しました。"))
            return redirect("review_change" if "review" in request.POST else "change_form", change.pk)
        change = change_or_404(request, pk)
    draft = ChangeDraft(change)
    context = around(request, change) | {
        **as_typed(draft.form, draft.opened, saved, refused),
        **_judged(draft),
        "texts_opened": draft.opened is None or "why" in draft.opened,
    }
    return render(request, "grants/company/change_form.html", context)


def _judged(draft: ChangeDraft) -> dict[str, Any]:
    """What comes of it, and whether a notice suffices, with the trace of that."""
    return {
        "amounts": draft.amounts,
        "was_amounts": draft.was_amounts,
        "steps": [step.as_json() for step in draft.steps],
        "suffices": draft.suffices,
        "beside": _("いまの内容"),
    }


ACTS = {"notify": notify_change, "file": file_change, "correct": correct_change}


@opens_to_applicants
@get_or_post
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole as it will be frozen, whether a notice suffices, and the button."""
    change = change_or_404(request, pk)
    if change.state not in OPEN_TO_TYPING:
        return redirect("grant_change", change.pk)
    refused: list[str] = []
    if request.method == "POST":
        wanted = "correct" if change.state == ChangeState.CORRECTION else request.POST.get("act", "file")
        try:
            act = ACTS.get(wanted, file_change)
            version = act(change=change, membership=request.membership, arrived_at=request.arrived_at)
            return redirect("change_version", change.pk, version.number)
        except Refused as closed:
            refused = [reason.text for reason in closed.reasons]
            change = change_or_404(request, pk)
    draft = ChangeDraft(change)
    context = around(request, change) | as_checked(draft.form, refused) | _judged(draft)
    return render(request, "grants/company/change_review.html", context)


@opens_to_applicants
@get_or_post
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = change_or_404(request, pk)
    page = _act_of(
        change,
        _("下書きを削除する"),
        _("変更の下書きを削除しました。"),
        submit=_("削除する"),
        back=reverse("grant", args=[change.grant_id]),
        lead=_("提出していない下書きだけを削除できます。元に戻すことはできません。"),
        danger=True,
    )
    return act_page(
        request,
        page,
        PlainForm(posted(request)),
        lambda _typed: discard_change(change=change, membership=request.membership),
    )


@opens_to_representatives
@get_or_post
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = change_or_404(request, pk)
    page = _act_of(
        change,
        _("変更の申請を取り下げる"),
        _("変更の申請を取り下げました。"),
        submit=_("取り下げる"),
        lead=_("取り下げると、補助事業の内容は、この申請の前のままです。元に戻すことはできません。"),
        danger=True,
    )
    return act_page(
        request,
        page,
        PlainForm(posted(request)),
        lambda _typed: withdraw_change(change=change, membership=request.membership),
    )


@opens_to_applicants
@require_GET
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """What was filed, with its receipt: the record is this row, made with the filing."""
    change = change_or_404(request, pk)
    found = get_object_or_404(change.versions.select_related("receipt"), number=number)
    said = said_in(found)
    rows = lines_said(change.grant, said)
    context = around(request, change) | {"version": found, "said": said, "rows": rows}
    return render(request, "grants/company/change_version.html", context)
