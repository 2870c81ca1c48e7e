"""Which grants wait for NIBN, and with what: the chips of its list of grants."""

from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from funds.ledger.recovering import paid_postings
from grants.models import Grant, PerformanceReport
from grants.reports import with_report_to_check
from law.reports import ReportKind
from law.states import DecisionState, GrantState, ReceivableState, ReportState

from .models import RECOVERS, Decision, Delivery, Document, FixedAmount, Receivable


def to_fix(rows: QuerySet[Grant]) -> QuerySet[Grant]:
    """The report on completion is accepted, and nobody has drafted what it comes to."""
    accepted = PerformanceReport.objects.filter(
        grant=OuterRef("pk"), kind=ReportKind.COMPLETION, state=ReportState.ACCEPTED
    )
    drafted = Decision.objects.filter(grant=OuterRef("pk"), outcome=Decision.Outcome.FIXING)
    drafted = drafted.exclude(state=DecisionState.VOIDED)
    return rows.filter(~Exists(drafted), Exists(accepted), state=GrantState.GRANTED)


def to_order_back(rows: QuerySet[Grant]) -> QuerySet[Grant]:
    """More was paid than is fixed, and nobody has drafted an order to return it."""
    given = Decision.objects.filter(
        grant=OuterRef("pk"), outcome=Decision.Outcome.GRANT, state=DecisionState.ISSUED
    )
    fixed = FixedAmount.objects.filter(decision__grant=OuterRef("pk"), decision__state=DecisionState.ISSUED)
    bound = Receivable.objects.exclude(state=ReceivableState.DROPPED).filter(grant=OuterRef("pk"))
    drafted = Decision.objects.filter(grant=OuterRef("pk"), outcome__in=RECOVERS).exclude(
        state__in=(DecisionState.VOIDED, DecisionState.ISSUED)
    )
    rows = rows.filter(~Exists(drafted), state=GrantState.FIXED)
    rows = rows.annotate(given=Subquery(given.values("pk")[:1]))
    rows = rows.annotate(
        paid_of_it=_sum(paid_postings().filter(decision=OuterRef("given")), "decision"),
        fixed_of_it=_sum(fixed, "decision__grant"),
        bound_of_it=_sum(bound, "grant", "principal"),
    )
    return rows.filter(paid_of_it__gt=F("fixed_of_it") + F("bound_of_it"))


def _sum(rows: QuerySet[Any], of: str, what: str = "amount") -> Coalesce:
    summed = rows.order_by().values(of).annotate(sum=Sum(what)).values("sum")
    return Coalesce(Subquery(summed, output_field=BigIntegerField()), 0)


def _standing(rows: QuerySet[Grant], *states: DecisionState) -> QuerySet[Grant]:
    return rows.filter(Exists(Decision.objects.filter(grant=OuterRef("pk"), state__in=states)))


def to_approve(rows: QuerySet[Grant]) -> QuerySet[Grant]:
    return _standing(rows, DecisionState.DRAFTED)


def to_redraft(rows: QuerySet[Grant]) -> QuerySet[Grant]:
    return _standing(rows, DecisionState.RETURNED)


def to_issue(rows: QuerySet[Grant]) -> QuerySet[Grant]:
    return _standing(rows, DecisionState.APPROVED, DecisionState.SEALED)


def to_send(rows: QuerySet[Grant]) -> QuerySet[Grant]:
    """A letter on paper is not yet told until it has arrived."""
    unsent = Delivery.objects.filter(
        channel=Delivery.Channel.PAPER, delivered_on=None, document__status=Document.Status.VALID
    )
    return rows.filter(
        pk__in=unsent.filter(document__decision__grant__isnull=False).values("document__decision__grant")
    )


QUEUES = {
    "reported": (_("実績の確認待ち"), with_report_to_check),
    "to_fix": (_("額の確定の起案待ち"), to_fix),
    "to_order_back": (_("返還命令の起案待ち"), to_order_back),
    "to_approve": (_("決裁待ち"), to_approve),
    "to_redraft": (_("差戻しの見直し待ち"), to_redraft),
    "to_issue": (_("施行待ち"), to_issue),
    "to_send": (_("発送・到達の記録待ち"), to_send),
}
# What a draft is, only NIBN and its auditors see (law/visibility.py).
OF_DRAFTS = ("to_fix", "to_order_back", "to_approve", "to_redraft", "to_issue")
