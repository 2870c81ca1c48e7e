"""Evidence: what each cost line needs, the rows a company keeps, the rows a report was filed with, a file."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common import files
from decisions.views.grants.evidence_panel import checked_of
from grants.evidence.checklist import needs_of
from grants.evidence.listed import BY_NUMBER, STATES, own_listed
from grants.evidence.rows import (
    asked_of_sums,
    closed_lines,
    covered_by,
    labels_of,
    live_rows,
    sums_of,
    told_in,
)
from grants.models import EvidenceFile, Grant, GrantVersion, PerformanceReport
from grants.reports import latest_report_version
from grants.sight import evidence_visible_to, viewer
from law.roles import APPLICANTS, MINISTRY, NIBN, Role
from law.visibility import Kind

from .. import showing_evidence as showing
from ..bodies import Body
from ..doors import Door
from ..finding_grants import grant_or_404, report_or_404
from ..paging import page_of
from ..queries import asked_by
from ..serializers.evidence import EvidenceShape, LineNeedsShape
from .grants import SEERS
from .kept import hands_out, lists, pages

OFFICES = MINISTRY | NIBN | {Role.AUDITOR}


class LineQuery(Body):
    line = serializers.IntegerField(min_value=1, max_value=10_000, required=False)


class StateQuery(Body):
    """asked: it asks something; open: and nobody has looked; asks: NIBN asks about it."""

    state = serializers.ChoiceField(STATES, required=False)


class GrantEvidence(Door):
    audience = APPLICANTS

    @pages(EvidenceShape, "grant_evidence", _("自社の証憑（番号順）"), "grants", LineQuery)
    def get(self, request: Request, pk: UUID) -> Response:
        grant, asked = _decided(request, pk), asked_by(request, LineQuery)
        rows, labels = live_rows(grant), labels_of(grant)
        if "line" in asked:
            rows = rows.filter(cost_line=dict(enumerate(labels, start=1)).get(asked["line"]))
        closed = closed_lines(grant)
        return Response(_page(request, rows, labels, lambda found: own_listed(grant, found, labels, closed)))


class GrantNeeds(Door):
    audience = APPLICANTS

    @lists(LineNeedsShape, "grant_evidence_needs", _("経費ごとに必要な証憑と、記録したもの"), "grants")
    def get(self, request: Request, pk: UUID) -> Response:
        grant = _decided(request, pk)
        return Response({"items": [showing.needs(each, {}) for each in needs_of(grant, live_rows(grant))]})


class ReportEvidence(Door):
    audience = OFFICES

    @pages(EvidenceShape, "report_evidence", _("実績報告の証憑（番号順）"), "grants", StateQuery)
    def get(self, request: Request, pk: UUID) -> Response:
        report, version = _filed(request, pk)
        checked = checked_of(request, report, version)
        labels = labels_of(report.grant)
        rows = checked.rows(asked_by(request, StateQuery).get("state", ""))
        return Response(_page(request, rows, labels, lambda found: checked.listed(found, labels)))


class ReportNeeds(Door):
    audience = OFFICES

    @lists(LineNeedsShape, "report_evidence_needs", _("経費ごとの証憑と、報告額との差"), "grants")
    def get(self, request: Request, pk: UUID) -> Response:
        report, version = _filed(request, pk)
        rows = covered_by(version)
        asked = asked_of_sums(sums_of(rows), told_in(version))
        return Response({"items": [showing.needs(each, asked) for each in needs_of(report.grant, rows)]})


class File(Door):
    audience = SEERS

    @hands_out("evidence_file", _("証憑に付けた書類"), "grants")
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        rows = EvidenceFile.objects.filter(evidence__in=evidence_visible_to(request.membership))
        found = get_object_or_404(rows.select_related("file"), pk=pk)
        return files.serve(found.file, name=found.name)


def _decided(request: Request, pk: UUID) -> Grant:
    grant = grant_or_404(request.membership, pk)
    if not grant.is_decided:
        raise Http404
    return grant


def _filed(request: Request, pk: UUID) -> tuple[PerformanceReport, GrantVersion]:
    """A report that was filed, to whoever sees its evidence."""
    report = report_or_404(request.membership, pk)
    version = latest_report_version(report)
    if version is None or not viewer(report.grant, request.membership).sees(Kind.EVIDENCE):
        raise Http404
    return report, version


def _page(request: Request, rows: QuerySet[Any], labels: dict[int, str], listed: Any) -> dict[str, Any]:
    """What a row asks is worked out for the rows of the page together."""
    places = {line: place for place, line in enumerate(labels, start=1)}
    page = page_of(request, rows.prefetch_related("files__file"), BY_NUMBER, lambda row: row)
    return page | {"items": [showing.evidence(each, places) for each in listed(page["items"])]}
