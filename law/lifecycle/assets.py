"""財産 (適正化法22条): the register of what the grant bought or improved, and the approval of its disposal
(docs/adr/0032). 24条の2 keeps 行政手続法7条 away: what is sent back is no 補正.
"""

from .. import asset_guards as a
from .. import grant_guards as g
from .. import guards as common
from ..acts import Act, Lifecycle, article, practice
from ..recording import recorder_is_another_person
from ..roles import APPLICANTS
from ..states import AssetState as A
from ..states import DecisionState as D
from ..states import DisposalState as S
from ..text import ja
from .common import DRAFT, NIBN_DESK, OWN_WILL, REPRESENTATIVE, WORKER
from .grant import AS_READ, HEAD, HOUSE, NIBN_ISSUER

REGISTER = practice("取得財産等管理台帳の備付け（交付の条件）")
PERIOD = article(f"適正化法22条ただし書（{AS_READ}）、同法施行令14条", "S22")
DISPOSE = article(f"適正化法22条（{AS_READ}）、同法26条の3", "S22", "S26b", "N18")
DECIDE = article(f"適正化法22条（{AS_READ}）", "S22", "N18")
TELL = article(
    f"適正化法22条（{AS_READ}）、行政不服審査法82条1項・行政事件訴訟法46条1項（教示）、"
    "情報通信技術活用法7条（電子による通知）",
    "S22", "T1", "T2", "D7",
)  # fmt: skip
ASKED_BACK = practice("財産処分の承認申請の不備の直し（適正化法24条の2により、行政手続法7条の補正ではない）")

FIGURES = (a.day_has_come, a.tax_is_within_the_price, a.share_is_within_the_rate)
KEPT = (a.grant_is_decided, a.register_is_open)
HOLDS = (a.grant_is_decided, a.asset_stands_in_the_register)
SOUND = (
    *HOLDS,
    a.restriction_runs,
    a.disposal_says_why,
    a.disposal_has_its_counterpart,
    a.approval_comes_before_the_disposal,
)
CAN_DECIDE = (
    *HOLDS,
    a.disposal_is_under_examination,
    common.decision_is_on_the_current_version,
    common.wording_is_cleared,
)
CAN_REFUSE = (*CAN_DECIDE, a.refused_while_restricted, a.disposal_refusal_states_reasons)

# fmt: off
ASSET = Lifecycle("asset", ja("取得財産等"), A, terminal=frozenset({A.DISPOSED, A.REMOVED}), acts=(
    #   act                       label                          from          to            by                     under     must be true first
    Act("register_asset",         ja("財産を台帳に登録する"),      None,         A.REGISTERED, APPLICANTS,            REGISTER, (*KEPT, *FIGURES)),
    Act("correct_asset",          ja("台帳の記載を直す"),         A.REGISTERED, A.REGISTERED, APPLICANTS | NIBN_DESK, REGISTER, (*KEPT, a.late_correction_says_why, a.no_disposal_is_open, *FIGURES)),
    Act("set_asset_period",       ja("処分の制限の期間を定める"),  A.REGISTERED, A.REGISTERED, NIBN_DESK,             PERIOD,   (a.asset_is_restricted_at_all, a.years_can_be, a.period_says_why)),
    Act("remove_asset",           ja("台帳から抹消する"),         A.REGISTERED, A.REMOVED,    APPLICANTS,            REGISTER, (*KEPT, a.no_disposal_is_open)),
    Act("dispose_asset",          ja("処分した財産を台帳から除く"), A.REGISTERED, A.DISPOSED,  NIBN_ISSUER,           DECIDE),
))

DISPOSAL = Lifecycle("disposal", ja("財産の処分"), S, terminal=frozenset({S.APPROVED, S.REFUSED, S.WITHDRAWN}), acts=(
    Act("file_disposal",          ja("財産の処分の承認を申請する"), None,         S.FILED,      REPRESENTATIVE,        DISPOSE,  (a.no_disposal_is_open, *SOUND)),
    Act("ask_disposal_correction", ja("処分の申請の直しを求める"),  S.FILED,      S.CORRECTION, NIBN_DESK,             ASKED_BACK, (g.asks_for_something, common.correction_has_a_date)),
    Act("correct_disposal",       ja("直した処分の申請を提出する"), S.CORRECTION, S.FILED,      REPRESENTATIVE,        DISPOSE,  SOUND),
    Act("close_disposal_correction", ja("処分の申請の直しの求めを取りやめる"), S.CORRECTION, S.FILED, NIBN_DESK,      ASKED_BACK),
    Act("withdraw_disposal",      ja("処分の申請を取り下げる"),    S.FILED,      S.WITHDRAWN,  REPRESENTATIVE,        OWN_WILL),
    Act("withdraw_disposal",      ja("処分の申請を取り下げる"),    S.CORRECTION, S.WITHDRAWN,  REPRESENTATIVE,        OWN_WILL),
    Act("permit_disposal",        ja("財産の処分を承認する"),      S.FILED,      S.APPROVED,   NIBN_ISSUER,           DECIDE),
    Act("refuse_disposal",        ja("財産の処分を承認しない"),    S.FILED,      S.REFUSED,    NIBN_ISSUER,           DECIDE),
))

DISPOSAL_DECISION = Lifecycle("disposal_decision", ja("財産処分の承認・不承認"), D, terminal=frozenset({D.ISSUED, D.VOIDED}), acts=(
    Act("draft_disposal",         ja("財産処分の承認を起案する"),  None,         D.DRAFTED,    NIBN_DESK,             DRAFT,    CAN_DECIDE),
    Act("draft_disposal_refusal", ja("財産処分の不承認を起案する"), None,         D.DRAFTED,    NIBN_DESK,             DRAFT,    CAN_REFUSE),
    Act("approve_disposal",       ja("財産処分の承認を決裁する"),  D.DRAFTED,    D.APPROVED,   HEAD,                  DECIDE,   (common.approver_is_another_person, *CAN_DECIDE)),
    Act("approve_disposal_refusal", ja("財産処分の不承認を決裁する"), D.DRAFTED,  D.APPROVED,   HEAD,                  DECIDE,   (common.approver_is_another_person, *CAN_REFUSE)),
    Act("record_disposal_approval", ja("財産処分の承認の決裁を記録する"), D.DRAFTED, D.APPROVED, NIBN_DESK,            DECIDE,   (recorder_is_another_person, *CAN_DECIDE)),
    Act("record_disposal_refusal_approval", ja("財産処分の不承認の決裁を記録する"), D.DRAFTED, D.APPROVED, NIBN_DESK,  DECIDE,   (recorder_is_another_person, *CAN_REFUSE)),
    Act("return_decision",        ja("差し戻す"),                D.DRAFTED,    D.RETURNED,   HEAD,                  DRAFT),
    Act("seal_decision",          ja("署名済み文書を保存する"),   D.APPROVED,   D.SEALED,     WORKER,                DRAFT),
    Act("issue_decision",         ja("施行する"),                D.SEALED,     D.ISSUED,     NIBN_ISSUER,           TELL,     (*HOLDS, a.disposal_is_under_examination, common.decision_is_on_the_current_version, common.letter_is_sealed_as_approved, common.date_on_the_letter_has_come)),
    Act("void_decision",          ja("廃案とする"),              D.DRAFTED,    D.VOIDED,     NIBN_DESK,             DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.RETURNED,   D.VOIDED,     NIBN_DESK,             DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.APPROVED,   D.VOIDED,     HOUSE,                 DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.SEALED,     D.VOIDED,     HOUSE,                 DRAFT),
))
# fmt: on
