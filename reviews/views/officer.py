"""What the desk does about a plan: the two sheets and the findings."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audience import opens_to
from applications.models import Plan, PlanParty
from applications.parts.spec import PartSpec, sections_of
from applications.selectors import document_of
from applications.sight import viewer
from applications.words import page_words
from common import clock
from law.deadlines import shift
from law.lifecycle import DESK
from law.roles import MINISTRY, Role

from ..forms import (
    ClearForm,
    CorrectionForm,
    DueForm,
    FindingsForm,
    InquiryForm,
    Openable,
    PlainForm,
)
from ..models import Sheet
from ..selectors import (
    formal_parts,
    opinions_of,
    plans_at_desk,
)
from ..services import findings, sheets
from .acting import ActPage, act_at_once, act_page, desk_plan, posted

opens_to_desk = opens_to(*DESK)
opens_to_officers = opens_to(Role.OFFICER)
opens_to_readers = opens_to(*MINISTRY, Role.AUDITOR)
get_or_post = require_http_methods(["GET", "POST"])


# The two sheets


@opens_to_desk
@get_or_post
def request_correction(request: HttpRequest, pk: Any) -> HttpResponse:
    plan = desk_plan(request, pk)
    # Offered, and the officer's to change: a day on which the office can be asked.
    due = shift(clock.today() + timedelta(days=document_of(plan)["correction_days"]), enabled=True)
    form = CorrectionForm(posted(request), openable=_openable(plan, request), initial={"due_on": due})
    page = ActPage(
        plan,
        _("補正を求める"),
        _("補正を求める"),
        _sheets_of(plan),
        _("補正を求めました。申請者に知らせ、選んだ箇所を開きました。"),
        lead=str(page_words(plan).correct),
        template="reviews/officer/sheet.html",
    )

    def ask(typed: dict[str, Any]) -> Sheet:
        words = {"purpose": typed["purpose"], "due_on": typed["due_on"]}
        return sheets.request_correction(
            plan=plan, items=form.items(), membership=request.membership, **words
        )

    return act_page(request, page, form, ask)


@opens_to_desk
@get_or_post
def inquire(request: HttpRequest, pk: Any) -> HttpResponse:
    plan = desk_plan(request, pk)
    initial = {"responsible": request.user.name}
    form = InquiryForm(posted(request), openable=_openable(plan, request), initial=initial)
    form.fields["purpose"].help_text = page_words(plan).inquire_purpose
    page = ActPage(
        plan,
        _("照会・修正を依頼する"),
        _("照会・修正を依頼する"),
        _sheets_of(plan),
        _("照会・修正を依頼しました。申請者に知らせ、選んだ箇所を開きました。"),
        lead=str(page_words(plan).inquire),
        template="reviews/officer/sheet.html",
    )

    def ask(typed: dict[str, Any]) -> Sheet:
        words = {name: typed[name] for name in ("purpose", "responsible", "due_on")}
        return sheets.inquire(plan=plan, items=form.items(), membership=request.membership, **words)

    return act_page(request, page, form, ask)


def _openable(plan: Plan, request: HttpRequest) -> list[Openable]:
    eyes = viewer(plan, request.membership)
    sections = sections_of(document_of(plan))
    return [_openable_part(sections.get(key), key, party) for key, party in formal_parts(plan, eyes)]


def _openable_part(spec: PartSpec | None, key: str, party: PlanParty | None) -> Openable:
    title = str(spec.title) if spec else _("添付書類")
    whose = f"（{party.organisation.name}）" if party else ""
    return Openable(key, party.pk if party else None, f"{title}{whose}", spec.article if spec else "")


def _sheets_of(plan: Plan) -> str:
    return reverse("case", args=[plan.pk]) + "#sheets"


@opens_to_desk
@get_or_post
def extend_correction(request: HttpRequest, pk: Any) -> HttpResponse:
    sheet = _sheet(request, pk)
    page = ActPage(
        sheet.plan,
        _("補正の期限を延ばす"),
        _("期限を延ばす"),
        _sheets_of(sheet.plan),
        _("補正の期限を延ばし、申請者に知らせました。"),
    )
    form = DueForm(posted(request), initial={"due_on": sheet.due_on})
    member = request.membership
    return act_page(
        request, page, form, lambda typed: sheets.extend_correction(sheet=sheet, membership=member, **typed)
    )


@opens_to_officers
@get_or_post
def close_correction(request: HttpRequest, pk: Any) -> HttpResponse:
    sheet = _sheet(request, pk)
    page = ActPage(
        sheet.plan,
        _("補正を打ち切る"),
        _("補正を打ち切る"),
        _sheets_of(sheet.plan),
        _("補正を打ち切りました。審査に戻ります。"),
        lead=str(page_words(sheet.plan).close_correction),
        danger=True,
    )
    form = PlainForm(posted(request))
    member = request.membership
    return act_page(
        request, page, form, lambda _typed: sheets.close_correction(sheet=sheet, membership=member)
    )


@opens_to_officers
@get_or_post
def clear_defect(request: HttpRequest, pk: Any) -> HttpResponse:
    sheet = _sheet(request, pk)
    page = ActPage(
        sheet.plan,
        _("不備の解消を記録する"),
        _("記録する"),
        _sheets_of(sheet.plan),
        _("不備の解消を記録し、申請者に知らせました。"),
        lead=_(
            "補正によらずに不備がなくなったときに使います。記録した人と日時、経緯が残り、後から直せません。"
        ),
    )
    member = request.membership
    return act_page(
        request,
        page,
        ClearForm(posted(request)),
        lambda typed: sheets.clear_defect(sheet=sheet, membership=member, **typed),
    )


@opens_to_desk
@get_or_post
def withdraw_inquiry(request: HttpRequest, pk: Any) -> HttpResponse:
    sheet = _sheet(request, pk)
    page = ActPage(
        sheet.plan,
        _("照会・修正の依頼を撤回する"),
        _("撤回する"),
        _sheets_of(sheet.plan),
        _("照会・修正の依頼を撤回し、申請者に知らせました。"),
        lead=_("開いていた箇所は閉じ、回答を待ちません。"),
    )
    form = PlainForm(posted(request))
    member = request.membership
    return act_page(
        request, page, form, lambda _typed: sheets.withdraw_inquiry(sheet=sheet, membership=member)
    )


@opens_to_desk
@get_or_post
def withdraw_correction(request: HttpRequest, pk: Any) -> HttpResponse:
    sheet = _sheet(request, pk)
    page = ActPage(
        sheet.plan,
        _("補正の求めを撤回する"),
        _("撤回する"),
        _sheets_of(sheet.plan),
        _("補正の求めを撤回し、申請者に知らせました。審査に戻ります。"),
        lead=str(page_words(sheet.plan).withdraw_correction),
        danger=True,
    )
    form = PlainForm(posted(request))
    member = request.membership
    return act_page(
        request, page, form, lambda _typed: sheets.withdraw_correction(sheet=sheet, membership=member)
    )


def _sheet(request: HttpRequest, pk: Any) -> Sheet:
    rows = Sheet.objects.filter(plan__in=plans_at_desk(request.membership).values("pk"))
    return get_object_or_404(rows.select_related("plan__case", "plan__scheme", "plan__scheme_version"), pk=pk)


# The findings


@opens_to_officers
@get_or_post
def write_findings(request: HttpRequest, pk: Any) -> HttpResponse:
    plan = desk_plan(request, pk)
    form = FindingsForm(posted(request), criteria=document_of(plan)["criteria"], initial=_as_found(plan))
    page = ActPage(
        plan,
        _("審査調書を書く"),
        _("審査調書を保存する"),
        reverse("case_findings", args=[plan.pk]),
        _("審査調書を保存しました。"),
        lead=str(page_words(plan).find),
        template="reviews/officer/findings.html",
        context={"opinions": opinions_of(plan), "items": document_of(plan)["review_items"]},
    )
    return act_page(
        request,
        page,
        form,
        lambda _typed: findings.write_findings(plan=plan, rows=form.rows(), membership=request.membership),
    )


@opens_to_officers
@require_POST
def confirm_finding(request: HttpRequest, pk: Any, criterion: str, version: int) -> HttpResponse:
    """One click: what was found of an older version holds for the `version` the officer has read."""
    plan = desk_plan(request, pk)
    back = reverse("case_findings", args=[plan.pk])
    done = _("この所見は第%(number)s版でも同じである旨を記録しました。") % {"number": version}

    def confirm() -> object:
        return findings.confirm_finding(
            plan=plan, criterion=criterion, version=version, membership=request.membership
        )

    return act_at_once(request, back, done, confirm)


def _as_found(plan: Plan) -> dict[str, str]:
    initial = {}
    for each in plan.findings.standing():
        code = each.criterion
        words = {"fits": "yes" if each.fits else "no", "fact": each.fact, "page": each.page}
        initial |= {f"{name}-{code}": value for name, value in words.items()}
    return initial
