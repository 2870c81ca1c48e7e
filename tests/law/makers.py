"""Makers of a joint plan, as the tests of the consultation write them."""

from datetime import date

from law.competition import jftc_trigger
from law.groups import Parent
from law.makers import Maker, Notification

ON = date(2026, 11, 21)
OKU = 100_000_000
MERGER = Notification("15-2", date(2026, 10, 1), "公企結第１２号", date(2026, 10, 31))


def maker(party, oku, *, group=None, structural="ヘ", change="ロ", notifications=(), sales=None):
    """A maker that ticks both halves of 事業再編, alone in its group, with `oku` 億円 of sales."""
    return Maker(
        party=party,
        domestic_sales=sales if sales is not None else oku * OKU,
        sales_fiscal_year=2025,
        parent=Parent(group or party),
        structural=frozenset(structural),
        change=frozenset(change),
        notifications=notifications,
    )


def plain(party, oku, **more):
    """A maker that restructures nothing."""
    return maker(party, oku, structural="", change="", **more)


def without(party, oku, **answers):
    """The same maker with some answers still open."""
    return Maker(**(vars(maker(party, oku)) | answers))


def required(*makers):
    return jftc_trigger(makers, ON).required
