"""Who acts, and what is legally the same in all three kinds of scheme."""

from enum import StrEnum

from .. import guards as g
from ..acts import Act, article, practice
from ..roles import APPLICANTS, Role
from ..states import PlanState as P
from ..text import ja

REPRESENTATIVE = frozenset({Role.REPRESENTATIVE})
OFFICER = frozenset({Role.OFFICER})
DESK = frozenset({Role.OFFICER, Role.CLERK})
NIBN_DESK = frozenset({Role.NIBN_OFFICER})
DECIDER = frozenset({Role.DECIDER})
REVIEWER = frozenset({Role.REVIEWER})
WORKER = frozenset({Role.SYSTEM})
ISSUER = frozenset({Role.OFFICER, Role.DECIDER, Role.SYSTEM})
# Whose act ends a case: it is withdrawn, also by paper letters that a desk enters, or decided.
ENDERS = REPRESENTATIVE | DESK | NIBN_DESK | ISSUER


class SchemeKind(StrEnum):
    """Three kinds of scheme, three lifecycles, never mixed."""

    CERTIFICATION = "certification"
    ADOPTION = "adoption"
    COMMISSION = "commission"


WRITING = practice("申請書の作成の準備（提出するまで法令上の効果はない）")
GUIDANCE = article("行政手続法32条・35条", "A32")
DECLINE = article("行政手続法32条・33条", "A32", "A33")
OWN_WILL = practice("申請者の任意（取下げ・修正を定める条文はない）")
TAKEN_BACK = practice("求めた側の取りやめ（定める条文はない）")
CASE_ENDED = practice("取下げ又は処分により、求める対象がなくなる（定める条文はない）")
DRAFT = practice("起案・決裁（公文書管理の実務）")
ADVICE = practice("外部有識者の意見（法令に定めなし）")

# A letter on paper that a desk enters for a company without an account.
ON_PAPER = (g.application_came_on_paper, g.letter_is_kept, g.stamp_can_be_true)
ALL_LETTERS = (g.application_came_on_paper, g.every_party_withdraws)

# fmt: off
START = Act("start_plan",         ja("申請を作成する"),          None,          P.DRAFT,       APPLICANTS,      WRITING)

TAKING_BACK = (
    Act("agree_withdrawal",       ja("取下げに同意する"),        P.FILED,       P.FILED,       REPRESENTATIVE,  OWN_WILL),
    Act("agree_withdrawal",       ja("取下げに同意する"),        P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  OWN_WILL),
    Act("agree_withdrawal",       ja("取下げに同意する"),        P.CORRECTION,  P.CORRECTION,  REPRESENTATIVE,  OWN_WILL),
    Act("file_paper_withdrawal",  ja("取下げの書面を受け付ける"), P.FILED,       P.FILED,       DESK,            OWN_WILL,     ON_PAPER),
    Act("file_paper_withdrawal",  ja("取下げの書面を受け付ける"), P.EXAMINATION, P.EXAMINATION, DESK,            OWN_WILL,     ON_PAPER),
    Act("file_paper_withdrawal",  ja("取下げの書面を受け付ける"), P.CORRECTION,  P.CORRECTION,  DESK,            OWN_WILL,     ON_PAPER),
    Act("withdraw_plan",          ja("取り下げる"),              P.FILED,       P.WITHDRAWN,   REPRESENTATIVE,  OWN_WILL,     (g.every_party_withdraws,)),
    Act("withdraw_plan",          ja("取り下げる"),              P.EXAMINATION, P.WITHDRAWN,   REPRESENTATIVE,  OWN_WILL,     (g.every_party_withdraws,)),
    Act("withdraw_plan",          ja("取り下げる"),              P.CORRECTION,  P.WITHDRAWN,   REPRESENTATIVE,  OWN_WILL,     (g.every_party_withdraws,)),
    Act("withdraw_paper_plan",    ja("書面により取り下げる"),    P.FILED,       P.WITHDRAWN,   DESK,            OWN_WILL,     ALL_LETTERS),
    Act("withdraw_paper_plan",    ja("書面により取り下げる"),    P.EXAMINATION, P.WITHDRAWN,   DESK,            OWN_WILL,     ALL_LETTERS),
    Act("withdraw_paper_plan",    ja("書面により取り下げる"),    P.CORRECTION,  P.WITHDRAWN,   DESK,            OWN_WILL,     ALL_LETTERS),
)
# fmt: on
