"""採択: a subsidy without a fund. A competition: call, ranking, cut-off, told together.

採択 with 内示 rests on no article; the grant itself (適正化法) is decided later and elsewhere. 補正 is
the call's here, since 行政手続法7条 is for applications under a statute; a 照会 is 行政指導 all the same.
"""

from .. import guards as g
from .. import ranking as r
from ..acts import Act, Lifecycle
from ..states import DecisionState as D
from ..states import PlanState as P
from ..text import ja
from .by_call import APPLYING, CHOOSING, TELLING
from .common import (
    DECIDER,
    DECLINE,
    DESK,
    DRAFT,
    GUIDANCE,
    ISSUER,
    OFFICER,
    ON_PAPER,
    REPRESENTATIVE,
    TAKING_BACK,
    WORKER,
)

ENDS = frozenset({P.ADOPTED, P.NOT_ADOPTED, P.WITHDRAWN})

# fmt: off
ADOPTION = Lifecycle("adoption", ja("採択への応募（補助金）"), P, terminal=ENDS, acts=(
    #   act                       label                        from           to             by               under         must be true first
    *APPLYING,
    Act("inquire",                ja("照会・修正を依頼する"),    P.EXAMINATION, P.EXAMINATION, DESK,            GUIDANCE,     (g.sheet_names_items, g.inquiry_names_purpose_and_person, g.applicant_has_not_declined)),
    Act("answer_inquiry",         ja("照会に回答する"),          P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  GUIDANCE,     (g.every_value_can_be_stored, g.every_party_agrees)),
    Act("decline_inquiry",        ja("照会に応じない"),          P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  DECLINE),
    Act("file_paper_answer",      ja("紙の回答を受け付ける"),    P.EXAMINATION, P.EXAMINATION, DESK,            GUIDANCE,     (*ON_PAPER, g.every_value_can_be_stored)),
    Act("file_paper_decline",     ja("応じない旨の書面を受け付ける"), P.EXAMINATION, P.EXAMINATION, DESK,         DECLINE,      ON_PAPER),
    *TAKING_BACK,
    Act("adopt_plan",             ja("採択する"),                P.EXAMINATION, P.ADOPTED,     ISSUER,          CHOOSING),
    Act("not_adopt_plan",         ja("不採択とする"),            P.EXAMINATION, P.NOT_ADOPTED, ISSUER,          CHOOSING),
))

ADOPTION_DECISION = Lifecycle("adoption_decision", ja("採否の決定"), D, terminal=frozenset({D.ISSUED, D.VOIDED}), acts=(
    Act("approve_adoption",       ja("採択を決裁する"),          None,          D.APPROVED,    DECIDER,         CHOOSING,     r.IS_RANKED),
    Act("approve_non_adoption",   ja("不採択を決裁する"),        None,          D.APPROVED,    DECIDER,         CHOOSING,     r.IS_RANKED),
    Act("record_adoption_approval", ja("採択の決裁を記録する"),  None,          D.APPROVED,    OFFICER,         CHOOSING,     r.IS_RANKED),
    Act("record_non_adoption_approval", ja("不採択の決裁を記録する"), None,     D.APPROVED,    OFFICER,         CHOOSING,     r.IS_RANKED),
    Act("seal_decision",          ja("署名済み文書を保存する"),   D.APPROVED,    D.SEALED,      WORKER,          DRAFT),
    Act("issue_decision",         ja("施行する"),                D.SEALED,      D.ISSUED,      ISSUER,          TELLING,      r.IS_TOLD),
    Act("void_decision",          ja("廃案とする"),              D.APPROVED,    D.VOIDED,      ISSUER,          DRAFT,        (r.goes_with_its_ranking,)),
    Act("void_decision",          ja("廃案とする"),              D.SEALED,      D.VOIDED,      ISSUER,          DRAFT,        (r.goes_with_its_ranking,)),
))
# fmt: on
