"""Grants: the list, one with what is asked and found, its conditions."""

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common import files
from common.paging import Order
from decisions.grant_lists import SORTS as OFFICE_SORTS
from grants.queues import PAGE
from grants.selectors import grants_with_parts
from grants.sight import grants_visible_to, viewer
from law.roles import APPLICANTS, MINISTRY, NIBN, Role
from law.states import GrantState

from .. import showing_grants as showing
from ..bodies import Body
from ..doors import Door
from ..finding_grants import condition_or_404, grant_or_404
from ..paging import page_of
from ..queries import asked_by, begun
from ..serializers.grants import ConditionShape, GrantRowShape, GrantShape
from .kept import hands_out, pages, shows

SORTS = {**OFFICE_SORTS, "started": "started_at"}
SEERS = APPLICANTS | MINISTRY | NIBN | {Role.AUDITOR}


class GrantQuery(Body):
    """What the list is narrowed by, as on the page."""

    queue = serializers.SlugField(max_length=40, required=False, help_text=_("作業の一覧のコード"))
    state = serializers.ChoiceField([state.value for state in GrantState], required=False)
    sort = serializers.ChoiceField([*SORTS, *(f"-{name}" for name in SORTS)], default="-started")


class Grants(Door):
    audience = SEERS

    @pages(GrantRowShape, "grants", _("見ることのできる交付申請"), "grants", GrantQuery)
    def get(self, request: Request) -> Response:
        asked = asked_by(request, GrantQuery)
        rows = grants_with_parts(begun(asked, request.membership, PAGE, grants_visible_to))
        rows = rows.filter(state=asked["state"]) if "state" in asked else rows
        return Response(page_of(request, rows, Order.of(asked["sort"], SORTS, "-started"), showing.grant_row))


class Grant(Door):
    audience = SEERS

    @shows(GrantShape, "grant", _("一つの交付申請：経費、版、条件"), "grants")
    def get(self, request: Request, pk: UUID) -> Response:
        found = grant_or_404(request.membership, pk)
        return Response(showing.grant(viewer(found, request.membership)))


class Condition(Door):
    audience = SEERS

    @shows(ConditionShape, "condition", _("交付の条件"), "grants")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.condition(condition_or_404(request.membership, pk)))


class ConditionEvidence(Door):
    audience = SEERS

    @hands_out("condition_evidence", _("条件の履行を確認できる書類"), "grants")
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        found = condition_or_404(request.membership, pk)
        if found.evidence is None:
            raise Http404
        return files.serve(found.evidence, name=found.evidence_name)
