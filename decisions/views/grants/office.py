"""NIBN's pages: one application, and the acts of its examination."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership
from common import clock
from common.acting import ActPage, act_at_once, act_page, posted
from common.models import AuditEvent
from grants.assets.panels import assets_to_show
from grants.change_panels import changes_to_show
from grants.forms import CheckForm, RemarksForm
from grants.models import Condition
from grants.panels import conditions_to_show, money_of_grant, ways_from_grant
from grants.report_panels import reports_to_show
from grants.selectors import checks_of, line_label, lines_of, open_remarks, told
from grants.services import conditions as keeping
from grants.services import examining
from grants.sight import grants_visible_to
from law.acts import Reason, refusals
from law.lifecycle import GRANT, GRANT_DECISION
from law.states import GrantState
from law.visibility import Kind, Sight
from reviews.forms import NoteForm

from ...kinds import GRANT_OUTCOMES
from ...models import (
    Delivery,
)
from ...selectors import documents_of, voided_decisions
from ..officer.decision import standing_of
from ..officer.history import lines_in_words
from .offering import on_decision
from .page import GrantPage, around, at_its_desk, office_grant, opens_to_desk, opens_to_readers

get_or_post = require_http_methods(["GET", "POST"])


@opens_to_readers
@require_GET
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One application: asked against planned, what was found, the decision, its letters and conditions."""
    page = GrantPage.of(request, pk)
    context: dict[str, Any] = {
        "page": page,
        "grant": page.grant,
        "said": page.said,
        "version": page.version,
        "versions": page.grant.filings.select_related("receipt").order_by("-number"),
        "remarks": told(page.grant, open_remarks(page.grant)) if page.sees_checks else [],
        **conditions_to_show(page.grant),
        "reports": reports_to_show(page.grant),
        "changes": changes_to_show(page.grant, request.membership),
        "assets": assets_to_show(page.grant, request.membership),
        "ways": ways_from_grant.ask(page.grant, request.membership),
        "money": next(iter(money_of_grant.ask(page.grant)), None) if page.sees(Kind.GRANT_LETTER) else None,
        "issued": _letters(page),
        "may_record": page.is_desk,
        "may_keep": page.is_desk,
        "office": True,
        "today": clock.today(),
        "PAPER": Delivery.Channel.PAPER,
        "acts": _acts(page),
        "closed": _closed(page),
        "events": _events(page),
    }
    if page.sees_draft:
        context["voided"] = voided_decisions(page.grant).filter(outcome__in=GRANT_OUTCOMES)
        if page.decision is not None:
            context |= standing_of(request, page.decision, page.role)
    return render(request, "grants/office/case.html", context)


def _letters(page: GrantPage) -> list[Any]:
    if not page.sees(Kind.GRANT_LETTER):
        return []
    return list(documents_of(page.grant).filter(issued_at__isnull=False))


def _events(page: GrantPage) -> list[dict[str, Any]]:
    seen = page.eyes.sees(Kind.GRANT_HISTORY)
    if not seen:
        return []
    rows = AuditEvent.objects.filter(case_id=page.grant.pk).order_by("-pk")
    if not page.sees_draft:
        rows = rows.exclude(subject_type__in=["decisions.decision"]).exclude(act__in=OF_DRAFTING)
    return list(lines_in_words(rows[:50], nameless=seen is Sight.NAMELESS))


# What may be done


ROUTES = {
    "take_up_grant": "take_up_grant",
    "check_lines": "check_grant_lines",
    "ask_grant_correction": "ask_grant_correction",
    "close_grant_correction": "close_grant_correction",
}
OUTCOMES = {"draft_grant": "grant", "draft_grant_refusal": "grant_refusal"}
# What tells of a draft although it is no decision's own line.
OF_DRAFTING = ("check_lines", "bind_receivable", "drop_receivable")
AT_ONCE = frozenset({"take_up_grant", "close_grant_correction"})


def _acts(page: GrantPage) -> list[dict[str, Any]]:
    return [act for act in _offered(page) if not act["reasons"]]


def _closed(page: GrantPage) -> list[dict[str, Any]]:
    return [act for act in _offered(page) if act["reasons"]]


def _offered(page: GrantPage) -> list[dict[str, Any]]:
    """The acts of this role from here, each with why it is closed now."""
    found = [
        {"name": act.name, "label": _(act.label), "url": reverse(ROUTES[act.name], args=[page.grant.pk])}
        | {"reasons": [], "post": act.name in AT_ONCE}
        for act in page.grant.under(GRANT).open_acts(page.status, page.role)
        if act.name in ROUTES
    ]
    if page.decision is None and page.status not in (GrantState.FILED, GrantState.CORRECTION):
        found += [_drafting(page, name) for name in OUTCOMES if _may_draft(page, name)]
    stale = page.decision is not None and not page.facts["version_is_current"]
    found += on_decision(page.decision, page.membership, overtaken=stale)
    solid = next((act for act in found if not act["reasons"]), None)
    return [act | {"solid": act is solid, "danger": act["name"] == "void_decision"} for act in found]


def _may_draft(page: GrantPage, name: str) -> bool:
    row = page.grant.under(GRANT_DECISION).row(name, None)
    return row is not None and page.role in row.by and page.status == GrantState.EXAMINATION


def _drafting(page: GrantPage, name: str) -> dict[str, Any]:
    """The reasons of a refusal are what its own form asks for."""
    row = page.grant.under(GRANT_DECISION).row(name, None)
    said = {"reasons": "-", "dated_on": clock.today()}
    reasons: list[Reason] = list(refusals(row, page.facts | said)) if row else []
    url = reverse("draft_grant_decision", args=[page.grant.pk, OUTCOMES[name]])
    return {
        "name": name,
        "label": _(GRANT_DECISION.label_of(name)),
        "url": url,
        "reasons": [reason.text for reason in reasons],
        "post": False,
    }


# The acts


@opens_to_desk
@require_POST
def take_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    grant = office_grant(request, pk)
    at_its_desk(request, grant)
    return act_at_once(
        request,
        reverse("grant_case", args=[pk]),
        _("審査を始めました。経費を一つずつ査定してください。"),
        lambda: examining.take_up_grant(grant=grant, membership=request.membership),
    )


def frame(grant: Any, title: str, done: str, **more: Any) -> ActPage:
    context = around(grant, title) | more.pop("context", {})
    submit = more.pop("submit", title)
    return ActPage(
        grant, title, submit, reverse("grant_case", args=[grant.pk]), done, context=context, **more
    )


@opens_to_desk
@get_or_post
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = GrantPage.of(request, pk)
    at_its_desk(request, page.grant)
    lines = [(line, line_label(page.grant, line.cost_line)) for line in lines_of(page.version)]
    form = CheckForm(posted(request), lines=lines, initial=_as_checked(page))
    act = frame(
        page.grant,
        _(GRANT.label_of("check_lines")),
        _("査定を記録しました。"),
        submit=_("査定を記録する"),
        lead=_("申請額を計画額と比べ、認める額を入れます。申請額より少なくするときは、理由を書きます。"),
        template="grants/office/check.html",
        context={"page_": page},
    )
    return act_page(
        request,
        act,
        form,
        lambda _typed: examining.check_lines(
            grant=page.grant, checks=form.checks(), membership=request.membership
        ),
    )


def _as_checked(page: GrantPage) -> dict[str, Any]:
    """As it stands; a line not checked yet is offered as asked."""
    standing = checks_of(page.version)
    found: dict[str, Any] = {}
    for line in lines_of(page.version):
        check = standing.get(line.pk)
        found[f"assessed-{line.pk}"] = check.assessed if check else line.eligible_cost
        found[f"reason-{line.pk}"] = check.reason if check else ""
    return found


@opens_to_desk
@get_or_post
def ask_correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = GrantPage.of(request, pk)
    at_its_desk(request, page.grant)
    lines = [(line.cost_line, line_label(page.grant, line.cost_line)) for line in lines_of(page.version)]
    form = RemarksForm(posted(request), lines=lines)
    act = frame(
        page.grant,
        _(GRANT.label_of("ask_grant_correction")),
        _("直しを求めました。申請者に知らせました。"),
        lead=_(
            "気付いた点は、まとめて一度に求めます。指摘した経費と、書いた場合は申請書の記載だけが、申請者の側で開きます。"
        ),
    )
    return act_page(
        request,
        act,
        form,
        lambda typed: examining.ask_grant_correction(
            grant=page.grant, items=form.items(), due_on=typed["due_on"], membership=request.membership
        ),
    )


@opens_to_desk
@require_POST
def close_correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    grant = office_grant(request, pk)
    at_its_desk(request, grant)
    return act_at_once(
        request,
        reverse("grant_case", args=[pk]),
        _("直しの求めを取りやめました。提出された内容のまま審査します。"),
        lambda: examining.close_grant_correction(grant=grant, membership=request.membership),
    )


# Conditions


def _condition(membership: Membership, pk: UUID) -> Condition:
    rows = Condition.objects.select_related("grant__plan", "grant__case", "grant__party__organisation")
    return get_object_or_404(rows, pk=pk, grant__in=grants_visible_to(membership))


@opens_to_desk
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    condition = _condition(request.membership, pk)
    at_its_desk(request, condition.grant)
    return act_at_once(
        request,
        reverse("grant_case", args=[condition.grant_id]),
        _("条件の履行を確認しました。"),
        lambda: keeping.confirm_condition(condition=condition, membership=request.membership),
    )


@opens_to_desk
@require_POST
def miss(request: HttpRequest, pk: UUID) -> HttpResponse:
    condition = _condition(request.membership, pk)
    at_its_desk(request, condition.grant)
    return act_at_once(
        request,
        reverse("grant_case", args=[condition.grant_id]),
        _("条件の不履行を記録しました。"),
        lambda: keeping.miss_condition(condition=condition, membership=request.membership),
    )


@opens_to_desk
@get_or_post
def return_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    condition = _condition(request.membership, pk)
    at_its_desk(request, condition.grant)
    act = frame(condition.grant, _("履行の報告を差し戻す"), _("報告を差し戻しました。"), lead=condition.text)
    return act_page(
        request,
        act,
        NoteForm(posted(request)),
        lambda typed: keeping.return_condition_report(
            condition=condition, membership=request.membership, **typed
        ),
    )
