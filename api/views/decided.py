"""What the authority says: decisions, the letters that left the house, and whether a paper is one of them."""

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from common import files
from common.paging import Order
from decisions.lookup import answer, by_hash, by_public_id
from decisions.models import Decision as DecisionRow
from decisions.services.delivering import open_document
from decisions.views.documents import documents_visible_to
from law.roles import NIBN, ROLES
from law.visibility import Kind

from .. import showing_office as showing
from ..doors import Door, Open
from ..finding import decision_or_404, document_or_404, eyes_or_404
from ..paging import page_of
from ..serializers.office import DecisionRowShape, DecisionShape, DocumentShape, VerificationShape
from .kept import hands_out, lists, pages, shows
from .office import READERS as MINISTRYS

READERS = MINISTRYS | NIBN


class PlanDecisions(Door):
    audience = MINISTRYS

    @lists(DecisionRowShape, "plan_decisions", _("起案・決裁"), "decisions")
    def get(self, request: Request, pk: UUID) -> Response:
        plan = eyes_or_404(request.membership, pk, Kind.DECISION_DRAFT).plan
        rows = DecisionRow.objects.filter(plan=plan).select_related("version").order_by("-drafted_at")
        return Response({"items": [showing.decision_row(each) for each in rows]})


class Decision(Door):
    audience = READERS

    @shows(DecisionShape, "decision", _("一つの処分と、その通知書"), "decisions")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.decision(decision_or_404(request.membership, pk)))


class DecisionScan(Door):
    audience = READERS

    @hands_out("decision_scan", _("外で受けた決裁の写し"), "decisions")
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        found = decision_or_404(request.membership, pk)
        approval = getattr(found, "approval", None)
        if approval is None or approval.external_scan is None:
            raise Http404
        scan = approval.external_scan
        return files.serve(scan, name=f"{found.number}.{scan.kind}")


class Documents(Door):
    audience = frozenset(ROLES)

    @pages(DocumentShape, "documents", _("施行した文書"), "documents")
    def get(self, request: Request) -> Response:
        rows = documents_visible_to(request.membership).select_related(
            "file", "issuer", "addressee", "delivery", "decision", "receipt__version"
        )
        order = Order("issued_at", falling=True)
        return Response(page_of(request, rows, order, showing.document))


class Document(Door):
    audience = frozenset(ROLES)

    @shows(DocumentShape, "document", _("一つの文書"), "documents")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.document(document_or_404(request.membership, pk)))


class DocumentPdf(Door):
    audience = frozenset(ROLES)

    @hands_out("document_pdf", _("署名した PDF。宛先が初めて開いた時刻を残します。"), "documents")
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        found = document_or_404(request.membership, pk)
        open_document(document=found, membership=request.membership)
        return files.serve(found.file, name=f"{found.get_kind_display()}_{found.number}.pdf")


# Verification: open to everyone, as the page is


class Verification(Open):
    action, limit = "verify", "VERIFICATIONS_PER_MINUTE"


class VerifiedDocument(Verification):
    @shows(VerificationShape, "verify_document", _("番号の文書が発行され、有効か"), "verification")
    def get(self, request: Request, public_id: str) -> Response:
        found = by_public_id(public_id)
        if found is None:
            raise Http404
        return Response(showing.verification(found, answer(found, shows_the_file=False)))


class VerifiedFile(Verification):
    @shows(VerificationShape, "verify_file", _("手元のファイル（SHA-256）が発行したものか"), "verification")
    def get(self, request: Request, sha256: str) -> Response:
        found = by_hash(sha256)
        return Response(showing.verification(found, answer(found, shows_the_file=True)))
