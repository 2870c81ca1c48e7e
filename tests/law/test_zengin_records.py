"""総合振込, record by record: where each field stands, and what is read of what comes back."""

from datetime import date

import pytest

from law.acts import Refused
from law.payments import is_banking_day
from law.zengin import Bank, Outcome, Payer, Transfer, read_results, transfer_file

PAYER = Payer("0000012345", "ﾐﾎﾝｷﾊﾞﾝｹﾝ", Bank("9901", "ｼｽｲﾄｳ", "001", "ﾎﾝﾃﾝ", "2", "1111111"))
FIRST = Transfer(Bank("9900", "ﾐﾎﾝ", "990", "ﾎﾝﾃﾝ", "1", "0012345"), "ﾐﾎﾝｾｲﾔｸ(ｶ", 10_000_000, 1)
SECOND = Transfer(Bank("9902", "ｻﾝﾌﾟﾙ", "002", "ﾖｼﾉ", "2", "7654321"), "ﾀｶｻｷｾｲﾔｸ(ｶ", 9_999_999_999, 2)
DAY = date(2026, 12, 1)

HEADER = (
    # first, last byte (from 1), what stands there
    (1, 1, "1"), (2, 3, "21"), (4, 4, "0"), (5, 14, "0000012345"), (15, 54, "ﾐﾎﾝｷﾊﾞﾝｹﾝ".ljust(40)),
    (55, 58, "1201"), (59, 62, "9901"), (63, 77, "ｼｽｲﾄｳ".ljust(15)), (78, 80, "001"),
    (81, 95, "ﾎﾝﾃﾝ".ljust(15)), (96, 96, "2"), (97, 103, "1111111"), (104, 120, " " * 17),
)  # fmt: skip
DATA = (
    (1, 1, "2"), (2, 5, "9900"), (6, 20, "ﾐﾎﾝ".ljust(15)), (21, 23, "990"), (24, 38, "ﾎﾝﾃﾝ".ljust(15)),
    (39, 42, "0000"), (43, 43, "1"), (44, 50, "0012345"), (51, 80, "ﾐﾎﾝｾｲﾔｸ(ｶ".ljust(30)),
    (81, 90, "0010000000"), (91, 91, "0"), (92, 101, "0000000001"), (102, 111, "0000000000"),
    (112, 112, "7"), (113, 113, " "), (114, 120, " " * 7),
)  # fmt: skip
TRAILER = ((1, 1, "8"), (2, 7, "000002"), (8, 19, "010009999999"), (20, 120, " " * 101))
END = ((1, 1, "9"), (2, 120, " " * 119))


def records() -> list[bytes]:
    content = transfer_file(PAYER, DAY, [FIRST, SECOND])
    assert content.endswith(b"\r\n")
    return content.split(b"\r\n")[:-1]


def test_every_record_has_120_bytes_in_the_order_of_the_format():
    assert [len(record) for record in records()] == [120] * 5
    assert b"".join(record[:1] for record in records()) == b"12289"


@pytest.mark.parametrize(("place", "fields"), [(0, HEADER), (1, DATA), (3, TRAILER), (4, END)])
def test_every_field_stands_where_the_format_has_it(place, fields):
    record = records()[place]
    found = [(first, last, record[first - 1 : last].decode("shift_jis")) for first, last, _text in fields]
    assert found == list(fields)
    assert [first for first, _last, _text in fields[1:]] == [last + 1 for _first, last, _text in fields[:-1]]
    assert fields[-1][1] == 120


def test_kana_is_one_byte_of_jis_x_0201():
    assert records()[1][50:59] == b"\xd0\xce\xdd\xbe\xb2\xd4\xb8(\xb6"


@pytest.mark.parametrize(
    "wrong",
    [
        Transfer(FIRST.account, FIRST.holder, 10**10, 1),
        Transfer(FIRST.account, "ｱ" * 31, 1, 1),
        Transfer(FIRST.account, "見本", 1, 1),
    ],
)
def test_what_does_not_fit_is_never_cut(wrong):
    with pytest.raises(ValueError, match=r"fit|bytes"):
        transfer_file(PAYER, DAY, [wrong])


# What comes back


def told(*codes: str, end: bytes = b"\r\n") -> bytes:
    """The file as the bank sends it back, with its result in each data record."""
    found = records()
    for place, code in enumerate(codes, start=1):
        found[place] = found[place][:113] + code.encode() + found[place][114:]
    return end.join(found)


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b""])
def test_results_are_read_on_lines_or_in_one(end):
    account = ("9900990" + "1" + "0012345", "9902002" + "2" + "7654321")
    assert read_results(told("0", "2", end=end) + b"\r\n\x1a") == [
        Outcome(1, 10_000_000, account[0], "0"),
        Outcome(2, 9_999_999_999, account[1], "2"),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "結果のファイルではありません"),
        (b"PK\x03\x04", "120バイト"),
        (transfer_file(PAYER, DAY, [FIRST]), "2行目に振込の結果がありません"),
        (told("0", "0").replace(b"8000002", b"8000003"), "件数か金額"),
        (told("0", "0").replace(b"010009999999", b"010009999998"), "件数か金額"),
        (told("0", "5"), "3行目に振込の結果がありません"),
        (told("0", "0")[122:], "結果のファイルではありません"),
        (told("0", "0").replace(b"121", b"191", 1), "結果のファイルではありません"),
        (told("0", "0")[:-1], "5行目が120バイトではありません"),
        (told("0", "0").replace(b"0010000000", b"00100A0000"), "2行目の数字"),
        (b"\xfd" * 600, "文字を読み取れません"),
    ],
)
def test_what_is_no_whole_result_is_refused(content, words):
    with pytest.raises(Refused, match=words):
        read_results(content)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 30), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 11, 23), False),
        (date(2026, 12, 30), True),
        (date(2026, 12, 31), False),
        (date(2028, 1, 3), False),
        (date(2028, 1, 4), True),
    ],
)
def test_days_on_which_banks_work(day, works):
    assert is_banking_day(day) is works
