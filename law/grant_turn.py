"""Whose turn it is with a grant, and with what: for its list, and for the lists of work made from the same rows.

As of plans (turn.py): the first row that holds and that the reader may see is the answer.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from .authorities import IN_THE_MINISTRY, Authority
from .roles import Role
from .text import ja
from .turn import APPLICANT, Turn
from .visibility import Kind


class GrantWait(StrEnum):
    """What may be awaited of a filed grant: while it is decided on, reported on, fixed and paid."""

    APPROVAL = "approval"
    REDRAFTING = "redrafting"
    SEALING = "sealing"
    ISSUE = "issue"
    TAKING_UP = "taking_up"
    CORRECTION = "correction"
    DRAFTING = "drafting"
    EXAMINING = "examining"
    REPORT = "report"
    CHANGE = "change"
    DISPOSAL = "disposal"
    CONDITION = "condition"
    FIXING = "fixing"
    SETTLING = "settling"
    RETURNING = "returning"
    CLAIM = "claim"
    RELEASE = "release"
    TRANSFER = "transfer"
    ASSET_PERIOD = "asset_period"
    SENDING = "sending"
    REPORT_CORRECTION = "report_correction"
    CHANGE_CORRECTION = "change_correction"
    DISPOSAL_CORRECTION = "disposal_correction"
    REPORTING = "reporting"


@dataclass(frozen=True)
class GrantRow:
    """`label`: what the list of work is called that NIBN has of these; empty where it has none of its own."""

    wait: GrantWait
    kind: Kind
    turn: Turn
    label: str = ""


NIBN, TILL = ja("基盤研"), ja("出納")


def _nibn(what: str) -> Turn:
    return Turn(NIBN, what, Role.NIBN_OFFICER)


def _company(what: str) -> Turn:
    return Turn(APPLICANT, what, Role.REPRESENTATIVE)


W, K = GrantWait, Kind
# fmt: off
ROWS = (
    #        what is awaited      told by whoever sees  whose turn, with what                                     its list
    GrantRow(W.APPROVAL,          K.GRANT_DRAFT,  Turn(ja("理事長"), ja("起案の決裁"), Role.NIBN_DECIDER),         ja("決裁待ち")),
    GrantRow(W.REDRAFTING,        K.GRANT_DRAFT,  _nibn(ja("差し戻された起案の見直し")),                           ja("差戻しの見直し待ち")),
    GrantRow(W.SEALING,           K.GRANT_DRAFT,  Turn(ja("システム"), ja("署名した文書の作成"), Role.SYSTEM)),
    GrantRow(W.ISSUE,             K.GRANT_DRAFT,  _nibn(ja("施行")),                                               ja("施行待ち")),
    GrantRow(W.TAKING_UP,         K.GRANT,        _nibn(ja("審査の開始")),                                         ja("審査開始待ち")),
    GrantRow(W.CORRECTION,        K.GRANT,        _company(ja("交付申請の直し"))),
    GrantRow(W.DRAFTING,          K.GRANT_DRAFT,  _nibn(ja("査定と起案")),                                         ja("査定・起案待ち")),
    GrantRow(W.EXAMINING,         K.GRANT,        _nibn(ja("審査"))),
    GrantRow(W.REPORT,            K.GRANT,        _nibn(ja("実績の確認")),                                         ja("実績の確認待ち")),
    GrantRow(W.CHANGE,            K.GRANT,        _nibn(ja("変更の審査")),                                         ja("変更の審査待ち")),
    GrantRow(W.DISPOSAL,          K.GRANT,        _nibn(ja("財産処分の審査")),                                     ja("財産処分の審査待ち")),
    GrantRow(W.CONDITION,         K.GRANT,        _nibn(ja("条件の履行の確認")),                                   ja("条件の履行の確認待ち")),
    GrantRow(W.FIXING,            K.GRANT_DRAFT,  _nibn(ja("額の確定の起案")),                                     ja("額の確定の起案待ち")),
    GrantRow(W.SETTLING,          K.GRANT,        _nibn(ja("額の確定"))),
    GrantRow(W.RETURNING,         K.GRANT_DRAFT,  _nibn(ja("返還命令の起案")),                                     ja("返還命令の起案待ち")),
    GrantRow(W.CLAIM,             K.GRANT,        _nibn(ja("支払の準備"))),
    GrantRow(W.RELEASE,           K.GRANT,        Turn(TILL, ja("振込の依頼"), Role.NIBN_ACCOUNTANT)),
    GrantRow(W.TRANSFER,          K.GRANT,        Turn(TILL, ja("振込の結果の記録"), Role.NIBN_ACCOUNTANT)),
    GrantRow(W.ASSET_PERIOD,      K.GRANT,        _nibn(ja("財産の処分制限の期間の設定")),                         ja("財産の処分制限の期間の設定待ち")),
    GrantRow(W.SENDING,           K.GRANT_LETTER, _nibn(ja("通知書の発送・到達の記録")),                           ja("発送・到達の記録待ち")),
    GrantRow(W.REPORT_CORRECTION, K.GRANT,        _company(ja("実績報告の直し"))),
    GrantRow(W.CHANGE_CORRECTION, K.GRANT,        _company(ja("変更の直し"))),
    GrantRow(W.DISPOSAL_CORRECTION, K.GRANT,      _company(ja("財産処分の申請の直し"))),
    GrantRow(W.REPORTING,         K.GRANT,        _company(ja("実績の報告"))),
)
# fmt: on


WHO_IN_MINISTRY = {NIBN: ja("厚生労働省"), ja("理事長"): ja("決裁者")}
# The ministry pays in another system and records it here, so that is what a claim waits for.
WHAT_IN_MINISTRY = {ja("支払の準備"): ja("支払の記録")}
LABELS_IN_MINISTRY = {W.CLAIM: ja("支払の記録待ち")}


def label_in(row: GrantRow, authority: str) -> str:
    own = LABELS_IN_MINISTRY if authority == Authority.MINISTRY else {}
    return own.get(row.wait, row.label)


def turn_in(row: GrantRow, authority: str) -> Turn:
    """Of a grant of the ministry the same is its own people's turn."""
    turn = row.turn
    if authority != Authority.MINISTRY or turn.role not in IN_THE_MINISTRY:
        return turn
    who, what = WHO_IN_MINISTRY.get(turn.who, turn.who), WHAT_IN_MINISTRY.get(turn.what, turn.what)
    return Turn(who, what, IN_THE_MINISTRY[turn.role])


def grant_turn(
    waits: Collection[str], sees: Callable[[Kind], object], authority: str = Authority.NIBN
) -> Turn | None:
    """None when nothing is awaited of anybody. `sees` is what the reader's capacity sees of this grant."""
    found = (turn_in(row, authority) for row in ROWS if row.wait in waits and sees(row.kind))
    return next(found, None)
