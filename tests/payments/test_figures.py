"""Two screens can't disagree: every sum shown anywhere of two grants is what the postings come to."""

import re
from collections import Counter

import pytest
from django.urls import reverse

from decisions.selectors import decision_that_grants
from funds.ledger.models import Posting
from law.accounts import KINDS, Kind, Side
from tests.api.asking import Program
from tests.decisions.deciding import signed_in
from tests.responses import main_of
from tests.taking import sheet, text

from . import paying as p

pytestmark = pytest.mark.django_db
CELL = re.compile(r'<td class="kk-number" data-label="([^"]+)">(?:<strong>)?(-?[0-9,]+)円')
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)


@pytest.fixture
def world(grant, other, book):
    """Of two grants one is paid twice in part, of the other a transfer came back first."""
    p.paid(p.released(p.claimed(grant, 10_000_001)))
    p.paid(p.released(p.claimed(grant, 7_000_000)))
    claim = p.claimed(other, 3_000_000, who="takasaki")
    run = p.released(claim)
    p.paid(run)
    p.failed(run, reason="口座相違")
    p.paid(p.released(p.again(claim)))
    return {each: decision_that_grants(each).pk for each in (grant, other)}


def posted(**of) -> Counter:
    """Kind of account → yen, from the rows of postings alone."""
    found: Counter = Counter()
    for each in Posting.objects.filter(**of).select_related("debit", "credit"):
        for account, sign in ((each.debit, 1), (each.credit, -1)):
            kind = Kind(account.kind)
            found[kind] += sign * each.amount * (1 if KINDS[kind].side is Side.DEBIT else -1)
    return found


def cells(page: str, wanted: str) -> list[int]:
    return [int(amount.replace(",", "")) for label, amount in CELL.findall(page) if label == wanted]


def shown(who: str, name: str, *named) -> str:
    return main_of(signed_in(who).get(reverse(name, args=named)).content.decode())


def test_the_board_its_file_and_the_api_say_what_the_postings_come_to(world, book):
    of = posted(book=book)
    held = of[Kind.UNCOMMITTED] + of[Kind.COMMITTED] + of[Kind.PAYABLE]
    assert (of[Kind.PAID], of[Kind.COMMITTED]) == (20_000_001, 216_000_000 - 20_000_001)
    page = shown("nibn_decider", "book", book.fund_id)
    assert f"{held:,}円" in page
    assert cells(page, "支払済み")[-2:] == [of[Kind.PAID], of[Kind.PAID]]  # by source: the whole, the state's
    assert cells(page, "未決定")[-2:] == [of[Kind.UNCOMMITTED]] * 2
    by_year = {year: posted(year=year) for year in book.years.all()}
    for year, sums in by_year.items():
        [row] = [row for row in ROW.findall(page) if f"{year}</th>" in row and "枠の残り" in row]
        assert cells(row, KINDS[Kind.PAID].label) == [sums[Kind.PAID]]
        assert cells(row, KINDS[Kind.COMMITTED].label) == [sums[Kind.COMMITTED]]
    head, whole, *_rest = sheet(signed_in("auditor"), "book", book=book.fund_id)
    file = dict(zip(head, whole, strict=True))
    said = Program("auditor").get(f"books/{book.pk}/").json()["sums"]
    for name, label, kind in (
        ("paid", "支払済み（円）", Kind.PAID),
        ("committed", "交付決定済み（未確定）（円）", Kind.COMMITTED),
        ("payable", "確定済み（未払）（円）", Kind.PAYABLE),
        ("free", "未決定の残高（円）", Kind.UNCOMMITTED),
    ):
        assert file[label] == said[name] == of[kind], name
    assert file["基金の残高（円）"] == said["held"] == held


def test_every_row_of_the_ledger_its_file_and_the_api_is_one_posting(world, book):
    amounts = list(Posting.objects.filter(book=book).order_by("-pk").values_list("amount", flat=True))
    assert cells(shown("auditor", "postings", book.fund_id), "金額") == amounts
    assert [int(row[7]) for row in text(signed_in("auditor"), "postings", book=book.fund_id)[1:]] == amounts
    said = Program("auditor").get(f"books/{book.pk}/postings/").json()["items"]
    assert [each["amount"] for each in said] == amounts


def test_a_grants_page_the_list_of_grants_and_the_payments_say_the_same(world):
    head, *rows = sheet(signed_in("nibn_officer"), "grants")
    listed = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    for grant, decision in world.items():
        of, row = posted(decision=decision), listed[grant.number]
        assert row["支払済み（円）"] == of[Kind.PAID]
        assert row["交付決定済み・未確定（円）"] == of[Kind.COMMITTED]
        assert row["交付決定額（円）"] == of[Kind.PAID] + of[Kind.COMMITTED]
        page = shown("nibn_officer", "grant_case", grant.pk)
        for label, amount in (
            ("交付決定額", of[Kind.PAID] + of[Kind.COMMITTED]),
            ("支払済みの額", of[Kind.PAID]),
            ("まだ支払われていない額", of[Kind.COMMITTED]),
        ):
            assert f"<dt>{label}</dt><dd>{amount:,}円" in page, label
        held = Program("nibn_officer").get(f"grants/{grant.pk}/holdings/").json()["items"]
        assert sum(each["held"] for each in held) == of[Kind.COMMITTED]
        payments = shown("nibn_officer", "grant_payments", grant.pk)
        for each in held:
            assert f"{each['held']:,}円" in payments


def test_what_was_claimed_and_paid_is_what_was_posted_for_it(world, book):
    paid = posted(book=book)[Kind.PAID]
    head, *rows = sheet(signed_in("nibn_accountant"), "claims")
    assert sum(row[head.index("支払済み（円）")] for row in rows) == paid
    head, *rows = sheet(signed_in("nibn_accountant"), "runs")
    assert sum(row[head.index("支払済み（円）")] for row in rows) == paid
    said = Program("nibn_accountant").get("claims/").json()["items"]
    assert sum(each["amount"] for each in said if each["state"] == "paid") == paid
