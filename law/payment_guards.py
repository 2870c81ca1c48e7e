"""What must be true before an act on a payment. Facts as in `guards`."""

from .acts import Facts, Reason
from .deadlines import era, fiscal_year_label, fiscal_year_span
from .money.yen import yen
from .payments import KIND_LABELS, PaymentKind, is_banking_day
from .text import ja
from .zengin import MOST_AMOUNT


def another_person_confirms_account(facts: Facts) -> Reason | None:
    """Two people of NIBN compare an account with the passbook: a wrong figure pays a stranger."""
    if facts["checker"] != facts["confirmer"]:
        return None
    text = ja("自分が確かめた口座は、自分では確認できません。ほかの出納の担当者に確認を依頼してください。")
    return Reason("same_person", text)


def account_is_another(facts: Facts) -> Reason | None:
    """A second sending of the same account would set its confirmation back to the beginning."""
    if not facts["known"]:
        return None
    return Reason(
        "account_known", ja("同じ口座がすでに届け出られています。変更がなければ、届け直す必要はありません。")
    )


# 請求


def grant_stands(facts: Facts) -> Reason | None:
    if facts["grant_stands"]:
        return None
    return Reason("not_granted", ja("交付の決定が効力を有していないため、支払はできません。"))


def certification_was_not_cancelled(facts: Facts) -> Reason | None:
    """Its expiry stops new decisions only; its cancellation holds payments until 17条 or 10条 is decided."""
    if facts["plan_certified"]:
        return None
    text = ja(
        "計画の認定が効力を有していないため、支払を止めています。交付の決定の扱いが決まるまでお待ちください。"
    )
    return Reason("not_certified", text)


def no_claim_runs(facts: Facts) -> Reason | None:
    if not facts["claim_runs"]:
        return None
    text = ja(
        "この年度の同じ支払の請求が、まだ終わっていません。支払われるか、取り下げてから請求してください。"
    )
    return Reason("claim_runs", text)


def year_has_begun(facts: Facts) -> Reason | None:
    first = fiscal_year_span(facts["fiscal_year"])[0]
    if first <= facts["today"]:
        return None
    text = ja("{year}の分は、{day}から請求できます。")
    words = {"year": fiscal_year_label(facts["fiscal_year"]), "day": era(first)}
    return Reason("year_to_come", text.format(**words))


def advance_has_its_reason(facts: Facts) -> Reason | None:
    if facts["kind"] != PaymentKind.ADVANCE or facts["reason"].strip():
        return None
    return Reason("no_reason", ja("概算払を必要とする理由を書いてください。"))


def within_what_is_held(facts: Facts) -> Reason | None:
    """Of what the book holds for the decision, less what is claimed already."""
    if 0 < facts["amount"] <= facts["left"]:
        return None
    text = ja("{year}の{kind}として請求できるのは、1円から{left}までです（{amount}は請求できません）。")
    words = {
        "year": fiscal_year_label(facts["fiscal_year"]),
        "kind": KIND_LABELS[facts["kind"]],
        "left": yen(facts["left"]),
        "amount": yen(facts["amount"]),
    }
    return Reason("not_so_much", text.format(**words), (("left", facts["left"]),))


def fits_into_one_transfer(facts: Facts) -> Reason | None:
    if facts["amount"] <= MOST_AMOUNT:
        return None
    text = ja("一度の振込で送れるのは{most}までです。分けて請求してください。")
    return Reason("too_much_for_a_bank", text.format(most=yen(MOST_AMOUNT)))


# 振込の束


def run_holds_something(facts: Facts) -> Reason | None:
    if facts["claims"]:
        return None
    return Reason("nothing_to_pay", ja("振り込む請求を選んでください。"))


def accounts_are_confirmed(facts: Facts) -> Reason | None:
    if not facts["unconfirmed"]:
        return None
    text = ja("二人が確認した振込先口座のない会社があります：{names}。口座を確認してから進めてください。")
    return Reason("account_unconfirmed", text.format(names="、".join(facts["unconfirmed"])))


def money_is_still_held(facts: Facts) -> Reason | None:
    if not facts["short"]:
        return None
    text = ja("支払える額を超える請求があります：{numbers}。束から外すか、請求を差し戻してください。")
    return Reason("not_so_much", text.format(numbers="、".join(facts["short"])))


def payer_is_known(facts: Facts) -> Reason | None:
    if facts["payer_known"]:
        return None
    text = ja(
        "この日に使う振込元の口座が設定されていません。出納の担当者が「振込元の口座を設定する」を行ってください。"
    )
    return Reason("no_payer", text)


def bank_works_on_the_day(facts: Facts) -> Reason | None:
    day = facts["transfer_on"]
    if facts["today"] <= day and is_banking_day(day):
        return None
    text = ja("{day}には振り込めません。今日以後の銀行の営業日を選んでください。")
    return Reason("no_banking_day", text.format(day=era(day)))


def another_person_releases(facts: Facts) -> Reason | None:
    if facts["drafter"] != facts["releaser"]:
        return None
    text = ja("自分が作った束は、自分では振込を依頼できません。ほかの出納の担当者に依頼してください。")
    return Reason("same_person", text)


def releaser_decided_none_of_it(facts: Facts) -> Reason | None:
    """出納と決裁の分離: nobody grants the money and pays it."""
    if facts["releaser"] not in facts["approvers"]:
        return None
    text = ja("交付を決裁した人は、その支払をできません。ほかの出納の担当者に依頼してください。")
    return Reason("decided_it", text)


# 結果


def day_is_after_the_order(facts: Facts) -> Reason | None:
    """The bank has paid on a day that has come, not before it was asked."""
    if facts["ordered_on"] <= facts["day"] <= facts["today"]:
        return None
    text = ja("{first}から今日までの日を入れてください。")
    return Reason("day_out_of_order", text.format(first=era(facts["ordered_on"])))
