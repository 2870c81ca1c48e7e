"""処理の状況: work that waits or has stopped, and trying it again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import cases_visible_to
from accounts.audience import opens_to
from accounts.models import Membership
from common.jobs.models import Job, Status
from common.jobs.registry import label_of
from common.jobs.retrying import retry_job as retry
from common.paging import Order, Page
from law.acts import Refused
from law.jobs import RETRY
from law.roles import MINISTRY, Role

from ...models import Plan
from ...selectors import plans_visible_to

TONES = {Status.DEAD: "red", Status.RUNNING: "blue", Status.QUEUED: "grey"}
OPEN = (Status.QUEUED, Status.RUNNING)


def jobs_seen_by(membership: Membership) -> QuerySet[Job]:
    """The administrator looks after all of them; an official after those of the cases it may see."""
    if membership.role == Role.ADMINISTRATOR:
        return Job.objects.all()
    return Job.objects.filter(case_id__in=cases_visible_to(membership))


@opens_to(*MINISTRY, Role.ADMINISTRATOR, Role.AUDITOR)
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    waiting = request.GET.get("show") == "waiting"
    rows = jobs_seen_by(request.membership).filter(status__in=OPEN if waiting else (Status.DEAD,))
    page = Page.of(rows, request.GET, Order("created_at", falling=not waiting))
    context = {
        "page": page,
        "rows": rows_of(page.rows, request.membership),
        "waiting": waiting,
        "filters": _chips(waiting=waiting),
        "may_retry": Role(request.membership.role) in RETRY.by,
    }
    return render(request, "applications/officer/jobs.html", context)


def rows_of(found: list[Job], membership: Membership) -> list[dict[str, Any]]:
    """The case's number only to who may see the case; of an error its class and place, never its words."""
    cases = {job.case_id for job in found if job.case_id}
    plans: dict[UUID, Plan] = plans_visible_to(membership).only("number").in_bulk(cases) if cases else {}
    return [
        {
            "job": job,
            "label": label_of(job.kind),
            "tone": TONES.get(Status(job.status), "green"),
            "plan": plans.get(job.case_id) if job.case_id else None,
        }
        for job in found
    ]


def _chips(*, waiting: bool) -> list[dict[str, Any]]:
    url = reverse("jobs")
    return [
        {"label": _("止まった処理"), "url": url, "current": not waiting},
        {"label": _("待っている処理"), "url": f"{url}?show=waiting", "current": waiting},
    ]


@opens_to(*RETRY.by)
@require_POST
def retry_job(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(jobs_seen_by(request.membership), pk=pk)
    try:
        retry(job=job, actor=request.actor)
        messages.success(request, _("処理をやり直します。少し待って読み込み直してください。"))
    except Refused as refused:
        messages.error(request, str(refused))
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if ours else "jobs")
