"""Calls: everyone reads what is published, the office its drafts too; officers keep the papers."""

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.audience import EVERYONE
from common import clock, files
from common.paging import Order
from funds.calls.lists import HIDDEN_STATES, SORTS, narrowed
from funds.calls.selectors import calls_seen_by
from funds.calls.services.papers import add_call_document, remove_call_document, revise_call_document
from funds.models import CallDocument, CallDocumentVersion
from law.calls import Phase
from law.roles import Role

from .. import showing_house as showing
from ..bodies import Body
from ..doors import Door
from ..fields import Note, Text
from ..finding import call_or_404
from ..paging import page_of
from ..queries import asked_by
from ..serializers.shapes import CallDetailShape, CallDocumentShape, CallShape
from .kept import hands_out, pages, shows

OFFICERS = frozenset({Role.OFFICER})


class CallQuery(Body):
    """What the list is narrowed by, as on its pages; what only the office sees finds others nothing."""

    q = Text(max_length=100, required=False, help_text=_("公募の名称・制度の名称"))
    scheme = serializers.SlugField(max_length=40, required=False, help_text=_("制度のコード"))
    state = serializers.ChoiceField([*Phase, *HIDDEN_STATES], required=False)
    sort = serializers.ChoiceField([*SORTS, *(f"-{name}" for name in SORTS)], default="-opens")


class Calls(Door):
    audience = EVERYONE

    @pages(CallShape, "calls", _("公募と随時の受付"), "calls", CallQuery)
    def get(self, request: Request) -> Response:
        asked = asked_by(request, CallQuery)
        rows = narrowed(calls_seen_by(request.membership), asked, clock.now())
        return Response(page_of(request, rows, Order.of(asked["sort"], SORTS, "-opens"), showing.call))


class Call(Door):
    audience = EVERYONE

    @shows(CallDetailShape, "call", _("一つの公募と、その書類のすべての版"), "calls")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.call_detail(call_or_404(request.membership, pk)))


class CallFile(Door):
    audience = EVERYONE

    @hands_out("call_file", _("公募の書類のファイル"), "calls")
    def get(self, request: Request, pk: UUID, file: UUID) -> HttpResponseBase:
        call = call_or_404(request.membership, pk)
        rows = CallDocumentVersion.objects.select_related("file")
        found = get_object_or_404(rows, pk=file, document__call=call)
        return files.serve(found.file, name=found.name)


class NewCallDocument(Body):
    kind = serializers.ChoiceField(CallDocument.Kind.choices)
    title = Text(max_length=200)
    file = serializers.FileField()


class NewCallVersion(Body):
    changes = Note()
    file = serializers.FileField()


class CallDocuments(Door):
    audience = OFFICERS
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="add_call_document",
        summary=_("書類を加える"),
        tags=["calls"],
        request={"multipart/form-data": NewCallDocument},
        responses={201: CallDocumentShape},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        call = call_or_404(request.membership, pk)
        said = _said(NewCallDocument, request)
        upload = said.pop("file")
        added = add_call_document(call=call, upload=upload, membership=request.membership, **said)
        return _answered(call, added)


class CallDocumentVersions(Door):
    audience = OFFICERS
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="revise_call_document",
        summary=_("書類の新しい版を加える"),
        tags=["calls"],
        request={"multipart/form-data": NewCallVersion},
        responses={201: CallDocumentShape},
    )
    def post(self, request: Request, pk: UUID, document: UUID) -> Response:
        found = _document_or_404(request, pk, document)
        said = _said(NewCallVersion, request)
        added = revise_call_document(
            document=found, changes=said["changes"], upload=said["file"], membership=request.membership
        )
        return _answered(found.call, added)


class CallDocumentView(Door):
    audience = OFFICERS

    @extend_schema(
        operation_id="remove_call_document",
        summary=_("公表する前の書類を外す"),
        tags=["calls"],
        responses={204: None},
    )
    def delete(self, request: Request, pk: UUID, document: UUID) -> Response:
        found = _document_or_404(request, pk, document)
        remove_call_document(document=found, membership=request.membership)
        return Response(status=204)


def _said(body: type[Body], request: Request) -> dict[str, Any]:
    read = body(data=request.data)
    read.is_valid(raise_exception=True)
    return dict(read.validated_data)


def _document_or_404(request: Request, pk: UUID, document: UUID) -> CallDocument:
    rows = CallDocument.objects.select_related("call")
    return get_object_or_404(rows, pk=document, call__in=calls_seen_by(request.membership).filter(pk=pk))


def _answered(call: Any, added: CallDocumentVersion) -> Response:
    shown = showing.call_document(call, CallDocument.objects.get(pk=added.document_id))
    return Response(shown, 201, headers={"Location": shown["versions"][0]["url"]})
