"""委託: the contractor is selected by a public call; the contract itself is made afterwards.

Nothing of 適正化法 applies, and asking a bidder something is the call's matter, not 行政指導.
"""

from .. import guards as g
from .. import ranking as r
from ..acts import Act, Lifecycle, call
from ..states import DecisionState as D
from ..states import PlanState as P
from ..text import ja
from .by_call import APPLYING, CHOOSING, TELLING
from .common import DECIDER, DESK, DRAFT, ISSUER, OFFICER, ON_PAPER, REPRESENTATIVE, TAKING_BACK, WORKER

ASKING = call("公募要領（応募内容の照会）")
ENDS = frozenset({P.SELECTED, P.NOT_SELECTED, P.WITHDRAWN})

# fmt: off
COMMISSION = Lifecycle("commission", ja("委託への応募"), P, terminal=ENDS, acts=(
    #   act                       label                        from           to             by               under         must be true first
    *APPLYING,
    Act("inquire",                ja("照会・修正を依頼する"),    P.EXAMINATION, P.EXAMINATION, DESK,            ASKING,       (g.sheet_names_items, g.question_names_purpose_and_person, g.bidder_has_not_declined)),
    Act("answer_inquiry",         ja("照会に回答する"),          P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  ASKING,       (g.every_value_can_be_stored, g.every_party_agrees)),
    Act("decline_inquiry",        ja("照会に応じない"),          P.EXAMINATION, P.EXAMINATION, REPRESENTATIVE,  ASKING),
    Act("file_paper_answer",      ja("紙の回答を受け付ける"),    P.EXAMINATION, P.EXAMINATION, DESK,            ASKING,     (*ON_PAPER, g.every_value_can_be_stored)),
    Act("file_paper_decline",     ja("応じない旨の書面を受け付ける"), P.EXAMINATION, P.EXAMINATION, DESK,         ASKING,      ON_PAPER),
    *TAKING_BACK,
    Act("select_plan",            ja("委託先に選定する"),        P.EXAMINATION, P.SELECTED,    ISSUER,          CHOOSING),
    Act("not_select_plan",        ja("選定しないこととする"),    P.EXAMINATION, P.NOT_SELECTED, ISSUER,         CHOOSING),
))

COMMISSION_DECISION = Lifecycle("commission_decision", ja("委託先の選定"), D, terminal=frozenset({D.ISSUED, D.VOIDED}), acts=(
    Act("approve_selection",      ja("選定を決裁する"),          None,          D.APPROVED,    DECIDER,         CHOOSING,     r.IS_RANKED),
    Act("approve_non_selection",  ja("非選定を決裁する"),        None,          D.APPROVED,    DECIDER,         CHOOSING,     r.IS_RANKED),
    Act("record_selection_approval", ja("選定の決裁を記録する"), None,          D.APPROVED,    OFFICER,         CHOOSING,     r.IS_RANKED),
    Act("record_non_selection_approval", ja("非選定の決裁を記録する"), None,    D.APPROVED,    OFFICER,         CHOOSING,     r.IS_RANKED),
    Act("seal_decision",          ja("署名済み文書を保存する"),   D.APPROVED,    D.SEALED,      WORKER,          DRAFT),
    Act("issue_decision",         ja("施行する"),                D.SEALED,      D.ISSUED,      ISSUER,          TELLING,      r.IS_TOLD),
    Act("void_decision",          ja("廃案とする"),              D.APPROVED,    D.VOIDED,      ISSUER,          DRAFT,        (r.goes_with_its_ranking,)),
    Act("void_decision",          ja("廃案とする"),              D.SEALED,      D.VOIDED,      ISSUER,          DRAFT,        (r.goes_with_its_ranking,)),
))
# fmt: on
