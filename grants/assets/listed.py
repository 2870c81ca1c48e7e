"""取得財産等管理台帳 as it is taken along: of one grant, or of all that one sees."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.exported import Cells, Found
from accounts.models import Membership
from common.paging import Counted
from law.deadlines import era
from law.states import AssetState

from ..models import Asset
from ..selectors import line_label
from ..sight import grants_visible_to
from .reading import assets_visible_to, held

CHUNK = 500


def page_of(query: str) -> str:
    grant = _grant(query)
    return reverse("grant_assets", args=[grant]) if grant else reverse("grants")


def _grant(query: str) -> UUID | None:
    typed = QueryDict(query).get("grant", "")
    try:
        return UUID(typed) if typed else None
    except ValueError as error:
        raise Http404 from error


def find(query: str, membership: Membership) -> Found:
    """Raises Http404 where the address names a grant that one does not see."""
    grant, rows = _grant(query), assets_visible_to(membership).exclude(state=AssetState.REMOVED)
    if grant is not None:
        if not grants_visible_to(membership).filter(pk=grant).exists():
            raise Http404
        rows = rows.filter(grant=grant)
    return Found(
        count=lambda most: Counted.of(rows, most=most),
        head=[
            _("交付申請の管理番号"), _("会社"), _("番号"), _("財産の名称"), _("財産の種類"),
            _("取得・効用の増加の別"), _("所在地・設置場所"), _("数量"), _("取得年月日"),
            _("取得価額（税込・円）"), _("取得価額（税抜・円）"), _("補助事業の経費"), _("証憑番号"),
            _("充てた補助金の額（円）"), _("処分の制限の期間（年）"),
            _("処分の制限の終わる日"), _("処分の制限"), _("台帳の状態"), _("備考"),
        ],
        rows=lambda: _rows(rows.order_by("grant__number", "number")),
    )  # fmt: skip


def _rows(assets: QuerySet[Asset]) -> Iterator[Cells]:
    for asset in assets.iterator(chunk_size=CHUNK):
        yield [
            asset.grant.number,
            asset.grant.party.organisation.name,
            asset.number,
            asset.name,
            asset.get_kind_display(),
            asset.get_gained_display(),
            asset.place,
            asset.quantity,
            era(asset.acquired_on),
            asset.cost_with_tax,
            asset.cost_without_tax,
            line_label(asset.grant, asset.cost_line),
            asset.evidence.number if asset.evidence else "",
            asset.share,
            asset.years or "",
            era(asset.restricted_until) if asset.restricted_until else "",
            held(asset).label,
            asset.get_state_display(),
            asset.note,
        ]
