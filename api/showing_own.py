"""Files, and the work that follows acts, as the API says them."""

from typing import Any

from django.urls import reverse

from applications.models import Plan
from applications.views.officer.exports import Asked
from common.jobs.models import Job

from .showing import Shown


def export(found: Asked) -> Shown:
    row = found.export
    return {
        "id": row.pk,
        "table": row.table,
        "label": str(found.label),
        "form": row.form,
        "query": row.query,
        "state": found.state,
        "total": row.total,
        "written": row.written,
        "asked_at": row.asked_at,
        "kept_until": found.kept_until,
        "file": reverse("api_export_file", args=[row.pk]) if found.state == "ready" else None,
        "url": reverse("api_export", args=[row.pk]),
    }


def job(*, job: Job, label: Any, plan: Plan | None, **_of_the_page: Any) -> Shown:
    return {
        "id": job.pk,
        "kind": job.kind,
        "label": str(label),
        "state": job.status,
        "state_label": job.get_status_display(),
        "plan": plan.pk if plan else None,
        "attempts": job.attempts,
        "created_at": job.created_at,
        "error": job.error,
        "url": reverse("api_job", args=[job.pk]),
    }
