"""What the worker does for this app."""

from collections.abc import Callable

from common.jobs import handler
from common.models import Job

from .models import ListExport
from .services.exporting import write_export
from .services.telling_drafts import tell_drafts


@handler("export")
def export(job: Job) -> Callable[[], object] | None:
    found = ListExport.objects.filter(pk=job.payload["export"]).first()
    return write_export(found) if found else None


@handler("scheme_moved")
def scheme_moved(job: Job) -> Callable[[], object] | None:
    return tell_drafts(job.payload["was"], job.payload["now"])
