"""An asset and its disposal as pages read them: labelled values, and what each writing of it changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from law.assets import HELD, AssetKind, DisposalKind, Gained
from law.deadlines import era
from law.lifecycle import ASSET
from law.money import yen

from ..models import Asset, AssetRevision, DisposalVersion
from ..models.asset import OPEN_DISPOSALS
from ..selectors import line_label
from .panels import chip_of
from .reading import Held, held, held_all, said_of


@dataclass(frozen=True)
class AssetRow:
    """One line of the register, with how it is held today."""

    held: Held
    chip: str
    tone: str

    @property
    def asset(self) -> Asset:
        return self.held.asset

    @property
    def is_restricted(self) -> bool:
        return self.held.standing in HELD


def asset_row(asset: Asset) -> AssetRow:
    return _row(held(asset, asset.disposals.filter(state__in=OPEN_DISPOSALS).first()))


def rows_shown(assets: Iterable[Asset]) -> list[AssetRow]:
    return [_row(each) for each in held_all(assets)]


def _row(each: Held) -> AssetRow:
    return AssetRow(each, *chip_of(each))


def facts_shown(asset: Asset) -> list[tuple[str, str]]:
    return [
        (_("財産の種類"), f"{asset.get_kind_display()}（{asset.get_gained_display()}）"),
        (_("所在地・設置場所"), asset.place),
        (_("数量"), f"{asset.quantity:,}"),
        (_("取得年月日"), era(asset.acquired_on)),
        (_("取得価額（税込）"), yen(asset.cost_with_tax)),
        (_("取得価額（税抜）"), yen(asset.cost_without_tax)),
        (_("補助事業の経費"), line_label(asset.grant, asset.cost_line)),
        (_("証憑番号"), asset.evidence.number if asset.evidence else _("なし")),
        (_("充てた補助金の額"), yen(asset.share)),
        (_("処分の制限の期間"), _years(asset.years)),
        (_("備考"), asset.note or _("なし")),
    ]


def _years(years: int | None) -> str:
    return _("%(n)s年") % {"n": years} if years else _("定めなし")


@dataclass(frozen=True)
class RevisionShown:
    """One writing: by which act, whose, when, why, and each value that it changed: label, before, after."""

    revision: AssetRevision
    act: str
    changed: list[tuple[str, str, str]]


def revisions_shown(asset: Asset) -> list[RevisionShown]:
    """The last first."""
    rows = list(asset.revisions.select_related("by__user", "by__organisation").order_by("number"))
    before: list[AssetRevision | None] = [None, *rows]
    return [
        RevisionShown(row, _(ASSET.label_of(row.act)), list(_changes(was, row)))
        for was, row in zip(before, rows, strict=False)
    ][::-1]


def _changes(was: AssetRevision | None, now: AssetRevision) -> Iterator[tuple[str, str, str]]:
    if was is None:
        return
    for name, value in now.values.items():
        if name in LABELS and was.values.get(name) != value:
            yield str(LABELS[name]()), _reads(name, was.values.get(name)), _reads(name, value)


LABELS = {
    "name": lambda: _("財産の名称"),
    "kind": lambda: _("財産の種類"),
    "gained": lambda: _("取得・効用の増加の別"),
    "place": lambda: _("所在地・設置場所"),
    "quantity": lambda: _("数量"),
    "acquired_on": lambda: _("取得年月日"),
    "cost_with_tax": lambda: _("取得価額（税込）"),
    "cost_without_tax": lambda: _("取得価額（税抜）"),
    "share": lambda: _("充てた補助金の額"),
    "note": lambda: _("備考"),
    "years": lambda: _("処分の制限の期間"),
    "restricted_until": lambda: _("処分の制限の終わる日"),
}


def _reads(name: str, value: Any) -> str:
    if value in (None, ""):
        return _("なし")
    if name in READ:
        return READ[name](value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _day(value: str) -> str:
    return era(date.fromisoformat(value))


READ: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("cost_with_tax", "cost_without_tax", "share"), yen),
    **dict.fromkeys(("acquired_on", "restricted_until"), _day),
    "years": _years,
    "kind": lambda value: _(AssetKind.of(value).label),
    "gained": lambda value: _(Gained.of(value).label),
}


def told_of_disposal(version: DisposalVersion) -> list[tuple[str, str]]:
    """What was frozen, as a page lists it."""
    said = said_of(version)
    return [
        (_("処分の種類"), _(DisposalKind.of(said["kind"]).label)),
        (_("相手方"), said["counterpart"] or _("なし")),
        (_("処分の対価"), yen(said["proceeds"])),
        (_("残存価額"), yen(said["remaining"])),
        (_("処分の予定日"), era(date.fromisoformat(said["planned_on"]))),
        (_("処分の理由"), said["why"]),
    ]
