"""What the worker does for this app."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from common.jobs import handler
from common.models import Job
from funds.calls.services.telling import NEWS

from .call_news import tell_drafts
from .models import ListExport
from .services.exporting import write_export


@handler("export")
def export(job: Job) -> Callable[[], object] | None:
    found = ListExport.objects.filter(pk=job.payload["export"]).first()
    return write_export(found) if found else None


@handler(NEWS, _("公募の変更を申請者に知らせる"))
def call_news(job: Job) -> Callable[[], object] | None:
    return tell_drafts(job)
