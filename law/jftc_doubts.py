"""Answers of makers that contradict each other: an officer looks at them before the trigger is believed."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from .acts import Reason
from .deadlines import fiscal_year, fiscal_year_label
from .groups import names_alike
from .makers import Maker, notifies, restructures, same_group
from .text import ja

# What a maker's figure is asked about at: no rule of law, a slip of 千円 for 円 is a thousand times.
SMALL, TIMES = 100_000_000, 500


def doubts_of(makers: Sequence[Maker], filed_on: date) -> Iterator[Reason]:
    yield from _differing_parents(makers)
    yield from _differing_sales(makers)
    yield from _other_years(makers, filed_on)
    yield from _notified_by_another(makers)
    yield from _perhaps_in_thousands(makers)


def _differing_parents(makers: Sequence[Maker]) -> Iterator[Reason]:
    """One number takes two makers out of limb 2; two names for it may mean that one is mistyped."""
    for maker, other in combinations(makers, 2):
        names = maker.parent.name, other.parent.name
        if same_group(maker, other) and all(names) and not names_alike(*names):
            sentence = ja(
                "{one}と{other}の最終親会社は、法人番号が同じですが名称が異なります。"
                "同じ企業結合集団かどうかを確かめてください。"
            )
            filled = sentence.format(one=maker.called, other=other.called)
            yield Reason("group_parents_differ", filled, (("parties", (maker.party, other.party)),))


def _differing_sales(makers: Sequence[Maker]) -> Iterator[Reason]:
    for maker, other in combinations(makers, 2):
        figures = {maker.domestic_sales, other.domestic_sales} - {None}
        if same_group(maker, other) and len(figures) > 1:
            sentence = ja("{one}と{other}は同じ企業結合集団ですが、国内売上高合計額が異なります。")
            filled = sentence.format(one=maker.called, other=other.called)
            yield Reason("group_sales_differ", filled, (("parties", (maker.party, other.party)),))


def last_closed_year(on: date) -> int:
    """The last fiscal year that has closed by a day. Business years differ, so only a warning rests on it."""
    return fiscal_year(on) - 1


def _other_years(makers: Sequence[Maker], filed_on: date) -> Iterator[Reason]:
    """独占禁止法10条2項 asks for the last business year; a figure of another one may decide wrongly."""
    for maker in makers:
        if maker.sales_fiscal_year not in (None, last_closed_year(filed_on)):
            sentence = ja(
                "{name}の国内売上高合計額は{year}の額で、提出した日の前に終わった年度（{last}）の額ではありません。"
                "直前の事業年度の額かどうかを、決算期とあわせて確かめてください。"
            )
            filled = sentence.format(
                name=maker.called,
                year=fiscal_year_label(maker.sales_fiscal_year),
                last=fiscal_year_label(last_closed_year(filed_on)),
            )
            yield Reason("sales_of_another_year", filled, (("party", maker.party),))


def _notified_by_another(makers: Sequence[Maker]) -> Iterator[Reason]:
    """Limb 1 rests on two makers: one that restructures and another that notifies."""
    restructuring = [maker for maker in makers if restructures(maker)]
    notifying = [maker for maker in makers if notifies(maker)]
    if not (restructuring and notifying) or any(maker in restructuring for maker in notifying):
        return
    sentence = ja(
        "事業再編を伴うとした会社（{restructuring}）と独占禁止法による届出を要するとした会社（{notifying}）が異なります。"
        "届出がその事業再編についてのものかどうかを確かめてください（施行令附則17条1号）。"
    )
    filled = sentence.format(restructuring=_called(restructuring), notifying=_called(notifying))
    yield Reason("notified_by_another", filled, (("parties", tuple(maker.party for maker in notifying)),))


def _perhaps_in_thousands(makers: Sequence[Maker]) -> Iterator[Reason]:
    """千円 typed for 円 would hide limb 2. For the office alone: of a joint plan it compares two makers' figures."""
    if all(restructures(maker) is False for maker in makers):
        return
    figures = [maker.domestic_sales for maker in makers if maker.domestic_sales]
    for maker in makers:
        sales = maker.domestic_sales
        if sales and (sales < SMALL or sales * TIMES <= max(figures)):
            sentence = ja(
                "{name}の国内売上高合計額（{sales}円）は、ほかの会社に比べて、又はそれ自体として小さい額です。"
                "千円単位で入力された額でないか確かめてください。"
            )
            filled = sentence.format(name=maker.called, sales=f"{sales:,}")
            yield Reason("sales_perhaps_in_thousands", filled, (("party", maker.party),))


def _called(makers: Sequence[Maker]) -> str:
    return ja("、").join(maker.called for maker in makers)
