"""Must the 公正取引委員会 be consulted before certification? (基盤研法附則26条1項、施行令附則17条)

The measure must involve 事業再編, and one of two limbs must hold. An answer may be missing; then the
question stays open as long as the missing answer could change it. The Order is read to the letter:
"exceeds" is strict, and limb 2 asks for two makers, of whatever groups, unless all are of one group.

Limb 1 speaks of "その伴う事業再編のための措置" that must be notified "当該事業再編に関する計画": the notification is
of the restructuring itself, but the Order doesn't say by whom. One restructuring may have its measure with
one maker and its notification with another (16条2項: who takes over the business notifies, 2条17項1号ヘ
counts who hands it over too). So the two may stand with different makers: we err toward consulting, and the
officer is told to look whether they are of one restructuring.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, permutations

from .acts import Reason, Source, article
from .deadlines import era, fiscal_year, fiscal_year_label
from .money import yen
from .parameters import JFTC_LARGER_SALES, JFTC_OTHER_SALES
from .restructuring import CHANGES, NOTIFICATION_ARTICLES, STRUCTURAL_MEASURES
from .rules import rule
from .text import ja

LIMB_1 = article("基盤研法施行令附則17条1号", "O3")
LIMB_2 = article("基盤研法施行令附則17条2号", "O4")


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

    `domestic_sales` is its whole 企業結合集団's; `group_parent` is the group's top parent, a maker
    alone being its own; an empty set or tuple says "none".
    """

    party: str
    domestic_sales: int | None
    sales_fiscal_year: int | None
    group_parent: str | None
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


Answer = bool | None
"""Three-valued: None is "not to be said yet"."""


@dataclass(frozen=True)
class Limb:
    """One of the Order's two numbers: whether it holds, and why. `office` carries figures."""

    number: int
    holds: Answer
    source: Source
    label: str
    office: str


@dataclass(frozen=True)
class Trigger:
    """`required` None: not to be said yet; `missing` names who must still answer what.

    `office` carries figures and is the ministry's only; `applicant` names the limb and no more.
    `doubts` are answers that contradict each other.
    """

    required: Answer
    restructuring: Answer
    limbs: tuple[Limb, Limb]
    missing: tuple[Reason, ...]
    doubts: tuple[Reason, ...]
    office: tuple[str, ...]
    applicant: str


@rule("N9", "O3", "O4")
def jftc_trigger(makers: Sequence[Maker], on: date, filed_on: date | None = None) -> Trigger:
    """Ask the Order's question of the makers of one application, by the figures in force `on`.

    `filed_on` is the day they said their sales; without it, `on` (nothing is filed yet).
    """
    restructuring = _some_of(*(_restructures(maker) for maker in makers))
    limbs = (_limb_1(makers), _limb_2(makers, _Thresholds.on(on)))
    required = _all_of(restructuring, _some_of(*(limb.holds for limb in limbs)))
    return Trigger(
        required=required,
        restructuring=restructuring,
        limbs=limbs,
        missing=tuple(_missing(makers, restructuring, limbs)) if required is None else (),
        doubts=tuple(_doubts(makers, filed_on or on)),
        office=(_restructuring_sentence(makers, restructuring), *(limb.office for limb in limbs)),
        applicant=_for_the_applicant(required, limbs),
    )


def _all_of(*answers: Answer) -> Answer:
    if any(answer is False for answer in answers):
        return False
    return None if None in answers else True


def _some_of(*answers: Answer) -> Answer:
    if any(answer is True for answer in answers):
        return True
    return None if None in answers else False


def _not(answer: Answer) -> Answer:
    return None if answer is None else not answer


# 事業再編: one structural measure and one change, both by the same maker (産業競争力強化法2条17項)


def _restructures(maker: Maker) -> Answer:
    return _all_of(_any_ticked(maker.structural), _any_ticked(maker.change))


def _any_ticked(codes: frozenset[str] | None) -> Answer:
    return None if codes is None else bool(codes)


def _restructuring_sentence(makers: Sequence[Maker], restructuring: Answer) -> str:
    if restructuring is None:
        return ja("事業再編（産業競争力強化法2条17項）を伴うかどうかは、まだ判定できません。")
    if not restructuring:
        return ja("事業再編（産業競争力強化法2条17項1号・2号の両方に当たるもの）を伴う会社はありません。")
    who = ja("、").join(_ticked(maker) for maker in makers if _restructures(maker))
    return ja("事業再編（産業競争力強化法2条17項）を伴います：{who}。").format(who=who)


def _ticked(maker: Maker) -> str:
    return ja("{name}（1号{structural}、2号{change}）").format(
        name=maker.called,
        structural=_in_order(maker.structural or (), STRUCTURAL_MEASURES),
        change=_in_order(maker.change or (), CHANGES),
    )


def _in_order(codes: Collection[str], table: Mapping[str, str]) -> str:
    return ja("・").join(code for code in table if code in codes)


# Limb 1: a prior notification under 独占禁止法


def _limb_1(makers: Sequence[Maker]) -> Limb:
    holds = _some_of(*(_notifies(maker) for maker in makers))
    label = ja("独占禁止法によりあらかじめ届け出る事業再編（施行令附則17条1号）")
    return Limb(1, holds, LIMB_1, label, _limb_1_sentence(makers, holds))


def _notifies(maker: Maker) -> Answer:
    return None if maker.notifications is None else bool(maker.notifications)


def _limb_1_sentence(makers: Sequence[Maker], holds: Answer) -> str:
    if holds is None:
        return ja("1号：独占禁止法による事前の届出を要するかどうかは、まだ判定できません。")
    if not holds:
        return ja("1号：独占禁止法による事前の届出を要する会社はありません。")
    filed = [
        maker.called + ja("：") + ja("、").join(_notification_text(one) for one in maker.notifications)
        for maker in makers
        if maker.notifications
    ]
    return ja("1号：事前の届出を要します。{filed}。").format(filed=ja("；").join(filed))


def _notification_text(notification: Notification) -> str:
    filed = era(notification.filed_on) + ja("届出") if notification.filed_on else ja("未届出")
    waits = era(notification.waiting_until) + ja("まで待機") if notification.waiting_until else ""
    details = ja("、").join(text for text in (filed, notification.number, waits) if text)
    return ja("{article}（{details}）").format(
        article=NOTIFICATION_ARTICLES[notification.article], details=details
    )


# Limb 2: joint, one maker above the larger figure and another above the other, not all in one group


@dataclass(frozen=True)
class _Thresholds:
    larger: int
    other: int

    @classmethod
    def on(cls, day: date) -> "_Thresholds":
        return cls(JFTC_LARGER_SALES.on(day), JFTC_OTHER_SALES.on(day))


def _limb_2(makers: Sequence[Maker], thresholds: _Thresholds) -> Limb:
    exceeds = _a_pair_exceeds([_sales(maker, makers) for maker in makers], thresholds)
    holds = _all_of(len(makers) > 1, exceeds, _not(_all_in_one_group(makers)))
    label = ja("国内売上高合計額が一定の額を超える会社が共同して行う製造基盤整備措置（施行令附則17条2号）")
    return Limb(2, holds, LIMB_2, label, _limb_2_sentence(makers, exceeds, thresholds))


def _sales(maker: Maker, makers: Sequence[Maker]) -> int | None:
    """A maker's figure is its whole group's, so what a maker of the same group answered is its too.

    Where answers of one group differ, the largest is taken; the difference is told as a doubt.
    """
    said = [other.domestic_sales for other in makers if other is maker or _same_group(other, maker)]
    return max((sales for sales in said if sales is not None), default=None)


def _same_group(maker: Maker, other: Maker) -> bool:
    return maker.group_parent is not None and maker.group_parent == other.group_parent


def _a_pair_exceeds(sales: Sequence[int | None], thresholds: _Thresholds) -> Answer:
    """Answered when it comes out the same whether the unknown figures are nothing or enormous."""

    def exceeds(unknown: int) -> bool:
        filled = [unknown if figure is None else figure for figure in sales]
        pairs = permutations(filled, 2)
        return any(one > thresholds.larger and another > thresholds.other for one, another in pairs)

    at_least, at_most = exceeds(0), exceeds(thresholds.larger + thresholds.other)
    return at_least if at_least == at_most else None


def _all_in_one_group(makers: Sequence[Maker]) -> Answer:
    groups = {maker.group_parent for maker in makers}
    if len(groups - {None}) > 1:
        return False
    return None if None in groups else True


def _limb_2_sentence(makers: Sequence[Maker], exceeds: Answer, thresholds: _Thresholds) -> str:
    if len(makers) < 2:
        return ja("2号：単独の申請です（2号は、二以上の会社が共同して行うものに限ります）。")
    figures = ja("、").join(_figure_text(maker, makers) for maker in makers)
    return _limb_2_pattern(makers, exceeds).format(
        larger=_hundred_million(thresholds.larger), other=_hundred_million(thresholds.other), figures=figures
    )


def _limb_2_pattern(makers: Sequence[Maker], exceeds: Answer) -> str:
    one_group = _all_in_one_group(makers)
    if one_group:
        return ja("2号：すべての会社が同じ企業結合集団に属します（{figures}）。")
    if exceeds is False:
        return ja("2号：{larger}を超える会社と{other}を超える他の会社の組がありません（{figures}）。")
    if exceeds is None or one_group is None:
        return ja("2号：国内売上高合計額（{larger}・{other}）の要件は、まだ判定できません（{figures}）。")
    return ja(
        "2号：一の会社が{larger}を、他の会社が{other}を超え、同じ企業結合集団だけではありません（{figures}）。"
    )


def _figure_text(maker: Maker, makers: Sequence[Maker]) -> str:
    sales = _sales(maker, makers)
    if sales is None:
        return ja("{name} 未回答").format(name=maker.called)
    if maker.sales_fiscal_year is None:
        return f"{maker.called} {yen(sales)}"
    year = fiscal_year_label(maker.sales_fiscal_year)
    return ja("{name} {sales}（{year}）").format(name=maker.called, sales=yen(sales), year=year)


def _hundred_million(amount: int) -> str:
    return f"{amount // 10**8:,}{ja('億円')}"


# What is still open


def _missing(makers: Sequence[Maker], restructuring: Answer, limbs: tuple[Limb, Limb]) -> Iterator[Reason]:
    """Only answers that could still change the result."""
    no_limb_holds = not any(limb.holds for limb in limbs)
    for maker in makers:
        if restructuring is None:
            yield from _open_halves(maker)
        if no_limb_holds and limbs[0].holds is None and maker.notifications is None:
            yield _unanswered(maker, "notifications", ja("独占禁止法による事前の届出の有無"))
        if no_limb_holds and limbs[1].holds is None:
            yield from _open_figures(maker, makers)


def _open_halves(maker: Maker) -> Iterator[Reason]:
    if _restructures(maker) is not None:
        return
    if maker.structural is None:
        yield _unanswered(maker, "structural", ja("事業再編の有無（構造の変更）"))
    if maker.change is None:
        yield _unanswered(maker, "change", ja("事業再編の有無（分野又は方式の変更）"))


def _open_figures(maker: Maker, makers: Sequence[Maker]) -> Iterator[Reason]:
    if _sales(maker, makers) is None:
        yield _unanswered(maker, "domestic_sales", ja("国内売上高合計額（企業結合集団全体）"))
    if maker.group_parent is None and _all_in_one_group(makers) is None:
        yield _unanswered(maker, "group_parent", ja("企業結合集団の最終親会社"))


def _unanswered(maker: Maker, fact: str, label: str) -> Reason:
    sentence = ja("{name}の「{label}」が入力されていません。").format(name=maker.called, label=label)
    return Reason(f"jftc_{fact}_missing", sentence, (("party", maker.party), ("fact", fact)))


def _doubts(makers: Sequence[Maker], filed_on: date) -> Iterator[Reason]:
    yield from _differing_sales(makers)
    yield from _other_years(makers, filed_on)
    yield from _notified_by_another(makers)


def _differing_sales(makers: Sequence[Maker]) -> Iterator[Reason]:
    for maker, other in combinations(makers, 2):
        figures = {maker.domestic_sales, other.domestic_sales} - {None}
        if _same_group(maker, other) and len(figures) > 1:
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
    restructuring = [maker for maker in makers if _restructures(maker)]
    notifying = [maker for maker in makers if _notifies(maker)]
    if not (restructuring and notifying) or any(maker in restructuring for maker in notifying):
        return
    sentence = ja(
        "事業再編を伴うとした会社（{restructuring}）と独占禁止法による届出を要するとした会社（{notifying}）が異なります。"
        "届出がその事業再編についてのものかどうかを確かめてください（施行令附則17条1号）。"
    )
    filled = sentence.format(restructuring=_called(restructuring), notifying=_called(notifying))
    yield Reason("notified_by_another", filled, (("parties", tuple(maker.party for maker in notifying)),))


def _called(makers: Sequence[Maker]) -> str:
    return ja("、").join(maker.called for maker in makers)


def _for_the_applicant(required: Answer, limbs: tuple[Limb, Limb]) -> str:
    if required is None:
        return ja("公正取引委員会への協議の要否は、各社の入力がそろうと判定されます。")
    if not required:
        return ja("公正取引委員会への協議を要する場合には当たりません。")
    which = ja("、").join(limb.label for limb in limbs if limb.holds)
    return ja("認定の前に、厚生労働大臣が公正取引委員会と協議します（{which}）。").format(which=which)
