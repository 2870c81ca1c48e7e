"""A 補正 while it runs: its day, and what was asked by mistake."""

from .acts import Facts, Reason
from .rules import rule
from .text import ja


@rule("A7")
def correction_gets_more_time(facts: Facts) -> Reason | None:
    """行政手続法7条 gives a 相当の期間: what was given once is not cut short."""
    due, standing = facts["due_on"], facts["standing_due_on"]
    if due is None or standing is None or due > standing:
        return None
    return Reason(
        "not_later",
        ja("期限を延ばすときは、いまの期限より後の日を入れてください。いちど定めた期間は短くできません。")
        + ja("求めが誤りだったときは、「補正の求めを撤回する」を使ってください。"),
        (("standing_due_on", standing),),
    )
