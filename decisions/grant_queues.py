"""Which grants wait for NIBN, and with what: the chips of its list of grants."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from grants.changes import with_change_to_examine
from grants.models import Grant, PerformanceReport
from grants.reports import with_report_to_check
from law.reports import ReportKind
from law.states import DecisionState, GrantState, ReportState

from .models import Decision, Delivery, Document


def to_fix(rows: QuerySet[Grant]) -> QuerySet[Grant]:
    """The report on completion is accepted, and nobody has drafted what it comes to."""
    accepted = PerformanceReport.objects.filter(
        grant=OuterRef("pk"), kind=ReportKind.COMPLETION, state=ReportState.ACCEPTED
    )
    drafted = Decision.objects.filter(grant=OuterRef("pk"), outcome=Decision.Outcome.FIXING)
    drafted = drafted.exclude(state=DecisionState.VOIDED)
    return rows.filter(~Exists(drafted), Exists(accepted), state=GrantState.GRANTED)


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
    "changing": (_("変更の審査中"), with_change_to_examine),
    "to_fix": (_("額の確定の起案待ち"), to_fix),
    "to_approve": (_("決裁待ち"), to_approve),
    "to_redraft": (_("差戻しの見直し待ち"), to_redraft),
    "to_issue": (_("施行待ち"), to_issue),
    "to_send": (_("発送・到達の記録待ち"), to_send),
}
# What a draft is, only NIBN and its auditors see (law/visibility.py).
OF_DRAFTS = ("to_fix", "to_approve", "to_redraft", "to_issue")
