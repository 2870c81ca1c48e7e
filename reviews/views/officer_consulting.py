"""What the officers do about the consultations of a plan, and who may read what was sent and answered."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audience import opens_to
from applications.models import Plan
from applications.selectors import document_of
from common import files
from common.models import StoredFile
from law.roles import MINISTRY, Role

from ..forms import AnswerForm, AskAnywayForm, NoteForm, PrepareForm, SendingForm
from ..models import Consultation, Continuation
from ..selectors import plans_at_desk, required_bodies, trigger_of
from ..services import consultations
from .acting import ActPage, act_page, desk_plan, posted

opens_to_officers = opens_to(Role.OFFICER)
opens_to_readers = opens_to(*MINISTRY, Role.AUDITOR)
get_or_post = require_http_methods(["GET", "POST"])
SCANS = files.Limits(
    max_bytes=20 * 1024 * 1024, kinds=frozenset({files.Kind.PDF, files.Kind.PNG, files.Kind.JPEG})
)


@opens_to_officers
@get_or_post
def prepare_consultation(request: HttpRequest, pk: Any, body: str) -> HttpResponse:
    plan = desk_plan(request, pk)
    if body not in document_of(plan)["consultations"]:
        raise Http404
    name = dict(Consultation.Body.choices)[body]
    page = ActPage(
        plan,
        _("%(body)sへの協議書を作成する") % {"body": name},
        _("協議書を作成する"),
        _consultations_of(plan),
        _("協議書の作成を始めました。できあがるとここから取り出せます。"),
        lead=_("協議書、申請書の写し、添付書類、ハッシュ値付きの目録を一式にします。"),
    )
    required = body in required_bodies(plan, trigger_of(plan))
    form = (PrepareForm if required else AskAnywayForm)(posted(request))
    member = request.membership
    return act_page(
        request,
        page,
        form,
        lambda typed: consultations.prepare_consultation(plan=plan, body=body, membership=member, **typed),
    )


@opens_to_officers
@get_or_post
def record_sending(request: HttpRequest, pk: Any) -> HttpResponse:
    consultation = _consultation(request, pk)
    page = _consulting(consultation, _("送付を記録する"), _("送付を記録しました。"))
    form = SendingForm(posted(request))
    member = request.membership
    return act_page(
        request,
        page,
        form,
        lambda typed: consultations.record_sending(consultation=consultation, membership=member, **typed),
    )


@opens_to_officers
@get_or_post
def record_answer(request: HttpRequest, pk: Any) -> HttpResponse:
    consultation = _consultation(request, pk)
    page = _consulting(consultation, _("回答を記録する"), _("回答を記録しました。"))
    form = AnswerForm(posted(request), request.FILES or None)
    member = request.membership

    def record(typed: dict[str, Any]) -> Consultation:
        scan = _stored(typed.pop("scan"))
        return consultations.record_answer(consultation=consultation, scan=scan, membership=member, **typed)

    return act_page(request, page, form, record)


def _stored(upload: Any) -> StoredFile | None:
    return files.store(upload=upload, limits=SCANS) if upload else None


@opens_to_officers
@get_or_post
def close_consultation(request: HttpRequest, pk: Any) -> HttpResponse:
    consultation = _consultation(request, pk)
    page = _consulting(consultation, _("協議を取りやめる"), _("協議を取りやめました。"))
    form = NoteForm(posted(request))
    member = request.membership
    return act_page(
        request,
        page,
        form,
        lambda typed: consultations.close_consultation(consultation=consultation, membership=member, **typed),
    )


@opens_to_readers
@require_GET
def consultation_package(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The whole package, confidential parts too: for the ministry and the auditor."""
    consultation = get_object_or_404(_consultations(request), pk=pk, package__isnull=False)
    name = f"{consultation.plan.number}_{consultation.get_body_display()}.zip"
    return files.serve(consultation.package, name=name)


@opens_to_readers
@require_GET
def consultation_answer(request: HttpRequest, pk: Any) -> HttpResponseBase:
    consultation = get_object_or_404(_consultations(request), pk=pk, answer_scan__isnull=False)
    scan = consultation.answer_scan
    name = _("%(number)s_回答.%(kind)s") % {"number": consultation.plan.number, "kind": scan.kind}
    return files.serve(scan, name=name, inline=True)


@opens_to_readers
@require_GET
def consultation_continuation(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """A letter of 継続, kept beside the answer that came after it."""
    rows = Continuation.objects.filter(consultation__in=_consultations(request).values("pk"))
    found = get_object_or_404(rows.select_related("consultation__plan", "scan"), pk=pk, scan__isnull=False)
    words = {"number": found.consultation.plan.number, "kind": found.scan.kind}
    return files.serve(found.scan, name=_("%(number)s_継続.%(kind)s") % words, inline=True)


def _consultations(request: HttpRequest):
    rows = Consultation.objects.filter(plan__in=plans_at_desk(request.membership).values("pk"))
    return rows.select_related("plan", "package", "answer_scan")


def _consultation(request: HttpRequest, pk: Any) -> Consultation:
    return get_object_or_404(_consultations(request), pk=pk)


def _consulting(consultation: Consultation, title: str, done: str) -> ActPage:
    lead = f"{consultation.get_body_display()}　{consultation.document_number}"
    return ActPage(consultation.plan, title, title, _consultations_of(consultation.plan), done, lead=lead)


def _consultations_of(plan: Plan) -> str:
    return reverse("case_consultations", args=[plan.pk])
