"""財産 (適正化法22条): which assets are restricted, until when, and what a disposal of one is.

施行令13条 names the kinds; what machines and other things are important enough, and how long each may not be
disposed of, is left to whoever grants: so the threshold and the years are the scheme's. A scheme that says no
years leaves each asset restricted until NIBN has set them. Whole yen, whole years.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from .acts import practice
from .deadlines import era, last_day_from_next
from .rules import rule
from .states import State
from .text import ja

DEFAULT_THRESHOLD = 500_000
THRESHOLD_OF_PRACTICE = practice(
    "財産の単価の下限（法令に定めがなく、制度の定めによる。定めのないときは50万円）"
)
MOST_YEARS = 60


class AssetKind(State):
    """As 施行令13条 divides them."""

    REAL_ESTATE = "real_estate", ja("不動産")
    VESSEL = "vessel", ja("船舶・航空機等")
    FIXTURE = "fixture", ja("不動産・船舶等の従物")
    MACHINE = "machine", ja("機械・器具")
    OTHER = "other", ja("その他の財産")


# 施行令13条4号・5号: restricted only where whoever grants has set so.
BY_THRESHOLD = (AssetKind.MACHINE, AssetKind.OTHER)


class Gained(State):
    BOUGHT = "bought", ja("取得")
    IMPROVED = "improved", ja("効用の増加（改修など）")


class Tax(State):
    """Which unit price is held against the threshold."""

    EXCLUDED = "excluded", ja("税抜の単価")
    INCLUDED = "included", ja("税込の単価")


class RepaymentBase(State):
    """What the rate of the grant is applied to, where an approval asks for a repayment; no article says."""

    PROCEEDS = "proceeds", ja("処分の対価")
    REMAINING = "remaining", ja("残存価額")
    LARGER = "larger", ja("処分の対価と残存価額のうち、多い額")


class DisposalKind(State):
    CONVERSION = "conversion", ja("転用")
    TRANSFER = "transfer", ja("譲渡")
    EXCHANGE = "exchange", ja("交換")
    LEASE = "lease", ja("貸付け")
    DEMOLITION = "demolition", ja("取壊し")
    SCRAPPING = "scrapping", ja("廃棄")
    SECURITY = "security", ja("担保に供すること")


# After these the company no longer has it, so it leaves the register.
ENDS = (DisposalKind.TRANSFER, DisposalKind.EXCHANGE, DisposalKind.DEMOLITION, DisposalKind.SCRAPPING)
# Somebody else gets something.
WITH_COUNTERPART = (
    DisposalKind.TRANSFER,
    DisposalKind.EXCHANGE,
    DisposalKind.LEASE,
    DisposalKind.SECURITY,
)


@dataclass(frozen=True)
class AssetTerms:
    """What a scheme says of assets: `years` by kind; a kind that is missing is set asset by asset."""

    threshold: int = DEFAULT_THRESHOLD
    tax: Tax = Tax.EXCLUDED
    base: RepaymentBase = RepaymentBase.LARGER
    years: Mapping[AssetKind, int] = field(default_factory=dict)


def asset_terms(said: Mapping[str, Any] | None) -> AssetTerms:
    if said is None:
        return AssetTerms()
    return AssetTerms(
        said.get("threshold", DEFAULT_THRESHOLD),
        Tax.of(said.get("tax", Tax.EXCLUDED.value)),
        RepaymentBase.of(said.get("repayment_base", RepaymentBase.LARGER.value)),
        {AssetKind.of(kind): years for kind, years in said.get("years", {}).items()},
    )


@rule("S22", "R8")
def must_stand(kind: AssetKind, quantity: int, with_tax: int, without_tax: int, terms: AssetTerms) -> bool:
    """施行令13条: immovables, vessels and what belongs to them always; a machine or other thing from the
    threshold on, by the price of one of them.
    """
    if kind not in BY_THRESHOLD:
        return True
    cost = with_tax if terms.tax is Tax.INCLUDED else without_tax
    return cost >= terms.threshold * quantity


@rule("S22")
def restriction_ends(acquired_on: date, years: int | None) -> date | None:
    """施行令14条: the last day of the period, whose first day is the one after the acquisition; None while
    the years are not set.
    """
    return None if years is None else last_day_from_next(acquired_on, months=12 * years)


class Standing(StrEnum):
    """How an asset that stands in the register is held on a day."""

    FREE = "free"
    OVER = "over"
    OPEN = "open"
    RESTRICTED = "restricted"


@rule("S22")
def standing_on(day: date, *, is_guarded: bool, until: date | None) -> Standing:
    """`is_guarded`: it is of what the law or the scheme restricts. A period not set yet does not end."""
    if not is_guarded:
        return Standing.FREE
    if until is None:
        return Standing.OPEN
    return Standing.OVER if day > until else Standing.RESTRICTED


HELD = (Standing.OPEN, Standing.RESTRICTED)
_SAID = {
    Standing.FREE: ja("制限なし（制度の定める単価に満たない）"),
    Standing.OPEN: ja("制限中（期間はまだ定められていない）"),
    Standing.RESTRICTED: ja("制限中（{day}まで）"),
    Standing.OVER: ja("制限は終わりました（{day}まで）。承認を受けずに処分できます。"),
}


def standing_label(standing: Standing, until: date | None) -> str:
    return _SAID[standing].format(day=era(until) if until else "")
