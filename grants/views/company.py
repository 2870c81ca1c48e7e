"""The company's pages: begin, write, file, see where it stands, report on a condition."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audience import opens_to, opens_to_members
from applications.selectors import plans_visible_to
from applications.services.saving import Saved
from applications.views.applicant.typed import plain, shown_before
from common import files
from common.acting import ActPage, act_page, posted, tell_saved
from common.forms import PlainForm
from law.acts import Refused
from law.authorities import AUTHORITY_OF, CHOSEN
from law.lifecycle import CONDITION
from law.roles import APPLICANTS, Role
from law.states import GrantState
from law.visibility import Kind

from ..assets.panels import assets_to_show
from ..change_panels import changes_to_show
from ..evidence.checklist import needs_of
from ..evidence.rows import live_rows
from ..forms import GrantForm, ReportForm, StartForm, read
from ..models import Condition, Grant
from ..panels import (
    TONES,
    conditions_to_show,
    headline,
    leaving_granted,
    letters_of_grant,
    money_of_grant,
    span_label,
    ways_from_grant,
)
from ..report_panels import reports_to_show
from ..selectors import (
    asked,
    category_label,
    grants_with_parts,
    lines_of,
    open_fields,
    open_remarks,
    own_party,
    told,
    years_to_ask,
)
from ..services.conditions import EVIDENCE, Evidence, report_condition
from ..services.filing import correct_grant, file_grant
from ..services.starting import discard_grant, save_grant, start_grant
from ..sight import grants_visible_to, viewer

opens_to_applicants = opens_to(*APPLICANTS)
opens_to_representatives = opens_to(Role.REPRESENTATIVE)
get_or_post = require_http_methods(["GET", "POST"])


def grant_or_404(request: HttpRequest, pk: UUID) -> Grant:
    return get_object_or_404(grants_with_parts(grants_visible_to(request.membership)), pk=pk)


def about(request: HttpRequest, grant: Grant) -> dict[str, Any]:
    """What every page of one grant shows."""
    now = headline(grant)
    return {
        "place": "filings",
        "grant": grant,
        "tone": TONES[grant.status],
        "span": span_label(grant),
        "turn": now.text,
        "yours": now.yours,
        "onward": now,
        "is_representative": request.membership.role == Role.REPRESENTATIVE,
    }


@opens_to_applicants
@get_or_post
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = plans_visible_to(request.membership).select_related("scheme__fund", "case", "call")
    plan = get_object_or_404(rows, pk=pk, scheme__kind__in=AUTHORITY_OF)
    chosen = {"chosen": _(CHOSEN[AUTHORITY_OF[plan.scheme.kind]])}
    party = own_party(plan, request.membership)
    years = years_to_ask(plan, party) if party else []
    form = StartForm(posted(request), years=years) if years else PlainForm(posted(request))
    page = ActPage(
        plan,
        _("交付申請を作成する"),
        _("作成する"),
        reverse("plan", args=[plan.pk]),
        _("%(chosen)s計画の経費を写して、交付申請の下書きを作りました。") % chosen,
        lead=_(
            "%(chosen)s計画のうち、自社の経費について交付を申請します。"
            "金額は計画から写します。作成した後で直せます。共同の申請者は、それぞれ自社の分を申請します。"
        )
        % chosen,
        context={"eyebrow": plan.title, "place": "filings"},
    )
    made: list[Grant] = []

    def begin(typed: dict[str, Any]) -> None:
        year = typed.get("fiscal_year")
        made.append(start_grant(plan=plan, membership=request.membership, fiscal_year=year))

    answer = act_page(request, page, form, begin)
    return redirect("grant_form", made[0].pk) if made else answer


@opens_to_applicants
@get_or_post
def grant_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole application on one page; what may not be typed into now is shown as it stands."""
    grant = grant_or_404(request, pk)
    opened = open_fields(grant)
    if opened is not None and not opened:
        return redirect("grant", grant.pk)
    saved: Saved | None = None
    refused: list[str] = []
    if request.method == "POST":
        try:
            saved = save_grant(
                grant=grant, changes=changes_in(request, read(grant)), membership=request.membership
            )
        except Refused as closed:
            refused = [reason.text for reason in closed.reasons]
        if saved and not saved.conflicts and not saved.refused:
            tell_saved(request, [each["label"] for each in errors_of(read(grant_or_404(request, pk)))])
            return redirect("review_grant" if "review" in request.POST else "grant_form", grant.pk)
        grant.refresh_from_db()
    return _show_form(request, grant, opened, saved, refused)


def changes_in(request: HttpRequest, form: GrantForm) -> dict[str, tuple[str, str]]:
    """Only what the person touched: each box with what they saw in it and what they left."""
    before = shown_before(request.POST)
    boxes = set(form.inputs()) & {*before, *request.POST}
    now = {box: str(request.POST.get(box, "")) for box in boxes}
    return {
        box: (before.get(box, ""), text)
        for box, text in now.items()
        if plain(text) != before.get(box, "") and box in before
    }


def _show_form(
    request: HttpRequest, grant: Grant, opened: frozenset[str] | None, saved: Saved | None, refused: list[str]
) -> HttpResponse:
    form = read(grant)
    context = about(request, grant) | {
        **as_typed(form, opened, saved, refused),
        "remarks": told(grant, open_remarks(grant)),
        "amounts": None if form.checked.errors else asked(form),
    }
    return render(request, "grants/company/form.html", context)


def as_typed(
    form: GrantForm, opened: frozenset[str] | None, saved: Saved | None, refused: list[str]
) -> dict[str, Any]:
    """What a page shows that is typed into: the boxes, what is wrong, what was not saved and why."""
    return {
        "form": form,
        "opened": opened,
        "errors": errors_of(form),
        "warnings": list(form.checked.warnings.values()),
        "refused": refused + (list(saved.refused.values()) if saved else []),
        "conflicts": saved.conflicts if saved else [],
        "shown": shown_in(form, opened),
        "years": list(form.years(opened)),
        "texts_opened": opened is None or "content" in opened,
    }


def as_checked(form: GrantForm, refused: list[str]) -> dict[str, Any]:
    """What a page shows before the filing: the whole as it will be frozen, and what is warned of."""
    return {
        "form": form,
        "errors": errors_of(form),
        "warnings": list(form.checked.warnings.values()),
        "lacks": form.checked.lacks,
        "told": form.told(),
        "refused": refused,
        "years": list(form.years(frozenset())),
    }


def shown_in(form: GrantForm, opened: frozenset[str] | None) -> str:
    boxes = [box for name, names in form.boxes().items() if opened is None or name in opened for box in names]
    return json.dumps({box: form.data.get(box, "") for box in boxes}, ensure_ascii=False)


def errors_of(form: GrantForm) -> list[dict[str, Any]]:
    return [
        {"id": bound.id_for_label or bound.auto_id, "label": bound.label, "text": text}
        for bound in form
        for text in bound.errors
    ]


@opens_to_applicants
@get_or_post
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole as it will be frozen, what is warned of, and the one button."""
    grant = grant_or_404(request, pk)
    if grant.state not in (GrantState.DRAFT, GrantState.CORRECTION):
        return redirect("grant", grant.pk)
    refused: list[str] = []
    if request.method == "POST":
        act = file_grant if grant.state == GrantState.DRAFT else correct_grant
        try:
            version = act(grant=grant, membership=request.membership, arrived_at=request.arrived_at)
            return redirect("grant_version", grant.pk, version.number)
        except Refused as closed:
            refused = [reason.text for reason in closed.reasons]
            grant.refresh_from_db()
    form = read(grant)
    amounts = None if form.checked.errors else asked(form)
    context = about(request, grant) | as_checked(form, refused) | {"amounts": amounts}
    return render(request, "grants/company/review.html", context)


@opens_to_applicants
@get_or_post
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    grant = grant_or_404(request, pk)
    page = ActPage(
        grant,
        _("下書きを削除する"),
        _("削除する"),
        reverse("plan", args=[grant.plan_id]),
        _("交付申請の下書きを削除しました。"),
        lead=_("提出していない下書きだけを削除できます。元に戻すことはできません。"),
        danger=True,
        context={"eyebrow": grant.title, "place": "filings"},
    )
    return act_page(
        request,
        page,
        PlainForm(posted(request)),
        lambda _typed: discard_grant(grant=grant, membership=request.membership),
    )


@opens_to_applicants
@require_GET
def standing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it stands, what is due, its letters, conditions and versions."""
    grant = grant_or_404(request, pk)
    if grant.state == GrantState.DRAFT:
        return redirect("grant_form", grant.pk)
    context = about(request, grant) | {
        "remarks": told(grant, open_remarks(grant)) if grant.state == GrantState.CORRECTION else [],
        "letters": letters_of_grant.ask(grant, request.membership),
        "money": next(iter(money_of_grant.ask(grant)), None),
        "leaving": next(iter(leaving_granted.ask(grant)), None),
        "may_withdraw": grant.state in (GrantState.FILED, GrantState.EXAMINATION, GrantState.CORRECTION),
        **conditions_to_show(grant),
        "reportable": [act.start for act in CONDITION.acts if act.name == "report_condition"],
        "reports": reports_to_show(grant),
        "needs": needs_of(grant, live_rows(grant)) if grant.is_decided else [],
        "changes": changes_to_show(grant, request.membership),
        "assets": assets_to_show(grant, request.membership),
        "ways": ways_from_grant.ask(grant, request.membership),
        "versions": list(grant.filings.select_related("receipt").order_by("-number")),
    }
    return render(request, "grants/company/grant.html", context)


@opens_to_applicants
@require_GET
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """What was filed, with its receipt: the record is this row, made with the filing."""
    grant = grant_or_404(request, pk)
    found = get_object_or_404(grant.filings.select_related("receipt"), number=number)
    said = json.loads(found.content)
    lines = [(line, category_label(grant, line.cost_line)) for line in lines_of(found)]
    context = about(request, grant) | {"version": found, "said": said, "lines": lines}
    return render(request, "grants/company/version.html", context)


@opens_to_representatives
@get_or_post
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = grants_visible_to(request.membership)
    condition = get_object_or_404(Condition.objects.select_related("grant__plan"), pk=pk, grant__in=own)
    page = ActPage(
        condition,
        _("条件の履行を報告する"),
        _("報告する"),
        reverse("grant", args=[condition.grant_id]),
        _("履行を報告しました。%(house)sが確認します。") % {"house": condition.grant.house},
        lead=condition.text,
        context={"eyebrow": condition.grant.title, "place": "filings"},
    )

    def tell(typed: dict[str, Any]) -> None:
        upload = typed["evidence"]
        evidence = (
            Evidence(files.store(upload=upload, limits=EVIDENCE), files.label(upload.name))
            if upload
            else None
        )
        report_condition(
            condition=condition, report=typed["report"], evidence=evidence, membership=request.membership
        )

    form = ReportForm(posted(request), request.FILES or None, initial={"report": condition.report})
    return act_page(request, page, form, tell)


@opens_to_members
@require_GET
def evidence(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    rows = Condition.objects.select_related("grant__case", "grant__party", "evidence")
    visible = grants_visible_to(request.membership)
    condition = get_object_or_404(rows, pk=pk, evidence__isnull=False, grant__in=visible)
    if not viewer(condition.grant, request.membership).sees(Kind.GRANT):
        return redirect("home")
    return files.serve(condition.evidence, name=condition.evidence_name)
