"""The drafts of schemes' terms: the list, one draft with what is still missing, a page of the editor."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.audience import opens_to
from common.paging import Order, Page
from law.acts import Refused, refusals
from law.lifecycle import SCHEME_DRAFT
from law.roles import MINISTRY, Role
from law.states import SchemeDraftState as State

from ..calls.selectors import lacks_intake
from ..models import SchemeDraft, SchemeVersion
from ..schemes.changes import differences, moved
from ..schemes.checks import Fault, faults_of
from ..schemes.editing import PAGES, page_of, row_sets
from ..schemes.editing import Page as EditorPage
from ..schemes.known import known_of
from ..schemes.lists import drafts_listed
from ..schemes.places import LABELS
from ..schemes.services import Overtaken, draft_facts, faults_in, save_scheme_draft

opens_to_readers = opens_to(*MINISTRY, Role.AUDITOR, Role.ADMINISTRATOR)
TONES = {
    State.EDITING: "grey",
    State.PROPOSED: "orange",
    State.RETURNED: "orange",
    State.PUBLISHED: "green",
    State.WITHDRAWN: "grey",
}
EDITABLE = (State.EDITING, State.RETURNED)
URLS = {
    "propose_scheme_draft": "propose_scheme_draft",
    "return_scheme_draft": "return_scheme_draft",
    "publish_scheme_draft": "publish_scheme_draft",
    "withdraw_scheme_draft": "withdraw_scheme_draft",
}


def draft_or_404(pk: Any) -> SchemeDraft:
    rows = SchemeDraft.objects.select_related(
        "scheme", "based_on", "started_by", "proposed_by", "published_by", "version__scheme"
    )
    return get_object_or_404(rows, pk=pk)


def may_edit(request: HttpRequest, draft: SchemeDraft) -> bool:
    return request.membership.role == Role.ADMINISTRATOR and draft.state in EDITABLE


def tone_of(draft: SchemeDraft) -> str:
    return TONES[State(draft.state)]


# The list


@opens_to_readers
@require_GET
def scheme_drafts(request: HttpRequest) -> HttpResponse:
    shown = request.GET.get("state", "open")
    words = request.GET.get("q", "")[:100].strip()
    rows = drafts_listed(shown, words).select_related("started_by")
    page = Page.of(rows, request.GET, Order("saved_at", falling=True))
    labels = (("open", _("作成中・公開待ち")), ("ended", _("終わったもの")), ("all", _("すべて")))
    chips = [{"label": label, "url": f"?state={key}", "current": shown == key} for key, label in labels]
    listed = [(each, tone_of(each)) for each in page.rows]
    may = request.membership.role == Role.ADMINISTRATOR
    context = {
        "page": page,
        "listed": listed,
        "chips": chips,
        "words": words,
        "shown": shown,
        "may_start": may,
    }
    return render(request, "funds/drafts/list.html", context)


# One draft


@opens_to_readers
@require_GET
def scheme_draft(request: HttpRequest, pk: Any) -> HttpResponse:
    """Where it stands: what is still missing, what it would change, who did what, what may be done."""
    draft = draft_or_404(pk)
    found = faults_in(draft) if draft.state not in (State.PUBLISHED, State.WITHDRAWN) else []
    was = draft.based_on.document if draft.based_on else None
    context = {
        "draft": draft,
        "chips": [(draft.get_state_display(), tone_of(draft))],
        "steps": steps_of(draft, found),
        "todo": [_todo(draft, fault) for fault in found],
        "differences": differences(was, draft.document) if was else [],
        "moved": _told(was, draft, found),
        "edits": _events(draft),
        "lacks_intake": draft.version is not None and lacks_intake(draft.version.scheme),
        "drafts_calls": request.membership.role == Role.OFFICER,
        **_acts(request, draft),
    }
    return render(request, "funds/drafts/draft.html", context)


def _todo(draft: SchemeDraft, fault: Fault) -> dict[str, Any]:
    page = page_of(fault.path)
    return {
        "done": False,
        "text": fault.text,
        "url": reverse("scheme_draft_page", args=[draft.pk, page.key]),
        "url_label": _("「%(page)s」で直す") % {"page": page.title},
    }


def _told(was: Any, draft: SchemeDraft, found: list[Fault]) -> list[str]:
    """What applicants with a draft will be told; only a whole document can be read so."""
    return moved(was, draft.document) if was and not found else []


def _events(draft: SchemeDraft) -> list[dict[str, Any]]:
    return [
        {
            "at": edit.at,
            "what": _("第%(n)s回の保存") % {"n": edit.revision - 1},
            "who": edit.by.name,
            "note": "、".join(str(LABELS.get(key, key)) for key in edit.keys),
        }
        for edit in draft.edits.select_related("by").order_by("-revision")[:20]
    ]


def _acts(request: HttpRequest, draft: SchemeDraft) -> dict[str, Any]:
    """Buttons for what is open; the rest with its reason."""
    facts = draft_facts(draft, request.actor) | {"note": "-", "seen": draft.sha256, "proposed": draft.sha256}
    rows = [row for row in SCHEME_DRAFT.open_acts(State(draft.state), request.actor.role) if row.name in URLS]
    closed = [(row, list(refusals(row, facts))) for row in rows]
    first = next((row.name for row, reasons in closed if not reasons), "")
    return {
        "acts": [
            {
                "label": _(row.label),
                "url": reverse(URLS[row.name], args=[draft.pk]),
                "solid": row.name == first and row.name != "withdraw_scheme_draft",
                "danger": row.name == "withdraw_scheme_draft",
            }
            for row, reasons in closed
            if not reasons
        ],
        "closed": [
            {"label": _(row.label), "reasons": [_(reason.text) for reason in reasons]}
            for row, reasons in closed
            if reasons
        ],
        "editable": may_edit(request, draft),
    }


def steps_of(draft: SchemeDraft, found: list[Fault], now: str = "") -> list[dict[str, Any]]:
    """Done: nothing is wanting and something is written; what may stay empty is not done by being empty."""
    count: dict[str, int] = {}
    for fault in found:
        key = page_of(fault.path).key
        count[key] = count.get(key, 0) + 1
    return [
        {
            "number": place,
            "label": page.title,
            "url": reverse("scheme_draft_page", args=[draft.pk, page.key]),
            "state": _state(draft, page, now, count.get(page.key, 0)),
            "errors": count.get(page.key, 0),
        }
        for place, page in enumerate(PAGES.values(), start=1)
    ]


def _state(draft: SchemeDraft, page: EditorPage, now: str, faults: int) -> str:
    if page.key == now:
        return "now"
    return "done" if not faults and page.says_anything(draft.document) else "open"


# A page of the editor


@opens_to_readers
@require_http_methods(["GET", "POST"])
def scheme_draft_page(request: HttpRequest, pk: Any, key: str) -> HttpResponse:
    draft, page = draft_or_404(pk), PAGES.get(key)
    if page is None:
        raise Http404
    if request.method == "POST":
        return _posted(request, draft, page)
    return _shown(request, draft, page, extra=request.GET.get("row", ""))


def _posted(request: HttpRequest, draft: SchemeDraft, page: EditorPage) -> HttpResponse:
    known = known_of(draft.code)
    data = request.POST.copy()
    dropped = data.get("then", "").removeprefix("drop:") if data.get("then", "").startswith("drop:") else ""
    if dropped:
        data[f"{dropped}-DELETE"] = "on"
    form = page.form(data, document=draft.document, known=known)
    sets = row_sets(page, draft.document, data)
    if not all([form.is_valid(), *(each.is_valid() for each in sets)]):
        return _shown(request, draft, page, form=form, sets=sets)
    changes = form.write({each.prefix: each.kept() for each in sets})
    try:
        save_scheme_draft(
            draft=draft, revision=_revision(data.get("revision")), changes=changes, actor=request.actor
        )
    except Refused as refused:
        overlaps = refused.overlaps if isinstance(refused, Overtaken) else []
        for reason in refused.reasons:
            form.add_error(None, _(reason.text))
        return _shown(request, draft_or_404(draft.pk), page, form=form, sets=sets, overlaps=overlaps)
    messages.success(request, _("保存しました。"))
    return redirect(_onward(draft, page, data.get("then", "")))


def _revision(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _onward(draft: SchemeDraft, page: EditorPage, then: str) -> str:
    here = reverse("scheme_draft_page", args=[draft.pk, page.key])
    if then.startswith("row:"):
        name = then.removeprefix("row:")
        return f"{here}?row={name}#{name}" if name in {spec.name for spec in page.rows} else here
    if then == "after":
        keys = list(PAGES)
        place = keys.index(page.key) + 1
        if place < len(keys):
            return reverse("scheme_draft_page", args=[draft.pk, keys[place]])
        return reverse("scheme_draft", args=[draft.pk])
    return here


def _shown(
    request: HttpRequest, draft: SchemeDraft, page: EditorPage, *, extra: str = "", **context: Any
) -> HttpResponse:
    known = known_of(draft.code)
    found = faults_of(draft.document, known)
    sets = context.pop("sets", None) or row_sets(page, draft.document, extra=extra)
    own = [fault.text for fault in found if page_of(fault.path) is page]
    told = {
        "draft": draft,
        "editor": page,
        "form": context.pop("form", None) or page.form(document=draft.document, known=known),
        "lists": [(each.spec, each) for each in sets],
        "steps": steps_of(draft, found, page.key),
        "own": own,
        "editable": may_edit(request, draft),
        "last": list(PAGES)[-1] == page.key,
        "errors": [error for each in sets for error in each.told()],
    }
    return render(request, "funds/drafts/page.html", told | context)


# What a program or another office takes along


@opens_to_readers
@require_GET
def scheme_draft_file(request: HttpRequest, pk: Any) -> HttpResponse:
    draft = draft_or_404(pk)
    return _file(draft.document, f"{draft.code}-draft-{draft.revision}.json")


@opens_to_readers
@require_GET
def scheme_version_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = get_object_or_404(SchemeVersion, scheme=code, number=number)
    return _file(found.document, f"{code}-v{number}.json")


def _file(document: Any, name: str) -> HttpResponse:
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)
