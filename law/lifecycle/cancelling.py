"""取消し of a decision to grant (適正化法17条), whole or in part, also after its amount was fixed (docs/adr/0031)."""

from .. import cancelling_guards as c
from .. import guards as common
from .. import returning_guards as r
from ..acts import Act, Lifecycle, article
from ..recording import recorder_is_another_person
from ..states import DecisionState as D
from ..text import ja
from .common import DRAFT, NIBN_DESK, WORKER
from .grant import AS_READ, CANCEL, HEAD, HOUSE, NIBN_ISSUER

TELL = article(
    f"適正化法17条4項・8条・21条の2（{AS_READ}）、行政不服審査法82条1項・行政事件訴訟法46条1項（教示）、"
    "情報通信技術活用法7条（電子による通知）",
    "S17", "S8", "S21b", "T1", "T2", "D7",
)  # fmt: skip

STANDS = (
    c.decision_may_be_cancelled,
    c.no_fixing_is_under_way,
    c.no_approved_change_waits,
    r.payments_are_finished,
    c.no_more_than_stands,
)
CAN_CANCEL = (*STANDS, common.wording_is_cleared, c.ground_is_of_the_law, c.fact_is_told, c.reasons_are_told)

# fmt: off
CANCELLATION = Lifecycle("cancellation", ja("交付の決定の取消し"), D, terminal=frozenset({D.ISSUED, D.VOIDED}), acts=(
    #   act                       label                        from         to           by           under   must be true first
    Act("draft_cancellation",     ja("交付の決定の取消しを起案する"), None,     D.DRAFTED,   NIBN_DESK,   DRAFT,  CAN_CANCEL),
    Act("approve_cancellation",   ja("交付の決定の取消しを決裁する"), D.DRAFTED, D.APPROVED, HEAD,        CANCEL, (common.approver_is_another_person, *CAN_CANCEL)),
    Act("record_cancellation_approval", ja("交付の決定の取消しの決裁を記録する"), D.DRAFTED, D.APPROVED, NIBN_DESK, CANCEL, (recorder_is_another_person, *CAN_CANCEL)),
    Act("return_decision",        ja("差し戻す"),                D.DRAFTED,   D.RETURNED,  HEAD,        DRAFT),
    Act("seal_decision",          ja("署名済み文書を保存する"),   D.APPROVED,  D.SEALED,    WORKER,      DRAFT),
    Act("issue_decision",         ja("施行する"),                D.SEALED,    D.ISSUED,    NIBN_ISSUER, TELL,   (*STANDS, common.letter_is_sealed_as_approved, common.date_on_the_letter_has_come)),
    Act("void_decision",          ja("廃案とする"),              D.DRAFTED,   D.VOIDED,    NIBN_DESK,   DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.RETURNED,  D.VOIDED,    NIBN_DESK,   DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.APPROVED,  D.VOIDED,    HOUSE,       DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.SEALED,    D.VOIDED,    HOUSE,       DRAFT),
))
# fmt: on
