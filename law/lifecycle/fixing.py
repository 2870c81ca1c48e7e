"""額の確定 of a grant of a fund (適正化法15条): drafted on the accepted report on completion, decided by another
person, told; the money moves when it is told (docs/adr/0027).
"""

from .. import cancelling_guards as k
from .. import change_guards as c
from .. import fixing_guards as f
from .. import guards as common
from ..acts import Act, Lifecycle, article
from ..recording import recorder_is_another_person
from ..states import DecisionState as D
from ..text import ja
from .common import DRAFT, NIBN_DESK, WORKER
from .grant import AS_READ, FIX, HEAD, HOUSE, NIBN_ISSUER

TELL = article(
    f"適正化法15条（{AS_READ}）、行政不服審査法82条1項・行政事件訴訟法46条1項（教示）、"
    "情報通信技術活用法7条（電子による通知）",
    "S15", "T1", "T2", "D7",
)  # fmt: skip

STANDS = (
    f.grant_is_to_be_fixed,
    f.completion_is_reported,
    c.no_change_is_open,
    k.no_cancellation_is_under_way,
)
CAN_FIX = (
    *STANDS,
    common.wording_is_cleared,
    f.fixing_is_not_too_late,
    f.nothing_is_on_its_way,
    f.no_condition_is_missed,
    f.examiner_says_what_was_found,
)

# fmt: off
FIXING_DECISION = Lifecycle("fixing_decision", ja("額の確定"), D, terminal=frozenset({D.ISSUED, D.VOIDED}), acts=(
    #   act                       label                        from         to           by           under   must be true first
    Act("draft_fixing",           ja("額の確定を起案する"),       None,        D.DRAFTED,   NIBN_DESK,   DRAFT,  CAN_FIX),
    Act("approve_fixing",         ja("額の確定を決裁する"),       D.DRAFTED,   D.APPROVED,  HEAD,        FIX,    (common.approver_is_another_person, *CAN_FIX)),
    Act("record_fixing_approval", ja("額の確定の決裁を記録する"), D.DRAFTED,   D.APPROVED,  NIBN_DESK,   FIX,    (recorder_is_another_person, *CAN_FIX)),
    Act("return_decision",        ja("差し戻す"),                D.DRAFTED,   D.RETURNED,  HEAD,        DRAFT),
    Act("seal_decision",          ja("署名済み文書を保存する"),   D.APPROVED,  D.SEALED,    WORKER,      DRAFT),
    Act("issue_decision",         ja("施行する"),                D.SEALED,    D.ISSUED,    NIBN_ISSUER, TELL,   (*STANDS, f.fixing_is_not_too_late, f.nothing_is_on_its_way, common.letter_is_sealed_as_approved, common.date_on_the_letter_has_come)),
    Act("void_decision",          ja("廃案とする"),              D.DRAFTED,   D.VOIDED,    NIBN_DESK,   DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.RETURNED,  D.VOIDED,    NIBN_DESK,   DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.APPROVED,  D.VOIDED,    HOUSE,       DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.SEALED,    D.VOIDED,    HOUSE,       DRAFT),
))
# fmt: on
