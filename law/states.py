"""Every state a thing can be in. Values are stored and never change; labels are what people read."""

from enum import StrEnum
from typing import Self

from .text import ja


class State(StrEnum):
    label: str

    def __new__(cls, value: str, label: str) -> "State":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """The member that is stored as `value`; ValueError where there is none."""
        found = cls._value2member_map_.get(value)
        if not isinstance(found, cls):
            raise ValueError(f"{value!r} is no {cls.__name__}")
        return found

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]


class PlanState(State):
    DRAFT = "draft", ja("下書き")
    AT_NIBN = "at_nibn", ja("経由機関受付")
    FILED = "filed", ja("受付")
    EXAMINATION = "examination", ja("審査中")
    CORRECTION = "correction", ja("補正待ち")
    CERTIFIED = "certified", ja("認定")
    REFUSED = "refused", ja("不認定")
    ADOPTED = "adopted", ja("採択")
    NOT_ADOPTED = "not_adopted", ja("不採択")
    SELECTED = "selected", ja("選定")
    NOT_SELECTED = "not_selected", ja("非選定")
    WITHDRAWN = "withdrawn", ja("取下げ")


ENDED = frozenset(
    {
        PlanState.CERTIFIED,
        PlanState.REFUSED,
        PlanState.ADOPTED,
        PlanState.NOT_ADOPTED,
        PlanState.SELECTED,
        PlanState.NOT_SELECTED,
        PlanState.WITHDRAWN,
    }
)


class SheetState(State):
    OPEN = "open", ja("回答待ち")
    ANSWERED = "answered", ja("回答済み")
    DECLINED = "declined", ja("応じない旨の申出")
    LAPSED = "lapsed", ja("期限経過")
    CLEARED = "cleared", ja("期限経過（不備は解消）")
    CLOSED = "closed", ja("撤回")
    ENDED = "ended", ja("終了（取下げ・処分による）")


class PairingState(State):
    ASSIGNED = "assigned", ja("利益相反の確認待ち")
    DECLARED = "declared", ja("意見作成中")
    SUBMITTED = "submitted", ja("意見提出済み")
    RECUSED = "recused", ja("辞退（利益相反）")


class ConsultationState(State):
    PREPARED = "prepared", ja("協議書作成済み")
    SENT = "sent", ja("協議中")
    ANSWERED = "answered", ja("回答あり")
    CLOSED = "closed", ja("取りやめ")


class CallState(State):
    """Whether a published one takes in is told by the clock: law.calls.phase_of."""

    DRAFT = "draft", ja("案（公表前）")
    PUBLISHED = "published", ja("公表済み")
    WITHDRAWN = "withdrawn", ja("案の取下げ")


class ClosingState(State):
    PROPOSED = "proposed", ja("承認待ち")
    APPROVED = "approved", ja("変更済み")
    DROPPED = "dropped", ja("取りやめ")


class RankingState(State):
    DRAFTED = "drafted", ja("順位案を作成中")
    PROPOSED = "proposed", ja("決裁待ち")
    RETURNED = "returned", ja("差戻し")
    APPROVED = "approved", ja("決裁済み・施行待ち")
    ISSUED = "issued", ja("施行済み")
    VOIDED = "voided", ja("廃案")


class DecisionState(State):
    DRAFTED = "drafted", ja("決裁待ち")
    RETURNED = "returned", ja("差戻し")
    APPROVED = "approved", ja("決裁済み・文書作成中")
    SEALED = "sealed", ja("施行待ち")
    ISSUED = "issued", ja("施行済み")
    VOIDED = "voided", ja("廃案")


class GrantState(State):
    DRAFT = "draft", ja("下書き")
    FILED = "filed", ja("受付")
    EXAMINATION = "examination", ja("審査中")
    CORRECTION = "correction", ja("直し待ち")
    GRANTED = "granted", ja("交付決定")
    FIXED = "fixed", ja("額の確定")
    REFUSED = "refused", ja("不交付")
    WITHDRAWN = "withdrawn", ja("取下げ")
    CANCELLED = "cancelled", ja("交付決定の取消し")


class ConditionState(State):
    STANDING = "standing", ja("付されている")
    REPORTED = "reported", ja("履行の報告あり")
    MISSED = "missed", ja("不履行")
    MET = "met", ja("履行を確認済み")
    ENDED = "ended", ja("終了（申請の取下げ）")


class ReportState(State):
    DRAFT = "draft", ja("下書き")
    FILED = "filed", ja("確認中")
    CORRECTION = "correction", ja("直し待ち")
    ACCEPTED = "accepted", ja("確認済み")


class ChangeState(State):
    """A notice stands from its filing, what needs approval from its issue."""

    DRAFT = "draft", ja("下書き")
    FILED = "filed", ja("審査中")
    CORRECTION = "correction", ja("直し待ち")
    NOTIFIED = "notified", ja("届出済み")
    APPROVED = "approved", ja("承認")
    REFUSED = "refused", ja("不承認")
    WITHDRAWN = "withdrawn", ja("取下げ")


class AssetState(State):
    """Whether it is still restricted is a date, not a state (law/assets.py)."""

    REGISTERED = "registered", ja("台帳に登録")
    DISPOSED = "disposed", ja("処分を承認済み")
    REMOVED = "removed", ja("台帳から抹消")


class DisposalState(State):
    FILED = "filed", ja("審査中")
    CORRECTION = "correction", ja("直し待ち")
    APPROVED = "approved", ja("承認")
    REFUSED = "refused", ja("不承認")
    WITHDRAWN = "withdrawn", ja("取下げ")


class BookState(State):
    OPEN = "open", ja("使用中")


class YearState(State):
    OPEN = "open", ja("開いている")
    CLOSED = "closed", ja("締め済み")


class EntryState(State):
    DRAFTED = "drafted", ja("確認待ち")
    POSTED = "posted", ja("記帳済み")
    DROPPED = "dropped", ja("取りやめ")


class InvestmentState(State):
    HELD = "held", ja("運用中")
    REDEEMED = "redeemed", ja("満期・解約")


class PayeeState(State):
    ENTERED = "entered", ja("確認待ち（担当者）")
    CHECKED = "checked", ja("確認待ち（出納）")
    CONFIRMED = "confirmed", ja("確認済み")
    RETURNED = "returned", ja("差戻し")
    REPLACED = "replaced", ja("変更済み")


class ClaimState(State):
    OPEN = "open", ja("請求中")
    DRAFTED = "drafted", ja("振込の準備中")
    RELEASED = "released", ja("振込の依頼中")
    PAID = "paid", ja("支払済み")
    WITHDRAWN = "withdrawn", ja("取下げ")
    RETURNED = "returned", ja("差戻し")


class RunState(State):
    DRAFTED = "drafted", ja("出納の確認待ち")
    RELEASED = "released", ja("振込を依頼済み")
    DONE = "done", ja("結果を入力済み")
    DROPPED = "dropped", ja("取りやめ")


class TransferState(State):
    WAITING = "waiting", ja("結果待ち")
    PAID = "paid", ja("支払済み")
    FAILED = "failed", ja("組戻し")
    DROPPED = "dropped", ja("取りやめ")


class ReceivableState(State):
    BOUND = "bound", ja("決裁済み（施行前）")
    OPEN = "open", ja("未納")
    PAID = "paid", ja("納付済み")
    DROPPED = "dropped", ja("廃案")


class RemittanceState(State):
    RECORDED = "recorded", ja("入金済み")
    REVERSED = "reversed", ja("取消し")


class TreasuryPaymentState(State):
    """The ministry pays in its own system; this is what was recorded of it."""

    RECORDED = "recorded", ja("支払済み")
    REVERSED = "reversed", ja("記録の取消し")


class AppropriationState(State):
    DRAFTED = "drafted", ja("確認待ち")
    CONFIRMED = "confirmed", ja("確認済み")
    DROPPED = "dropped", ja("取りやめ")


class BankAccountState(State):
    OPEN = "open", ja("使用中")


class MatchState(State):
    GATHERED = "gathered", ja("対応付けの途中")
    MATCHED = "matched", ja("対応済み")
    UNDONE = "undone", ja("取消し")


class MonthSheetState(State):
    DRAFTED = "drafted", ja("確認待ち")
    SIGNED = "signed", ja("確認済み")
    DROPPED = "dropped", ja("取りやめ")


class SchemeDraftState(State):
    EDITING = "editing", ja("作成中")
    PROPOSED = "proposed", ja("公開待ち")
    RETURNED = "returned", ja("差戻し")
    PUBLISHED = "published", ja("公開済み")
    WITHDRAWN = "withdrawn", ja("取りやめ")


class JobState(State):
    """Of the work that follows an act; `common.jobs` keeps it."""

    QUEUED = "queued", ja("待機中")
    RUNNING = "running", ja("実行中")
    DONE = "done", ja("完了")
    DEAD = "dead", ja("停止（要対応）")
