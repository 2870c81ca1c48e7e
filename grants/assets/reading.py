"""Reads of a grant's assets and of their disposal: how each stands today, the guards' facts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import CostLine
from common import clock
from funds.selectors import version_in_force
from law.assets import AssetKind, AssetTerms, Standing, asset_terms, standing_label, standing_on
from law.money import parse_rate
from law.reports import ReportKind
from law.states import AssetState, DisposalState, GrantState, ReportState

from ..models import Asset, Disposal, DisposalVersion, Grant, Remark
from ..models.asset import OPEN_DISPOSALS
from ..money import terms_under
from ..selectors import GRANT_PARTS
from ..sight import grants_visible_to

ASSET_PARTS = (*(f"grant__{part}" for part in GRANT_PARTS), "cost_line", "evidence")
DISPOSAL_PARTS = (*(f"grant__{part}" for part in GRANT_PARTS), "asset__cost_line", "asset__evidence")


def assets_visible_to(membership: Membership | None) -> QuerySet[Asset]:
    """With its grant: what the grant bought is no secret from whoever sees the grant."""
    return Asset.objects.filter(grant__in=grants_visible_to(membership)).select_related(*ASSET_PARTS)


def disposals_visible_to(membership: Membership | None) -> QuerySet[Disposal]:
    rows = Disposal.objects.filter(grant__in=grants_visible_to(membership))
    return rows.select_related(*DISPOSAL_PARTS)


def register_of(grant: Grant) -> QuerySet[Asset]:
    """All that was ever registered, but for what was entered by mistake and taken out again."""
    rows = grant.assets.exclude(state=AssetState.REMOVED)
    return rows.select_related("cost_line", "evidence").order_by("number")


def terms_now(grant: Grant) -> AssetTerms:
    """What the scheme says of assets now: what is written follows the version in force on its day."""
    version = version_in_force(grant.scheme, clock.today()) or grant.basis.scheme_version
    return asset_terms(version.document.get("grant_assets"))


def rate_of(grant: Grant, line: CostLine) -> Fraction:
    """The rate of the grant for this cost; a menu without one pays the whole."""
    menus = terms_under(grant)["menus"]
    rate = next((menu["rate"] for menu in menus if menu["code"] == line.menu), None)
    return parse_rate(rate) if rate else Fraction(1)


def is_locked(grant: Grant) -> bool:
    """What the amount is fixed on is not rewritten by its company."""
    accepted = grant.reports.filter(kind=ReportKind.COMPLETION, state=ReportState.ACCEPTED)
    return grant.state == GrantState.FIXED or accepted.exists()


@dataclass(frozen=True)
class Held:
    """One asset as it stands on a day."""

    asset: Asset
    standing: Standing | None
    open_disposal: Disposal | None = None

    @property
    def label(self) -> str:
        if self.standing is None:
            return ""
        return _(standing_label(self.standing, self.asset.restricted_until))

    @property
    def awaits_years(self) -> bool:
        return self.standing is Standing.OPEN

    @property
    def is_free(self) -> bool:
        return self.standing in (Standing.FREE, Standing.OVER)


def held(asset: Asset, open_disposal: Disposal | None = None) -> Held:
    return Held(asset, standing_of(asset), open_disposal)


def standing_of(asset: Asset) -> Standing | None:
    """None of what is no longer there."""
    if asset.state != AssetState.REGISTERED:
        return None
    return standing_on(clock.today(), is_guarded=asset.is_guarded, until=asset.restricted_until)


def held_all(assets: Iterable[Asset]) -> list[Held]:
    assets = list(assets)
    rows = Disposal.objects.filter(asset__in=[each.pk for each in assets], state__in=OPEN_DISPOSALS)
    by_asset: dict[UUID, Disposal] = {each.asset_id: each for each in rows}
    return [held(asset, by_asset.get(asset.pk)) for asset in assets]


# Facts


def grant_facts(grant: Grant, *, by_office: bool) -> dict[str, Any]:
    return {"grant_is_decided": grant.is_decided, "by_office": by_office, "locked": is_locked(grant)}


def figure_facts(grant: Grant, line: CostLine, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "rate": rate_of(grant, line),
        "with_tax": said["cost_with_tax"],
        "without_tax": said["cost_without_tax"],
        "share": said["share"],
        "acquired_on": said["acquired_on"],
        "today": clock.today(),
    }


def asset_facts(asset: Asset) -> dict[str, Any]:
    return {
        "disposal_open": asset.disposals.filter(state__in=OPEN_DISPOSALS).exists(),
        "asset_registered": asset.state == AssetState.REGISTERED,
        "standing": standing_of(asset),
        "restricted_until": asset.restricted_until,
        "is_guarded": asset.is_guarded,
    }


def disposal_facts(asset: Asset, said: Mapping[str, Any]) -> dict[str, Any]:
    """Of an application as it is typed."""
    return (
        grant_facts(asset.grant, by_office=False)
        | asset_facts(asset)
        | {name: said[name] for name in ("kind", "counterpart", "why", "planned_on")}
        | {"today": clock.today()}
    )


# A disposal


def latest_disposal_version(disposal: Disposal) -> DisposalVersion | None:
    return disposal.versions.order_by("-number").first()


def version_of(disposal: Disposal) -> DisposalVersion:
    found = latest_disposal_version(disposal)
    if found is None:
        raise LookupError(disposal.pk)
    found.disposal = disposal
    return found


def open_disposal_remarks(disposal: Disposal) -> QuerySet[Remark]:
    return disposal.remarks.filter(closed_at=None).select_related("cost_line", "asked_by__user")


def said_of(version: DisposalVersion) -> dict[str, Any]:
    """As it was frozen, with the asset as it stood then."""
    return dict(json.loads(version.content))


def is_open(disposal: Disposal) -> bool:
    return disposal.status in (DisposalState.FILED, DisposalState.CORRECTION)


def kinds_awaiting_years(terms: AssetTerms) -> list[str]:
    return [kind.label for kind in AssetKind if kind not in terms.years]
