"""What must be true before a return is ordered, and of what comes in. Facts in, None or a Reason out."""

from .acts import Facts, Reason
from .deadlines import era
from .money.yen import yen
from .rules import rule
from .text import ja


@rule("S18")
def something_is_to_be_returned(facts: Facts) -> Reason | None:
    """18条2項: paid above what is fixed, and not ordered back already."""
    if facts["to_order"] > 0:
        return None
    text = ja("返還を命ずる額がありません（確定額を超えて支払われていないか、すでに返還を命じています）。")
    return Reason("nothing_to_return", text)


@rule("S18")
def sum_is_as_it_was_approved(facts: Facts) -> Reason | None:
    """What came in between approval and issue is another sum, and another order."""
    if facts["bound"] is None or facts["bound"] == facts["to_order"]:
        return None
    text = ja("返還を命ずる額が、決裁の時の{was}から{now}に変わりました。廃案として、起案し直してください。")
    words = {"was": yen(facts["bound"]), "now": yen(facts["to_order"])}
    return Reason("sum_changed", text.format(**words))


@rule("S18", "S15")
def payments_are_finished(facts: Facts) -> Reason | None:
    """What is on its way to the company would change the sum."""
    if not facts["on_its_way"]:
        return None
    text = ja("支払の請求が残っています。申請者が取り下げるか、振込の結果が分かってから進めてください。")
    return Reason("claim_runs", text)


@rule("S21b")
def order_says_why(facts: Facts) -> Reason | None:
    """21条の2 names cancellations and orders; an order to return tells its reason likewise."""
    if facts["reasons"].strip():
        return None
    return Reason("no_reasons", ja("返還を命ずる理由を書いてください。返還命令書にそのまま記載します。"))


@rule("S18")
def due_day_lies_ahead(facts: Facts) -> Reason | None:
    """18条: a day is set by which it is returned; one that is over sets none."""
    if facts["due_on"] > facts["today"]:
        return None
    text = ja("納期限（{day}）を過ぎています。廃案として、新しい施行日で起案し直してください。")
    return Reason("due_day_over", text.format(day=era(facts["due_on"])), (("due_on", facts["due_on"]),))


# 督促


def due_day_has_passed(facts: Facts) -> Reason | None:
    if facts["today"] > facts["due_on"]:
        return None
    text = ja("納期限（{day}）を過ぎていないため、督促はまだできません。")
    return Reason("not_overdue", text.format(day=era(facts["due_on"])))


def new_day_lies_ahead(facts: Facts) -> Reason | None:
    if facts["pay_by"] > facts["today"]:
        return None
    return Reason("day_over", ja("督促で指定する期限は、今日より後の日にしてください。"))


# 入金


def till_did_not_approve(facts: Facts) -> Reason | None:
    """出納と決裁の分離: nobody orders money back and takes it in."""
    if facts["recorder"] != facts["approver"]:
        return None
    text = ja("返還命令を決裁した人は、その入金を扱えません。ほかの出納の担当者に依頼してください。")
    return Reason("decided_it", text)


def day_is_in_order(facts: Facts) -> Reason | None:
    """From the order, or the last receipt that stands, until today: each is reckoned after the one before."""
    if facts["earliest"] <= facts["day"] <= facts["today"]:
        return None
    text = ja("入金の日は、{first}から今日までの日を入れてください。")
    more = ja("それより前の入金があったときは、後の入金の記録を取り消してから、日の順に入れ直します。")
    return Reason("day_out_of_order", text.format(first=era(facts["earliest"])) + more)


@rule("R1")
def no_more_than_is_owed(facts: Facts) -> Reason | None:
    """Principal first, then what accrued until that day; more was never owed."""
    if facts["amount"] <= facts["owed"]:
        return None
    text = ja(
        "{day}までの未納の額は、返還額と加算金・延滞金を合わせて{owed}です（{amount}は入金できません）。"
    )
    more = ja("過誤による入金は、ここには記録せず、返納の手続をしてください。")
    words = {"day": era(facts["day"]), "owed": yen(facts["owed"]), "amount": yen(facts["amount"])}
    return Reason("more_than_owed", text.format(**words) + more, (("owed", facts["owed"]),))


def something_came_in(facts: Facts) -> Reason | None:
    if facts["amount"] > 0:
        return None
    return Reason("no_amount", ja("1円以上の金額を入れてください。"))


def it_is_the_last(facts: Facts) -> Reason | None:
    """A later one was reckoned on it."""
    if facts["is_last"]:
        return None
    text = ja("後の入金の記録があります。新しい記録から順に取り消してください。")
    return Reason("later_ones", text)


def reversal_says_why(facts: Facts) -> Reason | None:
    if facts["why"].strip():
        return None
    return Reason("no_reason", ja("取り消す理由を書いてください。"))


# 完納


@rule("S18", "S19", "S19b")
def all_is_met(facts: Facts) -> Reason | None:
    if facts["owed"] == 0:
        return None
    return Reason(
        "still_owed", ja("まだ納付されていない額があります：{owed}").format(owed=yen(facts["owed"]))
    )
