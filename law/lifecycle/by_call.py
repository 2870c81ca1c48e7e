"""What 採択 and 委託 share: a competition that rests on the text of its call.

No statute orders it, so no row here names an article. Once the call has closed nobody improves an
application of their own accord: what the office asks for is answered, or the application is withdrawn.
"""

from .. import calls as c
from .. import guards as g
from .. import ranking as r
from ..acts import Act, Lifecycle, call
from ..agreement import something_is_open
from ..corrections import correction_gets_more_time
from ..recording import recorder_is_another_person
from ..roles import APPLICANTS
from ..states import PlanState as P
from ..states import RankingState as K
from ..text import ja
from .common import (
    DECIDER,
    DESK,
    DRAFT,
    ISSUER,
    OFFICER,
    ON_PAPER,
    REPRESENTATIVE,
    START,
    TAKEN_BACK,
    WRITING,
)

TOGETHER = call("公募要領（共同で応募する者）")
FILING = call("公募要領（応募の期間・応募書類の提出）")
EXAMINE = call("公募要領（応募書類の確認・補正）")
OWN_WILL = call("公募要領（応募の期間内の差替え）")
SCORING = call("公募要領（審査の方法・順位）")
MEETING = call("公募要領（審査会）")
CHOOSING = call("公募要領（審査の結果による決定）")
TELLING = call("公募要領（結果の通知・公表）")

IS_ASKED = (g.sheet_names_items, g.correction_names_a_clause, g.correction_has_a_date)
IS_FILED = (g.own_side_of_the_window, g.every_value_can_be_stored, g.every_party_agrees)

# fmt: off
APPLYING = (
    #   act                       label                        from           to             by               under         must be true first
    START,
    Act("start_paper_plan",       ja("紙の申請を入力する"),      None,          P.DRAFT,       DESK,            WRITING),
    Act("move_to_call",           ja("次の公募に移す"),          P.DRAFT,       P.DRAFT,       APPLICANTS,      FILING,       (c.own_call_is_over, c.next_call_takes_in)),
    Act("invite_party",           ja("共同申請者を加える"),      P.DRAFT,       P.DRAFT,       APPLICANTS | DESK, TOGETHER),
    Act("remove_party",           ja("共同申請者を外す"),        P.DRAFT,       P.DRAFT,       APPLICANTS | DESK, TOGETHER),
    Act("agree_plan",             ja("共同申請に同意する"),      P.DRAFT,       P.DRAFT,       REPRESENTATIVE,  TOGETHER),
    Act("agree_plan",             ja("共同申請に同意する"),      P.FILED,       P.FILED,       REPRESENTATIVE,  TOGETHER,     (something_is_open,)),
    Act("agree_plan",             ja("共同申請に同意する"),      P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  TOGETHER,     (something_is_open,)),
    Act("agree_plan",             ja("共同申請に同意する"),      P.CORRECTION,  P.CORRECTION,  REPRESENTATIVE,  TOGETHER,     (something_is_open,)),
    Act("file_plan",              ja("提出する"),               P.DRAFT,       P.FILED,       REPRESENTATIVE,  FILING,       IS_FILED),
    Act("file_paper_plan",        ja("紙の申請を受け付ける"),    P.DRAFT,       P.FILED,       DESK,            FILING,       (g.own_side_of_the_window, g.every_value_can_be_stored)),
    Act("take_up_plan",           ja("審査を始める"),            P.FILED,       P.EXAMINATION, OFFICER,         EXAMINE),
    Act("request_correction",     ja("補正を求める"),            P.FILED,       P.CORRECTION,  DESK,            EXAMINE,      IS_ASKED),
    Act("request_correction",     ja("補正を求める"),            P.EXAMINATION, P.CORRECTION,  DESK,            EXAMINE,      IS_ASKED),
    Act("extend_correction",      ja("補正の期限を延ばす"),      P.CORRECTION,  P.CORRECTION,  DESK,            EXAMINE,      (g.correction_has_a_date, correction_gets_more_time)),
    Act("answer_correction",      ja("補正を提出する"),          P.CORRECTION,  P.EXAMINATION, REPRESENTATIVE,  EXAMINE,      (g.every_value_can_be_stored, g.every_party_agrees)),
    Act("file_paper_correction",  ja("紙の補正を受け付ける"),    P.CORRECTION,  P.EXAMINATION, DESK,            EXAMINE,      (*ON_PAPER, g.every_value_can_be_stored)),
    Act("close_correction",       ja("補正を打ち切る"),          P.CORRECTION,  P.EXAMINATION, OFFICER,         EXAMINE,      (g.correction_date_has_passed,)),
    Act("withdraw_correction",    ja("補正の求めを撤回する"),    P.CORRECTION,  P.EXAMINATION, DESK,            TAKEN_BACK),
    Act("open_amendment",         ja("自ら修正する"),            P.FILED,       P.FILED,       REPRESENTATIVE,  OWN_WILL,     (g.call_is_still_open,)),
    Act("open_amendment",         ja("自ら修正する"),            P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  OWN_WILL,     (g.call_is_still_open,)),
    Act("file_amendment",         ja("修正を提出する"),          P.FILED,       P.FILED,       REPRESENTATIVE,  OWN_WILL,     (g.call_is_still_open, g.every_value_can_be_stored, g.every_party_agrees)),
    Act("file_amendment",         ja("修正を提出する"),          P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  OWN_WILL,     (g.call_is_still_open, g.every_value_can_be_stored, g.every_party_agrees)),
    Act("open_paper_amendment",   ja("紙の修正を入力する"),      P.FILED,       P.FILED,       DESK,            OWN_WILL,     (g.application_came_on_paper, g.call_is_still_open)),
    Act("open_paper_amendment",   ja("紙の修正を入力する"),      P.EXAMINATION, P.EXAMINATION, DESK,            OWN_WILL,     (g.application_came_on_paper, g.call_is_still_open)),
    Act("file_paper_amendment",   ja("紙の修正を受け付ける"),    P.FILED,       P.FILED,       DESK,            OWN_WILL,     (*ON_PAPER, g.call_is_still_open, g.every_value_can_be_stored)),
    Act("file_paper_amendment",   ja("紙の修正を受け付ける"),    P.EXAMINATION, P.EXAMINATION, DESK,            OWN_WILL,     (*ON_PAPER, g.call_is_still_open, g.every_value_can_be_stored)),
)

RANKING = Lifecycle("ranking", ja("順位表"), K, terminal=frozenset({K.ISSUED, K.VOIDED}), acts=(
    Act("draft_ranking",          ja("順位案を作成する"),        None,          K.DRAFTED,     OFFICER,         SCORING,      (r.call_has_closed, r.somebody_competes)),
    Act("revise_ranking",         ja("順位案を直す"),            K.DRAFTED,     K.DRAFTED,     OFFICER,         SCORING),
    Act("revise_ranking",         ja("順位案を直す"),            K.RETURNED,    K.DRAFTED,     OFFICER,         SCORING),
    Act("record_meeting",         ja("審査会の記録を書く"),      K.DRAFTED,     K.DRAFTED,     OFFICER,         MEETING,      (r.meeting_was_held,)),
    Act("record_meeting",         ja("審査会の記録を書く"),      K.RETURNED,    K.DRAFTED,     OFFICER,         MEETING,      (r.meeting_was_held,)),
    Act("propose_ranking",        ja("順位案を起案する"),        K.DRAFTED,     K.PROPOSED,    OFFICER,         DRAFT,        r.CAN_BE_DECIDED),
    Act("approve_ranking",        ja("順位表を決裁する"),        K.PROPOSED,    K.APPROVED,    DECIDER,         CHOOSING,     (g.approver_is_another_person, *r.CAN_BE_DECIDED)),
    Act("record_ranking_approval", ja("順位表の決裁を記録する"), K.PROPOSED,    K.APPROVED,    OFFICER,         CHOOSING,     (recorder_is_another_person, *r.CAN_BE_DECIDED)),
    Act("return_ranking",         ja("順位案を差し戻す"),        K.PROPOSED,    K.RETURNED,    DECIDER,         DRAFT),
    Act("issue_ranking",          ja("全件を同時に施行する"),    K.APPROVED,    K.ISSUED,      ISSUER,          TELLING,      (r.every_letter_is_sealed, r.nobody_changed_since, r.nobody_is_asked, g.date_on_the_letter_has_come, r.announced_minute_has_come)),
    Act("void_ranking",           ja("順位表を廃案とする"),      K.DRAFTED,     K.VOIDED,      OFFICER,         DRAFT),
    Act("void_ranking",           ja("順位表を廃案とする"),      K.PROPOSED,    K.VOIDED,      OFFICER,         DRAFT),
    Act("void_ranking",           ja("順位表を廃案とする"),      K.RETURNED,    K.VOIDED,      OFFICER,         DRAFT),
    Act("void_ranking",           ja("順位表を廃案とする"),      K.APPROVED,    K.VOIDED,      ISSUER,          DRAFT),
))
# fmt: on
