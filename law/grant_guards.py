"""What must be true before an act of a grant. As law/guards.py: facts in, None or a Reason out."""

from .acts import Facts, Reason
from .deadlines import era
from .rules import rule
from .text import ja


@rule("N2")
def certification_is_in_force(facts: Facts) -> Reason | None:
    """附則17条3項: only who is certified may be supported, on the day on which that is decided."""
    if facts["certification_in_force"]:
        return None
    return Reason(
        "no_certification",
        ja("この計画の認定が効力を有していないため、交付の申請も決定もできません（基盤研法附則17条3項）。")
        + ja("認定の通知書と実施時期を確かめてください。"),
    )


@rule("N1")
def decision_is_not_too_late(facts: Facts) -> Reason | None:
    """The scheme's own last day, which lies before the one that the statute sets."""
    last = facts["decision_last_on"]
    if last is None or facts["decided_on"] <= last:
        return None
    return Reason(
        "decision_too_late",
        ja("交付の決定の最終日（{day}）を過ぎています。").format(day=era(last))
        + ja("施行日をこの日までにするか、制度の定めを確かめてください。"),
        (("last", last),),
    )


def nothing_else_is_asked_for_the_span(facts: Facts) -> Reason | None:
    """One decision for one span: a second application would ask for the same money twice."""
    if not facts["asked_already"]:
        return None
    return Reason(
        "asked_already",
        ja("この計画の同じ期間について、自社の交付申請がすでにあります。")
        + ja("その申請を開いて続けるか、取り下げてから作成してください。"),
    )


@rule("S5")
def something_is_asked(facts: Facts) -> Reason | None:
    """適正化法5条: the application names the sum that is asked for."""
    if facts["asked"] > 0:
        return None
    return Reason(
        "nothing_asked",
        ja("計算した補助金の額が0円のため、申請できません。総事業費、補助対象経費、収入を確かめてください。"),
    )


@rule("S6")
def every_line_is_checked(facts: Facts) -> Reason | None:
    if not facts["lines_unchecked"]:
        return None
    return Reason(
        "lines_unchecked",
        ja("査定が済んでいない経費があります：{lines}。").format(lines="、".join(facts["lines_unchecked"]))
        + ja("すべての経費に査定額を入れてから進めてください。"),
    )


def something_is_granted(facts: Facts) -> Reason | None:
    if facts["granted"] > 0:
        return None
    return Reason(
        "nothing_granted",
        ja("査定額から計算した補助金の額が0円です。交付の決定はできません。不交付として起案してください。"),
    )


def grant_refusal_states_reasons(facts: Facts) -> Reason | None:
    if facts["reasons"]:
        return None
    return Reason("no_reasons", ja("不交付の理由を書いてください。通知書にそのまま記載します。"))


def grant_is_under_examination(facts: Facts) -> Reason | None:
    if facts["grant_under_examination"]:
        return None
    return Reason(
        "not_under_examination",
        ja("交付申請が審査中ではありません（審査の開始前、直しの求め、取下げ、決定済みのいずれかです）。"),
    )


@rule("N2")
def what_is_granted_stands(facts: Facts) -> Reason | None:
    """Asked again on the day of issue; a refusal rests on no certification."""
    return None if facts["denies"] else certification_is_in_force(facts)


@rule("S9", "R3")
def withdrawal_period_runs(facts: Facts) -> Reason | None:
    """適正化法9条: until the date set; it begins when the notice is received, so not before."""
    until = facts["withdrawal_until"]
    if until is None or facts["today"] <= until:
        return None
    return Reason(
        "withdrawal_too_late",
        ja("申請を取り下げることができる期日（{day}）を過ぎています（適正化法9条1項）。").format(
            day=era(until)
        ),
        (("until", until),),
    )


def asks_for_something(facts: Facts) -> Reason | None:
    if facts["items"]:
        return None
    return Reason("no_items", ja("直してほしい点を書いてください。"))


def report_says_something(facts: Facts) -> Reason | None:
    if facts["report"].strip():
        return None
    return Reason("no_report", ja("履行した内容を書いてください。"))


def return_says_why(facts: Facts) -> Reason | None:
    if facts["note"].strip():
        return None
    return Reason("no_note", ja("差し戻す理由を書いてください。"))


def condition_is_overdue(facts: Facts) -> Reason | None:
    due = facts["due_on"]
    if due is not None and due < facts["today"]:
        return None
    return Reason(
        "not_yet_due", ja("条件の期限がまだ過ぎていません。期限のない条件に不履行の記録はできません。")
    )
