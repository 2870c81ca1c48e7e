"""Assets of grants: a grant's register, one asset with its trace, one disposal."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from common.paging import Order
from grants.assets.reading import register_of
from grants.sight import viewer

from .. import showing_assets as showing
from ..doors import Door
from ..finding_grants import asset_or_404, disposal_or_404, grant_or_404
from ..paging import page_of
from ..serializers.assets import AssetRowShape, AssetShape, DisposalShape
from .grants import SEERS
from .kept import pages, shows

BY_NUMBER = Order("number")


class GrantAssets(Door):
    audience = SEERS

    @pages(AssetRowShape, "grant_assets", _("取得財産等管理台帳（番号順）"), "grants")
    def get(self, request: Request, pk: UUID) -> Response:
        grant = grant_or_404(request.membership, pk)
        places = showing.places_in(grant)
        rows = register_of(grant)
        return Response(page_of(request, rows, BY_NUMBER, lambda each: showing.asset_row(each, places)))


class Asset(Door):
    audience = SEERS

    @shows(AssetShape, "asset", _("財産：台帳の記載、処分の制限、記載の経過"), "grants")
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(showing.asset(asset_or_404(request.membership, pk)))


class Disposal(Door):
    audience = SEERS

    @shows(DisposalShape, "disposal", _("財産の処分の承認の手続：申請の内容、版、直しの求め"), "grants")
    def get(self, request: Request, pk: UUID) -> Response:
        found = disposal_or_404(request.membership, pk)
        return Response(showing.disposal(found, viewer(found.grant, request.membership)))
