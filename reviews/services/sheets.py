"""The two sheets: 補正 stops the clock and has a date; 照会・修正の依頼 asks and may be declined."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import Plan, PlanVersion
from applications.selectors import lifecycle_of
from applications.services.filing import refile
from applications.services.on_paper import Paper, keep, refile_on_paper
from applications.services.opening import close_parts, open_parts
from applications.services.starting import actor_of
from applications.services.telling import tell_assignee, tell_parties
from common import canonical, clock
from common.transitions import begin, lock, perform
from law.acts import Act, Reason, Refused
from law.lifecycle import SHEET
from law.states import PlanState, SheetState

from ..models import Sheet, SheetItem


@dataclass(frozen=True)
class Item:
    """What to mend. `key` and `party_id` name the part; `provision` is for 補正 only."""

    key: str
    party_id: int | None
    text: str
    provision: str = ""


@transaction.atomic
def request_correction(
    *, plan: Plan, items: list[Item], purpose: str, due_on: date | None, membership: Membership
) -> Sheet:
    """Ask for what the form of the application lacks, by a day (行政手続法7条). The clock stops."""
    facts = {
        "items": [{"provision": item.provision} for item in items],
        "due_on": due_on,
        "today": clock.today(),
    }
    row = _act(plan, "request_correction", membership, facts)
    sheet = _write(Sheet.Kind.CORRECTION, plan, items, purpose=purpose, due_on=due_on, membership=membership)
    tell_parties(plan, row)
    return sheet


@transaction.atomic
def inquire(
    *,
    plan: Plan,
    items: list[Item],
    purpose: str,
    responsible: str,
    due_on: date | None,
    membership: Membership,
) -> Sheet:
    """Ask to explain or change something (行政指導, 行政手続法32〜35条). Stops no clock."""
    facts = {
        "items": items,
        "purpose": purpose,
        "responsible": responsible,
        "declined_items": _declined(plan, items),
    }
    row = _act(plan, "inquire", membership, facts)
    sheet = _write(
        Sheet.Kind.INQUIRY,
        plan,
        items,
        purpose=purpose,
        due_on=due_on,
        membership=membership,
        responsible=responsible,
    )
    tell_parties(plan, row)
    return sheet


def _declined(plan: Plan, items: list[Item]) -> list[str]:
    """33条 forbids going on with the same request; another matter of the same section may be asked."""
    wanted = {(item.key, item.party_id, item.text.strip()) for item in items}
    rows = SheetItem.objects.filter(sheet__plan=plan, sheet__state=SheetState.DECLINED)
    return sorted({row.text for row in rows if (row.key, row.party_id, row.text.strip()) in wanted})


def _act(
    plan: Plan,
    act: str,
    membership: Membership,
    facts: dict[str, Any],
    *,
    changes: dict[str, Any] | None = None,
    audit: dict[str, Any] | None = None,
) -> Act:
    return perform(
        lifecycle=lifecycle_of(plan),
        act=act,
        subject=plan,
        actor=actor_of(membership),
        facts=facts,
        changes=changes,
        audit=audit,
    )


def _write(
    kind: str,
    plan: Plan,
    items: list[Item],
    *,
    purpose: str,
    due_on: date | None,
    membership: Membership,
    responsible: str = "",
) -> Sheet:
    sheet = Sheet(
        plan=plan,
        kind=kind,
        purpose=purpose,
        responsible=responsible or membership.user.name,
        due_on=due_on,
        opened_at=clock.now(),
        opened_by=membership,
    )
    begin(lifecycle=SHEET, act="open_sheet", subject=sheet, actor=actor_of(membership), facts={})
    SheetItem.objects.bulk_create(
        SheetItem(sheet=sheet, key=i.key, party_id=i.party_id, text=i.text, provision=i.provision)
        for i in items
    )
    open_parts(plan=plan, parts=dict.fromkeys((i.key, i.party_id) for i in items), sheet=sheet.pk)
    return sheet


@transaction.atomic
def extend_correction(*, sheet: Sheet, due_on: date | None, membership: Membership) -> Sheet:
    """Give more time, never less (行政手続法7条)."""
    lock(sheet.plan)
    _standing(sheet)
    facts = {"due_on": due_on, "standing_due_on": sheet.due_on, "today": clock.today()}
    row = _act(sheet.plan, "extend_correction", membership, facts)
    sheet.due_on = due_on
    sheet.save(update_fields=["due_on"])
    tell_parties(sheet.plan, row)
    return sheet


@transaction.atomic
def answer_on_paper(*, sheet: Sheet, answer: str, paper: Paper, membership: Membership) -> PlanVersion:
    """The desk enters the answer of a company without an account; the stamp is its arrival."""
    lock(sheet.plan)
    _standing(sheet)
    is_correction = sheet.kind == Sheet.Kind.CORRECTION
    version = refile_on_paper(
        plan=sheet.plan,
        act="file_paper_correction" if is_correction else "file_paper_answer",
        paper=paper,
        answers_at=sheet.opened_at,
        membership=membership,
        about=sheet.pk,
        changes=_pause(sheet, paper.stamped_at) if is_correction else {},
    )
    close_parts(plan=sheet.plan, sheet=sheet.pk)
    _end(sheet, "answer_sheet", membership, answer=answer, answered_with=version)
    return version


@transaction.atomic
def answer_sheet(*, sheet: Sheet, answer: str, membership: Membership, arrived_at: datetime) -> PlanVersion:
    """The applicant files what it mended: a new version, and the sheet is answered."""
    lock(sheet.plan)
    _standing(sheet)
    is_correction = sheet.kind == Sheet.Kind.CORRECTION
    act = "answer_correction" if is_correction else "answer_inquiry"
    changes = _pause(sheet, arrived_at) if is_correction else {}
    version = refile(plan=sheet.plan, act=act, membership=membership, arrived_at=arrived_at, changes=changes)
    close_parts(plan=sheet.plan, sheet=sheet.pk)
    _end(sheet, "answer_sheet", membership, answer=answer, answered_with=version)
    return version


def _pause(sheet: Sheet, until: datetime) -> dict[str, Any]:
    """補正 stops the clock: the standard period ends later by the days it took (行政手続法6条・7条)."""
    days = clock.local(until).date() - clock.local(sheet.opened_at).date()
    due = sheet.plan.due_on
    return {"due_on": due + days} if due else {}


@transaction.atomic
def decline_inquiry(*, sheet: Sheet, answer: str, membership: Membership) -> Sheet:
    """The applicant will not follow the guidance; it is not urged again (行政手続法33条)."""
    _only_inquiries(sheet)
    row = _act(sheet.plan, "decline_inquiry", membership, {})
    return _declined_with(sheet, row, answer, membership)


@transaction.atomic
def decline_on_paper(*, sheet: Sheet, answer: str, paper: Paper, membership: Membership) -> Sheet:
    """A letter says that the applicant will not follow; the desk enters it."""
    _only_inquiries(sheet)
    facts = paper.facts(sheet.plan, sheet.opened_at)
    row = _act(sheet.plan, "file_paper_decline", membership, facts, audit=paper.audit)
    keep(paper, sheet.plan, row.name, membership, about=sheet.pk)
    return _declined_with(sheet, row, answer, membership)


def _only_inquiries(sheet: Sheet) -> None:
    if sheet.kind != Sheet.Kind.INQUIRY:
        raise Refused(
            Reason(
                "not_an_inquiry",
                _("補正の求めは、応じないとすることができません。期限までに補正してください。"),
            )
        )


def _declined_with(sheet: Sheet, row: Act, answer: str, membership: Membership) -> Sheet:
    close_parts(plan=sheet.plan, sheet=sheet.pk)
    _end(sheet, "decline_sheet", membership, answer=answer)
    tell_parties(sheet.plan, row)
    tell_assignee(sheet.plan, row)
    return sheet


@transaction.atomic
def close_correction(*, sheet: Sheet, membership: Membership) -> Sheet:
    """The date has passed without an answer: back to the examination, where it may be refused."""
    row = _act(
        sheet.plan,
        "close_correction",
        membership,
        {"due_on": sheet.due_on, "today": clock.today()},
        changes=_pause(sheet, clock.now()),
    )
    close_parts(plan=sheet.plan, sheet=sheet.pk)
    _end(sheet, "lapse_sheet", membership)
    tell_parties(sheet.plan, row)
    return sheet


@transaction.atomic
def clear_defect(*, sheet: Sheet, note: str, membership: Membership) -> Sheet:
    """What a lapsed 補正 asked for is there, though not by its answer: how is written down."""
    under_examination = lock(sheet.plan) == PlanState.EXAMINATION
    row = perform(
        lifecycle=SHEET,
        act="clear_defect",
        subject=sheet,
        actor=actor_of(membership),
        facts={"plan_under_examination": under_examination, "note": note},
        changes={"cleared_at": clock.now(), "cleared_by": membership, "cleared_note": note},
        audit={"note_sha256": canonical.sha256_hex(note.encode())},
    )
    tell_parties(sheet.plan, row)
    return sheet


@transaction.atomic
def withdraw_inquiry(*, sheet: Sheet, membership: Membership) -> Sheet:
    """The office takes an inquiry back; who was about to answer it is told."""
    lock(sheet.plan)
    if sheet.kind != Sheet.Kind.INQUIRY:
        raise Refused(Reason("not_an_inquiry", _("撤回できるのは照会・修正の依頼だけです。")))
    close_parts(plan=sheet.plan, sheet=sheet.pk)
    tell_parties(sheet.plan, _end(sheet, "close_sheet", membership))
    return sheet


@transaction.atomic
def withdraw_correction(*, sheet: Sheet, membership: Membership) -> Sheet:
    """The office takes a 補正 back: it leaves no defect, and the standard period ends when it would have."""
    lock(sheet.plan)
    _standing(sheet)
    if sheet.kind != Sheet.Kind.CORRECTION:
        raise Refused(Reason("not_a_correction", _("補正の求めではありません。")))
    row = _act(sheet.plan, "withdraw_correction", membership, {})
    close_parts(plan=sheet.plan, sheet=sheet.pk)
    _end(sheet, "close_sheet", membership)
    tell_parties(sheet.plan, row)
    return sheet


def _standing(sheet: Sheet) -> None:
    if lock(sheet) != SheetState.OPEN:
        raise Refused(
            Reason("sheet_done", _("この票への回答は、すでに済んでいます。画面を開き直してください。"))
        )


def _end(sheet: Sheet, act: str, membership: Membership, **changes: Any) -> Act:
    return perform(
        lifecycle=SHEET,
        act=act,
        subject=sheet,
        actor=actor_of(membership),
        facts={},
        changes={"answered_at": clock.now(), **changes},
    )
