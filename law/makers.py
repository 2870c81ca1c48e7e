"""What each maker of an application says of itself, and what follows from that for it alone or for two."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from .groups import Answer, Parent
from .groups import same_group as of_one_group
from .restructuring import CHANGES, NOTIFICATION_ARTICLES, STRUCTURAL_MEASURES


@dataclass(frozen=True)
class Notification:
    """A prior notification the restructuring needs; its day is open until it is filed."""

    article: str
    filed_on: date | None = None
    number: str = ""
    waiting_until: date | None = None


@dataclass(frozen=True)
class Maker:
    """What one maker says of itself. None means: not answered yet.

    `domestic_sales` is its whole 企業結合集団's; `parent` is the group's top, a maker alone being its
    own; an empty set or tuple says "none".
    """

    party: str
    domestic_sales: int | None
    sales_fiscal_year: int | None
    parent: Parent
    structural: frozenset[str] | None
    change: frozenset[str] | None
    notifications: tuple[Notification, ...] | None
    name: str = ""

    def __post_init__(self) -> None:
        _check_codes(self.structural or (), STRUCTURAL_MEASURES)
        _check_codes(self.change or (), CHANGES)
        _check_codes([one.article for one in self.notifications or ()], NOTIFICATION_ARTICLES)

    @property
    def called(self) -> str:
        return self.name or self.party


def _check_codes(codes: Collection[str], table: Mapping[str, str]) -> None:
    unknown = sorted(set(codes) - set(table))
    if unknown:
        raise ValueError(f"not in the statute's list: {unknown}")


def all_of(*answers: Answer) -> Answer:
    if any(answer is False for answer in answers):
        return False
    return None if None in answers else True


def some_of(*answers: Answer) -> Answer:
    if any(answer is True for answer in answers):
        return True
    return None if None in answers else False


def negated(answer: Answer) -> Answer:
    return None if answer is None else not answer


# 事業再編: one structural measure and one change, both by the same maker (産業競争力強化法2条17項)


def restructures(maker: Maker) -> Answer:
    return all_of(_any_ticked(maker.structural), _any_ticked(maker.change))


def _any_ticked(codes: frozenset[str] | None) -> Answer:
    return None if codes is None else bool(codes)


def notifies(maker: Maker) -> Answer:
    return None if maker.notifications is None else bool(maker.notifications)


def same_group(maker: Maker, other: Maker) -> Answer:
    return of_one_group(maker.parent, other.parent)
