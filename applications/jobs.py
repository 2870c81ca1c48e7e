"""What the worker does for this app."""

from collections.abc import Callable

from common.jobs import handler
from common.models import Job

from .models import ListExport
from .services.exporting import write_export


@handler("export")
def export(job: Job) -> Callable[[], object] | None:
    found = ListExport.objects.filter(pk=job.payload["export"]).first()
    return write_export(found) if found else None
