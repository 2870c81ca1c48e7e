"""Telling the people of open drafts that their scheme's terms have a new version."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import Capacity
from accounts.notices import notify, people_with_access
from funds.models import SchemeVersion
from funds.schemes.changes import moved
from law.acts import Act, practice
from law.deadlines import era
from law.roles import Role
from law.states import PlanState, SchemeDraftState
from law.text import ja

from ..models import Plan

# What a notice of it is called; the version may come from the editor or from a command.
PUBLISHED = Act(
    "publish_scheme_version",
    ja("制度の定めを公開する"),
    None,
    SchemeDraftState.PUBLISHED,
    frozenset({Role.ADMINISTRATOR}),
    practice("制度の定めの公開"),
)


def tell_drafts(was: str, now: str) -> Callable[[], object] | None:
    """None when nothing that an applicant must know moved."""
    before, after = (SchemeVersion.objects.select_related("scheme").get(pk=pk) for pk in (was, now))
    sentences = moved(before.document, after.document)
    return (lambda: _tell(after, sentences)) if sentences else None


def _tell(version: SchemeVersion, sentences: list[str]) -> None:
    drafts = Plan.objects.filter(scheme=version.scheme_id, state=PlanState.DRAFT).select_related("case")
    head = _("%(day)sから、次のとおり変わります。作成中の申請は、提出する日の定めによります。")
    text = "\n".join([head % {"day": era(version.valid_from)}, *sentences])
    for plan in drafts.iterator():
        people = people_with_access(plan.case, Capacity.LEAD, Capacity.PARTY)
        link = reverse("plan", args=[plan.pk])
        notify(
            act=PUBLISHED,
            case=plan.case,
            to=people,
            context={"name": str(version.scheme), "text": text, "link": link},
        )
