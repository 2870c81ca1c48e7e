"""A competition: how its plans are ranked, and what must be true before the result is decided and told.

For schemes that choose by a call (採択, 委託) only. A certification is bound: nothing here may touch it
(基盤研法附則18条3項・24条3項). How ties are broken, which mean is too low and whether reasons are given is
said by the scheme's document; means are exact fractions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from . import guards as g
from .acts import Facts, Reason
from .text import ja


@dataclass(frozen=True)
class Marks:
    """What the reviewers gave one plan: per reviewer, points by item."""

    plan: str
    scores: tuple[Mapping[str, int], ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a plan stands by its marks alone. Equal in everything the rule looks at: equal place."""

    plan: str
    place: int
    mean: Fraction | None
    count: int
    spread: int
    items: Mapping[str, Fraction]


def rank(marks: Iterable[Marks], tie_break: Sequence[str]) -> list[Place]:
    """Best mean first; equal means by the means of the items the call names, in its order.

    A plan nobody scored stands last, without a mean.
    """
    read = [_read(each) for each in marks]
    ordered = sorted(read, key=lambda each: _merit(each, tie_break), reverse=True)
    places: list[Place] = []
    for number, each in enumerate(ordered, start=1):
        same = places and _merit(places[-1], tie_break) == _merit(each, tie_break)
        places.append(_placed(each, places[-1].place if same else number))
    return places


def _read(marks: Marks) -> Place:
    totals = [sum(scores.values()) for scores in marks.scores]
    if not totals:
        return Place(marks.plan, 0, None, 0, 0, {})
    codes = dict.fromkeys(code for scores in marks.scores for code in scores)
    count = len(totals)
    items = {code: Fraction(sum(each.get(code, 0) for each in marks.scores), count) for code in codes}
    return Place(marks.plan, 0, Fraction(sum(totals), count), count, max(totals) - min(totals), items)


def _merit(place: Place, tie_break: Sequence[str]) -> tuple[Fraction, ...]:
    if place.mean is None:
        return (Fraction(-1),)
    return (place.mean, *(place.items.get(code, Fraction(0)) for code in tie_break))


def _placed(place: Place, number: int) -> Place:
    return Place(place.plan, number, place.mean, place.count, place.spread, place.items)


def parting(places: Sequence[Place], tie_break: Sequence[str]) -> list[str]:
    """Of places with one mean, best first: the items, in their order, that set any of them apart from the next."""
    used: set[str] = set()
    for better, worse in pairwise(places):
        found = next((code for code in tie_break if better.items.get(code) != worse.items.get(code)), None)
        used |= {found} if found else set()
    return [code for code in tie_break if code in used]


def shown(mean: Fraction | None) -> str:
    """A mean as people read it: two decimals, halves up."""
    if mean is None:
        return "－"
    hundredths = (mean * 100 + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def departs(places: Mapping[str, int], proposed: Sequence[str]) -> list[str]:
    """Plans that the proposed order puts elsewhere than their marks do; equals may stand either way."""
    by_marks = sorted(places[plan] for plan in proposed)
    return [plan for plan, place in zip(proposed, by_marks, strict=True) if places[plan] != place]


# Guards


def _names(facts: Facts, key: str) -> str:
    return "、".join(str(name) for name in facts[key])


def call_has_closed(facts: Facts) -> Reason | None:
    if facts["call_closed"]:
        return None
    return Reason(
        "call_open", ja("公募の受付がまだ終わっていません。受付終了の後に順位案を作成してください。")
    )


def somebody_competes(facts: Facts) -> Reason | None:
    if facts["competing"]:
        return None
    return Reason("nobody_competes", ja("この公募には、審査中の応募がありません。"))


def meeting_was_held(facts: Facts) -> Reason | None:
    if facts["met_on"] <= facts["today"]:
        return None
    return Reason("meeting_ahead", ja("審査会の開催日には、今日までの日を入れてください。"))


def every_plan_is_examined(facts: Facts) -> Reason | None:
    """All of a call are decided together, so all must be ready."""
    if not facts["not_examined"]:
        return None
    return Reason(
        "not_examined",
        ja("審査が済んでいない応募があります：")
        + _names(facts, "not_examined")
        + ja("。審査開始、補正、照会の回答を済ませてから起案してください。"),
    )


def every_plan_is_listed(facts: Facts) -> Reason | None:
    if not facts["out_of_step"]:
        return None
    return Reason(
        "out_of_step",
        ja("順位案を作成した後に、応募や採点が変わりました：")
        + _names(facts, "out_of_step")
        + ja("。「順位案を直す」を開き、最新の内容で保存し直してください。"),
    )


def every_plan_is_scored(facts: Facts) -> Reason | None:
    if not facts["unscored"]:
        return None
    return Reason(
        "unscored",
        ja("採点の数が足りない応募があります：")
        + _names(facts, "unscored")
        + ja("。審査委員の意見の提出を待ってください。"),
    )


def meeting_is_recorded(facts: Facts) -> Reason | None:
    if facts["meeting_recorded"]:
        return None
    return Reason("no_meeting", ja("審査会の記録（開催日・出席した委員・概要）を書いてください。"))


def departures_are_explained(facts: Facts) -> Reason | None:
    if not facts["departures_unexplained"]:
        return None
    return Reason(
        "departure",
        ja("採点の順と違う順位にした応募があります：")
        + _names(facts, "departures_unexplained")
        + ja("。その理由を書いてください。"),
    )


def cut_off_is_drawn(facts: Facts) -> Reason | None:
    if facts["cut_off"] is not None:
        return None
    return Reason("no_cut_off", ja("何位までとするか（境界）を決めてください。"))


def chosen_reach_the_threshold(facts: Facts) -> Reason | None:
    if not facts["below_threshold"]:
        return None
    return Reason(
        "below_threshold",
        ja("公募要領の定める平均点に達していない応募が境界の内側にあります：")
        + _names(facts, "below_threshold")
        + ja("。"),
    )


def chosen_get_an_amount(facts: Facts) -> Reason | None:
    if not facts["without_amount"]:
        return None
    return Reason(
        "no_amount",
        ja("金額が入っていない応募があります：") + _names(facts, "without_amount") + ja("。"),
    )


def no_amount_exceeds_what_was_asked(facts: Facts) -> Reason | None:
    """The expected sum is computed by the call's rate, unit and cap; an office may give less, never more."""
    if not facts["amounts_over"]:
        return None
    return Reason(
        "amount_over",
        ja("申請の内容から計算した額を超える金額があります：")
        + _names(facts, "amounts_over")
        + ja("。計算した額以下にしてください。"),
    )


def sum_is_within_the_budget(facts: Facts) -> Reason | None:
    budget, total = facts["budget"], facts["amount_total"]
    if budget is not None and total <= budget:
        return None
    if budget is None:
        return Reason("no_budget", ja("この公募の予算額を入れてください。"))
    over = f"{total - budget:,}"
    return Reason(
        "over_budget",
        ja("合計が予算額を") + over + ja("円超えています。境界か金額を見直してください。"),
    )


def reasons_are_given(facts: Facts) -> Reason | None:
    if not facts["reasons_missing"]:
        return None
    return Reason(
        "no_reasons",
        ja("この公募では選ばれなかった理由を通知します。理由のない応募があります：")
        + _names(facts, "reasons_missing")
        + ja("。"),
    )


CAN_BE_DECIDED = (
    every_plan_is_examined,
    every_plan_is_listed,
    every_plan_is_scored,
    meeting_is_recorded,
    departures_are_explained,
    cut_off_is_drawn,
    chosen_reach_the_threshold,
    chosen_get_an_amount,
    no_amount_exceeds_what_was_asked,
    sum_is_within_the_budget,
    reasons_are_given,
    g.wording_is_cleared,
)


def every_letter_is_sealed(facts: Facts) -> Reason | None:
    if not facts["unsealed"]:
        return None
    return Reason(
        "unsealed",
        ja("署名した文書がまだできていない応募があります：")
        + _names(facts, "unsealed")
        + ja("。全件がそろってから施行できます。"),
    )


def nobody_is_asked(facts: Facts) -> Reason | None:
    if not facts["asked_since"]:
        return None
    return Reason(
        "asked_since",
        ja("回答を待っている補正または照会のある応募があります：")
        + _names(facts, "asked_since")
        + ja("。回答を待つか、照会を撤回してください。"),
    )


def nobody_changed_since(facts: Facts) -> Reason | None:
    if not facts["changed_since"]:
        return None
    return Reason(
        "changed_since",
        ja("決裁の後に状態や内容が変わった応募があります：")
        + _names(facts, "changed_since")
        + ja("。順位表を廃案とし、作成し直してください。"),
    )


def announced_minute_has_come(facts: Facts) -> Reason | None:
    if facts["issue_at"] is None or facts["issue_at"] <= facts["now"]:
        return None
    return Reason("not_yet", ja("施行を予告した日時より前です。その日時に全件が自動で施行されます。"))


def is_decided_with_its_ranking(facts: Facts) -> Reason | None:
    """One approval for all: no plan of a call is adopted or passed over by itself."""
    if facts["with_ranking"]:
        return None
    return Reason("alone", ja("公募の結果は、順位表の決裁で全件を同時に決めます。"))


def is_told_with_its_ranking(facts: Facts) -> Reason | None:
    if facts["with_ranking"]:
        return None
    return Reason("alone", ja("公募の結果は、順位表の画面から全件を同時に施行します。"))


def goes_with_its_ranking(facts: Facts) -> Reason | None:
    if facts["with_ranking"]:
        return None
    return Reason("alone", ja("公募の結果は、順位表とともにだけ廃案にできます。"))


IS_RANKED = (g.plan_is_under_examination, is_decided_with_its_ranking)
IS_TOLD = (
    is_told_with_its_ranking,
    g.plan_is_under_examination,
    g.decision_is_on_the_current_version,
    g.nothing_is_out_with_the_applicant,
    g.letter_is_sealed_as_approved,
    g.date_on_the_letter_has_come,
)
