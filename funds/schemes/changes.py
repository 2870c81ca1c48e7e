"""What moved between two versions of a scheme.

`moved` tells whoever has a draft under the older one; `differences` tells the office everything.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from law.deadlines import era, fiscal_year_label
from law.money import yen

from ..sections import TITLES, measure_kinds
from .calculation import calculation_of
from .places import LABELS, LAST_DAYS, WORDS, lines

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One place of the document: how it read and how it reads now. None where it was or is not there."""

    label: str
    was: str | None
    now: str | None


def differences(was: Document, now: Document) -> list[Difference]:
    """Every place that reads otherwise, in the order of the newer document."""
    before, after = lines(was), lines(now)
    return [
        Difference(_label(key, before, after), _value(before, key), _value(after, key))
        for key in {**after, **before}
        if _value(before, key) != _value(after, key)
    ]


def _label(key: tuple[str, ...], *sides: Mapping[tuple[str, ...], tuple[str, str]]) -> str:
    return next(side[key][0] for side in sides if key in side)


def _value(side: Mapping[tuple[str, ...], tuple[str, str]], key: tuple[str, ...]) -> str | None:
    return side[key][1] if key in side else None


# For an applicant


def moved(was: Document, now: Document) -> list[str]:
    """Everything an applicant must know, in sentences; empty when nothing of it moved."""
    tellers: tuple[Callable[[Document, Document], Iterator[str]], ...] = (
        _sections,
        _kinds,
        _menus,
        _rates,
        _categories,
        _caps,
        _calculation,
        _years,
        _documents,
        _days,
    )
    return [sentence for tell in tellers for sentence in tell(was, now)]


def _came_and_went(was: Mapping[str, str], now: Mapping[str, str], what: str) -> Iterator[str]:
    for code in [code for code in now if code not in was]:
        yield _("%(what)s「%(name)s」が加わりました。") % {"what": what, "name": now[code]}
    for code in [code for code in was if code not in now]:
        yield _("%(what)s「%(name)s」がなくなりました。") % {"what": what, "name": was[code]}
    for code in [code for code in now if code in was and was[code] != now[code]]:
        words = {"what": what, "was": was[code], "now": now[code]}
        yield _("%(what)s「%(was)s」の名称が「%(now)s」に変わりました。") % words


def _sections(was: Document, now: Document) -> Iterator[str]:
    before, after = ({key: str(TITLES[key]) for key in each["sections"]} for each in (was, now))
    yield from _came_and_went(before, after, _("項目"))


def _kinds(was: Document, now: Document) -> Iterator[str]:
    yield from _came_and_went(*(_names(measure_kinds(each)) for each in (was, now)), _("種類"))


def _names(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows}


def _menus(was: Document, now: Document) -> Iterator[str]:
    yield from _came_and_went(_names(was["menus"]), _names(now["menus"]), _("支援メニュー"))


def _in_both(was: Document, now: Document) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    before = {menu["code"]: menu for menu in was["menus"]}
    yield from ((before[menu["code"]], menu) for menu in now["menus"] if menu["code"] in before)


def _rates(was: Document, now: Document) -> Iterator[str]:
    for before, after in _in_both(was, now):
        if before["rate"] != after["rate"]:
            words = {
                "menu": after["name"],
                "was": before["rate"] or _("なし"),
                "now": after["rate"] or _("なし"),
            }
            yield _("「%(menu)s」の率が%(was)sから%(now)sに変わりました。") % words


def _categories(was: Document, now: Document) -> Iterator[str]:
    for before, after in _in_both(was, now):
        what = _("「%(menu)s」の経費区分") % {"menu": after["name"]}
        yield from _came_and_went(_names(before["cost_categories"]), _names(after["cost_categories"]), what)


def _caps(was: Document, now: Document) -> Iterator[str]:
    before, after = _capped(was), _capped(now)
    for what in {**before, **after}:
        old, new = before.get(what), after.get(what)
        if old != new:
            words = {
                "what": what,
                "was": _("なし") if old is None else yen(old),
                "now": _("なし") if new is None else yen(new),
            }
            yield _("上限額（%(what)s）が%(was)sから%(now)sに変わりました。") % words


def _capped(document: Document) -> dict[str, int]:
    names = {menu["code"]: menu["name"] for menu in document["menus"]}
    return {
        "・".join(
            [
                names.get(cap.get("menu", ""), _("申請全体")),
                *(str(WORDS["per"][each]) for each in cap.get("per", ())),
            ]
        ): cap["most"]
        for cap in document.get("caps", [])
    }


def _calculation(was: Document, now: Document) -> Iterator[str]:
    """In the words of the office's own list; what a version leaves out is the default."""
    before, after = (lines({"calculation": calculation_of(document)}) for document in (was, now))
    for key, (what, reads) in after.items():
        if before[key][1] != reads:
            words = {"what": what, "was": before[key][1], "now": reads}
            yield _("%(what)sが「%(was)s」から「%(now)s」に変わりました。") % words


def _years(was: Document, now: Document) -> Iterator[str]:
    for key, what in (("fiscal_years", _("記入できる年度")), ("payable_years", _("支払の対象となる年度"))):
        before, after = was.get(key), now.get(key)
        if before != after:
            words = {"what": what, "now": _year_list(after)}
            yield _("%(what)sが変わりました（いまは、%(now)s）。") % words


def _year_list(years: list[int] | None) -> str:
    return "、".join(map(fiscal_year_label, years)) if years else _("すべて")


def _documents(was: Document, now: Document) -> Iterator[str]:
    before, after = (_names([each for each in doc["documents"] if each["required"]]) for doc in (was, now))
    yield from _came_and_went(before, after, _("必要な書類"))


def _days(was: Document, now: Document) -> Iterator[str]:
    for key in LAST_DAYS:
        what = LABELS[f"last_days.{key}"]
        before, after = was["last_days"].get(key), now["last_days"].get(key)
        if before != after:
            words = {"what": what, "was": _day(before), "now": _day(after)}
            yield _("%(what)sが%(was)sから%(now)sに変わりました。") % words


def _day(text: str | None) -> str:
    return era(date.fromisoformat(text)) if text else _("定めなし")
