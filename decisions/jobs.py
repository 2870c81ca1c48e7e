"""What the worker does for this app. Each handler is idempotent: done twice, it is done once."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from applications.models import Receipt
from common.jobs import handler
from common.models import Job
from common.transitions import SYSTEM_ACTOR
from law.acts import Refused
from reviews.models import Consultation

from . import status
from .about import DECISION_PARTS
from .models import Decision, WorkingPaper
from .services.consulting import build_package
from .services.issuing import issue_decision
from .services.papers import print_paper
from .services.receipts import seal_receipt
from .services.sealing import seal

Finish = Callable[[], object] | None


@handler("receipt", _("受付票のPDF"))
def receipt(job: Job) -> Finish:
    rows = Receipt.objects.select_related("version__plan", "version__scheme_version")
    return seal_receipt(rows.get(pk=job.payload["receipt"]))


@handler("consultation_package", _("協議書一式"))
def consultation_package(job: Job) -> Finish:
    rows = Consultation.objects.select_related("plan", "version__scheme_version", "version__plan")
    return build_package(rows.get(pk=job.payload["consultation"]))


@handler("seal", _("処分の文書の署名"))
def seal_decision(job: Job) -> Finish:
    return seal(_decision(job))


@handler("issue", _("処分の施行"))
def issue(job: Job) -> Finish:
    decision = _decision(job)
    return lambda: _issue(decision)


def _issue(decision: Decision) -> None:
    try:
        issue_decision(decision=decision, actor=SYSTEM_ACTOR)
    except Refused:
        # Withdrawn or corrected meanwhile: it stays sealed, and the work list asks to void it.
        return


@handler("preview", _("調書・案のPDF"))
def preview(job: Job) -> Finish:
    return print_paper(WorkingPaper.objects.get(pk=job.payload["paper"]))


@handler("status_list", _("状態の一覧"))
def status_list(job: Job) -> Finish:
    status.publish()
    return None


def _decision(job: Job) -> Decision:
    rows = Decision.objects.select_related(*DECISION_PARTS, "approval")
    return rows.get(pk=job.payload["decision"])
