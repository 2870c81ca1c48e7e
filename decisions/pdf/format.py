"""How a letter writes dates, sums and numbers. Template filters of templates/pdf, and of them only."""

import datetime as dt

from django import template
from django.utils.translation import gettext as _

from common.clock import TOKYO
from law import deadlines

register = template.Library()

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
WIDEST_PORTRAIT = 6  # columns; a wider table is turned
UNITS = ("バイト", "KB", "MB", "GB")


@register.filter
def fullwidth(value: object) -> str:
    return str(value).translate(FULL_WIDTH)


@register.filter
def era(value: str | None) -> str:
    """2026-11-21 as 令和８年１１月２１日. A day not written yet stands in no letter, but in its preview."""
    if value is None:
        return _("（記載なし）")
    return fullwidth(deadlines.era(dt.date.fromisoformat(value)))


@register.filter
def moment(value: str) -> str:
    """An instant in UTC as the clock of Tokyo shows it, to the second."""
    local = dt.datetime.fromisoformat(value).astimezone(TOKYO)
    clock = fullwidth(f"{local.hour}時{local.minute:02d}分{local.second:02d}秒")
    return f"{era(local.date().isoformat())}　{clock}"


@register.filter
def fiscal_year(value: int) -> str:
    """2026 as 令和８年度."""
    return fullwidth(deadlines.fiscal_year_label(value))


@register.filter
def figure(value: int | str | None) -> str:
    """A cell: a sum, a rate, words or nothing."""
    return f"{value:,}" if isinstance(value, int) else value or "－"


@register.filter
def is_number(value: object) -> bool:
    return isinstance(value, int)


@register.filter
def is_draft(document_id: str) -> bool:
    """A draft has no id yet; it is printed as zeros."""
    return not document_id.strip("0")


@register.filter
def is_wide(section: dict) -> bool:
    return any(len(table["head"]) > WIDEST_PORTRAIT for table in section["tables"])


@register.filter
def size(value: int) -> str:
    """A file's size, cut (never rounded up) to one decimal."""
    unit, tenths = 0, value * 10
    while tenths >= 10240 and unit < len(UNITS) - 1:
        unit, tenths = unit + 1, tenths // 1024
    return f"{value:,}{UNITS[0]}" if unit == 0 else f"{tenths // 10}.{tenths % 10}{UNITS[unit]}"
