"""A fund's book (特別の勘定): its years, its entries, and where its money is kept.

What grants do to the book (交付決定 and after) stands in `law/accounts.py`: those acts have lifecycles of their own.
"""

from .. import fund_guards as g
from ..accounts import EXCESS, FUND, FUND_RULES, INCOME, MOVEMENTS, REVERSE, REVERSE_LABEL
from ..acts import Act, Guard, Lifecycle, Source, article, practice
from ..investments import LIMITS
from ..roles import Role
from ..states import BookState as B
from ..states import EntryState as E
from ..states import InvestmentState as I
from ..states import YearState as Y
from ..text import ja

CLERKS = frozenset({Role.NIBN_OFFICER})
HEADS = frozenset({Role.NIBN_DECIDER})
TILL = frozenset({Role.NIBN_ACCOUNTANT})

ACCOUNT_APART = article("基盤研法附則20条4項・27条4項", "N13")
SUBSIDY = article("基盤研法附則20条2項・27条2項", "N11")
DONATION = article("基盤研法附則20条1項", "N11")
PLAN = practice("年度の枠（基金では計画であり、予算の定めではない）")
CLOSING = practice("年度の締め（事業年度は通則法36条）")
VOUCHER = practice("伝票の起票と確認（会計の実務）")
CONFIRMED = (g.another_person_confirms, g.day_has_come)


def _confirms(act: str, source: Source, *more: Guard) -> Act:
    """An entry is posted under the name of what it records."""
    label = REVERSE_LABEL if act == REVERSE else MOVEMENTS[act].label
    return Act(act, label, E.DRAFTED, E.POSTED, TILL, source, (*CONFIRMED, *more))


# fmt: off
BOOK = Lifecycle("book", ja("基金の帳簿"), B, acts=(
    Act("open_book",              ja("帳簿を開く"),              None,          B.OPEN,        HEADS,           ACCOUNT_APART),
    Act("set_book_rules",         ja("財源の定めを変える"),       B.OPEN,        B.OPEN,        HEADS,           FUND_RULES),
    Act("register_state_grant",   ja("国の交付決定を登録する"),   B.OPEN,        B.OPEN,        CLERKS,          SUBSIDY),
    Act("register_donation",      ja("出えん金を登録する"),       B.OPEN,        B.OPEN,        CLERKS,          DONATION,     (g.fund_takes_donations,)),
))

YEAR = Lifecycle("year", ja("基金の年度"), Y, terminal=frozenset({Y.CLOSED}), acts=(
    Act("open_year",              ja("年度を開く"),              None,          Y.OPEN,        HEADS,           PLAN,         (g.year_is_not_yet_known, g.year_follows)),
    Act("set_year_line",          ja("年度の枠を変える"),         Y.OPEN,        Y.OPEN,        HEADS,           PLAN),
    Act("close_year",             ja("年度を締める"),            Y.OPEN,        Y.CLOSED,      HEADS,           CLOSING,      (g.year_has_ended, g.earlier_years_are_closed, g.no_entry_waits, g.next_year_is_open)),
))

ENTRY = Lifecycle("entry", ja("基金の伝票"), E, terminal=frozenset({E.POSTED, E.DROPPED}), acts=(
    Act("draft_entry",            ja("伝票を起票する"),           None,          E.DRAFTED,     CLERKS,          VOUCHER,      (g.day_has_come,)),
    _confirms("receive_state_money", SUBSIDY),
    _confirms("receive_donation", DONATION),
    _confirms("record_interest", INCOME),
    _confirms("record_income", INCOME),
    _confirms("record_administration", FUND),
    _confirms("return_to_treasury", EXCESS, g.money_is_the_states),
    _confirms(REVERSE, practice("誤った記帳の取消し（反対の記帳による）")),
    Act("drop_entry",             ja("伝票を取りやめる"),         E.DRAFTED,     E.DROPPED,     CLERKS | TILL,   VOUCHER),
))

INVESTMENT = Lifecycle("investment", ja("基金の運用"), I, terminal=frozenset({I.REDEEMED}), acts=(
    Act("register_investment",    ja("運用を登録する"),           None,          I.HELD,        TILL,            LIMITS,       (g.means_is_permitted, g.days_are_in_order, g.day_has_come, g.money_is_there)),
    Act("redeem_investment",      ja("満期・解約を記録する"),      I.HELD,        I.REDEEMED,    TILL,            LIMITS,       (g.day_has_come, g.days_are_in_order)),
))
# fmt: on
