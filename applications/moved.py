"""What moved between two versions of a scheme, told to whoever has a draft under the older one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from law.deadlines import era, fiscal_year_label
from law.money import yen

from .parts.base import PartContext, measure_kinds
from .parts.rows import RowsForm
from .parts.spec import SPECS, PartSpec

Document = Mapping[str, Any]
DAYS = {
    "filing": gettext_lazy("申請の最終日"),
    "certification": gettext_lazy("認定の最終日"),
    "decision": gettext_lazy("交付の決定の最終日"),
    "work": gettext_lazy("事業の実施の最終日"),
    "report": gettext_lazy("実績の報告の最終日"),
    "fixing": gettext_lazy("額の確定の最終日"),
    "payment": gettext_lazy("支払の最終日"),
}


def moved(was: Document, now: Document) -> list[str]:
    """Everything an applicant must know, in sentences; empty when nothing of it moved."""
    tellers: tuple[Callable[[Document, Document], Iterator[str]], ...] = (
        _sections,
        _kinds,
        _menus,
        _rates,
        _categories,
        _caps,
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
    before, after = ({key: str(SPECS[key].title) for key in each["sections"]} for each in (was, now))
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


PER = {
    "menu": gettext_lazy("メニューごと"),
    "year": gettext_lazy("年度ごと"),
    "party": gettext_lazy("各社ごと"),
}


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
            [names.get(cap.get("menu", ""), _("申請全体")), *(str(PER[each]) for each in cap.get("per", ()))]
        ): cap["most"]
        for cap in document.get("caps", [])
    }


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
    for key, what in DAYS.items():
        before, after = was["last_days"].get(key), now["last_days"].get(key)
        if before != after:
            words = {"what": what, "was": _day(before), "now": _day(after)}
            yield _("%(what)sが%(was)sから%(now)sに変わりました。") % words


def _day(text: str | None) -> str:
    return era(date.fromisoformat(text)) if text else _("定めなし")


# What was typed into a box that is there no longer


@dataclass(frozen=True)
class Gone:
    """A box the current version does not have, and what had been typed into it."""

    section: str
    label: str
    typed: str


def gone(typed: Mapping[str, str], key: str, was: Document, now: Document) -> list[Gone]:
    """The typed values of one section that no box of the current version holds; they stay stored."""
    kept = _boxes(typed, SPECS[key], now) if key in now["sections"] else {}
    before = _boxes(typed, SPECS[key], was) if key in was["sections"] else {}
    title = str(SPECS[key].title)
    return [
        Gone(title, before[box], text) for box, text in typed.items() if box in before and box not in kept
    ]


def _boxes(typed: Mapping[str, str], spec: PartSpec, document: Document) -> dict[str, str]:
    """Every box of the section as that document draws it, with its label."""
    products = tuple((row, row) for row in dict.fromkeys(key.rpartition("-")[2] for key in typed))
    form = spec.form(typed, context=PartContext(scheme=document, products=products))
    forms = [form, *(form.row_forms() if isinstance(form, RowsForm) else [])]
    return {
        box: str(bound.label)
        for each in forms
        for bound in each
        for box in each.boxes().get(bound.html_name, [])
    }
