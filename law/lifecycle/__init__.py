"""Every act that moves a plan, and the smaller things that hang on it.

Three kinds of scheme stand side by side, one file each; what two or three of them share by law is
written once and taken up by each:

    certification.py   認定: the two funds, by statute
    adoption.py        採択: subsidies without a fund, by their calls
    commission.py      委託: a contractor is selected, by its call
    by_call.py         what 採択 and 委託 share: applying to a call, and the ranking
    around.py          the two sheets and the reviewers, in all three
    scheme.py          the terms of a scheme, from their draft to publication
    common.py          who acts; what is the same in all three

One row is one legal act: what it is called, from where, to where, who may do it, under which
provision, and what must be true first. Nothing else in this repository changes a state. A row whose
source says 公募要領 rests on the call's own text, one that says 実務 on no text at all; neither is
ever printed as an article.
"""

from .adoption import ADOPTION, ADOPTION_DECISION
from .around import PAIRING, SHEET
from .by_call import RANKING
from .certification import CERTIFICATION, CONSULTATION, DECISION
from .commission import COMMISSION, COMMISSION_DECISION
from .common import DESK, NIBN_DESK, OFFICER, ON_PAPER, REPRESENTATIVE, SchemeKind
from .scheme import SCHEME_DRAFT

__all__ = [
    "ADOPTION",
    "ADOPTION_DECISION",
    "CERTIFICATION",
    "COMMISSION",
    "COMMISSION_DECISION",
    "CONSULTATION",
    "DECISION",
    "DECISION_LIFECYCLE",
    "DESK",
    "LIFECYCLES",
    "NIBN_DESK",
    "OFFICER",
    "ON_PAPER",
    "PAIRING",
    "PLAN_LIFECYCLE",
    "RANKING",
    "REPRESENTATIVE",
    "SCHEME_DRAFT",
    "SHEET",
    "SchemeKind",
]

LIFECYCLES = (
    CERTIFICATION,
    ADOPTION,
    COMMISSION,
    SHEET,
    PAIRING,
    CONSULTATION,
    RANKING,
    DECISION,
    ADOPTION_DECISION,
    COMMISSION_DECISION,
    SCHEME_DRAFT,
)
PLAN_LIFECYCLE = {
    SchemeKind.CERTIFICATION: CERTIFICATION,
    SchemeKind.ADOPTION: ADOPTION,
    SchemeKind.COMMISSION: COMMISSION,
}
DECISION_LIFECYCLE = {
    SchemeKind.CERTIFICATION: DECISION,
    SchemeKind.ADOPTION: ADOPTION_DECISION,
    SchemeKind.COMMISSION: COMMISSION_DECISION,
}
