"""起案 of the cancellation of a decision to grant, in whole or in part."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common import clock
from common.acting import ActPage, act_page, posted
from law.lifecycle import CANCELLATION

from ...forms import AT_MOMENT, BY_HAND
from ...forms_recovery import PART, WHOLE, CancelDraftForm, CancelRedraftForm
from ...models import Decision
from ...selectors import latest_basis
from ...services.drafting import draft_cancellation, redraft_decision
from ...services.letters import draft_letters
from ...sums import years_of
from ..officer.paper import paper_of
from .page import GrantPage, around, at_its_desk, drafted_words, opens_to_desk

get_or_post = require_http_methods(["GET", "POST"])


@opens_to_desk
@get_or_post
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = GrantPage.of(request, pk)
    at_its_desk(request, page.grant)
    form = CancelDraftForm(posted(request), standing=_standing(page))
    return act_page(
        request,
        _drafting(request, page, form),
        form,
        lambda _typed: draft_cancellation(grant=page.grant, membership=request.membership, **form.draft()),
    )


def redraft(request: HttpRequest, decision: Decision) -> HttpResponse:
    """What was returned: drop it and draft anew, with the words it had."""
    page = GrantPage.of(request, decision.grant_id)
    standing = _standing(page)
    form = CancelRedraftForm(posted(request), standing=standing, initial=_as_drafted(decision, standing))
    return act_page(
        request,
        _drafting(request, page, form),
        form,
        lambda typed: redraft_decision(
            decision=decision, note=typed["note"], membership=request.membership, **form.draft()
        ),
    )


def _standing(page: GrantPage) -> dict[int, int]:
    return {year: each.stands for year, each in years_of(page.grant).items()}


def _as_drafted(decision: Decision, standing: dict[int, int]) -> dict[str, Any]:
    said = decision.particulars
    sums = {int(year): amount for year, amount in said["sums"].items()}
    return {
        "dated_on": decision.dated_on,
        "reasons": decision.reasons,
        "ground": said["ground"],
        "fact": said["fact"],
        "scope": WHOLE if all(sums.get(year, 0) == each for year, each in standing.items()) else PART,
        "issue": AT_MOMENT if decision.issue_at else BY_HAND,
        "note": decision.note,
        **{f"amount_{year}": f"{amount:,}" for year, amount in sums.items()},
    }


def _drafting(request: HttpRequest, page: GrantPage, form: CancelDraftForm) -> ActPage:
    title = _(CANCELLATION.label_of("draft_cancellation"))
    return ActPage(
        None,
        title,
        _("起案する"),
        reverse("grant_recovery", args=[page.grant.pk]),
        drafted_words(page.grant),
        lead=_(
            "施行すると、取り消した額のうち支払っていない分は交付に使える額に戻り、支払は止まります。"
            "支払済みの分は、施行の後に返還命令（18条1項）を起案します。"
        ),
        danger=True,
        template="grants/office/draft.html",
        context=around(page.grant, title) | {"papers": _papers(request, page, form)},
    )


def _papers(request: HttpRequest, page: GrantPage, form: CancelDraftForm) -> list[dict[str, Any]]:
    """The letter as it would read with what stands in the form; none before a ground is chosen."""
    if not (form.is_bound and form.is_valid()):
        return []
    words = form.draft()
    decision = Decision(
        grant=page.grant,
        grant_version=latest_basis(page.grant),
        outcome=Decision.Outcome.CANCELLATION,
        drafted_by=request.membership,
        dated_on=words["dated_on"] or clock.today(),
        document_number=words["document_number"],
        reasons=words["reasons"],
        particulars={
            "ground": words["ground"],
            "fact": words["fact"],
            "sums": {str(year): amount for year, amount in words["sums"].items()},
        },
    )
    return [paper_of(content) for content in draft_letters(decision)]
