"""What must be true before a decision to grant is cancelled (適正化法17条). Facts in, None or a Reason out."""

from .acts import Facts, Reason
from .cancelling import Ground
from .deadlines import fiscal_year_label
from .money.yen import yen
from .rules import rule
from .text import ja


@rule("S17")
def decision_may_be_cancelled(facts: Facts) -> Reason | None:
    """17条1項 and 3項: while it stands, also after its amount was fixed."""
    if facts["grant_stands"]:
        return None
    text = ja(
        "取り消すことのできる交付の決定がありません（決定の前か、取り下げられたか、取り消されています）。"
    )
    return Reason("nothing_stands", text)


@rule("S17")
def ground_is_of_the_law(facts: Facts) -> Reason | None:
    """17条1項 names them; nothing else cancels a decision (10条 is another act)."""
    if facts["ground"] in set(Ground):
        return None
    return Reason("no_ground", ja("取消しの事由を、適正化法17条1項に定めるものから選んでください。"))


@rule("S17", "S21b")
def fact_is_told(facts: Facts) -> Reason | None:
    if facts["fact"].strip():
        return None
    return Reason("no_fact", ja("取消しの事由に当たる事実を書いてください。通知書にそのまま記載します。"))


@rule("S21b")
def reasons_are_told(facts: Facts) -> Reason | None:
    """21条の2: the company is shown why."""
    if facts["reasons"].strip():
        return None
    text = ja("取消しの理由を書いてください（適正化法21条の2）。通知書にそのまま記載します。")
    return Reason("no_reasons", text)


@rule("S17")
def no_more_than_stands(facts: Facts) -> Reason | None:
    """In whole or in part, year by year within what stands."""
    standing = facts["standing"]
    for year, amount in facts["sums"].items():
        if not 0 <= amount <= standing.get(year, 0):
            text = ja("{year}の分で取り消せるのは{left}までです（{amount}は取り消せません）。")
            words = {
                "year": fiscal_year_label(year),
                "left": yen(standing.get(year, 0)),
                "amount": yen(amount),
            }
            return Reason("not_so_much", text.format(**words))
    if sum(facts["sums"].values()):
        return None
    return Reason(
        "nothing_cancelled", ja("取り消す額を、少なくとも一つの年度について1円以上で入れてください。")
    )


@rule("S17", "S15")
def no_fixing_is_under_way(facts: Facts) -> Reason | None:
    """Each would change what the other is about."""
    if not facts["fixing_under_way"]:
        return None
    text = ja("額の確定が起案されています。施行するか廃案としてから、取消しを進めてください。")
    return Reason("fixing_under_way", text)


@rule("S17", "S7")
def no_approved_change_waits(facts: Facts) -> Reason | None:
    """Its money is set aside already: first it must be known what is decided."""
    if not facts["change_waits"]:
        return None
    text = ja("変更の承認が決裁されています。施行するか廃案としてから、取消しを進めてください。")
    return Reason("change_waits", text)


@rule("S15", "S17")
def no_cancellation_is_under_way(facts: Facts) -> Reason | None:
    if not facts["cancellation_under_way"]:
        return None
    text = ja("交付の決定の取消しが起案されています。施行するか廃案としてから進めてください。")
    return Reason("cancellation_under_way", text)
