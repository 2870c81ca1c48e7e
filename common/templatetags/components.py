"""What templates need to write sums, dates and chips. Builtin: no {% load %} needed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.defaultfilters import filesizeformat
from django.template.loader import get_template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import charts, clock
from common.addresses import address_of
from common.units import Unit
from law import deadlines
from law.roles import ROLES, Role

register = template.Library()
register.filter("filesize", filesizeformat)
register.simple_tag(address_of)

ABSENT = "—"
MESSAGE_TONES = {"error": "error", "warning": "warning", "success": "success"}


@register.filter
def number(value: int | None) -> str:
    return ABSENT if value is None else f"{value:,}"


@register.filter
def yen(value: int | None) -> str:
    return ABSENT if value is None else f"{value:,}円"


@register.filter
def thousand_yen(value: int | None) -> str:
    return ABSENT if value is None else _("%(sum)s千円") % {"sum": _in_units(value, 1_000)}


@register.filter
def million_yen(value: int | None) -> str:
    return ABSENT if value is None else _("%(sum)s百万円") % {"sum": _in_units(value, 1_000_000)}


def _in_units(value: int, unit: int) -> str:
    """Exact in any unit: what a rounded figure would hide stands behind the point."""
    whole, rest = divmod(abs(value), unit)
    decimals = str(rest).zfill(len(str(unit)) - 1).rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole:,}" + (f".{decimals}" if decimals else "")


@register.filter
def era(value: date | None) -> str:
    """令和8年11月21日（土）"""
    if not value:
        return ABSENT
    day = _day(value)
    return f"{deadlines.era(day)}（{deadlines.weekday_label(day)}）"


@register.filter
def era_short(value: date | None) -> str:
    """R8.11.21, for dense lists."""
    return _short(_day(value)) if value else ABSENT


@lru_cache(maxsize=4_000)
def _short(day: date) -> SafeString:
    named, year = deadlines.era_of(day)
    return mark_safe(f"{named.letter}{year}.{day.month}.{day.day}")  # noqa: S308  (a letter and figures)


@register.filter
def moment(value: datetime | None) -> str:
    """令和8年11月21日 10:42:05, in Tokyo."""
    if not value:
        return ABSENT
    local = clock.local(value)
    return f"{deadlines.era(local.date())} {local:%H:%M:%S}"


@register.filter
def minute(value: datetime | None) -> str:
    """令和8年11月21日（土）17:00, in Tokyo: a deadline is told to the minute."""
    if not value:
        return ABSENT
    local = clock.local(value)
    return f"{era(local.date())}{local:%H:%M}"


@register.filter
def fiscal_year(value: int | None) -> str:
    """令和8年度 from 2026."""
    return deadlines.fiscal_year_label(int(value)) if value else ABSENT


def _day(value: date) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


@register.filter
def role_label(role: str) -> str:
    return _(ROLES[Role(role)].label)


@register.filter
def get(mapping: Mapping[str, Any], key: str) -> Any:
    """An entry whose key is only known at run time."""
    return mapping.get(key)


@register.filter
def message_tone(level: str) -> str:
    """The banner's tone for one of Django's message levels."""
    return MESSAGE_TONES.get(level, "info")


@register.simple_tag
@lru_cache(maxsize=400, typed=True)  # there are few labels; one that is safe already is another than its text
def chip(label: str, tone: str = "grey") -> SafeString:
    return format_html('<span class="kk-chip" data-tone="{}">{}</span>', tone, label)


@register.simple_tag
def days_left(days: int | None, of: int = 30, stopped: bool = False) -> SafeString | str:
    """Days left as words with a bar; orange in the last fifth, red when the day has passed.

    `stopped`: they do not pass now, which is said beside them.
    """
    return ABSENT if days is None else _days_left(days, of, stopped, get_language() or "")


@lru_cache(maxsize=4_000)
def _days_left(days: int, of: int, stopped: bool, _language: str) -> SafeString:
    tone = "grey" if stopped else "red" if days < 0 else "orange" if days * 5 <= of else "blue"
    words = _("%(days)s日超過") % {"days": -days} if days < 0 else _("あと%(days)s日") % {"days": days}
    words = _("停止中・%(words)s") % {"words": words} if stopped else words
    return format_html(
        '<span class="kk-days" data-tone="{}"><span class="kk-days__text">{}</span>'
        '<progress class="kk-days__bar" value="{}" max="{}" aria-hidden="true"></progress></span>',
        tone,
        words,
        max(0, min(days, of)),
        of,
    )


@register.simple_tag
def clip(text: str, note: str = "") -> SafeString:
    """One line of a table, cut where the column ends; the whole is its title."""
    text, note = conditional_escape(text), conditional_escape(note and f"：{note}")
    beside = note and f'<span class="kk-note">{note}</span>'
    return mark_safe(f'<span class="kk-table__clip" title="{text}{note}">{text}{beside}</span>')  # noqa: S308  (escaped above)


@register.filter
def in_unit(value: int | None, unit: Unit) -> str:
    """Yen in the unit that the page shows, cut to it."""
    return ABSENT if value is None else unit.shown(value)


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(
    title: str, bars: list[dict[str, Any]], note: str = "", unit: Unit = Unit.YEN
) -> dict[str, Any]:
    """Stacked bars of yen; `bars` = [{"label": 令和8年度, "parts": [(名称, 円), …]}, …]."""
    return {"title": title, "note": note, "chart": charts.stacked(bars), "unit": unit}


@register.filter
def pair(first: Sequence[Any], second: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    """Two lists side by side: column heads and the cells under them."""
    return zip(first, second, strict=True)


@register.simple_tag
def fixed(name: str) -> SafeString:
    """A template that knows no request, drawn once: the same on every page until the next deployment."""
    return _drawn(name, get_language() or "")


@cache
def _drawn(name: str, _language: str) -> SafeString:
    return mark_safe(get_template(name).render())  # noqa: S308  (our own template)


_empty: dict[tuple[Any, ...], SafeString] = {}


@register.simple_tag
def condition(filterset: Any, name: str) -> SafeString:
    """A condition of a list (FilterSet) as its component draws it. Nearly always it stands empty, and with
    the same choices it then looks the same to everyone: that is drawn once a process."""
    field = filterset.form[name]
    drawn: SafeString
    if field.errors or field.value() not in field.field.empty_values:
        drawn = field.as_field_group()
        return drawn
    choices = tuple(getattr(field.field, "choices", ()))
    key = (type(filterset), name, get_language() or "", choices)
    if key not in _empty:
        _empty[key] = field.as_field_group()
    return _empty[key]


@register.filter
def words(text: str) -> list[str]:
    return text.split()
