"""Issued letters, for their addressee and the office."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.access import cases_visible_to
from accounts.audience import opens_to_members
from accounts.models import Membership
from applications.sight import BY_ROLE
from common import files
from grants.sight import authorities_seen
from law.roles import Role
from law.visibility import Kind, Stage, sight

from ..models import Document
from ..services.delivering import open_document


def documents_visible_to(membership: Membership) -> QuerySet[Document]:
    """An addressee sees its own letters; the office those of the cases whose letters it may see."""
    issued = Document.objects.filter(issued_at__isnull=False)
    own = Q(addressee=membership.organisation_id)
    capacity = BY_ROLE.get(Role(membership.role))
    if capacity is None:
        return issued.filter(own)
    cases, seen = cases_visible_to(membership), own
    if sight(capacity, Kind.LETTER, Stage.ENDED):
        seen |= Q(decision__plan__in=cases) | Q(receipt__version__plan__in=cases)
    if given := authorities_seen(membership.role, Kind.GRANT_LETTER):
        seen |= Q(decision__grant__in=cases, decision__grant__authority__in=given)
    return issued.filter(seen)


@opens_to_members
@require_GET
def document(request: HttpRequest, pk: str) -> HttpResponse:
    """A letter's page: what it is, how it was delivered, how anyone can check it."""
    found = _get(request, pk)
    context = {"document": found, "delivery": getattr(found, "delivery", None)}
    return render(request, "decisions/document.html", context)


@opens_to_members
@require_GET
def document_pdf(request: HttpRequest, pk: str) -> HttpResponse:
    """The signed PDF. The addressee's first opening is kept (情報通信技術活用法7条3項)."""
    found = _get(request, pk)
    open_document(document=found, membership=request.membership)
    return files.serve(found.file, name=f"{found.get_kind_display()}_{found.number}.pdf", inline=True)


def _get(request: HttpRequest, pk: str) -> Document:
    rows = documents_visible_to(request.membership)
    rows = rows.select_related("file", "issuer", "addressee", "delivery")
    return get_object_or_404(rows, pk=pk)
