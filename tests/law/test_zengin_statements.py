"""入出金取引明細: what is read of it, and what is refused with the record it is about."""

from datetime import date

import pytest

from law.acts import Refused
from law.zengin import is_statement, read_moves
from tests.payments.statements import zengin


def test_every_field_is_read_from_its_place():
    told = read_moves(zengin(opening="", closing=""))
    assert (told.bank_code, told.branch_code, told.kind, told.number) == ("9901", "001", "2", "0001111111")
    assert (told.until, told.opening, told.closing) == (date(2026, 4, 30), 0, 0)
    first, second = told.moves
    assert (first.on, first.came_in, first.went_out) == (date(2026, 4, 10), 300, 0)
    assert (second.on, second.came_in, second.went_out) == (date(2026, 4, 30), 0, 7)
    assert (first.counterpart, first.remark, first.place) == ("ｺｸｺｷﾝ", "ﾃｷﾖｳ", 2)
    assert is_statement(zengin())


def test_a_balance_left_blank_is_none_and_an_overdraft_is_below_zero():
    content = zengin()
    blank = content.replace(b"1" + b"293".zfill(14), b" " * 15)
    assert read_moves(blank).closing is None
    assert read_moves(content.replace(b"1" + b"293".zfill(14), b"2" + b"293".zfill(14))).closing == -293


def test_records_may_stand_one_after_the_other():
    assert read_moves(zengin().replace(b"\r\n", b"")) == read_moves(zengin())


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (b"1030", b"1010", "入出金取引明細のファイルではありません"),
        (b"0002000111", b"0005000111", "定期性の預金"),
        (b"080410080410", b"081310081310", "2行目の日付"),
        (b"0804301", b"0804309", ""),
        (b"000000000300", b"00000000030X", "2行目の数字"),
        (b"000000000300", b"000000000301", "トレーラー"),
        (b"\r\n8", b" \r\n8", "3行目が200バイトではありません"),
    ],
)
def test_what_is_no_statement_is_refused(was, now, told):
    content = zengin()
    if was not in content:
        was, now, told = b"0804101", b"0804109", "2行目の入払区分"
    with pytest.raises(Refused, match=told):
        read_moves(content.replace(was, now, 1))


def test_two_accounts_in_one_file_are_refused():
    content = zengin()
    with pytest.raises(Refused, match="口座ごとに"):
        read_moves(content[:-(202)] + content)
