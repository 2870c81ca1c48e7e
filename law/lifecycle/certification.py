"""認定: the two funds. Bound: taken up on arrival, criterion by criterion; rank or lack of money is no ground.

基盤研法附則24条 is the generics fund's article, 18条 the innovation fund's twin.
"""

from .. import certifying_guards as c
from .. import guards as g
from ..acts import Act, Lifecycle, article, practice
from ..agreement import something_is_open
from ..corrections import correction_gets_more_time
from ..recording import recorder_is_another_person
from ..roles import APPLICANTS
from ..states import ConsultationState as C
from ..states import DecisionState as D
from ..states import PlanState as P
from ..text import ja
from .common import (
    ALL_LETTERS,
    DECIDER,
    DECLINE,
    DESK,
    DRAFT,
    GUIDANCE,
    ISSUER,
    NIBN_DESK,
    OFFICER,
    ON_PAPER,
    OWN_WILL,
    REPRESENTATIVE,
    START,
    TAKEN_BACK,
    TAKING_BACK,
    WORKER,
    WRITING,
)

FILING = article("基盤研法附則18条1項・24条1項、令和7年厚労省令104号4条1項・5条1項", "N3", "M3")
# 情報通信技術活用法（平成14年法律151号）6条3項: 「第一項の電子情報処理組織を使用する方法により行われた申請等は、当該
# 申請等を受ける行政機関等の使用に係る電子計算機に備えられたファイルへの記録がされた時に当該行政機関等に到達した
# ものとみなす」; through an intermediary 3条8号 makes it two, 「それぞれ別の申請等とみなして」.
FILING_ONLINE = article(FILING.text + "、情報通信技術活用法6条1項・3項", "N3", "M3", "D6")
JOINT = article("基盤研法附則18条2項・24条2項", "N4")
THROUGH_NIBN = article("令和7年厚労省令104号4条2項・5条2項", "M4")
THROUGH_NIBN_ONLINE = article(THROUGH_NIBN.text + "、情報通信技術活用法3条8号・6条1項・3項", "M4", "D6")
EXAMINE = article("行政手続法7条", "A7")
CERTIFY = article("基盤研法附則18条3項・24条3項", "N5")
REFUSE = article("基盤研法附則18条3項・24条3項、行政手続法8条", "N5", "A8")
TELL = article(
    "基盤研法附則18条5項・24条5項（認定の基盤研への通知）、行政手続法8条（不認定の理由）、行政不服審査法82条1項・"
    "行政事件訴訟法46条1項（教示）、情報通信技術活用法7条（電子による通知）",
    "N7", "A8", "T1", "T2", "D7",
)  # fmt: skip
# 附則26条1項 asks for the consultation, not how the office comes to know whether it is asked for (docs/adr/0035).
DOUBTS = practice("公正取引委員会への協議の要否を確かめた結果の記録（定める条文はない）")
CONSULT = article("基盤研法附則19条・25条（財務大臣）、附則26条1項（公正取引委員会）", "N8", "N9")

# Of what is decided either way, of a certification, of a refusal.
CAN_DECIDE = (
    g.plan_is_under_examination,
    g.decision_is_on_the_current_version,
    g.nothing_is_out_with_the_applicant,
    g.every_finding_is_on_the_current_version,
    g.wording_is_cleared,
)
CERTIFIES = (
    g.every_criterion_is_found,
    g.every_criterion_fits,
    g.no_formal_defect_is_left,
    g.jftc_question_is_settled,
    c.every_doubt_is_resolved,
    g.every_consultation_is_answered,
    g.opinions_are_weighed,
    c.certification_is_not_too_late,
)
REFUSES = (g.some_ground_of_refusal, g.refusal_states_reasons)
CAN_CERTIFY = (*CAN_DECIDE, *CERTIFIES)
CAN_REFUSE = (*CAN_DECIDE, *REFUSES)
CAN_ISSUE = (
    *CAN_DECIDE,
    *c.once_more("certification", CERTIFIES),
    *c.once_more("refusal", REFUSES),
    g.letter_is_sealed_as_approved,
    g.date_on_the_letter_has_come,
)

# fmt: off
CERTIFICATION = Lifecycle("plan", ja("認定の申請"), P, terminal=frozenset({P.CERTIFIED, P.REFUSED, P.WITHDRAWN}), acts=(
    #   act                       label                        from           to             by               under         must be true first
    START,
    Act("start_paper_plan",       ja("紙の申請を入力する"),      None,          P.DRAFT,       DESK | NIBN_DESK, WRITING),
    Act("invite_party",           ja("共同申請者を加える"),      P.DRAFT,       P.DRAFT,       APPLICANTS | DESK | NIBN_DESK, JOINT),
    Act("remove_party",           ja("共同申請者を外す"),        P.DRAFT,       P.DRAFT,       APPLICANTS | DESK | NIBN_DESK, JOINT),
    Act("agree_plan",             ja("共同申請に同意する"),      P.DRAFT,       P.DRAFT,       REPRESENTATIVE,  JOINT),
    Act("agree_plan",             ja("共同申請に同意する"),      P.AT_NIBN,     P.AT_NIBN,     REPRESENTATIVE,  JOINT,        (something_is_open,)),
    Act("agree_plan",             ja("共同申請に同意する"),      P.FILED,       P.FILED,       REPRESENTATIVE,  JOINT,        (something_is_open,)),
    Act("agree_plan",             ja("共同申請に同意する"),      P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  JOINT,        (something_is_open,)),
    Act("agree_plan",             ja("共同申請に同意する"),      P.CORRECTION,  P.CORRECTION,  REPRESENTATIVE,  JOINT,        (something_is_open,)),
    Act("file_plan",              ja("提出する"),               P.DRAFT,       P.FILED,       REPRESENTATIVE,  FILING_ONLINE, (g.own_side_of_the_window, g.every_value_can_be_stored, g.every_party_agrees)),
    Act("file_plan_through_nibn", ja("基盤研を経由して提出する"), P.DRAFT,       P.AT_NIBN,     REPRESENTATIVE,  THROUGH_NIBN_ONLINE, (g.own_side_of_the_window, g.every_value_can_be_stored, g.every_party_agrees)),
    Act("file_paper_plan",        ja("紙の申請を受け付ける"),    P.DRAFT,       P.FILED,       DESK,            FILING,       (g.every_value_can_be_stored,)),
    Act("file_paper_at_nibn",     ja("紙の申請を受け付ける"),    P.DRAFT,       P.AT_NIBN,     NIBN_DESK,       THROUGH_NIBN, (g.every_value_can_be_stored,)),
    Act("forward_plan",           ja("大臣へ送付する"),          P.AT_NIBN,     P.FILED,       NIBN_DESK,       THROUGH_NIBN),
    Act("take_up_plan",           ja("審査を始める"),            P.FILED,       P.EXAMINATION, OFFICER,         EXAMINE),
    Act("request_correction",     ja("補正を求める"),            P.FILED,       P.CORRECTION,  DESK,            EXAMINE,      (g.sheet_names_items, g.correction_names_a_provision, g.correction_has_a_date)),
    Act("request_correction",     ja("補正を求める"),            P.EXAMINATION, P.CORRECTION,  DESK,            EXAMINE,      (g.sheet_names_items, g.correction_names_a_provision, g.correction_has_a_date)),
    Act("extend_correction",      ja("補正の期限を延ばす"),      P.CORRECTION,  P.CORRECTION,  DESK,            EXAMINE,      (g.correction_has_a_date, correction_gets_more_time)),
    Act("answer_correction",      ja("補正を提出する"),          P.CORRECTION,  P.EXAMINATION, REPRESENTATIVE,  EXAMINE,      (g.every_value_can_be_stored, g.every_party_agrees)),
    Act("file_paper_correction",  ja("紙の補正を受け付ける"),    P.CORRECTION,  P.EXAMINATION, DESK,            EXAMINE,      (*ON_PAPER, g.every_value_can_be_stored)),
    Act("close_correction",       ja("補正を打ち切る"),          P.CORRECTION,  P.EXAMINATION, OFFICER,         EXAMINE,      (g.correction_date_has_passed,)),
    Act("withdraw_correction",    ja("補正の求めを撤回する"),    P.CORRECTION,  P.EXAMINATION, DESK,            TAKEN_BACK),
    Act("inquire",                ja("照会・修正を依頼する"),    P.EXAMINATION, P.EXAMINATION, DESK,            GUIDANCE,     (g.sheet_names_items, g.inquiry_names_purpose_and_person, g.applicant_has_not_declined)),
    Act("answer_inquiry",         ja("照会に回答する"),          P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  GUIDANCE,     (g.every_value_can_be_stored, g.every_party_agrees)),
    Act("decline_inquiry",        ja("照会に応じない"),          P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  DECLINE),
    Act("file_paper_answer",      ja("紙の回答を受け付ける"),    P.EXAMINATION, P.EXAMINATION, DESK,            GUIDANCE,     (*ON_PAPER, g.every_value_can_be_stored)),
    Act("file_paper_decline",     ja("応じない旨の書面を受け付ける"), P.EXAMINATION, P.EXAMINATION, DESK,         DECLINE,      ON_PAPER),
    Act("open_amendment",         ja("自ら修正する"),            P.AT_NIBN,     P.AT_NIBN,     REPRESENTATIVE,  OWN_WILL),
    Act("open_amendment",         ja("自ら修正する"),            P.FILED,       P.FILED,       REPRESENTATIVE,  OWN_WILL),
    Act("open_amendment",         ja("自ら修正する"),            P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  OWN_WILL),
    Act("file_amendment",         ja("修正を提出する"),          P.AT_NIBN,     P.AT_NIBN,     REPRESENTATIVE,  OWN_WILL,     (g.every_value_can_be_stored, g.every_party_agrees)),
    Act("file_amendment",         ja("修正を提出する"),          P.FILED,       P.FILED,       REPRESENTATIVE,  OWN_WILL,     (g.every_value_can_be_stored, g.every_party_agrees)),
    Act("file_amendment",         ja("修正を提出する"),          P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  OWN_WILL,     (g.every_value_can_be_stored, g.every_party_agrees)),
    Act("open_paper_amendment",   ja("紙の修正を入力する"),      P.AT_NIBN,     P.AT_NIBN,     NIBN_DESK,       OWN_WILL,     (g.application_came_on_paper,)),
    Act("open_paper_amendment",   ja("紙の修正を入力する"),      P.FILED,       P.FILED,       DESK,            OWN_WILL,     (g.application_came_on_paper,)),
    Act("open_paper_amendment",   ja("紙の修正を入力する"),      P.EXAMINATION, P.EXAMINATION, DESK,            OWN_WILL,     (g.application_came_on_paper,)),
    Act("file_paper_amendment",   ja("紙の修正を受け付ける"),    P.AT_NIBN,     P.AT_NIBN,     NIBN_DESK,       OWN_WILL,     (*ON_PAPER, g.every_value_can_be_stored)),
    Act("file_paper_amendment",   ja("紙の修正を受け付ける"),    P.FILED,       P.FILED,       DESK,            OWN_WILL,     (*ON_PAPER, g.every_value_can_be_stored)),
    Act("file_paper_amendment",   ja("紙の修正を受け付ける"),    P.EXAMINATION, P.EXAMINATION, DESK,            OWN_WILL,     (*ON_PAPER, g.every_value_can_be_stored)),
    Act("agree_withdrawal",       ja("取下げに同意する"),        P.AT_NIBN,     P.AT_NIBN,      REPRESENTATIVE,  OWN_WILL),
    Act("file_paper_withdrawal",  ja("取下げの書面を受け付ける"), P.AT_NIBN,     P.AT_NIBN,     NIBN_DESK,       OWN_WILL,     ON_PAPER),
    Act("withdraw_plan",          ja("取り下げる"),              P.AT_NIBN,     P.WITHDRAWN,   REPRESENTATIVE,  OWN_WILL,     (g.every_party_withdraws,)),
    Act("withdraw_paper_plan",    ja("書面により取り下げる"),    P.AT_NIBN,     P.WITHDRAWN,   NIBN_DESK,       OWN_WILL,     ALL_LETTERS),
    Act("resolve_doubts",         ja("協議の要否を確かめた結果を記録する"), P.EXAMINATION, P.EXAMINATION, OFFICER, DOUBTS,     (c.some_doubt_is_open, c.resolving_says_how)),
    *TAKING_BACK,
    Act("certify_plan",           ja("認定する"),                P.EXAMINATION, P.CERTIFIED,   ISSUER,          CERTIFY),
    Act("refuse_plan",            ja("不認定とする"),            P.EXAMINATION, P.REFUSED,     ISSUER,          REFUSE),
))

CONSULTATION = Lifecycle("consultation", ja("協議"), C, terminal=frozenset({C.ANSWERED, C.CLOSED}), acts=(
    Act("prepare_consultation",   ja("協議書を作成する"),        None,          C.PREPARED,    OFFICER,         CONSULT),
    Act("record_sending",         ja("送付を記録する"),          C.PREPARED,    C.SENT,        OFFICER,         CONSULT,      (g.package_is_ready,)),
    Act("record_answer",          ja("回答を記録する"),          C.SENT,        C.ANSWERED,    OFFICER,         CONSULT,      (g.answer_follows_sending,)),
    Act("record_continuation",    ja("継続の回答を記録する"),    C.SENT,        C.SENT,        OFFICER,         CONSULT,      (g.answer_follows_sending,)),
    Act("close_consultation",     ja("協議を取りやめる"),        C.PREPARED,    C.CLOSED,      OFFICER,         TAKEN_BACK),
    Act("close_consultation",     ja("協議を取りやめる"),        C.SENT,        C.CLOSED,      OFFICER,         TAKEN_BACK),
))

DECISION = Lifecycle("decision", ja("処分"), D, terminal=frozenset({D.ISSUED, D.VOIDED}), acts=(
    Act("draft_certification",    ja("認定を起案する"),          None,          D.DRAFTED,     OFFICER,         DRAFT,        CAN_CERTIFY),
    Act("draft_refusal",          ja("不認定を起案する"),        None,          D.DRAFTED,     OFFICER,         DRAFT,        CAN_REFUSE),
    Act("approve_certification",  ja("認定を決裁する"),          D.DRAFTED,     D.APPROVED,    DECIDER,         CERTIFY,      (g.approver_is_another_person, *CAN_CERTIFY)),
    Act("approve_refusal",        ja("不認定を決裁する"),        D.DRAFTED,     D.APPROVED,    DECIDER,         REFUSE,       (g.approver_is_another_person, *CAN_REFUSE)),
    Act("record_certification_approval", ja("認定の決裁を記録する"),   D.DRAFTED, D.APPROVED,   OFFICER,         CERTIFY,      (recorder_is_another_person, *CAN_CERTIFY)),
    Act("record_refusal_approval", ja("不認定の決裁を記録する"),  D.DRAFTED,    D.APPROVED,    OFFICER,         REFUSE,       (recorder_is_another_person, *CAN_REFUSE)),
    Act("return_decision",        ja("差し戻す"),                D.DRAFTED,     D.RETURNED,    DECIDER,         DRAFT),
    Act("seal_decision",          ja("署名済み文書を保存する"),   D.APPROVED,    D.SEALED,      WORKER,          DRAFT),
    Act("issue_decision",         ja("施行する"),                D.SEALED,      D.ISSUED,      ISSUER,          TELL,         CAN_ISSUE),
    Act("void_decision",          ja("廃案とする"),              D.DRAFTED,     D.VOIDED,      OFFICER,         DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.RETURNED,    D.VOIDED,      OFFICER,         DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.APPROVED,    D.VOIDED,      ISSUER,          DRAFT),
    Act("void_decision",          ja("廃案とする"),              D.SEALED,      D.VOIDED,      ISSUER,          DRAFT),
))
# fmt: on
