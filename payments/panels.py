"""How accounts, claims and runs are shown; what this floor adds to a grant's page, and answers below."""

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from decisions.about.grants import money_on_its_way
from decisions.models import Decision
from decisions.selectors import decision_that_grants
from grants.models import Grant
from grants.panels import GrantWay, ways_from_grant
from law.acts import Reason
from law.deadlines import era
from law.money import yen
from law.states import (
    ClaimState,
    MonthSheetState,
    PayeeState,
    ReceivableState,
    RemittanceState,
    RunState,
    TransferState,
)

from .models import PaymentClaim
from .models.claim import LIVE_CLAIMS
from .owing import owing_of
from .selectors import receivables_visible_to

PAYEE_TONES = {
    PayeeState.ENTERED: "blue",
    PayeeState.CHECKED: "blue",
    PayeeState.CONFIRMED: "green",
    PayeeState.RETURNED: "red",
    PayeeState.REPLACED: "grey",
}


def turn_of_account(state: PayeeState | None) -> tuple[str, bool]:
    """Whose turn it is, as its company reads it, and whether it is theirs."""
    if state is None:
        return _("自社の番です。補助金の支払を受けるには、振込先口座を届け出ます。"), True
    return {
        PayeeState.ENTERED: (_("次は基盤研の番です（担当者による確認）。"), False),
        PayeeState.CHECKED: (_("次は基盤研の番です（出納の担当者による確認）。"), False),
        PayeeState.CONFIRMED: (_("二人が確認しました。この口座に振り込みます。"), False),
        PayeeState.RETURNED: (_("自社の番です。差戻しの理由を確かめて、届け直してください。"), True),
        PayeeState.REPLACED: (_("新しい届出に替わりました。この口座には振り込みません。"), False),
    }[state]


CLAIM_TONES = {
    ClaimState.OPEN: "blue",
    ClaimState.DRAFTED: "blue",
    ClaimState.RELEASED: "blue",
    ClaimState.PAID: "green",
    ClaimState.WITHDRAWN: "grey",
    ClaimState.RETURNED: "red",
}
RUN_TONES = {
    RunState.DRAFTED: "orange",
    RunState.RELEASED: "blue",
    RunState.DONE: "green",
    RunState.DROPPED: "grey",
}
TRANSFER_TONES = {
    TransferState.WAITING: "blue",
    TransferState.PAID: "green",
    TransferState.FAILED: "red",
    TransferState.DROPPED: "grey",
}


RECEIVABLE_TONES = {
    ReceivableState.BOUND: "grey",
    ReceivableState.OPEN: "orange",
    ReceivableState.PAID: "green",
    ReceivableState.DROPPED: "grey",
}
MONTH_TONES = {
    MonthSheetState.DRAFTED: "orange",
    MonthSheetState.SIGNED: "green",
    MonthSheetState.DROPPED: "grey",
}
REMITTANCE_TONES = {RemittanceState.RECORDED: "green", RemittanceState.REVERSED: "grey"}


@ways_from_grant.answered_by
def receivables_of(grant: Grant, membership: Membership) -> list[GrantWay]:
    """What is to be returned of it, and how much of that is left today."""
    found = []
    for each in receivables_visible_to(membership).filter(grant=grant).order_by("due_on", "pk"):
        words = {"left": yen(owing_of(each).left), "day": era(each.due_on)}
        is_paid = each.state == ReceivableState.PAID
        note = _("納付済み") if is_paid else _("未納 %(left)s　納期限 %(day)s") % words
        found.append(GrantWay(_("返還する額"), reverse("receivable", args=[each.pk]), note))
    return found


@ways_from_grant.answered_by
def payments_of(grant: Grant, membership: Membership) -> list[GrantWay]:
    """What was paid of a decided grant, and the way to claim more."""
    if decision_that_grants(grant) is None:
        return []
    paid = PaymentClaim.objects.filter(grant=grant, state=ClaimState.PAID)
    total = paid.aggregate(sum=Sum("amount"))["sum"] or 0
    note = _("支払済み %(paid)s") % {"paid": yen(total)}
    return [GrantWay(_("支払"), reverse("grant_payments", args=[grant.pk]), note)]


@money_on_its_way.answered_by
def why_it_stays_bound(decision: Decision) -> list[Reason]:
    """A claim is ended before the money under it is: by its company, or by what the bank tells."""
    if not PaymentClaim.objects.filter(decision=decision, state__in=LIVE_CLAIMS).exists():
        return []
    text = _("支払の請求が残っています。請求を取り下げるか、支払の結果を待ってから手続してください。")
    return [Reason("claim_runs", text)]
