"""The grant of a scheme without a fund: the ministry's own money, on an 採択 with 内示 (docs/adr/0033).

適正化法 applies as it stands, with the Minister as its head, so each row is its twin of NIBN's with the ministry's
people, without 「準用」, and resting on the 採択 where that one rests on a 認定. Payment is made in the ministry's
own system and recorded here. `ruled` says under which of the two a grant goes.
"""

from collections.abc import Mapping
from dataclasses import replace

from .. import change_guards as c
from .. import grant_guards as g
from .. import ministry_guards as m
from .. import payment_guards as p
from ..acts import Act, Basis, Guard, Lifecycle, Source, practice
from ..authorities import DECIDERS, DESKS, IN_THE_MINISTRY, TILLS, Authority
from ..states import AppropriationState as A
from ..states import BookState as B
from ..states import ClaimState as C
from ..states import TreasuryPaymentState as T
from ..states import YearState as Y
from ..text import ja
from .assets import ASSET, DISPOSAL, DISPOSAL_DECISION
from .cancelling import CANCELLATION
from .changes import CHANGE_DECISION, GRANT_CHANGE
from .common import REPRESENTATIVE
from .fixing import FIXING_DECISION
from .grant import AS_READ, CONDITION, GRANT, GRANT_DECISION
from .payments import PAYMENT_CLAIM
from .performance import PERFORMANCE_REPORT
from .returning import RECEIVABLE, REMITTANCE, RETURN_ORDER

RESTS_ON: Mapping[Guard, Guard] = {
    g.certification_is_in_force: m.adoption_stands,
    g.what_is_granted_stands: m.what_is_granted_was_adopted,
    c.more_money_rests_on_certification: m.more_money_rests_on_adoption,
    c.lines_were_in_the_plan: m.lines_were_adopted,
}
# An appropriation ends with its year, and so does the work that it pays.
IN_ITS_YEAR = frozenset({"file_grant", "correct_grant", "notify_change", "file_change", "correct_change"})
OF_THE_FUNDS = ja("、基盤研法附則17条3項")
OF_FUNDS_ONLY = frozenset({"N1", "N2", "N12", "N18"})

CLAIM = practice("概算払・精算払の請求（交付要綱の支払の定め）")
PAID = practice("国庫からの支払の記録（支払は会計の仕組みで行う）")
MENDED = practice("誤った支払の記録の取消し（逆仕訳による）")
BUDGET = practice("予算の配賦の記入と二人による確認（会計の実務）")
DESK, HEAD, TILL = (frozenset({roles[Authority.MINISTRY]}) for roles in (DESKS, DECIDERS, TILLS))


def _source(own: Source) -> Source:
    """The same article, applied as it stands; an article of 基盤研法 alone is not one of the ministry's."""
    if own.basis is not Basis.ARTICLE:
        return own
    text = own.text.replace(f"（{AS_READ}）", "").replace(OF_THE_FUNDS, "")
    return replace(own, text=text, rules=tuple(each for each in own.rules if each not in OF_FUNDS_ONLY))


def _act(own: Act) -> Act:
    guards = tuple(RESTS_ON.get(guard, guard) for guard in own.guards)
    if own.name in IN_ITS_YEAR:
        guards = (*guards, m.work_stays_in_its_year)
    by = frozenset(IN_THE_MINISTRY.get(role, role) for role in own.by)
    return replace(own, by=by, source=_source(own.source), guards=guards)


def _of_ministry(own: Lifecycle) -> Lifecycle:
    acts = tuple(_act(act) for act in own.acts)
    label = ja("{label}（基金によらない制度）").format(label=own.label)
    return Lifecycle(f"{own.name}_of_ministry", label, own.states, acts, own.terminal)


# fmt: off
CLAIM_OF_MINISTRY = Lifecycle("payment_claim_of_ministry", ja("支払の請求（基金によらない制度）"), C, terminal=frozenset({C.WITHDRAWN, C.RETURNED}), acts=(
    #   act                        label                            from        to           by               under    must be true first
    Act("claim_payment",           ja("支払を請求する"),             None,       C.OPEN,      REPRESENTATIVE,  CLAIM,   (p.grant_stands, p.no_claim_runs, p.year_has_begun, p.advance_has_its_reason, p.fits_into_one_transfer, p.within_what_is_held)),
    Act("withdraw_claim",          ja("請求を取り下げる"),           C.OPEN,     C.WITHDRAWN, REPRESENTATIVE,  CLAIM),
    Act("return_claim",            ja("請求を差し戻す"),             C.OPEN,     C.RETURNED,  DESK,            CLAIM),
    Act("settle_claim",            ja("請求の支払を確認する"),       C.OPEN,     C.PAID,      TILL,            PAID,    (p.grant_stands,)),
    Act("restore_claim",           ja("記録の取消しにより請求に戻す"), C.PAID,   C.OPEN,      TILL,            MENDED),
))

TREASURY_PAYMENT = Lifecycle("treasury_payment", ja("国庫からの支払の記録"), T, terminal=frozenset({T.REVERSED}), acts=(
    Act("record_treasury_payment", ja("国庫からの支払を記録する"),   None,       T.RECORDED,  TILL,            PAID,    (p.grant_stands, m.recorder_decided_none_of_it, m.payment_has_its_reference, m.paid_on_a_day_of_its_year)),
    Act("reverse_treasury_payment", ja("支払の記録を取り消す"),      T.RECORDED, T.REVERSED,  TILL,            MENDED,  (m.mending_says_why, m.nothing_rests_on_the_payment)),
))

APPROPRIATION = Lifecycle("appropriation", ja("年度の予算"), A, terminal=frozenset({A.CONFIRMED, A.DROPPED}), acts=(
    Act("enter_appropriation",     ja("予算を記入する"),             None,       A.DRAFTED,   DESK,            BUDGET),
    Act("confirm_appropriation",   ja("予算を確認する"),             A.DRAFTED,  A.CONFIRMED, HEAD,            BUDGET,  (m.another_person_confirms_the_sum,)),
    Act("drop_appropriation",      ja("予算の記入を取りやめる"),     A.DRAFTED,  A.DROPPED,   DESK | HEAD,     BUDGET),
))
APPROPRIATION_BOOK = Lifecycle("appropriation_book", ja("予算の帳簿"), B, terminal=frozenset({B.OPEN}), acts=(
    Act("open_appropriation_book", ja("予算の帳簿を開く"),          None,        B.OPEN,      HEAD,            BUDGET),
))
APPROPRIATION_YEAR = Lifecycle("appropriation_year", ja("予算の年度"), Y, terminal=frozenset({Y.OPEN}), acts=(
    Act("open_appropriation_year", ja("予算の年度を開く"),          None,        Y.OPEN,      HEAD,            BUDGET),
))
# fmt: on

TWINS: Mapping[str, Lifecycle] = {
    own.name: _of_ministry(own)
    for own in (
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
        ASSET,
        DISPOSAL,
        DISPOSAL_DECISION,
        REMITTANCE,
    )
} | {PAYMENT_CLAIM.name: CLAIM_OF_MINISTRY}


def ruled(own: Lifecycle, authority: str) -> Lifecycle:
    """The rows under which a grant of this authority goes; `own` are NIBN's."""
    return TWINS[own.name] if authority == Authority.MINISTRY else own
