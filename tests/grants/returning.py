"""A grant that was paid more than it is fixed at, on its way to the money back; the caller sets the clock."""

from datetime import timedelta
from typing import Any

from common import clock
from common.actor import actor_of
from decisions.models import Decision, Receivable, Urging
from decisions.services import drafting
from decisions.services.approving import approve_decision
from decisions.services.issuing import issue_decision
from funds.ledger.years import open_year
from grants.models import Grant
from grants.reports import granted_of
from payments.models import Remittance
from payments.money import book_of
from payments.selectors import receivables_visible_to
from payments.services.remittances import record_remittance, urge_payment
from tests.cast import membership
from tests.decisions.deciding import do_jobs
from tests.grants import fixing as f
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.payments import paying

WHY = "概算払により交付した額が、確定した額を超えているため。"
ADVANCE = 36_000_000


def overpaid(grant: Grant, amount: int = ADVANCE, **boxes: str) -> Grant:
    """The whole first year paid in advance, and little spent of it all; fixed after the work."""
    paying.paid(paying.released(paying.claimed(grant, amount)))
    with r.on(r.AFTER_ALL):
        open_year(book=book_of(grant), fiscal_year=2029, line=None, membership=membership("nibn_decider"))
        return f.fixed(grant, **boxes or little(grant))


def little(grant: Grant, per_cent: int = 30) -> dict[str, str]:
    """What the report says when `per_cent` of every line was spent."""
    return {
        f"{kind}-{pk}": f"{cost * per_cent // 100:,}"
        for pk, cost in granted_of(grant).lines.items()
        for kind in ("eligible", "total")
    }


def draft(grant: Grant, who: str = "nibn_officer", **said: Any) -> Decision:
    words = {"reasons": WHY, "dated_on": clock.today()}
    return drafting.draft_return_order(grant=grant, membership=membership(who), **(words | said))


def approved(grant: Grant) -> Decision:
    decision = approve_decision(decision=draft(grant), membership=membership("nibn_decider"))
    do_jobs("seal")
    return g.whole(decision)


def issued(decision: Decision) -> Decision:
    return issue_decision(decision=g.whole(decision), actor=actor_of(membership("nibn_officer")))


def ordered(grant: Grant) -> Receivable:
    return Receivable.objects.get(order=issued(approved(grant)))


def received(owed: Receivable, amount: int = 1, who: str = "nibn_accountant") -> Remittance:
    """Today, towards what is owed."""
    found = receivables_visible_to(membership("nibn_officer")).get(pk=owed.pk)
    return record_remittance(
        receivable=found, on=clock.today(), amount=amount, reference="001", membership=membership(who)
    )


def owed_and_begun(grant: Grant) -> Receivable:
    """Ordered back on the day of the fixing, and one yen of it came in."""
    overpaid(grant)
    with r.on(r.AFTER_ALL):
        owed = ordered(g.again(grant))
        received(owed)
    return owed


def urged(owed: Receivable) -> Urging:
    found = receivables_visible_to(membership("nibn_officer")).get(pk=owed.pk)
    day = clock.today() + timedelta(days=14)
    return urge_payment(receivable=found, pay_by=day, membership=membership("nibn_officer"))


# 取消し


def draft_cancellation(grant: Grant, sums: dict[int, int], **said: Any) -> Decision:
    words = {"ground": "other_use", "fact": "装置を他の事業に使用した。", "reasons": "目的に反するため。"}
    words |= {"dated_on": clock.today()} | said
    return drafting.draft_cancellation(grant=grant, sums=sums, membership=membership("nibn_officer"), **words)


def cancelled(grant: Grant, sums: dict[int, int], **said: Any) -> Decision:
    decision = draft_cancellation(grant, sums, **said)
    approve_decision(decision=decision, membership=membership("nibn_decider"))
    do_jobs("seal")
    return issued(decision)
