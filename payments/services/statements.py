"""入出金明細: looked at first, then taken in whole or not at all; what was taken in is never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.authority import require
from accounts.models import Membership
from common import audit, clock
from common.actor import actor_of
from common.transitions import lock, perform
from law.acts import Facts, Reason, Refused
from law.bank import Known, StatementForm
from law.lifecycle import BANK_ACCOUNT
from law.roles import Role

from ..bank.months import next_open_month, reached_day
from ..bank.reading import Line, Reading, Told, missing, read_rows
from ..bank.sums import balance_on
from ..models import BankAccount, BankLine, BankStatement, BankUpload
from .matching import hold_book


@transaction.atomic
def look_at_statement(*, account: BankAccount, told: Told, membership: Membership) -> BankUpload:
    """Read and kept for a look; nothing is taken in yet. What this person looked at before and left goes."""
    actor = actor_of(membership)
    require(actor, Role.NIBN_ACCOUNTANT)
    BankUpload.objects.filter(account=account, by=membership).delete()
    upload = BankUpload.objects.create(
        account=account,
        by=membership,
        at=clock.now(),
        form=told.form.value,
        name=told.name,
        digest=told.digest,
        cells=told.cells,
        columns=told.columns,
        told=told.frame,
    )
    audit.record(
        act="look_at_statement",
        subject=upload,
        actor=actor,
        facts={"rows": len(told.cells), "digest": told.digest},
    )
    return upload


def name_columns(*, upload: BankUpload, columns: Sequence[str]) -> BankUpload:
    """What each column is, as the person who looks says."""
    upload.columns = list(columns)
    upload.save(update_fields=["columns"])
    return upload


@transaction.atomic
def drop_statement(*, upload: BankUpload, membership: Membership) -> None:
    audit.record(act="drop_statement", subject=upload, actor=actor_of(membership), facts={})
    upload.delete()


def reading_of(upload: BankUpload) -> Reading:
    return read_rows(upload.cells, upload.columns, upload.form)


@transaction.atomic
def take_upload(
    *, upload: BankUpload, until: date, closing: int, known: str, membership: Membership
) -> BankStatement:
    """What was looked at, if every row of it can be read."""
    if wanted := missing(upload.columns):
        text = _("どの列か指定されていません：%(columns)s。列を指定してください。")
        raise Refused(Reason("no_column", text % {"columns": "、".join(wanted)}))
    reading = reading_of(upload)
    if reading.errors:
        text = _("%(place)s行目：%(error)s")
        reasons = [Reason("row", text % {"place": at, "error": error}) for at, error in reading.errors]
        raise Refused(*reasons)
    opening = upload.told.get("opening")
    taken = take_statement(
        account=upload.account,
        source=Source(StatementForm(upload.form), upload.name, upload.digest, upload.cells, opening),
        lines=reading.lines,
        until=until,
        closing=closing,
        known=known,
        membership=membership,
    )
    upload.delete()
    return taken


@dataclass(frozen=True)
class Source:
    """Where lines come from; `opening`: the balance before them, where a file tells it."""

    form: StatementForm
    name: str = ""
    digest: str = ""
    cells: Sequence[Sequence[str]] = ()
    opening: int | None = None


@transaction.atomic
def take_statement(
    *,
    account: BankAccount,
    source: Source,
    lines: Sequence[Line],
    until: date,
    closing: int,
    known: str = "",
    membership: Membership,
) -> BankStatement:
    """Lines until a day, in their order, that lead from the account's balance to `closing`.

    Raises Refused for a file or lines taken in before, unless `known` says what to do with the lines, and
    wherever a balance is not what it must be, with the difference.
    """
    hold_book(account.book)  # nobody signs a month meanwhile
    lock(account)
    alike = known_lines(account, lines)
    wanted = list(lines[alike.overlap :] if known == Known.SKIP else lines)
    opening = balance_on(account)
    said = opening if known == Known.SKIP or source.opening is None else source.opening
    facts = _facts(account, source, wanted, until) | {
        "known_lines": alike.count,
        "told": known == Known.KEEP or (known == Known.SKIP and alike.overlap == alike.count),
        "closing": closing,
        "said_opening": said,
        "rows_amiss": _amiss(wanted, opening),
    }
    perform(
        lifecycle=BANK_ACCOUNT,
        act="take_statement",
        subject=account,
        actor=actor_of(membership),
        facts=facts,
        audit={"lines": len(wanted), "until": until.isoformat(), "digest": source.digest},
    )
    return _write(account, source, wanted, until, membership)


def _facts(account: BankAccount, source: Source, lines: Sequence[Line], until: date) -> Facts:
    same = account.statements.filter(digest=source.digest).first() if source.digest else None
    last = account.lines.order_by("-place").values_list("on", flat=True).first()
    earliest = max(last or account.opening_on, next_open_month(account), account.opening_on)
    return {
        "taken_as": same.place if same else None,
        "reached": reached_day(account) or account.opening_on - timedelta(days=1),
        "until": until,
        "today": clock.today(),
        "earliest": earliest,
        "stray_days": _stray(lines, earliest, until),
        "opening": balance_on(account),
        "came_in": sum(each.came_in for each in lines),
        "went_out": sum(each.went_out for each in lines),
    }


def _stray(lines: Sequence[Line], earliest: date, until: date) -> list[int]:
    found, last = [], earliest
    for each in lines:
        if not last <= each.on <= until:
            found.append(each.place)
        last = max(last, each.on)
    return found


@dataclass(frozen=True)
class Alike:
    """How many lines look like some taken in before; `overlap`: how many at first are the last of those."""

    count: int
    overlap: int


def known_lines(account: BankAccount, lines: Sequence[Line]) -> Alike:
    if not lines:
        return Alike(0, 0)
    since = min(each.on for each in lines)
    taken = [_key(each) for each in account.lines.filter(on__gte=since).order_by("place")]
    keys = [each.key for each in lines]
    most = min(len(taken), len(keys))
    overlap = next((size for size in range(most, 0, -1) if taken[-size:] == keys[:size]), 0)
    return Alike(sum(key in set(taken) for key in keys), overlap)


def _key(line: BankLine) -> tuple[object, ...]:
    return line.on, line.came_in, line.went_out, line.counterpart, line.remark


def _amiss(lines: Sequence[Line], opening: int) -> list[tuple[int, int, int | None]]:
    """Where the bank wrote another balance than its lines come to, or they come to less than nothing."""
    found, running = [], opening
    for each in lines:
        running += each.amount
        if running < 0 or each.balance not in (None, running):
            found.append((each.place, running, each.balance))
            running = running if each.balance is None else each.balance
    return found


def _write(
    account: BankAccount, source: Source, lines: Sequence[Line], until: date, membership: Membership
) -> BankStatement:
    opening = balance_on(account)
    statement = BankStatement.objects.create(
        account=account,
        place=account.statements.count() + 1,
        form=source.form.value,
        name=source.name,
        digest=source.digest,
        cells=[list(row) for row in source.cells],
        until=until,
        opening=opening,
        closing=opening + sum(each.amount for each in lines),
        taken_by=membership,
        taken_at=clock.now(),
    )
    place, running = account.lines.count(), opening
    rows = []
    for each in lines:
        place, running = place + 1, running + each.amount
        rows.append(
            BankLine(
                account=account,
                statement=statement,
                place=place,
                on=each.on,
                came_in=each.came_in,
                went_out=each.went_out,
                balance=running,
                counterpart=each.counterpart,
                remark=each.remark,
            )
        )
    BankLine.objects.bulk_create(rows, batch_size=500)
    return statement
