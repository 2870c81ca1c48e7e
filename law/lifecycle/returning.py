"""返還 (適正化法18条): ordered like every decision, owed from its issue on, taken in by the accountant (docs/adr/0031)."""

from .. import guards as common
from .. import returning_guards as r
from ..acts import Act, Lifecycle, article, practice
from ..recording import recorder_is_another_person
from ..states import DecisionState as D
from ..states import ReceivableState as R
from ..states import RemittanceState as M
from ..text import ja
from .common import DRAFT, NIBN_DESK, WORKER
from .fund import TILL
from .grant import AS_READ, HEAD, HOUSE, NIBN_ISSUER

ORDER = article(f"適正化法18条1項・2項（{AS_READ}）", "S18")
TELL = article(
    f"適正化法18条・19条（{AS_READ}）、行政不服審査法82条1項・行政事件訴訟法46条1項（教示）、"
    "情報通信技術活用法7条（電子による通知）",
    "S18", "S19", "S19b", "T1", "T2", "D7",
)  # fmt: skip
TAKEN_IN = article(f"適正化法18条・19条（{AS_READ}）、同法施行令10条・11条", "S18", "S19", "S19b", "R1", "R2")
URGE = practice("督促（未納の返還金の納付を求める会計の実務）")
MENDED = practice("誤った入金の記録の取消し（会計の実務、逆仕訳による）")

STANDS = (r.something_is_to_be_returned, r.payments_are_finished)
CAN_ORDER = (*STANDS, common.wording_is_cleared, r.order_says_why)

# fmt: off
RETURN_ORDER = Lifecycle("return_order", ja("返還命令"), D, terminal=frozenset({D.ISSUED, D.VOIDED}), acts=(
    #   act                       label                        from         to           by           under   must be true first
    Act("draft_return_order",     ja("返還命令を起案する"),       None,        D.DRAFTED,   NIBN_DESK,   DRAFT,  CAN_ORDER),
    Act("approve_return_order",   ja("返還命令を決裁する"),       D.DRAFTED,   D.APPROVED,  HEAD,        ORDER,  (common.approver_is_another_person, *CAN_ORDER)),
    Act("record_return_order_approval", ja("返還命令の決裁を記録する"), D.DRAFTED, D.APPROVED, NIBN_DESK, ORDER, (recorder_is_another_person, *CAN_ORDER)),
    Act("return_decision",        ja("差し戻す"),                D.DRAFTED,   D.RETURNED,  HEAD,        DRAFT),
    Act("seal_decision",          ja("署名済み文書を保存する"),   D.APPROVED,  D.SEALED,    WORKER,      DRAFT),
    Act("issue_decision",         ja("施行する"),                D.SEALED,    D.ISSUED,    NIBN_ISSUER, TELL,   (*STANDS, r.sum_is_as_it_was_approved, r.due_day_lies_ahead, common.letter_is_sealed_as_approved, common.date_on_the_letter_has_come)),
    Act("void_decision",          ja("廃案とする"),              D.DRAFTED,   D.VOIDED,    NIBN_DESK,   DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.RETURNED,  D.VOIDED,    NIBN_DESK,   DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.APPROVED,  D.VOIDED,    HOUSE,       DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.SEALED,    D.VOIDED,    HOUSE,       DRAFT),
))

RECEIVABLE = Lifecycle("receivable", ja("返還の債権"), R, terminal=frozenset({R.DROPPED}), acts=(
    Act("bind_receivable",        ja("返還を命ずる額を定める"),   None,        R.BOUND,     HEAD | NIBN_DESK, ORDER),
    Act("order_return",           ja("返還を命ずる"),            R.BOUND,     R.OPEN,      NIBN_ISSUER, ORDER),
    Act("drop_receivable",        ja("返還を命ずる額を廃案とする"), R.BOUND,   R.DROPPED,   HOUSE,       DRAFT),
    Act("urge_payment",           ja("督促する"),                R.OPEN,      R.OPEN,      NIBN_DESK,   URGE,   (r.due_day_has_passed, r.new_day_lies_ahead)),
    Act("settle_receivable",      ja("完納を記録する"),           R.OPEN,      R.PAID,      TILL,        TAKEN_IN, (r.all_is_met,)),
    Act("reopen_receivable",      ja("入金の取消しにより未納に戻す"), R.PAID,   R.OPEN,      TILL,        MENDED),
))

REMITTANCE = Lifecycle("remittance", ja("返還の入金"), M, terminal=frozenset({M.REVERSED}), acts=(
    Act("record_remittance",      ja("入金を記録する"),           None,        M.RECORDED,  TILL,        TAKEN_IN, (r.till_did_not_approve, r.something_came_in, r.day_is_in_order, r.no_more_than_is_owed)),
    Act("reverse_remittance",     ja("入金の記録を取り消す"),     M.RECORDED,  M.REVERSED,  TILL,        MENDED, (r.till_did_not_approve, r.it_is_the_last, r.reversal_says_why)),
))
# fmt: on
