"""What this floor adds to the applicants' pages: the sheets that wait for an answer."""

from collections.abc import Iterable
from functools import cache

from django.db.models import QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import AT, anyone, asked_by
from accounts.models import Membership
from applications.models import Plan
from applications.panels import Awaited, Due, due_of_all, letters_awaited, what_is_due
from applications.selectors import plans_visible_to
from applications.words import page_words
from common.written import Slot, Written
from law.states import SheetState

from .models import Sheet


@what_is_due.answered_by
def sheets_due(plan: Plan, membership: Membership) -> list[Due]:
    return _dues(_open_of_plan().ask(plan=plan.pk), membership)


@due_of_all.answered_by
def sheets_due_of_all(membership: Membership) -> list[Due]:
    return _dues(_open_of_company(membership.role).ask(**asked_by(membership)), membership)


@cache
def _open_of_plan() -> Written[Sheet]:
    return Written(_open().filter(plan=Slot("plan", UUIDField())))


@cache
def _open_of_company(role: str) -> Written[Sheet]:
    return Written(_open().filter(plan__in=plans_visible_to(anyone(role), AT)))


def _open() -> QuerySet[Sheet]:
    rows = Sheet.objects.filter(state=SheetState.OPEN)
    return rows.select_related("plan__scheme").defer("plan__search").prefetch_related("items__party")


def _dues(sheets: Iterable[Sheet], membership: Membership) -> list[Due]:
    """Sheets that ask for joint parts or this company's own; a partner answers for its own."""
    return [_due(sheet) for sheet in sheets if _asks(sheet, membership.organisation_id)]


def _asks(sheet: Sheet, organisation_id: int) -> bool:
    parties = [item.party for item in sheet.items.all()]
    return any(party is None or party.organisation_id == organisation_id for party in parties)


def _due(sheet: Sheet) -> Due:
    what, act = _words(sheet)
    return Due(
        plan_id=sheet.plan_id,
        what=what,
        title=sheet.plan.title,
        act=act,
        url=reverse("sheet", args=[sheet.pk]),
        due_on=sheet.due_on,
        missed=consequence(sheet),
    )


@letters_awaited.answered_by
def letters_about_sheets(plan: Plan) -> list[Awaited]:
    rows = Sheet.objects.filter(plan=plan, state=SheetState.OPEN).order_by("opened_at")
    return [_awaited(sheet) for sheet in rows]


def _awaited(sheet: Sheet) -> Awaited:
    ways = [(_("届いた書面を受け付ける"), reverse("answer_on_paper", args=[sheet.pk]))]
    if sheet.kind == Sheet.Kind.INQUIRY:
        ways.append((_("応じない旨の書面を受け付ける"), reverse("decline_on_paper", args=[sheet.pk])))
    return Awaited(sheet.get_kind_display(), sheet.due_on, ways)


def _words(sheet: Sheet) -> tuple[str, str]:
    if sheet.kind == Sheet.Kind.CORRECTION:
        return _("補正を求められています"), _("補正する")
    return _("照会が届いています"), _("回答する")


def consequence(sheet: Sheet) -> str:
    words = page_words(sheet.plan)
    return str(words.corrected_late if sheet.kind == Sheet.Kind.CORRECTION else words.inquired_late)
