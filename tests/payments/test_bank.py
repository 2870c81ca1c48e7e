"""The book equals the bank: statements that add up, matches whose sums agree, months signed by another."""

from datetime import date

import pytest

from funds.ledger.entries import confirm_entry, draft_reversal
from funds.ledger.investments import redeem_investment
from law.acts import Refused
from law.bank import StatementForm
from payments.bank.months import Month, months_to_sign, opening_difference
from payments.bank.proposals import proposals
from payments.bank.sums import open_lines
from payments.models import BankMatch, BankStatement
from payments.services.matching import undo_match
from payments.services.month_sheets import drop_month_sheet, sign_month_sheet
from payments.services.statements import Source
from tests.cast import membership
from tests.funds.ledger import booking as k

from . import banking as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

OKU = k.OKU
DAY = date(2026, 4, 10)


@pytest.fixture
def book():
    return b.fund(DAY)


@pytest.fixture
def at(book):
    return book.bank_accounts.get()


def codes(refused) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


april = b.april


# 明細


def test_lines_lead_from_one_balance_to_the_next(at):
    with b.on(b.MAY):
        april(at)
        b.taken(at, b.line(b.MAY, -1000, "ミホンギンコウ"), until=b.MAY)
    assert list(at.lines.values_list("place", "balance")) == [(1, 3 * OKU), (2, 3 * OKU - 1000)]
    assert [each.opening for each in at.statements.all()] == [3 * OKU, 0]


def test_what_does_not_add_up_is_refused_with_the_difference(at):
    with b.on(b.MAY), pytest.raises(Refused, match="差額-1円") as refused:
        b.taken(at, b.line(DAY, 3 * OKU), until=DAY, closing=3 * OKU - 1)
    assert codes(refused) == {"does_not_add_up"}
    assert not BankStatement.objects.exists()


def test_a_row_whose_balance_is_another_is_named_with_the_difference(at):
    lines = [
        b.line(DAY, 100, place=2, balance=100),
        b.line(DAY, 100, "二", place=3, balance=150),
        b.line(DAY, 50, "三", place=4, balance=200),
    ]
    with b.on(b.MAY), pytest.raises(Refused, match=r"3行目.*差額-50円") as refused:
        b.taken(at, *lines, until=DAY, closing=250)
    assert codes(refused) == {"balances_differ"}


def test_nothing_falls_below_zero(at):
    with b.on(b.MAY), pytest.raises(Refused, match="0円を下回ります"):
        b.taken(at, b.line(DAY, -1), until=DAY, closing=-1)


def test_a_file_that_begins_elsewhere_is_refused(at):
    source = Source(StatementForm.ZENGIN, "4月.txt", "a" * 64, (), 5)
    with b.on(b.MAY), pytest.raises(Refused, match="間の期間の明細") as refused:
        b.taken(at, b.line(DAY, 1), until=DAY, source=source)
    assert codes(refused) == {"other_opening"}


def test_the_same_file_is_refused(at):
    source = Source(StatementForm.SHEET, "4月.csv", "a" * 64)
    with b.on(b.MAY):
        b.taken(at, b.line(DAY, 1), until=DAY, source=source)
        with pytest.raises(Refused, match="1番の明細として取込済み") as refused:
            b.taken(at, b.line(DAY, 1, "もう一度"), until=DAY, source=source)
    assert codes(refused) == {"file_known"}


def test_the_same_lines_are_asked_about(at):
    first, second = b.line(DAY, 1, "一"), b.line(DAY, 2, "二")
    with b.on(b.MAY):
        b.taken(at, first, second, until=DAY)
        with pytest.raises(Refused, match="1行あります") as refused:
            b.taken(at, second, b.line(b.MAY, 3), until=b.MAY)
        assert codes(refused) == {"lines_known"}
        b.taken(at, second, b.line(b.MAY, 3), until=b.MAY, known="skip", closing=6)
        b.taken(at, b.line(b.MAY, 3), until=b.MAY, known="keep")
    assert [each.came_in for each in at.lines.all()] == [1, 2, 3, 3]


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2026, 4, 21)])
def test_a_line_stands_within_its_statement(at, day):
    with b.on(b.MAY), pytest.raises(Refused, match="1行目") as refused:
        b.taken(at, b.line(day, 1), until=date(2026, 4, 20))
    assert codes(refused) == {"days_out_of_order"}


def test_a_statement_tells_of_no_day_to_come(at):
    with b.on(DAY), pytest.raises(Refused) as refused:
        b.taken(at, until=b.MAY)
    assert codes(refused) == {"until_out_of_order"}


def test_a_later_account_opens_empty(book):
    with b.on(b.MAY):
        with pytest.raises(Refused) as refused:
            b.account(book, balance=5, opening_on=b.MAY, number="2222222")
        b.account(book, balance=0, opening_on=b.MAY, number="2222222")
        with pytest.raises(Refused) as again:
            b.account(book, balance=0, opening_on=b.MAY, number="2222222")
    assert (codes(refused), codes(again)) == ({"not_empty"}, {"account_known"})


# 突合


def test_the_same_sum_within_some_days_is_proposed(book, at):
    with b.on(b.MAY):
        april(at, b.line(date(2026, 4, 28), 7, "利息"))
        found = proposals(open_lines(at), b.items_of(book))
    assert [(each.line.amount, [item.amount for item in each.items]) for each in found] == [
        (3 * OKU, [3 * OKU])
    ]


def test_what_lies_too_far_apart_is_not_proposed(book, at):
    with b.on(b.MAY):
        b.taken(at, b.line(date(2026, 4, 18), 3 * OKU), until=date(2026, 4, 30))
        assert proposals(open_lines(at), b.items_of(book)) == []


def test_two_lines_are_one_item(book, at):
    with b.on(b.MAY):
        b.taken(at, b.line(DAY, OKU), b.line(DAY, 2 * OKU), until=date(2026, 4, 30))
        b.matched(book, list(open_lines(at)), b.items_of(book))
        assert (b.items_of(book), list(open_lines(at))) == ([], [])


def test_sums_that_differ_are_refused_with_the_difference(book, at):
    with b.on(b.MAY):
        b.taken(at, b.line(DAY, OKU), until=date(2026, 4, 30))
        with pytest.raises(Refused, match="差額-200,000,000円") as refused:
            b.matched(book, list(open_lines(at)), b.items_of(book))
        with pytest.raises(Refused) as nothing:
            b.matched(book, [], [])
    assert (codes(refused), codes(nothing)) == ({"sums_differ"}, {"nothing_chosen"})
    assert not BankMatch.objects.exists()


def test_what_is_matched_is_not_matched_again_until_it_is_undone(book, at):
    with b.on(b.MAY):
        april(at)
        [line], [item] = list(open_lines(at)), b.items_of(book)
        match = b.matched(book, [line], [item])
        with pytest.raises(Refused):
            b.matched(book, [line], [item])
        with pytest.raises(Refused, match="理由"):
            undo_match(match=match, note=" ", membership=membership(b.TILL))
        undo_match(match=match, note="取り違え", membership=membership(b.TILL))
        assert b.items_of(book) == [item]
        b.matched(book, [line], [item])
    assert sorted(BankMatch.objects.values_list("state", flat=True)) == ["matched", "undone"]


def test_a_mistaken_entry_and_its_mirror_never_show_at_the_bank(book, at):
    with b.on(DAY):
        entry = k.entered(book, "record_interest", 500)
        reversal = draft_reversal(
            posting=entry.postings.get(), note="誤り", membership=membership("nibn_officer")
        )
        confirm_entry(entry=reversal, membership=membership(b.TILL))
        pair = [each for each in b.items_of(book) if abs(each.amount) == 500]
        assert sorted(each.amount for each in pair) == [-500, 500]
        b.matched(book, [], pair)
        assert [each.amount for each in b.items_of(book)] == [3 * OKU]


def test_money_that_is_invested_leaves_the_account_and_comes_back(book, at):
    with b.on(date(2026, 4, 20)):
        kept = k.kept(book, OKU)
    with b.on(b.MAY):
        april(at, b.line(date(2026, 4, 20), -OKU, "テイキ"))
        b.all_matched(at)
        assert Month(at, b.APRIL).figures == (2 * OKU, 0, 0, 2 * OKU)
        redeem_investment(investment=kept, on=b.MAY, membership=membership(b.TILL))
        assert [each.amount for each in b.items_of(book)] == [OKU]
        assert Month(at, b.APRIL).figures == (2 * OKU, 0, 0, 2 * OKU)


def test_money_moved_between_two_accounts_is_two_lines(book, at):
    with b.on(b.MAY):
        other = b.account(book, balance=0, opening_on=b.APRIL, number="2222222")
        april(at, b.line(date(2026, 4, 20), -OKU, "フリカエ"))
        b.taken(other, b.line(date(2026, 4, 20), OKU, "フリカエ"), until=date(2026, 4, 30))
        b.matched(book, [at.lines.get(went_out=OKU), other.lines.get()], [])
        b.all_matched(at)
        assert Month(other, b.APRIL).figures == (OKU, 0, 0, OKU)
        assert Month(at, b.APRIL).figures == (2 * OKU, 0, 0, 2 * OKU)
        with pytest.raises(Refused, match="2222222") as refused:
            b.drafted(at)
        assert codes(refused) == {"others_open"}
        b.signed(other)
        b.signed(at)


# 月次の照合表


def test_a_month_is_drafted_by_one_and_signed_by_another(book, at):
    with b.on(b.MAY):
        april(at)
        b.all_matched(at)
        sheet = b.drafted(at)
        with pytest.raises(Refused) as refused:
            sign_month_sheet(sheet=sheet, membership=membership(b.TILL))
        assert codes(refused) == {"same_person"}
        sign_month_sheet(sheet=sheet, membership=membership(b.HEAD))
    assert (sheet.state, sheet.book_balance, sheet.bank_balance) == ("signed", 3 * OKU, 3 * OKU)


def test_what_the_bank_shows_later_is_in_transit(book, at):
    with b.on(date(2026, 4, 30)):
        k.entered(book, "record_administration", 1000, book.sources.get())
    with b.on(b.MAY):
        april(at)
        b.all_matched(at)
        sheet = b.signed(at)
        assert (sheet.book_balance, sheet.in_transit, sheet.bank_balance) == (3 * OKU - 1000, -1000, 3 * OKU)
        assert [row.amount for row in sheet.rows.all()] == [-1000]
        b.taken(at, b.line(b.MAY, -1000), until=b.MAY)
        b.all_matched(at)
    assert set(BankMatch.objects.values_list("month", flat=True)) == {b.APRIL, b.MAY}


def test_a_line_that_the_book_does_not_know_is_explained(book, at):
    with b.on(b.MAY):
        april(at, b.line(date(2026, 4, 30), 7, "リソク"))
        b.matched(book, [at.lines.get(came_in=3 * OKU)], b.items_of(book))
        with pytest.raises(Refused) as refused:
            b.drafted(at, why=" ")
        assert codes(refused) == {"unexplained"}
        sheet = b.signed(at)
    assert (sheet.unmatched, sheet.difference) == (7, 0)
    assert [(row.label, row.explanation) for row in sheet.rows.all()] == [("リソク", "説明の印")]


def test_an_opening_that_the_book_does_not_know_is_a_difference(book):
    with b.on(b.MAY):
        book.bank_accounts.get()
        other = k.opened("innovative-drug")
        at = b.account(other, balance=5, number="3333333")
        b.taken(at, until=date(2026, 4, 30))
        assert opening_difference(at) == 5
        with pytest.raises(Refused, match="差額が5円") as refused:
            b.drafted(at)
    assert codes(refused) == {"differs"}


def test_a_month_waits_for_its_end_its_statement_and_the_month_before(at):
    with b.on(b.MAY):
        with pytest.raises(Refused) as short:
            b.drafted(at)
        april(at)
        with pytest.raises(Refused) as early:
            b.drafted(at, b.MAY)
        b.drafted(at)
        with pytest.raises(Refused) as twice:
            b.drafted(at)
    assert "statement_short" in codes(short)
    assert {"month_runs", "earlier_open"} <= codes(early)
    assert codes(twice) == {"sheet_waits"}


def test_what_changed_since_the_draft_is_not_signed(book, at):
    with b.on(b.MAY):
        april(at)
        sheet = b.drafted(at)
        b.all_matched(at)
        with pytest.raises(Refused) as refused:
            sign_month_sheet(sheet=sheet, membership=membership(b.HEAD))
        assert codes(refused) == {"sheet_changed"}
        drop_month_sheet(sheet=sheet, note="作り直し", membership=membership(b.HEAD))
        b.signed(at)
    assert list(at.sheets.values_list("state", flat=True).order_by("drafted_at")) == ["dropped", "signed"]


def test_a_signed_month_takes_no_more_lines_or_matches(book, at):
    with b.on(b.MAY):
        april(at)
        match = b.matched(book, list(open_lines(at)), b.items_of(book))
        b.signed(at)
        with pytest.raises(Refused) as late:
            b.taken(at, b.line(date(2026, 4, 30), 1), until=b.MAY)
        with pytest.raises(Refused) as undone:
            undo_match(match=match, note="取り違え", membership=membership(b.TILL))
    assert (codes(late), codes(undone)) == ({"days_out_of_order"}, {"month_signed"})


def test_a_correction_is_another_version_that_names_the_former(book, at):
    with b.on(b.MAY):
        april(at)
        b.all_matched(at)
        first = b.signed(at)
        k.entered(book, "record_interest", 9, effective_on=date(2026, 4, 30))
        with pytest.raises(Refused) as refused:
            b.drafted(at)
        second = b.signed(at, reason="4月30日の利息の記帳がもれていたため。")
    assert codes(refused) == {"no_reason"}
    assert (second.version, second.former, second.in_transit, first.in_transit) == (2, first, 9, 0)
    first.refresh_from_db()
    assert first.book_balance == 3 * OKU


def test_months_that_are_over_wait(at):
    with b.on(date(2026, 6, 1)):
        assert months_to_sign(at) == [b.APRIL, b.MAY]
        april(at)
        b.all_matched(at)
        b.signed(at)
        assert months_to_sign(at) == [b.MAY]
