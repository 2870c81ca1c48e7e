"""The grant (補助金の交付) of a fund: from 交付申請 to the decision on it, its conditions, and its withdrawal.

適正化法 is read with NIBN's 理事長 in the place of the head (基盤研法附則22条・29条), so NIBN alone acts here. Its
chapters 2 and 3 of 行政手続法 do not apply to it (24条の2): there is no 補正 under 7条. Of the life of a grant these are the
rows whose act works; what else comes after a decision (12条, 13条, 16条, 19条 to 21条) is not here yet, and so does not happen.
"""

from .. import evidence_guards as e
from .. import grant_guards as g
from .. import guards as common
from ..acts import Act, Lifecycle, article, practice
from ..recording import recorder_is_another_person
from ..roles import APPLICANTS, Role
from ..states import ConditionState as C
from ..states import DecisionState as D
from ..states import GrantState as G
from ..text import ja
from .common import DRAFT, NIBN_DESK, OWN_WILL, REPRESENTATIVE, WORKER, WRITING

HEAD = frozenset({Role.NIBN_DECIDER})
NIBN_ISSUER = frozenset({Role.NIBN_OFFICER, Role.NIBN_DECIDER, Role.SYSTEM})
HOUSE = NIBN_ISSUER - {Role.SYSTEM}

AS_READ = ja("基盤研法附則22条・29条により準用")
APPLY = article(f"適正化法5条・26条の3（{AS_READ}）、基盤研法附則17条3項", "S5", "S26b", "N18", "N2")
EXAMINE = article(f"適正化法6条1項（{AS_READ}）", "S6")
DECIDE = article(f"適正化法6条1項・3項、7条（{AS_READ}）", "S6", "S7", "S7b", "S7c", "N18")
REFUSE = article(f"適正化法6条1項（{AS_READ}）", "S6", "N18")
TELL = article(
    f"適正化法8条（{AS_READ}）、行政不服審査法82条1項・行政事件訴訟法46条1項（教示）、"
    "情報通信技術活用法7条（電子による通知）",
    "S8", "T1", "T2", "D7",
)  # fmt: skip
TAKE_BACK = article(f"適正化法9条（{AS_READ}）", "S9")
CANCEL = article(f"適正化法17条1項・3項（{AS_READ}）", "S17")
FIX = article(f"適正化法15条（{AS_READ}）", "S15")
CONDITIONS = article(f"適正化法7条（{AS_READ}）", "S7", "S7b", "S7c")
EVIDENCE = practice("証拠書類の備付けと実績報告への添付")
KEEPING = (e.lines_are_open, e.rows_are_as_seen)
ASKED_BACK = practice("交付申請書の不備の直し（適正化法24条の2により、行政手続法7条の補正ではない）")

STANDS = (g.certification_is_in_force, g.decision_is_not_too_late)
CAN_DECIDE = (
    g.grant_is_under_examination,
    common.decision_is_on_the_current_version,
    common.wording_is_cleared,
)
CAN_GRANT = (*CAN_DECIDE, *STANDS, g.every_line_is_checked, g.something_is_granted)
CAN_REFUSE = (*CAN_DECIDE, g.grant_refusal_states_reasons)

# fmt: off
GRANT = Lifecycle("grant", ja("補助金の交付"), G, terminal=frozenset({G.REFUSED, G.WITHDRAWN, G.CANCELLED}), acts=(
    #   act                       label                        from           to             by               under         must be true first
    Act("start_grant",            ja("交付申請を作成する"),      None,          G.DRAFT,       APPLICANTS,      WRITING,      (g.certification_is_in_force, g.nothing_else_is_asked_for_the_span)),
    Act("file_grant",             ja("交付を申請する"),          G.DRAFT,       G.FILED,       REPRESENTATIVE,  APPLY,        (*STANDS, common.every_value_can_be_stored, g.something_is_asked)),
    Act("take_up_grant",          ja("交付申請の審査を始める"),   G.FILED,       G.EXAMINATION, NIBN_DESK,       EXAMINE),
    Act("check_lines",            ja("経費を査定する"),          G.EXAMINATION, G.EXAMINATION, NIBN_DESK,       EXAMINE),
    Act("ask_grant_correction",   ja("交付申請の直しを求める"),   G.EXAMINATION, G.CORRECTION,  NIBN_DESK,       ASKED_BACK,   (g.asks_for_something, common.correction_has_a_date)),
    Act("correct_grant",          ja("直した交付申請を提出する"), G.CORRECTION,  G.EXAMINATION, REPRESENTATIVE,  APPLY,        (common.every_value_can_be_stored, g.something_is_asked)),
    Act("close_grant_correction", ja("直しの求めを取りやめる"),   G.CORRECTION,  G.EXAMINATION, NIBN_DESK,       ASKED_BACK),
    Act("withdraw_grant",         ja("交付申請を取り下げる"),     G.FILED,       G.WITHDRAWN,   REPRESENTATIVE,  OWN_WILL),
    Act("withdraw_grant",         ja("交付申請を取り下げる"),     G.EXAMINATION, G.WITHDRAWN,   REPRESENTATIVE,  OWN_WILL),
    Act("withdraw_grant",         ja("交付申請を取り下げる"),     G.CORRECTION,  G.WITHDRAWN,   REPRESENTATIVE,  OWN_WILL),
    Act("grant_subsidy",          ja("交付を決定する"),          G.EXAMINATION, G.GRANTED,     NIBN_ISSUER,     DECIDE),
    Act("refuse_grant",           ja("不交付とする"),            G.EXAMINATION, G.REFUSED,     NIBN_ISSUER,     REFUSE),
    Act("withdraw_granted",       ja("交付決定を受けた申請を取り下げる"), G.GRANTED, G.WITHDRAWN, REPRESENTATIVE, TAKE_BACK,   (g.withdrawal_period_runs,)),
    Act("fix_grant",              ja("額を確定する"),            G.GRANTED,     G.FIXED,       NIBN_ISSUER,     FIX),
    Act("keep_evidence",          ja("証憑を記録する"),          G.GRANTED,     G.GRANTED,     APPLICANTS,      EVIDENCE,     KEEPING),
    Act("remove_evidence",        ja("証憑を取り除く"),          G.GRANTED,     G.GRANTED,     APPLICANTS,      EVIDENCE,     KEEPING),
    Act("hang_evidence_file",     ja("証憑に書類を付ける"),       G.GRANTED,     G.GRANTED,     APPLICANTS,      EVIDENCE,     KEEPING),
    Act("take_evidence_file",     ja("証憑から書類を外す"),       G.GRANTED,     G.GRANTED,     APPLICANTS,      EVIDENCE,     KEEPING),
    Act("cancel_grant",           ja("交付の決定の全部を取り消す"), G.GRANTED,   G.CANCELLED,   NIBN_ISSUER,     CANCEL),
    Act("cancel_grant",           ja("交付の決定の全部を取り消す"), G.FIXED,     G.CANCELLED,   NIBN_ISSUER,     CANCEL),
    Act("cancel_part",            ja("交付の決定の一部を取り消す"), G.GRANTED,   G.GRANTED,     NIBN_ISSUER,     CANCEL),
    Act("cancel_part",            ja("交付の決定の一部を取り消す"), G.FIXED,     G.FIXED,       NIBN_ISSUER,     CANCEL),
))

GRANT_DECISION = Lifecycle("grant_decision", ja("交付の決定"), D, terminal=frozenset({D.ISSUED, D.VOIDED}), acts=(
    Act("draft_grant",            ja("交付の決定を起案する"),     None,          D.DRAFTED,     NIBN_DESK,       DRAFT,        CAN_GRANT),
    Act("draft_grant_refusal",    ja("不交付を起案する"),         None,          D.DRAFTED,     NIBN_DESK,       DRAFT,        CAN_REFUSE),
    Act("approve_grant",          ja("交付の決定を決裁する"),     D.DRAFTED,     D.APPROVED,    HEAD,            DECIDE,       (common.approver_is_another_person, *CAN_GRANT)),
    Act("approve_grant_refusal",  ja("不交付を決裁する"),         D.DRAFTED,     D.APPROVED,    HEAD,            REFUSE,       (common.approver_is_another_person, *CAN_REFUSE)),
    Act("record_grant_approval",  ja("交付の決定の決裁を記録する"), D.DRAFTED,   D.APPROVED,    NIBN_DESK,       DECIDE,       (recorder_is_another_person, *CAN_GRANT)),
    Act("record_grant_refusal_approval", ja("不交付の決裁を記録する"), D.DRAFTED, D.APPROVED,   NIBN_DESK,       REFUSE,       (recorder_is_another_person, *CAN_REFUSE)),
    Act("return_decision",        ja("差し戻す"),                D.DRAFTED,     D.RETURNED,    HEAD,            DRAFT),
    Act("seal_decision",          ja("署名済み文書を保存する"),   D.APPROVED,    D.SEALED,      WORKER,          DRAFT),
    Act("issue_decision",         ja("施行する"),                D.SEALED,      D.ISSUED,      NIBN_ISSUER,     TELL,         (g.grant_is_under_examination, common.decision_is_on_the_current_version, g.what_is_granted_stands, common.letter_is_sealed_as_approved, common.date_on_the_letter_has_come)),
    Act("void_decision",          ja("廃案とする"),              D.DRAFTED,     D.VOIDED,      NIBN_DESK,       DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.RETURNED,    D.VOIDED,      NIBN_DESK,       DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.APPROVED,    D.VOIDED,      HOUSE,           DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.SEALED,      D.VOIDED,      HOUSE,           DRAFT),
))

CONDITION = Lifecycle("condition", ja("交付の条件"), C, terminal=frozenset({C.MET, C.ENDED}), acts=(
    Act("set_condition",          ja("条件を付す"),              None,          C.STANDING,    NIBN_ISSUER,     CONDITIONS),
    Act("report_condition",       ja("条件の履行を報告する"),     C.STANDING,    C.REPORTED,    REPRESENTATIVE,  CONDITIONS,   (g.report_says_something,)),
    Act("return_condition_report", ja("履行の報告を差し戻す"),    C.REPORTED,    C.STANDING,    NIBN_DESK,       CONDITIONS,   (g.return_says_why,)),
    Act("confirm_condition",      ja("条件の履行を確認する"),     C.REPORTED,    C.MET,         NIBN_DESK,       CONDITIONS),
    Act("miss_condition",         ja("条件の不履行を記録する"),   C.STANDING,    C.MISSED,      NIBN_DESK,       CONDITIONS,   (g.condition_is_overdue,)),
    Act("report_condition",       ja("条件の履行を報告する"),     C.MISSED,      C.REPORTED,    REPRESENTATIVE,  CONDITIONS,   (g.report_says_something,)),
    Act("end_condition",          ja("条件を終える"),            C.STANDING,    C.ENDED,       REPRESENTATIVE,  TAKE_BACK),
    Act("end_condition",          ja("条件を終える"),            C.REPORTED,    C.ENDED,       REPRESENTATIVE,  TAKE_BACK),
    Act("end_condition",          ja("条件を終える"),            C.MISSED,      C.ENDED,       REPRESENTATIVE,  TAKE_BACK),
))
# fmt: on
