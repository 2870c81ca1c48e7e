"""The work list: narrowed and ordered by its address, paged by keys, taken along as Excel."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.audience import opens_to
from common.lists import chips, cleaned, heads
from common.paging import Counted, Page
from funds.models import Call
from law.acts import Refused
from law.states import PlanState

from ...filters import ASSIGNEES, RUNNING, SCOPES, narrowed, scope_of, sort_of, sorts_at
from ...queues import queues_of
from ...selectors import TYPISTS
from ...services import viewing
from ...worklist import READERS, Eyes, columns_for, rows_of, whole

# Conditions that stand folded until one of them is used.
NARROWING = ("assignee", "scheme", "channel", "arrived_", "due_within")
opens_to_readers = opens_to(*READERS)


@opens_to_readers
@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    if "" in request.GET.values():  # a form sends its empty boxes too; an address to hand on has none
        return redirect(f"{request.path}?{cleaned(request.GET).urlencode()}")
    found, order = narrowed(request.GET, request.membership)
    if request.GET:
        counted = Counted.of(found.qs, along=order if request.GET.get("queue") else None)
        page = Page.of(found.qs, request.GET, order)
    else:
        page, counted = whole(request.membership)
    eyes, sorts = Eyes.of(request.membership.role), sorts_at(request.GET, request.membership)
    columns = [each if each.sort in sorts else replace(each, sort="") for each in columns_for(eyes)]
    context = {
        "title": _title(request),
        "filter": found,
        "states": _states(request),
        "scope": scope_of(request.GET),
        "assignees": chips(request, "assignee", ASSIGNEES),
        "eyes": eyes,
        "page": page,
        "rows": rows_of(page.rows, request.membership),
        "counted": counted,
        "narrowed": found.form.errors or any(name.startswith(NARROWING) for name in cleaned(request.GET)),
        "heads": heads(request, columns, sort_of(request.GET, sorts)),
        "saved": request.membership.saved_views.all(),
        "query": cleaned(request.GET).urlencode(),
        "of_call": found.form.is_valid() and _call(found.form.cleaned_data["call"]),
        "types_paper": request.membership.role in TYPISTS,
    }
    return render(request, "applications/officer/worklist.html", context)


@opens_to_readers
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    name = request.POST.get("name", "").strip()[:40]
    query = cleaned(QueryDict(request.POST.get("query", "")[:1000])).urlencode()
    try:
        viewing.save_view(name=name, query=query, membership=request.membership)
    except Refused as refused:
        messages.error(request, "\n".join(_(reason.text) for reason in refused.reasons))
    else:
        messages.success(request, _("「%(name)s」を保存しました。") % {"name": name})
    return redirect(f"{reverse('worklist')}?{query}")


@opens_to_readers
@require_POST
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(request.membership.saved_views, pk=pk)
    viewing.delete_view(view=saved)
    messages.success(request, _("「%(name)s」を削除しました。") % {"name": saved.name})
    return redirect("worklist")


def _states(request: HttpRequest) -> list[dict[str, Any]]:
    """What is under way stands first, and is what one sees unless one asks for more."""
    found = chips(request, "state", [*SCOPES, *PlanState.choices()[1:]])[1:]
    for chip, (state, _label) in zip(found, [*SCOPES, *PlanState.choices()[1:]], strict=True):
        chip["current"] = state == scope_of(request.GET)
    return found


def _call(key: UUID | None) -> Call | None:
    return Call.objects.filter(pk=key).first() if key else None


def _title(request: HttpRequest) -> str | Promise:
    chosen = request.GET.get("queue", "")
    labels = {each.code: each.label for each in queues_of(request.membership.role)}
    whole = scope_of(request.GET) != RUNNING
    return labels.get(chosen, gettext_lazy("すべての申請") if whole else gettext_lazy("手続中の申請"))
