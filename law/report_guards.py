"""What must be true before an act of a performance report. Facts in, None or a Reason out."""

from .acts import Facts, Reason
from .deadlines import era
from .rules import rule
from .text import ja


@rule("S14")
def grant_is_decided(facts: Facts) -> Reason | None:
    """適正化法14条 speaks to 補助事業者等: who was granted nothing, or withdrew, reports nothing."""
    if facts["grant_decided"]:
        return None
    return Reason("not_granted", ja("交付の決定を受けていないため、実績報告はできません。"))


@rule("S14")
def report_is_owed(facts: Facts) -> Reason | None:
    if facts["report_owed"]:
        return None
    return Reason(
        "not_owed",
        ja("この種類の実績報告は、この交付の決定にはないか、すでに作成されています。")
        + ja("交付のページで、提出する報告を確かめてください。"),
    )


@rule("S14")
def what_is_reported_is_over(facts: Facts) -> Reason | None:
    """適正化法14条: when the work is complete, or the fiscal year has ended; never before."""
    over_on, today = facts["over_on"], facts["today"]
    if over_on is None:
        return Reason("no_completion", ja("補助事業に着手した日と完了した日を入れてください。"))
    if over_on <= today:
        return None
    text = ja("{day}より前には提出できません。実績報告は、補助事業の完了又は年度の終了の後に行います。")
    return Reason("not_over", text.format(day=era(over_on)), (("over_on", over_on),))


def every_report_line_is_checked(facts: Facts) -> Reason | None:
    if not facts["lines_unchecked"]:
        return None
    text = ja("確かめていない経費があります：{lines}。すべての経費に認める額を入れてから進めてください。")
    return Reason("lines_unchecked", text.format(lines="、".join(facts["lines_unchecked"])))
