"""What must be true before an act on a fund's book. Facts as in `guards`."""

from .accounts import ORIGINS_BY_FUND, Origin
from .acts import Facts, Reason
from .deadlines import era, fiscal_year_label, fiscal_year_span
from .investments import MEANS
from .money.yen import yen
from .rules import rule
from .text import ja


@rule("N11")
def fund_takes_donations(facts: Facts) -> Reason | None:
    """Only 附則20条1項 lets a fund be filled with 出えん金."""
    if Origin.DONATION in ORIGINS_BY_FUND[facts["law_fund"]]:
        return None
    text = ja("この基金に出えん金は充てられません（基盤研法附則27条1項）。国の補助金だけを受け入れます。")
    return Reason("no_donations", text)


@rule("N14")
def means_is_permitted(facts: Facts) -> Reason | None:
    """A fund's money may be kept in the ways of 通則法47条 only; an officer who keeps it otherwise is fined."""
    means = MEANS[facts["means"]]
    if means.permitted:
        return None
    text = ja(
        "「{label}」での運用はできません（{source}）。国債、地方債、政府保証債、主務大臣の指定する有価証券、"
        "預金、元本補塡の契約がある金銭信託から選んでください。"
    )
    return Reason(
        "means_forbidden",
        text.format(label=means.label, source=means.source.text),
        (("means", means.code),),
    )


def money_is_there(facts: Facts) -> Reason | None:
    free = facts["held"] - facts["invested"]
    if facts["amount"] <= free:
        return None
    text = ja("運用に回せる残高は{free}です（残高{held}、運用中{invested}）。金額を確かめてください。")
    words = {"free": yen(free), "held": yen(facts["held"]), "invested": yen(facts["invested"])}
    return Reason("not_so_much", text.format(**words), (("free", free),))


def days_are_in_order(facts: Facts) -> Reason | None:
    if facts["until"] is None or facts["since"] <= facts["until"]:
        return None
    return Reason("days_reversed", ja("満期日は、始めた日以後の日を入れてください。"))


def day_has_come(facts: Facts) -> Reason | None:
    """The book tells what has happened, not what is hoped for."""
    if facts["day"] <= facts["today"]:
        return None
    return Reason("day_to_come", ja("まだ来ていない日です。今日までの日を入れてください。"))


def another_person_confirms(facts: Facts) -> Reason | None:
    if facts["drafter"] != facts["confirmer"]:
        return None
    text = ja("自分が起票した伝票は、自分では確認できません。ほかの出納の担当者に確認を依頼してください。")
    return Reason("same_person", text)


@rule("N15")
def money_is_the_states(facts: Facts) -> Reason | None:
    """The order of excess reaches the state's subsidy only, not what others gave."""
    if facts["is_state"]:
        return None
    text = ja(
        "国庫に納付するのは、国の補助金に相当する額です（基盤研法附則20条6項・27条6項）。国費の財源を選んでください。"
    )
    return Reason("not_the_states", text)


def year_has_ended(facts: Facts) -> Reason | None:
    last = fiscal_year_span(facts["fiscal_year"])[1]
    if facts["today"] > last:
        return None
    text = ja("{year}は終わっていません。締められるのは{day}の後です。")
    words = {"year": fiscal_year_label(facts["fiscal_year"]), "day": era(last)}
    return Reason("year_runs", text.format(**words))


def earlier_years_are_closed(facts: Facts) -> Reason | None:
    if not facts["earlier_open"]:
        return None
    years = "、".join(fiscal_year_label(year) for year in facts["earlier_open"])
    return Reason(
        "earlier_open", ja("先に{years}を締めてください。古い年度から順に締めます。").format(years=years)
    )


@rule("F1")
def next_year_is_open(facts: Facts) -> Reason | None:
    """What a year leaves stays in the fund: it needs somewhere to go."""
    if facts["next_open"]:
        return None
    year = fiscal_year_label(facts["fiscal_year"] + 1)
    text = ja("未確定の額と未払の額の移し先がありません。先に{year}を開いてください。")
    return Reason("next_not_open", text.format(year=year))


def no_entry_waits(facts: Facts) -> Reason | None:
    if not facts["waiting"]:
        return None
    text = ja("確認を待つ伝票が{count}件あります。確認するか、取りやめてから締めてください。")
    return Reason("entries_wait", text.format(count=facts["waiting"]))


def year_is_not_yet_known(facts: Facts) -> Reason | None:
    if not facts["known"]:
        return None
    return Reason("year_known", ja("この年度はすでに開かれています。"))


def year_follows(facts: Facts) -> Reason | None:
    """Years are opened without a gap, so that each has a next one to be closed into."""
    if facts["last"] is None or facts["fiscal_year"] == facts["last"] + 1:
        return None
    year = fiscal_year_label(facts["last"] + 1)
    return Reason("year_gap", ja("次に開けるのは{year}です。年度は順に開きます。").format(year=year))
