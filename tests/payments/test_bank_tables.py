"""What no SQL does to a fund's account at the bank, its lines, matches and signed months."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from payments.bank.sums import balance_on
from payments.models import BankLine, BankMatch, MatchedItem, MonthSheet, MonthSheetRow
from payments.services.month_sheets import drop_month_sheet
from tests.cast import membership

from . import banking as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

DAY = date(2026, 4, 10)


@pytest.fixture
def book():
    return b.fund(DAY)


def runs(sql: str, *values) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except IntegrityError:
        return False
    return True


@pytest.fixture
def stood(book):
    """April signed with a match, May with an open line."""
    at = book.bank_accounts.get()
    with b.on(b.MAY):
        b.april(at)
        b.all_matched(at)
        b.signed(at)
        b.taken(at, b.line(b.MAY, -1000), until=b.MAY)
    return at


def a_line(at, **other) -> BankLine:
    last = at.lines.order_by("-place").first()
    told = {"account": at, "statement": at.statements.first(), "place": last.place + 1, "on": last.on}
    told |= {"came_in": 5, "went_out": 0, "balance": last.balance + 5} | other
    return BankLine(**told)


@pytest.mark.parametrize(
    "wrong", [{"balance": 6}, {"place": 9}, {"on": DAY}, {"came_in": 0, "went_out": 0}, {"went_out": 1}]
)
def test_no_sql_writes_a_line_that_does_not_follow(stood, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_line(stood, **wrong).save(force_insert=True)
    a_line(stood).save(force_insert=True)


def test_no_sql_changes_what_was_taken_in_or_signed(stood):
    for table in ("bankline", "bankstatement"):
        assert not runs(f"UPDATE payments_{table} SET id = id")
        assert not runs(f"DELETE FROM payments_{table}")
    assert not runs("UPDATE payments_monthsheet SET book_balance = 1")
    assert not runs("UPDATE payments_monthsheet SET state = 'drafted'")
    assert not runs("UPDATE payments_bankmatch SET month = '2026-03-01'")
    undone = "state = 'undone', note = 'x', undone_by_id = made_by_id, undone_at = made_at"
    assert not runs(f"UPDATE payments_bankmatch SET {undone}")
    assert not runs("UPDATE payments_matchedline SET standing = false")
    assert not runs("UPDATE payments_bankaccount SET opening_balance = 1")


def test_no_sql_matches_what_does_not_agree(book, stood):
    match = BankMatch(
        book=book, state="gathered", month=b.MAY, made_by=membership(b.TILL), made_at="2026-05-01T00:00Z"
    )
    match.save(force_insert=True)
    match.lines.create(line=stood.lines.latest("place"))
    assert not runs("UPDATE payments_bankmatch SET state = 'matched' WHERE state = 'gathered'")
    with pytest.raises(IntegrityError), transaction.atomic():
        match.lines.create(line=stood.lines.earliest("place"))
    with pytest.raises(IntegrityError), transaction.atomic():
        MatchedItem.objects.create(match=match, posting=book.postings.get(), amount=1)


def test_no_sql_signs_a_sheet_that_leaves_a_line_out(book, stood):
    with b.on(date(2026, 6, 1)):
        b.taken(stood, until=date(2026, 5, 31))
        whole = b.drafted(stood, b.MAY)
        told = {field.attname: getattr(whole, field.attname) for field in MonthSheet._meta.concrete_fields}
        drop_month_sheet(sheet=whole, note="やり直し", membership=membership(b.HEAD))
    told |= {"unmatched": 0, "book_balance": balance_on(stood)}
    del told["id"]
    bare = MonthSheet(**told)
    bare.save(force_insert=True)
    head = membership(b.HEAD)
    signing = {"state": "signed", "signed_by": head, "signer_id": head.user_id, "signed_at": bare.drafted_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthSheet.objects.filter(pk=bare.pk).update(**signing)
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthSheetRow.objects.create(sheet=whole, place=9, kind="transit", on=b.MAY, label="後から", amount=1)
