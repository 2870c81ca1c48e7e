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
from .deadlines import era, fiscal_year_label
from .groups import Answer
from .jftc_doubts import doubts_of
from .makers import Maker, Notification, all_of, negated, notifies, restructures, same_group, some_of
from .money import yen
from .parameters import JFTC_LARGER_SALES, JFTC_OTHER_SALES
from .restructuring import CHANGES, NOTIFICATION_ARTICLES, STRUCTURAL_MEASURES
from .rules import rule
from .text import ja

LIMB_1 = article("基盤研法施行令附則17条1号", "O3")
LIMB_2 = article("基盤研法施行令附則17条2号", "O4")


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
    restructuring = some_of(*(restructures(maker) for maker in makers))
    limbs = (_limb_1(makers), _limb_2(makers, _Thresholds.on(on)))
    required = all_of(restructuring, some_of(*(limb.holds for limb in limbs)))
    return Trigger(
        required=required,
        restructuring=restructuring,
        limbs=limbs,
        missing=tuple(_missing(makers, restructuring, limbs)) if required is None else (),
        doubts=tuple(doubts_of(makers, filed_on or on)),
        office=(_restructuring_sentence(makers, restructuring), *(limb.office for limb in limbs)),
        applicant=_for_the_applicant(required, limbs),
    )


# 事業再編: what the office reads of it


def _restructuring_sentence(makers: Sequence[Maker], restructuring: Answer) -> str:
    if restructuring is None:
        return ja("事業再編（産業競争力強化法2条17項）を伴うかどうかは、まだ判定できません。")
    if not restructuring:
        return ja("事業再編（産業競争力強化法2条17項1号・2号の両方に当たるもの）を伴う会社はありません。")
    who = ja("、").join(_ticked(maker) for maker in makers if restructures(maker))
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
    holds = some_of(*(notifies(maker) for maker in makers))
    label = ja("独占禁止法によりあらかじめ届け出る事業再編（施行令附則17条1号）")
    return Limb(1, holds, LIMB_1, label, _limb_1_sentence(makers, holds))


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
    exceeds = _a_pair_exceeds(makers, thresholds)
    holds = all_of(len(makers) > 1, exceeds, negated(_all_in_one_group(makers)))
    label = ja("国内売上高合計額が一定の額を超える会社が共同して行う製造基盤整備措置（施行令附則17条2号）")
    return Limb(2, holds, LIMB_2, label, _limb_2_sentence(makers, exceeds, thresholds))


def _sales(maker: Maker, makers: Sequence[Maker]) -> int | None:
    """A maker's figure is its whole group's, so what a maker of the same group answered is its too.

    Where answers of one group differ, the largest is taken; the difference is told as a doubt.
    """
    return _largest([one for one in makers if one is maker or same_group(one, maker)])


def _sales_at_most(maker: Maker, makers: Sequence[Maker]) -> int | None:
    """The same, should every maker that may be of its group turn out to be."""
    return _largest([one for one in makers if one is maker or same_group(one, maker) is not False])


def _largest(makers: Sequence[Maker]) -> int | None:
    return max((one.domestic_sales for one in makers if one.domestic_sales is not None), default=None)


def _a_pair_exceeds(makers: Sequence[Maker], thresholds: _Thresholds) -> Answer:
    """Answered when it comes out the same whether what is unknown is nothing or enormous."""
    enormous = thresholds.larger + thresholds.other
    at_least = [_sales(maker, makers) or 0 for maker in makers]
    at_most = [_at_most(maker, makers, enormous) for maker in makers]

    def exceeds(sales: Sequence[int]) -> bool:
        pairs = permutations(sales, 2)
        return any(one > thresholds.larger and another > thresholds.other for one, another in pairs)

    return exceeds(at_least) if exceeds(at_least) == exceeds(at_most) else None


def _at_most(maker: Maker, makers: Sequence[Maker], enormous: int) -> int:
    if _sales(maker, makers) is None:
        return enormous
    return _sales_at_most(maker, makers) or 0


def _all_in_one_group(makers: Sequence[Maker]) -> Answer:
    return all_of(*(same_group(one, other) for one, other in combinations(makers, 2)))


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
    if restructures(maker) is not None:
        return
    if maker.structural is None:
        yield _unanswered(maker, "structural", ja("事業再編の有無（構造の変更）"))
    if maker.change is None:
        yield _unanswered(maker, "change", ja("事業再編の有無（分野又は方式の変更）"))


def _open_figures(maker: Maker, makers: Sequence[Maker]) -> Iterator[Reason]:
    if _sales(maker, makers) is None:
        yield _unanswered(maker, "domestic_sales", ja("国内売上高合計額（企業結合集団全体）"))
    undecided = any(same_group(maker, one) is None for one in makers if one is not maker)
    if maker.parent.number is None and undecided:
        yield _unknown_parent(maker)


def _unknown_parent(maker: Maker) -> Reason:
    if not maker.parent.name:
        return _unanswered(maker, "group_parent", ja("企業結合集団の最終親会社"))
    sentence = ja(
        "{name}の「最終親会社の法人番号」が入力されていないため、ほかの会社と同じ企業結合集団かどうかを判定できません"
        "（親会社がない場合は、自社の法人番号）。"
    )
    facts = (("party", maker.party), ("fact", "group_parent"))
    return Reason("jftc_group_parent_missing", sentence.format(name=maker.called), facts)


def _unanswered(maker: Maker, fact: str, label: str) -> Reason:
    sentence = ja("{name}の「{label}」が入力されていません。").format(name=maker.called, label=label)
    return Reason(f"jftc_{fact}_missing", sentence, (("party", maker.party), ("fact", fact)))


def _for_the_applicant(required: Answer, limbs: tuple[Limb, Limb]) -> str:
    if required is None:
        return ja("公正取引委員会への協議の要否は、各社の入力がそろうと判定されます。")
    if not required:
        return ja("公正取引委員会への協議を要する場合には当たりません。")
    which = ja("、").join(limb.label for limb in limbs if limb.holds)
    return ja("認定の前に、厚生労働大臣が公正取引委員会と協議します（{which}）。").format(which=which)
