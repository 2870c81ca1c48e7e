"""What changes after a decision to grant (適正化法7条1項1号・3号 as its conditions): a notice of a minor change, an
application for approval of any other, of 中止 and of 廃止, and NIBN's decision on it (docs/adr/0030).

24条の2 keeps 行政手続法7条 away: what is sent back is no 補正.
"""

from .. import cancelling_guards as k
from .. import change_guards as c
from .. import grant_guards as g
from .. import guards as common
from ..acts import Act, Lifecycle, article, practice
from ..recording import recorder_is_another_person
from ..roles import APPLICANTS
from ..states import ChangeState as S
from ..states import DecisionState as D
from ..text import ja
from .common import DRAFT, NIBN_DESK, OWN_WILL, REPRESENTATIVE, WORKER, WRITING
from .grant import AS_READ, HEAD, HOUSE, NIBN_ISSUER

CHANGE = article(f"適正化法7条1項1号・3号（{AS_READ}）による条件、同法26条の3", "S7", "S26b", "N18")
MINOR = article(f"適正化法7条1項1号・3号かっこ書（{AS_READ}）による条件", "S7", "R8")
DECIDE = article(f"適正化法6条1項・7条1項1号・3号（{AS_READ}）", "S6", "S7", "N18")
TELL = article(
    f"適正化法7条1項・8条（{AS_READ}）、行政不服審査法82条1項・行政事件訴訟法46条1項（教示）、"
    "情報通信技術活用法7条（電子による通知）",
    "S7", "S8", "T1", "T2", "D7",
)  # fmt: skip
ASKED_BACK = practice("変更の申請の不備の直し（適正化法24条の2により、行政手続法7条の補正ではない）")

STANDS = (c.grant_runs, c.completion_is_not_told)
SOUND = (
    *STANDS,
    common.every_value_can_be_stored,
    c.stop_has_its_day,
    c.change_says_why,
    c.something_changes,
    g.something_is_asked,
    c.lines_were_in_the_plan,
    c.reported_years_stay,
    c.work_ends_in_time,
)
CAN_DECIDE = (
    c.grant_runs,
    c.change_is_under_examination,
    common.decision_is_on_the_current_version,
    common.wording_is_cleared,
)
HOLDS = (
    c.completion_is_not_told,
    c.paid_stays_covered,
    c.nothing_lowered_is_on_its_way,
    c.more_money_rests_on_certification,
    k.no_cancellation_is_under_way,
)
CAN_CHANGE = (*CAN_DECIDE, *HOLDS)
CAN_REFUSE = (*CAN_DECIDE, c.change_refusal_states_reasons)

# fmt: off
GRANT_CHANGE = Lifecycle("grant_change", ja("補助事業の変更・中止・廃止"), S, terminal=frozenset({S.APPROVED, S.REFUSED, S.WITHDRAWN}), acts=(
    #   act                       label                          from          to            by               under        must be true first
    Act("start_change",            ja("変更の手続を始める"),       None,         S.DRAFT,      APPLICANTS,      WRITING,     (*STANDS, c.nothing_else_is_changed)),
    Act("notify_change",           ja("軽微な変更を届け出る"),     S.DRAFT,      S.NOTIFIED,   REPRESENTATIVE,  MINOR,       (*SOUND, c.change_is_minor)),
    Act("file_change",             ja("変更の承認を申請する"),     S.DRAFT,      S.FILED,      REPRESENTATIVE,  CHANGE,      SOUND),
    Act("ask_change_correction",   ja("変更の申請の直しを求める"), S.FILED,      S.CORRECTION, NIBN_DESK,       ASKED_BACK,  (g.asks_for_something, common.correction_has_a_date)),
    Act("require_approval",        ja("届出に対し承認の申請を求める"), S.NOTIFIED, S.CORRECTION, NIBN_DESK,     CHANGE,      (g.asks_for_something, common.correction_has_a_date, c.nothing_rests_on_the_notice)),
    Act("correct_change",          ja("直した変更の申請を提出する"), S.CORRECTION, S.FILED,    REPRESENTATIVE,  CHANGE,      SOUND),
    Act("close_change_correction", ja("変更の申請の直しの求めを取りやめる"), S.CORRECTION, S.FILED, NIBN_DESK,  ASKED_BACK,  (c.approval_was_applied_for,)),
    Act("withdraw_change",         ja("変更の申請を取り下げる"),   S.FILED,      S.WITHDRAWN,  REPRESENTATIVE,  OWN_WILL),
    Act("withdraw_change",         ja("変更の申請を取り下げる"),   S.CORRECTION, S.WITHDRAWN,  REPRESENTATIVE,  OWN_WILL),
    Act("change_grant",            ja("変更を承認する"),          S.FILED,      S.APPROVED,   NIBN_ISSUER,     DECIDE),
    Act("refuse_change",           ja("変更を承認しない"),        S.FILED,      S.REFUSED,    NIBN_ISSUER,     DECIDE),
))

CHANGE_DECISION = Lifecycle("change_decision", ja("変更・中止・廃止の決定"), D, terminal=frozenset({D.ISSUED, D.VOIDED}), acts=(
    Act("draft_change",            ja("変更の承認を起案する"),     None,        D.DRAFTED,   NIBN_DESK,   DRAFT,   CAN_CHANGE),
    Act("draft_change_refusal",    ja("変更の不承認を起案する"),   None,        D.DRAFTED,   NIBN_DESK,   DRAFT,   CAN_REFUSE),
    Act("approve_change",          ja("変更の承認を決裁する"),     D.DRAFTED,   D.APPROVED,  HEAD,        DECIDE,  (common.approver_is_another_person, *CAN_CHANGE)),
    Act("approve_change_refusal",  ja("変更の不承認を決裁する"),   D.DRAFTED,   D.APPROVED,  HEAD,        DECIDE,  (common.approver_is_another_person, *CAN_REFUSE)),
    Act("record_change_approval",  ja("変更の承認の決裁を記録する"), D.DRAFTED, D.APPROVED,  NIBN_DESK,   DECIDE,  (recorder_is_another_person, *CAN_CHANGE)),
    Act("record_change_refusal_approval", ja("変更の不承認の決裁を記録する"), D.DRAFTED, D.APPROVED, NIBN_DESK, DECIDE, (recorder_is_another_person, *CAN_REFUSE)),
    Act("return_decision",         ja("差し戻す"),                D.DRAFTED,   D.RETURNED,  HEAD,        DRAFT),
    Act("seal_decision",           ja("署名済み文書を保存する"),   D.APPROVED,  D.SEALED,    WORKER,      DRAFT),
    Act("issue_decision",          ja("施行する"),                D.SEALED,    D.ISSUED,    NIBN_ISSUER, TELL,    (c.grant_runs, c.change_is_under_examination, common.decision_is_on_the_current_version, *HOLDS, common.letter_is_sealed_as_approved, common.date_on_the_letter_has_come)),
    Act("void_decision",           ja("廃案とする"),              D.DRAFTED,   D.VOIDED,    NIBN_DESK,   DRAFT),
    Act("void_decision",           ja("廃案とする"),              D.RETURNED,  D.VOIDED,    NIBN_DESK,   DRAFT),
    Act("void_decision",           ja("廃案とする"),              D.APPROVED,  D.VOIDED,    HOUSE,       DRAFT),
    Act("void_decision",           ja("廃案とする"),              D.SEALED,    D.VOIDED,    HOUSE,       DRAFT),
))
# fmt: on
