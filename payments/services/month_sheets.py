"""月次の預金照合表: drafted by the till as the month stands, signed by another person, frozen then."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from accounts.models import Membership
from accounts.notices import notify, people_holding
from common import clock
from common.actor import actor_of
from common.transitions import begin, perform
from law.acts import Act, Facts
from law.lifecycle import MONTH_SHEET
from law.roles import Role
from law.states import MonthSheetState

from ..bank.items import Item
from ..bank.months import Month, next_open_month, reached_day, rows_of, signed_sheet
from ..models import BankAccount, MonthSheet, MonthSheetRow
from .matching import hold_book


@transaction.atomic
def draft_month_sheet(
    *,
    account: BankAccount,
    month: date,
    explanations: Mapping[UUID, str],
    reason: str = "",
    membership: Membership,
) -> MonthSheet:
    """Freeze the month as it stands. `explanations`: of each line that the book does not know, why."""
    hold_book(account.book)
    now, former = Month(account, month), signed_sheet(account, month)
    sheet = MonthSheet(
        account=account,
        month=month,
        until=now.until,
        version=former.version + 1 if former else 1,
        former=former,
        reason=reason.strip() if former else "",
        drafted_by=membership,
        drafter_id=membership.user_id,
        drafted_at=clock.now(),
    )
    sheet.book_balance, sheet.in_transit, sheet.unmatched, sheet.bank_balance = now.figures
    said = {pk: text.strip() for pk, text in explanations.items()}
    row = begin(
        lifecycle=MONTH_SHEET,
        act="draft_month_sheet",
        subject=sheet,
        actor=actor_of(membership),
        facts=drafting_facts(now, former)
        | {"reason": reason, "unexplained": sum(not said.get(each.pk) for each in now.lines)},
        audit={"month": month.isoformat(), "version": sheet.version, "bank_balance": sheet.bank_balance},
    )
    _write_rows(sheet, now, said)
    _tell(row, sheet, Role.NIBN_DECIDER)
    return sheet


def _write_rows(sheet: MonthSheet, now: Month, said: Mapping[UUID, str]) -> None:
    MonthSheetRow.objects.bulk_create(
        MonthSheetRow(
            sheet=sheet,
            place=place,
            kind=kind,
            on=each.on,
            label=label_of(each),
            amount=each.amount,
            line=None if isinstance(each, Item) else each,
            explanation="" if isinstance(each, Item) else said[each.pk],
        )
        for place, (kind, each) in enumerate(rows_of(now), start=1)
    )


def label_of(each: object) -> str:
    if isinstance(each, Item):
        return each.label[:400]
    return "　".join(word for word in (getattr(each, "counterpart", ""), getattr(each, "remark", "")) if word)


def drafting_facts(now: Month, former: MonthSheet | None) -> Facts:
    account = now.account
    return {
        "month": now.month,
        "today": clock.today(),
        "until": reached_day(account),
        "next_month": next_open_month(account),
        "waits": account.sheets.filter(state=MonthSheetState.DRAFTED).exists(),
        "others_open": _others_open(now),
        "former": former.version if former else None,
        "difference": now.difference,
    }


def _others_open(now: Month) -> list[str]:
    """Of the main account: which others of the fund are not signed for this month."""
    if not now.account.is_main:
        return []
    began = (each for each in now.others if each.opening_on <= now.until)
    return [str(each) for each in began if signed_sheet(each, now.month) is None]


def signing_facts(sheet: MonthSheet, membership: Membership) -> Facts:
    """Whether what was drafted is still so: the same sums, and the same rows."""
    now = Month(sheet.account, sheet.month)
    stood = [(row.on, row.amount, row.label) for row in sheet.rows.all()]
    stands = [(each.on, each.amount, label_of(each)) for _kind, each in rows_of(now)]
    figures = (sheet.book_balance, sheet.in_transit, sheet.unmatched, sheet.bank_balance)
    return {
        "drafter": sheet.drafter_id,
        "signer": membership.user_id,
        "is_fresh": figures == now.figures and stood == stands,
        "difference": sheet.difference,
        "unexplained": 0,  # a row without an explanation was never written
    }


@transaction.atomic
def sign_month_sheet(*, sheet: MonthSheet, membership: Membership) -> MonthSheet:
    """From now on the month takes no more lines or matches; a correction is another version."""
    hold_book(sheet.account.book)
    row = perform(
        lifecycle=MONTH_SHEET,
        act="sign_month_sheet",
        subject=sheet,
        actor=actor_of(membership),
        facts=lambda: signing_facts(sheet, membership),
        changes=lambda: {
            "signed_by": membership,
            "signer_id": membership.user_id,
            "signed_at": clock.now(),
        },
        audit={"month": sheet.month.isoformat(), "version": sheet.version},
    )
    _tell(row, sheet, Role.NIBN_ACCOUNTANT)
    return sheet


@transaction.atomic
def drop_month_sheet(*, sheet: MonthSheet, note: str, membership: Membership) -> MonthSheet:
    """Not signed, with why; the till mends what is amiss and drafts it anew."""
    row = perform(
        lifecycle=MONTH_SHEET,
        act="drop_month_sheet",
        subject=sheet,
        actor=actor_of(membership),
        facts={"why": note},
        changes={"note": note.strip()},
    )
    _tell(row, sheet, Role.NIBN_ACCOUNTANT, note)
    return sheet


def _tell(row: Act, sheet: MonthSheet, role: Role, text: str = "") -> None:
    link = reverse("month_sheet", args=[sheet.pk])
    context = {"number": f"{sheet.account.book.fund.name} {sheet.label}", "text": text, "link": link}
    notify(act=row, case=None, to=people_holding(role), context=context)
