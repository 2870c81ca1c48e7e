"""What the worker does for this app."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from common.jobs import handler
from common.models import Job
from funds.calls.services.telling import NEWS

from . import call_news
from .models import ListExport
from .services import telling_drafts
from .services.exporting import write_export


@handler("export")
def export(job: Job) -> Callable[[], object] | None:
    found = ListExport.objects.filter(pk=job.payload["export"]).first()
    return write_export(found) if found else None


@handler(NEWS, _("公募の変更を申請者に知らせる"))
def call_moved(job: Job) -> Callable[[], object] | None:
    return call_news.tell_drafts(job)


@handler("scheme_moved", _("制度の定めの変更を申請者に知らせる"))
def scheme_moved(job: Job) -> Callable[[], object] | None:
    return telling_drafts.tell_drafts(job.payload["was"], job.payload["now"])
