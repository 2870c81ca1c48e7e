"""Every act that moves a plan, the smaller things that hang on it, and what a fund's book knows.

Three kinds of scheme stand side by side, one file each; what two or three of them share by law is
written once and taken up by each:

    certification.py   認定: the two funds, by statute
    adoption.py        採択: subsidies without a fund, by their calls
    commission.py      委託: a contractor is selected, by its call
    by_call.py         what 採択 and 委託 share: applying to a call, and the ranking
    around.py          the two sheets and the reviewers, in all three
    calls.py           公募 and the standing intake themselves
    scheme.py          the terms of a scheme, from their draft to publication
    common.py          who acts; what is the same in all three
    fund.py            a fund's book: its years, its entries, where its money is kept
    assets.py          what the grant bought: the register, and the approval of its disposal
    changes.py         a granted grant changes: the notice, the application, the decision on it
    ministry.py        the same grant where the ministry gives it: of an appropriation, paid elsewhere
    bank.py            a fund's account at the bank: its lines, what they are, the month's sheet
    payments.py        how a grant is paid: where to, the claim, the run, what the bank confirms

One row is one legal act: what it is called, from where, to where, who may do it, under which
provision, and what must be true first. Nothing else in this repository changes a state. A row whose
source says 公募要領 rests on the call's own text, one that says 実務 on no text at all; neither is
ever printed as an article.
"""

from .adoption import ADOPTION, ADOPTION_DECISION
from .around import PAIRING, SHEET
from .assets import ASSET, DISPOSAL, DISPOSAL_DECISION
from .bank import BANK_ACCOUNT, BANK_MATCH, MONTH_SHEET
from .by_call import RANKING
from .calls import CALL, CLOSING
from .cancelling import CANCELLATION
from .certification import CERTIFICATION, CONSULTATION, DECISION
from .changes import CHANGE_DECISION, GRANT_CHANGE
from .commission import COMMISSION, COMMISSION_DECISION
from .common import DESK, NIBN_DESK, OFFICER, ON_PAPER, REPRESENTATIVE, SchemeKind
from .fixing import FIXING_DECISION
from .fund import BOOK, ENTRY, INVESTMENT, YEAR
from .grant import CONDITION, GRANT, GRANT_DECISION
from .ministry import (
    APPROPRIATION,
    APPROPRIATION_BOOK,
    APPROPRIATION_YEAR,
    TREASURY_PAYMENT,
    TWINS,
    ruled,
)
from .payments import PAYEE_ACCOUNT, PAYMENT_CLAIM, PAYMENT_RUN, TRANSFER
from .performance import PERFORMANCE_REPORT
from .returning import RECEIVABLE, REMITTANCE, RETURN_ORDER
from .scheme import SCHEME_DRAFT

__all__ = [
    "ADOPTION",
    "ADOPTION_DECISION",
    "APPROPRIATION",
    "APPROPRIATION_BOOK",
    "APPROPRIATION_YEAR",
    "ASSET",
    "BANK_ACCOUNT",
    "BANK_MATCH",
    "BOOK",
    "CALL",
    "CANCELLATION",
    "CERTIFICATION",
    "CHANGE_DECISION",
    "CLOSING",
    "COMMISSION",
    "COMMISSION_DECISION",
    "CONDITION",
    "CONSULTATION",
    "DECISION",
    "DECISION_LIFECYCLE",
    "DESK",
    "DISPOSAL",
    "DISPOSAL_DECISION",
    "ENTRY",
    "FIXING_DECISION",
    "GRANT",
    "GRANT_CHANGE",
    "GRANT_DECISION",
    "INVESTMENT",
    "LIFECYCLES",
    "MONTH_SHEET",
    "NIBN_DESK",
    "OFFICER",
    "ON_PAPER",
    "PAIRING",
    "PAYEE_ACCOUNT",
    "PAYMENT_CLAIM",
    "PAYMENT_RUN",
    "PERFORMANCE_REPORT",
    "PLAN_LIFECYCLE",
    "RANKING",
    "RECEIVABLE",
    "REMITTANCE",
    "REPRESENTATIVE",
    "RETURN_ORDER",
    "SCHEME_DRAFT",
    "SHEET",
    "TRANSFER",
    "TREASURY_PAYMENT",
    "YEAR",
    "SchemeKind",
    "ruled",
]

LIFECYCLES = (
    CERTIFICATION,
    ADOPTION,
    COMMISSION,
    CALL,
    CLOSING,
    SHEET,
    PAIRING,
    CONSULTATION,
    RANKING,
    DECISION,
    ADOPTION_DECISION,
    COMMISSION_DECISION,
    GRANT,
    GRANT_DECISION,
    CONDITION,
    GRANT_CHANGE,
    CHANGE_DECISION,
    PERFORMANCE_REPORT,
    FIXING_DECISION,
    CANCELLATION,
    RETURN_ORDER,
    RECEIVABLE,
    REMITTANCE,
    ASSET,
    DISPOSAL,
    DISPOSAL_DECISION,
    BOOK,
    YEAR,
    ENTRY,
    INVESTMENT,
    PAYEE_ACCOUNT,
    PAYMENT_CLAIM,
    PAYMENT_RUN,
    TRANSFER,
    *TWINS.values(),
    TREASURY_PAYMENT,
    APPROPRIATION,
    APPROPRIATION_BOOK,
    APPROPRIATION_YEAR,
    BANK_ACCOUNT,
    BANK_MATCH,
    MONTH_SHEET,
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
