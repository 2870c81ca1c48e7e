"""The ledger's tables: what an account can be, which act moves money from where to where, whose money it is.

Every yen stands in one account. An act credits one account and debits another by the same sum, so what is
in the book and what has left it always add up to what came in. Nothing moves from one source to another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .acts import Source, article, practice
from .text import ja


class Side(StrEnum):
    """On which side an account grows."""

    DEBIT = "debit"
    CREDIT = "credit"


class Kind(StrEnum):
    RECEIVED = "received"
    DONATED = "donated"
    INTEREST = "interest"
    INCOME = "income"
    RECOVERED = "recovered"
    UNCOMMITTED = "uncommitted"
    COMMITTED = "committed"
    PAYABLE = "payable"
    PAID = "paid"
    ADMINISTRATION = "administration"
    RETURNED = "returned"


@dataclass(frozen=True)
class KindRow:
    """`below_zero`: a correction of a closed year may take it there; money that stands somewhere never.

    `held`: the money is still in the fund. `yearly`, `by_scheme`: one account per fiscal year, per scheme.
    """

    kind: Kind
    label: str
    side: Side
    below_zero: bool
    held: bool
    yearly: bool
    by_scheme: bool
    source: Source


FUND = article("基盤研法附則20条1項・27条1項", "N11")
INCOME = article("基盤研法附則20条3項・27条3項", "N12")
EXCESS = article("基盤研法附則20条6項・27条6項、同法施行令附則15条・18条1項", "N15", "O1")

# fmt: off
KINDS = {row.kind: row for row in (
    #       kind                 label                         side         <0     held   yearly by scheme source
    KindRow(Kind.RECEIVED,       ja("国からの受入額"),           Side.CREDIT, True,  False, True,  False, article("基盤研法附則20条2項・27条2項", "N11")),
    KindRow(Kind.DONATED,        ja("出えん金の受入額"),         Side.CREDIT, True,  False, True,  False, article("基盤研法附則20条1項", "N11")),
    KindRow(Kind.INTEREST,       ja("運用益"),                  Side.CREDIT, True,  False, True,  False, INCOME),
    KindRow(Kind.INCOME,         ja("その他の収入"),             Side.CREDIT, True,  False, True,  False, INCOME),
    KindRow(Kind.RECOVERED,      ja("返還を受けた額"),           Side.CREDIT, True,  False, True,  True,  article("適正化法18条（基盤研法附則22条・29条により準用）", "S18")),
    KindRow(Kind.UNCOMMITTED,    ja("未決定の残高"),             Side.DEBIT,  False, True,  False, False, article("基盤研法附則20条1項・27条1項", "F1")),
    KindRow(Kind.COMMITTED,      ja("交付決定済み（未確定）"),    Side.DEBIT,  False, True,  True,  True,  article("適正化法6条（基盤研法附則22条・29条により準用）", "S6")),
    KindRow(Kind.PAYABLE,        ja("確定済み（未払）"),         Side.DEBIT,  False, True,  True,  True,  article("適正化法15条（基盤研法附則22条・29条により準用）", "S15")),
    KindRow(Kind.PAID,           ja("支払済み"),                Side.DEBIT,  True,  False, True,  True,  practice("交付要綱の概算払・精算払")),
    KindRow(Kind.ADMINISTRATION, ja("管理費"),                  Side.DEBIT,  True,  False, True,  False, FUND),
    KindRow(Kind.RETURNED,       ja("国庫納付額"),               Side.DEBIT,  True,  False, True,  False, EXCESS),
)}
# fmt: on
MAY_FALL_BELOW_ZERO = frozenset(row.kind for row in KINDS.values() if row.below_zero)
GROWS_BY_CREDIT = frozenset(row.kind for row in KINDS.values() if row.side is Side.CREDIT)
HELD = tuple(row.kind for row in KINDS.values() if row.held)
# What of a year is under way or spent on grants: set against the year's line.
AGAINST_LINE = (Kind.COMMITTED, Kind.PAYABLE, Kind.PAID)
# What is not finished when its year is closed goes over to the next.
CARRIED = (Kind.COMMITTED, Kind.PAYABLE)


@dataclass(frozen=True)
class Movement:
    """One act that moves money: `debit` grows by it or is paid back from it, `credit` is where it comes from."""

    act: str
    label: str
    debit: Kind
    credit: Kind
    source: Source


# fmt: off
MOVEMENTS = {row.act: row for row in (
    #        act                       label                          debit                credit            source
    Movement("receive_state_money",   ja("国の補助金を受け入れる"),      Kind.UNCOMMITTED,    Kind.RECEIVED,    article("基盤研法附則20条2項・27条2項", "N11")),
    Movement("receive_donation",      ja("出えん金を受け入れる"),        Kind.UNCOMMITTED,    Kind.DONATED,     article("基盤研法附則20条1項", "N11")),
    Movement("record_interest",       ja("運用益を記録する"),           Kind.UNCOMMITTED,    Kind.INTEREST,    INCOME),
    Movement("record_income",         ja("その他の収入を記録する"),      Kind.UNCOMMITTED,    Kind.INCOME,      INCOME),
    Movement("record_administration", ja("管理費を記録する"),           Kind.ADMINISTRATION, Kind.UNCOMMITTED, FUND),
    Movement("return_to_treasury",    ja("国庫に納付する"),             Kind.RETURNED,       Kind.UNCOMMITTED, EXCESS),
    Movement("commit",                ja("交付を決定する"),             Kind.COMMITTED,      Kind.UNCOMMITTED, article("適正化法6条（基盤研法附則22条・29条により準用）", "S6")),
    Movement("release",               ja("決定した額を減らす"),         Kind.UNCOMMITTED,    Kind.COMMITTED,   article("適正化法9条・10条・15条・17条（基盤研法附則22条・29条により準用）", "S9", "S10", "S15", "S17")),
    Movement("move_committed",        ja("決定した額の年度を移す"),      Kind.COMMITTED,      Kind.COMMITTED,   article("適正化法7条1項（基盤研法附則22条・29条により準用）", "S7")),
    Movement("fix",                   ja("額を確定する"),               Kind.PAYABLE,        Kind.COMMITTED,   article("適正化法15条（基盤研法附則22条・29条により準用）", "S15")),
    Movement("release_fixed",         ja("確定した額を減らす"),         Kind.UNCOMMITTED,    Kind.PAYABLE,     article("適正化法17条1項・3項（基盤研法附則22条・29条により準用）", "S17")),
    Movement("pay_advance",           ja("概算払をする"),               Kind.PAID,           Kind.COMMITTED,   practice("交付要綱の概算払")),
    Movement("pay_fixed",             ja("精算払をする"),               Kind.PAID,           Kind.PAYABLE,     practice("交付要綱の精算払")),
    Movement("recover",               ja("返還を受ける"),               Kind.UNCOMMITTED,    Kind.RECOVERED,   article("適正化法18条（基盤研法附則22条・29条により準用）", "S18")),
    Movement("recover_to_treasury",   ja("返還を受け、国庫に納める"),   Kind.RETURNED,       Kind.RECOVERED,   article("適正化法18条", "S18")),
    Movement("charges_to_treasury",   ja("加算金・延滞金を受け、国庫に納める"), Kind.RETURNED, Kind.INCOME,     article("適正化法19条1項・2項", "S19", "S19b")),
    Movement("receive_appropriation", ja("予算を記入する"),             Kind.UNCOMMITTED,    Kind.RECEIVED,    practice("予算の配賦の記入（会計の実務）")),
    Movement("carry_committed",       ja("未確定の額を翌年度へ移す"),    Kind.COMMITTED,      Kind.COMMITTED,   article("基盤研法附則20条1項・27条1項", "F1")),
    Movement("carry_payable",         ja("未払の額を翌年度へ移す"),      Kind.PAYABLE,        Kind.PAYABLE,     article("基盤研法附則20条1項・27条1項", "F1")),
)}
# fmt: on
REVERSE = "reverse_posting"
REVERSE_LABEL = ja("記帳を取り消す")
CARRIES = {Kind.COMMITTED: "carry_committed", Kind.PAYABLE: "carry_payable"}


def label_of_act(act: str) -> str:
    return REVERSE_LABEL if act == REVERSE else MOVEMENTS[act].label


class Origin(StrEnum):
    """Whose money a source is."""

    STATE = "state"
    DONATION = "donation"
    YIELD = "yield"
    APPROPRIATION = "budget"


ORIGIN_LABELS = {
    Origin.STATE: ja("国費"),
    Origin.DONATION: ja("出えん金"),
    Origin.YIELD: ja("運用益・その他の収入"),
    Origin.APPROPRIATION: ja("年度の予算"),
}
# What stands in the book of a fund; an appropriation is of a scheme without one.
OF_FUNDS = frozenset(Origin) - {Origin.APPROPRIATION}
# 附則20条1項 names 出えん金, 附則27条1項 does not. Keys as in `parameters.SUNSETS`.
ORIGINS_BY_FUND: Mapping[str, frozenset[Origin]] = {
    "innovation": OF_FUNDS,
    "generics": frozenset({Origin.STATE, Origin.YIELD}),
}


# From or into which kinds of source an entry goes; an act that is not here divides by the fund's rule.
SOURCES_OF_ENTRY: Mapping[str, frozenset[Origin]] = {
    "receive_state_money": frozenset({Origin.STATE}),
    "receive_donation": frozenset({Origin.DONATION}),
    "record_administration": OF_FUNDS,
    "return_to_treasury": frozenset({Origin.STATE, Origin.YIELD}),
}
# A payment to the treasury follows the Minister's order (附則20条6項・27条6項), which has its number and day.
NAMES_ITS_ORDER = frozenset({"return_to_treasury"})


class Attribution(StrEnum):
    """Where interest and other income count. No law says so: each fund sets it."""

    STATE = "state"
    PROPORTIONAL = "proportional"
    APART = "apart"


ATTRIBUTION_LABELS = {
    Attribution.PROPORTIONAL: ja("国費相当額とそれ以外の残高の割合で分ける（1円未満は国費相当額に含める）"),
    Attribution.STATE: ja("すべて国費相当額に含める"),
    Attribution.APART: ja("すべて国費相当額に含めない"),
}


class Draw(StrEnum):
    """From which source a grant is taken first. No law says so: each fund sets it."""

    PROPORTIONAL = "proportional"
    STATE_FIRST = "state_first"
    STATE_LAST = "state_last"


DRAW_LABELS = {
    Draw.PROPORTIONAL: ja("各財源の残高の割合で"),
    Draw.STATE_FIRST: ja("国費相当額から先に"),
    Draw.STATE_LAST: ja("国費相当額を最後に"),
}
FUND_RULES = practice("財源の帰属と使う順（法令に定めがなく、基金ごとに定める）")


def income_shares(amount: int, rule: Attribution, *, state: int, others: int) -> tuple[int, int]:
    """Income of `amount` as (state's part, the others' part), by what each holds now.

    Nothing held by others: all is the state's, and the reverse. What is under one yen is the state's.
    """
    if rule is not Attribution.PROPORTIONAL:
        return (amount, 0) if rule is Attribution.STATE else (0, amount)
    held = state + others
    private = amount * others // held if held else 0
    return amount - private, private


@dataclass(frozen=True)
class Pool:
    """What one source holds uncommitted."""

    key: int
    is_state: bool
    balance: int


def drawn(amount: int, pools: list[Pool], rule: Draw) -> dict[int, int]:
    """How much of `amount` each source bears, by its key; empty when all together hold less."""
    if amount > sum(pool.balance for pool in pools):
        return {}
    ordered = sorted(pools, key=lambda pool: (_rank(pool, rule), pool.key))
    shares = _in_proportion(amount, ordered) if rule is Draw.PROPORTIONAL else _in_order(amount, ordered)
    return {key: share for key, share in shares.items() if share}


def _rank(pool: Pool, rule: Draw) -> bool:
    return pool.is_state if rule is Draw.STATE_LAST else not pool.is_state


def _in_order(amount: int, pools: list[Pool]) -> dict[int, int]:
    shares = {}
    for pool in pools:
        shares[pool.key] = min(amount, pool.balance)
        amount -= shares[pool.key]
    return shares


def _in_proportion(amount: int, pools: list[Pool]) -> dict[int, int]:
    """Cut to the yen; the yen left over go one by one to the sources in their order that still hold one."""
    whole = sum(pool.balance for pool in pools)
    if not whole:
        return {}
    shares = {pool.key: amount * pool.balance // whole for pool in pools}
    left = amount - sum(shares.values())
    for pool in pools:
        extra = min(left, pool.balance - shares[pool.key], 1)
        shares[pool.key] += extra
        left -= extra
    return shares


def _crosses(row: Movement) -> bool:
    return (row.debit in HELD) != (row.credit in HELD)


# Acts after which more or less money is there: each shows at the bank. All others move it within the fund.
SHOWN_AT_BANK = tuple(row.act for row in MOVEMENTS.values() if _crosses(row))
