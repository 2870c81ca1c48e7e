"""What must be true before an amount is fixed (適正化法15条). Facts in, None or a Reason out."""

from .acts import Facts, Reason
from .deadlines import era
from .rules import rule
from .text import ja


@rule("S15")
def grant_is_to_be_fixed(facts: Facts) -> Reason | None:
    """Once, and of a decision that stands: a withdrawn one is deemed never made (9条2項)."""
    if facts["grant_stands"]:
        return None
    return Reason(
        "not_to_be_fixed",
        ja("額を確定する交付の決定がありません（決定の前か、取り下げられたか、すでに額が確定しています）。"),
    )


@rule("S15", "S14")
def completion_is_reported(facts: Facts) -> Reason | None:
    """15条 follows the report on completion or abolition; the end of a fiscal year alone fixes nothing."""
    if facts["completion_accepted"]:
        return None
    return Reason(
        "not_reported",
        ja("完了の実績報告の確認が終わっていないため、額の確定はできません（適正化法15条）。")
        + ja("報告を受け、すべての経費を確かめて「実績報告の確認を終える」を行ってください。"),
    )


@rule("S15")
def no_condition_is_missed(facts: Facts) -> Reason | None:
    """15条: the amount is fixed when the work is found to meet the conditions of the decision."""
    if not facts["conditions_missed"]:
        return None
    text = ja(
        "履行されていない交付の条件があります：{conditions}。履行の報告を受けて確認してから進めてください。"
    )
    return Reason("condition_missed", text.format(conditions="、".join(facts["conditions_missed"])))


@rule("S15")
def examiner_says_what_was_found(facts: Facts) -> Reason | None:
    """15条: the papers are examined, and the site where needed."""
    if facts["finding"].strip():
        return None
    return Reason(
        "no_finding",
        ja("書類の審査と現地調査で何を確かめたかを書いてください。通知書にそのまま記載します。"),
    )


@rule("S15")
def nothing_is_on_its_way(facts: Facts) -> Reason | None:
    """What is paid in advance counts towards the fixed amount, so it must be known whether it was paid."""
    if not facts["on_its_way"]:
        return None
    return Reason(
        "claim_runs",
        ja(
            "概算払の請求が残っています。申請者が請求を取り下げるか、振込の結果が分かってから進めてください。"
        ),
    )


@rule("N1")
def fixing_is_not_too_late(facts: Facts) -> Reason | None:
    """The scheme's own last day of fixing, which lies before the one that the statute sets."""
    last = facts["fixing_last_on"]
    if last is None or facts["fixed_on"] <= last:
        return None
    return Reason(
        "fixing_too_late",
        ja("額の確定の最終日（{day}）を過ぎています。").format(day=era(last))
        + ja("施行日をこの日までにするか、制度の定めを確かめてください。"),
        (("last", last),),
    )
