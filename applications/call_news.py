"""What people with a draft open under a call are told: another closing, a paper that is new or changed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import Capacity
from accounts.notices import notify, people_with_access
from common.models import Job
from funds.calls.showing import minute
from funds.models import Call, CallDocumentVersion, ClosingChange
from law.acts import Act
from law.lifecycle import CALL, CLOSING
from law.states import PlanState

from .models import Plan


def tell_drafts(job: Job) -> Callable[[], object] | None:
    """The work of a `call_news` job: one notice and mail for each person at each draft's companies."""
    act, key = str(job.payload["act"]), job.payload["about"]
    found = _of_closing(key) if act in CLOSING.names() else _of_paper(key)
    if found is None:
        return None
    call, text = found
    row = next(each for lifecycle in (CALL, CLOSING) for each in lifecycle.acts if each.name == act)
    return partial(_tell, row, call, text)


def _tell(act: Act, call: Call, text: str) -> None:
    for plan in open_drafts(call).iterator(chunk_size=200):
        words: dict[str, Any] = {"call": call.name, "text": text, "link": reverse("plan", args=[plan.pk])}
        to = people_with_access(plan.case, Capacity.LEAD, Capacity.PARTY)
        notify(act=act, case=plan.case, to=to, context=words)


def open_drafts(call: Call) -> QuerySet[Plan]:
    """Those that companies type themselves; a paper lies on the office's own desk."""
    drafts = Plan.objects.filter(call=call, state=PlanState.DRAFT, channel=Plan.Channel.PORTAL)
    return drafts.select_related("case").order_by("pk")


def _of_closing(key: str) -> tuple[Call, str] | None:
    change = ClosingChange.objects.select_related("call").filter(pk=key).first()
    if change is None:
        return None
    words = {"was": minute(change.was), "now": minute(change.closes_at), "reason": change.reason}
    text = _("受付終了が%(was)sから%(now)sに変わりました。理由：%(reason)s") % words
    return change.call, text


def _of_paper(key: str) -> tuple[Call, str] | None:
    version = CallDocumentVersion.objects.select_related("document__call").filter(pk=key).first()
    if version is None:
        return None
    document = version.document
    words = {"title": document.title, "number": version.number, "changes": version.changes}
    if version.number == 1:
        return document.call, _("公募の書類「%(title)s」が加わりました。") % words
    text = _("公募の書類「%(title)s」が第%(number)s版になりました。変えたところ：%(changes)s")
    return document.call, text % words
