"""The company's pages of 証憑: what is needed and there, one row, its files."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.audience import opens_to
from applications.readout import shown
from common import files
from common.acting import ActPage, act_at_once, act_page, is_done, posted
from common.forms import PlainForm
from law.acts import Reason, Refused
from law.roles import APPLICANTS, MINISTRY, NIBN, Role
from law.states import GrantState

from ..evidence.cells import VALUES, EvidenceForm
from ..evidence.checklist import needs_of
from ..evidence.listed import in_order, own_listed, own_page
from ..evidence.rows import asked_of, closed_lines, labels_of, live_rows
from ..forms_evidence import HangForm
from ..models import Evidence, EvidenceFile, Grant
from ..services.evidence import (
    LIMITS,
    Hanging,
    Told,
    hang_evidence_file,
    keep_evidence,
    remove_evidence,
    take_evidence_file,
)
from ..sight import evidence_visible_to
from .company import about, get_or_post, grant_or_404, opens_to_applicants


def decided_or_404(request: HttpRequest, pk: UUID) -> Grant:
    """Evidence is kept from the day of the decision on."""
    grant = grant_or_404(request, pk)
    if not grant.is_decided:
        raise Http404
    return grant


def around(request: HttpRequest, grant: Grant) -> dict[str, Any]:
    closed = closed_lines(grant)
    labels = labels_of(grant)
    may_keep = grant.state == GrantState.GRANTED and bool(set(labels) - closed)
    return about(request, grant) | {"labels": labels, "closed": closed, "may_keep": may_keep}


@opens_to_applicants
@require_GET
def evidence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Per cost line what is needed and what is there, then the rows, of one line or of all."""
    grant = decided_or_404(request, pk)
    context = around(request, grant)
    needs = needs_of(grant, live_rows(grant))
    wanted = request.GET.get("line", "")
    line = next((each for each in needs if str(each.place) == wanted), None)
    page = own_page(grant, request.GET, line.line if line else None)
    context |= {
        "needs": needs,
        "line": line,
        "page": page,
        "rows": own_listed(grant, page.rows, context["labels"], context["closed"]),
        "count": sum(each.rows for each in ([line] if line else needs)),
    }
    return render(request, "grants/company/evidence.html", context)


# One row


@opens_to_applicants
@get_or_post
def add_row(request: HttpRequest, pk: UUID) -> HttpResponse:
    grant = decided_or_404(request, pk)
    form = EvidenceForm(posted(request), labels=labels_of(grant), initial={"line": request.GET.get("line")})

    def add(_said: dict[str, Any]) -> None:
        made.extend(keep_evidence(grant=grant, rows=[told_by(form, 0)], membership=request.membership))

    made: list[Evidence] = []
    if request.method == "POST" and form.is_valid() and is_done(form, add):
        messages.success(request, _("証憑を記録しました。書類を付けてください。"))
        return redirect("evidence_row", made[0].pk)
    context = around(request, grant) | {"form": form, "row": None}
    return render(request, "grants/company/evidence_row.html", context)


@opens_to_applicants
@get_or_post
def row(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One payment: its boxes, what it asks, its files. What stands filed is shown and not typed into."""
    found = row_or_404(request, pk)
    context = around(request, found.grant)
    form = EvidenceForm(posted(request), labels=context["labels"], initial=_as_kept(found))
    seen = request.POST.get("seen", "")

    def change(_said: dict[str, Any]) -> None:
        told = told_by(form, int(seen) if seen.isdecimal() else found.edition)
        saved.extend(
            keep_evidence(
                grant=found.grant, rows=[told], membership=request.membership, instead_of=found.number
            )
        )

    saved: list[Evidence] = []
    if request.method == "POST" and form.is_valid() and is_done(form, change):
        messages.success(request, _("保存しました。"))
        return redirect("evidence_row", saved[0].pk)
    context |= {
        "form": form,
        "row": found,
        "label": context["labels"].get(found.cost_line_id, ""),
        "may_change": context["may_keep"] and found.cost_line_id not in context["closed"],
        "asked": asked_of(found.grant, [found])[found.pk],
        "papers": in_order(found.files.select_related("file")),
        "told": told_of(form, found),
    }
    return render(request, "grants/company/evidence_row.html", context)


@opens_to_applicants
@get_or_post
def remove_row(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = row_or_404(request, pk)
    page = ActPage(
        found,
        _("証憑を取り除く"),
        _("取り除く"),
        reverse("evidence", args=[found.grant_id]),
        _("証憑を取り除きました。"),
        lead=_("証憑%(number)sと、付けた書類を取り除きます。提出した実績報告の証憑は、その報告に残ります。")
        % {"number": found.number},
        danger=True,
        context={"eyebrow": found.grant.title, "place": "filings"},
    )
    return act_page(
        request,
        page,
        PlainForm(posted(request)),
        lambda _said: remove_evidence(row=found, membership=request.membership),
    )


def row_or_404(request: HttpRequest, pk: UUID) -> Evidence:
    rows = evidence_visible_to(request.membership).filter(removed_at=None)
    found = get_object_or_404(rows.select_related("cost_line"), pk=pk)
    found.grant = decided_or_404(request, found.grant_id)
    return found


def told_by(form: EvidenceForm, seen: int | None) -> Told:
    said = form.cleaned_data
    return Told(said["number"], said["line"], {name: said[name] for name in VALUES}, seen)


def told_of(form: EvidenceForm, found: Evidence) -> list[tuple[str, str]]:
    """What is known of a row, as a reader wants it."""
    held = {name: getattr(found, name) for name in VALUES}
    days = {name: day.isoformat() for name, day in held.items() if isinstance(day, date)}
    said = held | days | {"is_related": _("はい") if found.is_related else ""}
    return [
        (str(form.fields[name].label), shown(form.fields[name], value))
        for name, value in said.items()
        if value not in (None, "")
    ]


def _as_kept(found: Evidence) -> dict[str, Any]:
    held = {name: getattr(found, name) for name in VALUES}
    return held | {"number": found.number, "line": found.cost_line_id}


# Files


@opens_to_applicants
@get_or_post
def hang_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = row_or_404(request, pk)
    shows = [request.GET["shows"]] if "shows" in request.GET else []
    form = HangForm(posted(request), request.FILES or None, initial={"shows": shows})
    page = ActPage(
        found,
        _("証憑に書類を付ける"),
        _("付ける"),
        reverse("evidence_row", args=[found.pk]),
        _("書類を付けました。"),
        lead=_("証憑%(number)s　%(item)s") % {"number": found.number, "item": found.item},
        context={"eyebrow": found.grant.title, "place": "filings"},
    )
    hung: list[EvidenceFile] = []

    def hang(said: dict[str, Any]) -> None:
        rows = [found, *_others(found, form.numbers())]
        upload = said["file"]
        stored = files.store(upload=upload, limits=LIMITS)
        hangings = [Hanging(each, stored, upload.name, said["shows"]) for each in rows]
        hung.extend(hang_evidence_file(grant=found.grant, hangings=hangings, membership=request.membership))

    answer = act_page(request, page, form, hang)
    own = [each.evidence_id for each in hung if each.evidence.number == found.number]
    return redirect("evidence_row", own[0]) if own else answer


def _others(found: Evidence, numbers: list[str]) -> list[Evidence]:
    """The other rows that a file serves, by their numbers; one that is not there is told."""
    rows = {row.number: row for row in live_rows(found.grant).filter(number__in=numbers)}
    unknown = [number for number in numbers if number not in rows]
    if unknown:
        text = _("この番号の証憑はありません：%s。番号を確かめてください。")
        raise Refused(Reason("unknown_evidence", text % "、".join(unknown)))
    return [row for number, row in rows.items() if number != found.number]


def _file_or_404(request: HttpRequest, pk: UUID) -> EvidenceFile:
    rows = EvidenceFile.objects.filter(evidence__in=evidence_visible_to(request.membership))
    return get_object_or_404(rows.select_related("file", "evidence__grant", "evidence__cost_line"), pk=pk)


@opens_to_applicants
@require_POST
def take_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _file_or_404(request, pk)
    number, grant = found.evidence.number, found.evidence.grant
    answer = act_at_once(
        request,
        reverse("evidence", args=[grant.pk]),
        _("書類を外しました。"),
        lambda: take_evidence_file(file=found, membership=request.membership),
    )
    stands = live_rows(grant).filter(number=number).first()
    return redirect("evidence_row", stands.pk) if stands else answer


@opens_to(*APPLICANTS, *MINISTRY, *NIBN, Role.AUDITOR)
@require_GET
def file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    found = _file_or_404(request, pk)
    return files.serve(found.file, name=found.name, inline="inline" in request.GET)
