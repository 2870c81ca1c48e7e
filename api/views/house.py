"""Schemes, people, notices: what stands beside the cases."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation as OrganisationRow
from accounts.models import User
from accounts.notices import NEWEST, notices_of
from applications.selectors import TYPISTS, companies_named
from common import clock
from common.paging import Order
from common.text import is_fit
from funds.models import Scheme as SchemeRow
from funds.models import SchemeVersion as SchemeVersionRow
from funds.schemes.lists import BY_STATE, drafts_listed
from funds.selectors import version_in_force
from law.roles import APPLICANTS, Role

from .. import showing_house as showing
from .. import showing_office as shown
from ..bodies import Body
from ..doors import Door
from ..fields import Text
from ..finding import READERS_OF_SCHEMES, notice_or_404, person_or_404, scheme_draft_or_404
from ..paging import page_of
from ..problems import invalid
from ..queries import asked_by
from ..serializers.office import MeShape, NoticeShape, OrganisationShape, PersonShape
from ..serializers.shapes import (
    OrganisationRefShape,
    SchemeDetailShape,
    SchemeDraftRefShape,
    SchemeDraftShape,
    SchemeShape,
    SchemeVersionShape,
)
from ..showing import organisation_ref
from .kept import lists, pages, shows

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
WORDS = OpenApiParameter("q", str, description=_("法人番号か、名称の一部"))


class Me(Door):
    @shows(MeShape, "me", _("だれとしての要求か"), "people")
    def get(self, request: Request) -> Response:
        post = request.membership
        return Response(
            {
                "person": post.user.name,
                "organisation": organisation_ref(post.organisation),
                "role": post.role,
                "scope": request.auth.scope if request.auth else "session",
            }
        )


# Schemes


class DraftQuery(Body):
    """What the list is narrowed by, as on the page."""

    q = Text(max_length=100, required=False, help_text=_("制度の名称"))
    state = serializers.ChoiceField([*BY_STATE, "all"], default="all")


class SchemeDrafts(Door):
    audience = READERS_OF_SCHEMES

    @pages(
        SchemeDraftRefShape,
        "scheme_drafts",
        _("制度の定めの案（最後の保存の新しい順）"),
        "schemes",
        DraftQuery,
    )
    def get(self, request: Request) -> Response:
        asked = asked_by(request, DraftQuery)
        rows = drafts_listed(asked["state"], asked.get("q", ""))
        return Response(page_of(request, rows, Order("saved_at", falling=True), showing.scheme_draft_ref))


class SchemeDraft(Door):
    audience = READERS_OF_SCHEMES

    @shows(SchemeDraftShape, "scheme_draft", _("一つの案と、直すところ・変わるところ"), "schemes")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.scheme_draft(scheme_draft_or_404(request.membership, pk)))


class Schemes(Door):
    @lists(SchemeShape, "schemes", _("制度"), "schemes")
    def get(self, request: Request) -> Response:
        rows = SchemeRow.objects.select_related("fund").prefetch_related("versions", "calls").order_by("code")
        return Response({"items": [showing.scheme(each) for each in rows]})


class Scheme(Door):
    @shows(SchemeDetailShape, "scheme", _("一つの制度と、申請に要るもの"), "schemes")
    def get(self, request: Request, code: str) -> Response:
        rows = SchemeRow.objects.select_related("fund").prefetch_related("versions", "calls")
        found = get_object_or_404(rows, code=code)
        return Response(showing.scheme_detail(found, version_in_force(found, clock.today())))


class SchemeVersion(Door):
    audience = READERS_OF_SCHEMES

    @shows(SchemeVersionShape, "scheme_version", _("制度の定めの版（全文）"), "schemes")
    def get(self, request: Request, code: str, number: int) -> Response:
        found = get_object_or_404(SchemeVersionRow, scheme=code, number=number)
        return Response(showing.scheme_version(found) | {"document": found.document})


# Notices


class Notices(Door):
    @pages(NoticeShape, "notices", _("お知らせ（新しい順）"), "notices")
    def get(self, request: Request) -> Response:
        rows = notices_of(request.membership.user)
        return Response(page_of(request, rows, NEWEST, shown.notice))


class Notice(Door):
    @shows(NoticeShape, "notice", _("一つのお知らせ"), "notices")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(shown.notice(notice_or_404(request.membership, pk)))


# People and organisations


class People(Door):
    audience = ADMINISTRATOR

    @pages(PersonShape, "people", _("利用者"), "people")
    def get(self, request: Request) -> Response:
        rows = User.objects.prefetch_related("memberships__organisation")
        return Response(page_of(request, rows, Order(falling=True), shown.person))


class Person(Door):
    audience = ADMINISTRATOR

    @shows(PersonShape, "person", _("一人の利用者"), "people")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(shown.person(person_or_404(request.membership, pk)))


class Organisations(Door):
    audience = ADMINISTRATOR

    @pages(OrganisationShape, "organisations", _("法人・機関"), "people")
    def get(self, request: Request) -> Response:
        return Response(
            page_of(request, OrganisationRow.objects.all(), Order(falling=True), shown.organisation)
        )


class Organisation(Door):
    audience = ADMINISTRATOR | APPLICANTS | TYPISTS

    @shows(OrganisationShape, "organisation", _("一つの法人・機関"), "people")
    def get(self, request: Request, pk: UUID) -> Response:
        """One's own; to a desk every company; to an administrator all."""
        return Response(shown.organisation(get_object_or_404(_organisations(request), public_id=pk)))


def _organisations(request: Request) -> Any:
    own = Q(pk=request.membership.organisation_id)
    role = Role(request.membership.role)
    if role in ADMINISTRATOR:
        return OrganisationRow.objects.all()
    if role in TYPISTS:
        return OrganisationRow.objects.filter(own | Q(kind=OrganisationRow.Kind.COMPANY))
    return OrganisationRow.objects.filter(own)


class Companies(Door):
    """Whom one may apply with, or for: found by 法人番号 or a part of the name, as on the page."""

    audience = APPLICANTS | TYPISTS

    @lists(OrganisationRefShape, "companies", _("会社を探す"), "people", WORDS)
    def get(self, request: Request) -> Response:
        words = request.query_params.get("q", "")[:200]
        if not is_fit(words):
            raise invalid(q=_("使えない文字が含まれています。"))
        return Response({"items": [organisation_ref(each) for each in companies_named(words)[:10]]})
