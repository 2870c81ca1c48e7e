"""経緯: the case's audit lines in words, cut to what the viewer may see."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.models import Membership
from common.models import AuditEvent
from common.paging import Page
from law.lifecycle import LIFECYCLES
from law.roles import ROLES, Role
from law.visibility import Kind, Sight

from ...outcomes import OUTCOMES
from .frame import closed_to, show
from .page import CasePage, opens_to_readers

LABELS = {
    "write_finding": gettext_lazy("審査調書を書く"),
    "confirm_finding": gettext_lazy("所見が最新の版でも同じである旨を記録する"),
    "ask_for_paper": gettext_lazy("文書の案を印刷する"),
    "open_document": gettext_lazy("通知を開く"),
    "record_dispatch": gettext_lazy("発送を記録する"),
    "record_delivery": gettext_lazy("到達を記録する"),
    "grant_access": gettext_lazy("閲覧できる人を加える"),
    "end_access": gettext_lazy("閲覧を終える"),
    "assign_officer": gettext_lazy("担当者を決める"),
    "save_part": gettext_lazy("記載を保存する"),
    "attach_file": gettext_lazy("書類を添付する"),
    "remove_file": gettext_lazy("添付を外す"),
    "retry_job": gettext_lazy("処理をやり直す"),
    "save_grant": gettext_lazy("交付申請を保存する"),
    "discard_grant": gettext_lazy("交付申請の下書きを削除する"),
} | {act.name: gettext_lazy(act.label) for lifecycle in LIFECYCLES for act in lifecycle.acts}

# What an act was about tells who may read of it.
KINDS = {
    "reviews.sheet": Kind.SHEET,
    "reviews.pairing": Kind.OPINION,
    "reviews.finding": Kind.FINDING,
    "reviews.consultation": Kind.CONSULTATION,
    "decisions.decision": Kind.DECISION_DRAFT,
    "decisions.workingpaper": Kind.DECISION_DRAFT,
    "decisions.document": Kind.LETTER,
    "accounts.access": Kind.OPINION,
    "common.job": Kind.DECISION_DRAFT,
}
TABS = {
    Kind.SHEET: ("case", gettext_lazy("補正・照会を見る")),
    Kind.FINDING: ("case_findings", gettext_lazy("審査調書を見る")),
    Kind.OPINION: ("case_findings", gettext_lazy("意見を見る")),
    Kind.CONSULTATION: ("case_consultations", gettext_lazy("協議を見る")),
    Kind.DECISION_DRAFT: ("case_decision", gettext_lazy("起案・決裁を見る")),
    Kind.LETTER: ("case_letters", gettext_lazy("通知を見る")),
}


SETTLED = frozenset(terms.settle for terms in OUTCOMES.values())


@opens_to_readers
@require_GET
def case_history(request: HttpRequest, pk: str) -> HttpResponse:
    page = CasePage.of(request, pk)
    if refusal := closed_to(request, page, "case_history"):
        return refusal
    found = Page.of(lines_of(page), request.GET)
    return show(
        request, page, "case_history", {"found": found, "events": list(events_among(page, found.rows))}
    )


def lines_of(page: CasePage):
    hidden = [subject for subject, kind in KINDS.items() if not page.sees(kind)]
    return AuditEvent.objects.filter(case_id=page.plan.pk).exclude(subject_type__in=hidden)


def events_among(page: CasePage, rows: Iterable[AuditEvent]) -> Iterator[dict[str, Any]]:
    nameless = page.eyes.sees(Kind.HISTORY) is Sight.NAMELESS
    bodies = _bodies(page, rows)
    for row, line in zip(rows, lines_in_words(rows, nameless=nameless), strict=True):
        told = {"what": _what(page, row), "note": bodies.get(row.subject_id, "")}
        yield line | told | _way(page, row)


def lines_in_words(rows: Iterable[AuditEvent], *, nameless: bool) -> Iterator[dict[str, Any]]:
    """What was done, when, and by whom where the reader may know."""
    posts = {} if nameless else _posts(rows)
    for row in rows:
        yield {"at": row.at, "what": LABELS.get(row.act, row.act), "who": _who(row, posts)}


def _what(page: CasePage, row: AuditEvent) -> str:
    """Who applies alone agrees with nobody."""
    if row.act == "agree_plan" and len(page.plan.parties.all()) == 1:
        return _("提出する内容を確かめる")
    return str(LABELS.get(row.act, row.act))


def _bodies(page: CasePage, rows: Iterable[AuditEvent]) -> dict[str, str]:
    """Of what is told of a consultation, with whom it is; asked only where one is told of."""
    if not any(row.subject_type == "reviews.consultation" for row in rows):
        return {}
    return {str(each.pk): each.get_body_display() for each in page.plan.consultations.all()}


def _posts(rows: Iterable[AuditEvent]) -> dict[int, Membership]:
    ids = {row.membership_id for row in rows if row.membership_id}
    return Membership.objects.select_related("user", "organisation").in_bulk(ids)


def _who(row: AuditEvent, posts: dict[int, Membership]) -> str:
    role = _(ROLES[Role(row.role)].label) if row.role in ROLES else _("システム")
    post = posts.get(row.membership_id or 0)
    return f"{post.organisation.name}　{post.user.name}（{role}）" if post else role


def _way(page: CasePage, row: AuditEvent) -> dict[str, Any]:
    kind = KINDS.get(row.subject_type)
    if row.act in SETTLED and page.sees(Kind.LETTER):
        kind = Kind.LETTER
    if kind not in TABS or row.subject_type == "accounts.access":
        return {}
    tab, label = TABS[kind]
    return {"url": page.url(tab), "url_label": label}
