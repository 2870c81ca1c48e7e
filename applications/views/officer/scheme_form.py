"""What an applicant would be asked under a draft of a scheme's terms: read, never sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.audience import opens_to
from common.files.kinds import in_words
from funds.models import SchemeDraft
from funds.schemes.services import faults_in
from law.roles import MINISTRY, Role

from ...parts.base import check
from ...parts.spec import ATTACHMENTS, sections_of
from ...sample import sample_context
from ..applicant.pieces import pieces_of

# What a form is drawn from; the rest may still be missing.
NEEDED = frozenset(
    {"kind", "law", "sections", "measure", "last_days", "fiscal_years", "payable_years", "cut_to"}
    | {"uses_standard_amount", "menus", "caps", "calculation", "documents", "limits"}
)


@opens_to(*MINISTRY, Role.AUDITOR, Role.ADMINISTRATOR)
@require_GET
def scheme_draft_form(request: HttpRequest, pk: Any) -> HttpResponse:
    draft = get_object_or_404(SchemeDraft, pk=pk)
    missing = [fault.text for fault in faults_in(draft) if fault.path and fault.path[0] in NEEDED]
    context = {"draft": draft, "missing": missing}
    return render(
        request,
        "applications/officer/scheme_form.html",
        context | ({} if missing else _drawn(request, draft)),
    )


def _drawn(request: HttpRequest, draft: SchemeDraft) -> dict[str, Any]:
    sections = sections_of(draft.document)
    asked = request.GET.get("section", "")
    current = asked if asked in sections or asked == ATTACHMENTS else next(iter(sections))
    titles = {key: spec.title for key, spec in sections.items()} | {ATTACHMENTS: _("添付書類")}
    here = reverse("scheme_draft_form", args=[draft.pk])
    tabs = [
        {"label": title, "url": f"{here}?section={key}", "current": key == current}
        for key, title in titles.items()
    ]
    if current == ATTACHMENTS:
        return {"tabs": tabs, "title": titles[current], "documents": _documents(draft)}
    spec = sections[current]
    form = spec.form({}, context=sample_context(draft.document))
    pieces = pieces_of(form, check(form), blank=True)
    return {"tabs": tabs, "title": spec.title, "spec": spec, "pieces": pieces}


def _documents(draft: SchemeDraft) -> list[tuple[str, str]]:
    return [
        (
            each["name"],
            "　".join(
                [
                    _("必要") if each["required"] else _("任意"),
                    _("各社ごと") if each["per_party"] else _("申請に一つ"),
                    *([_("非開示")] if each["confidential"] else []),
                    in_words(each["kinds"]),
                ]
            ),
        )
        for each in draft.document["documents"]
        if not each.get("desk")
    ]
