"""総合振込 in the published format of 全国銀行協会: fixed records of 120 bytes, JIS X 0201.

Header 1, one data record 2 for each transfer, trailer 8, end 9. Figures are led by zeros, names are
followed by spaces. The first customer code carries our own number of the transfer, so that what comes
back names it.

A bank that tells what became of each transfer sends the same records back with one figure more, where the
data record is blank on the way out (RESULT): 0 paid, anything else why not (結果コード of 口座振替).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..acts import Reason, Refused
from ..text import ja

LENGTH = 120
ENCODING = "shift_jis"
LINE_END = b"\r\n"
MOST_AMOUNT, MOST_TRANSFERS = 10**10 - 1, 10**6 - 1
TRANSFERS, JIS, BY_WIRE, NOT_NEW = "21", "0", "7", "0"
RESULT = slice(113, 114)
PAID = "0"
RESULTS = {
    "1": ja("資金不足"),
    "2": ja("取引なし（口座がないか、番号が違う）"),
    "3": ja("受取人の都合による停止"),
    "4": ja("依頼の不備"),
    "8": ja("依頼人の都合による停止"),
    "9": ja("その他"),
}


@dataclass(frozen=True)
class Bank:
    """Where an account is: its codes, names and figures as they are sent."""

    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    kind: str
    number: str


@dataclass(frozen=True)
class Payer:
    """Who pays: 委託者コード, name and account."""

    code: str
    name: str
    account: Bank


@dataclass(frozen=True)
class Transfer:
    """One data record; `reference` is our number of it within its file."""

    account: Bank
    holder: str
    amount: int
    reference: int


@dataclass(frozen=True)
class Outcome:
    """What became of one transfer: `code` of RESULTS, or PAID."""

    reference: int
    amount: int
    account: str  # bank, branch, kind and number in one
    code: str


def transfer_file(payer: Payer, on: date, transfers: Sequence[Transfer]) -> bytes:
    """The whole file, each record on a line of its own, as most banks take it."""
    total = sum(each.amount for each in transfers)
    records = [_header(payer, on), *map(_data, transfers), _trailer(len(transfers), total), "9" + " " * 119]
    return b"".join(_bytes(record) + LINE_END for record in records)


def _header(payer: Payer, on: date) -> str:
    at = payer.account
    return "".join(
        [
            f"1{TRANSFERS}{JIS}",
            _figures(payer.code, 10),
            _text(payer.name, 40),
            f"{on:%m%d}",
            _figures(at.bank_code, 4),
            _text(at.bank_name, 15),
            _figures(at.branch_code, 3),
            _text(at.branch_name, 15),
            at.kind,
            _figures(at.number, 7),
            " " * 17,
        ]
    )


def _data(each: Transfer) -> str:
    at = each.account
    return "".join(
        [
            "2",
            _figures(at.bank_code, 4),
            _text(at.bank_name, 15),
            _figures(at.branch_code, 3),
            _text(at.branch_name, 15),
            "0" * 4,  # 手形交換所番号, no longer used
            at.kind,
            _figures(at.number, 7),
            _text(each.holder, 30),
            _figures(each.amount, 10),
            NOT_NEW,
            _figures(each.reference, 10),
            "0" * 10,
            BY_WIRE,
            " " * 8,  # 識別表示 and what the bank fills in
        ]
    )


def _trailer(count: int, total: int) -> str:
    return f"8{_figures(count, 6)}{_figures(total, 12)}{' ' * 101}"


def _figures(value: int | str, width: int) -> str:
    text = str(value).zfill(width)
    if len(text) != width or not text.isascii() or not text.isdigit():
        raise ValueError(f"{value!r} does not fit into {width} figures")
    return text


def _text(value: str, width: int) -> str:
    if len(value) > width:
        raise ValueError(f"{value!r} does not fit into {width} signs")
    return value.ljust(width)


def _bytes(record: str) -> bytes:
    found = record.encode(ENCODING)
    if len(found) != LENGTH:
        raise ValueError(f"a record of {len(found)} bytes")
    return found


# What comes back


def read_results(content: bytes) -> list[Outcome]:
    """Raises Refused, with the record it is about, for anything that is no whole result of a file."""
    records = records_of(content)
    kinds = "".join(record[0] for record in records)
    if len(kinds) < 4 or kinds != f"1{'2' * (len(kinds) - 3)}89" or records[0][1:3] != TRANSFERS:
        raise unreadable(
            ja("総合振込の結果のファイルではありません。ヘッダー、データ、トレーラー、エンドの順に並びます。")
        )
    found = [_outcome(place, record) for place, record in enumerate(records[1:-2], start=2)]
    told = (number_of(records[-2][1:7], len(records) - 1), number_of(records[-2][7:19], len(records) - 1))
    if told != (len(found), sum(each.amount for each in found)):
        raise unreadable(ja("トレーラーの件数か金額が、データの合計と一致しません。"))
    return found


def records_of(content: bytes, length: int = LENGTH) -> list[str]:
    """Its records as text. Raises Refused for anything that has no such records."""
    lines = _lines(content.rstrip(b"\x1a\r\n"), length)
    try:
        texts = [line.decode(ENCODING) for line in lines]
    except UnicodeDecodeError:
        raise unreadable(
            ja("文字を読み取れません。銀行から受け取ったままのファイルを選んでください。")
        ) from None
    for place, (line, text) in enumerate(zip(lines, texts, strict=True), start=1):
        if len(line) != length or len(text) != length:
            words = {"place": place, "length": length}
            raise unreadable(ja("{place}行目が{length}バイトではありません。").format(**words))
    return texts


def _lines(content: bytes, length: int) -> Iterable[bytes]:
    """Each on its line, or one after the other."""
    lines = content.splitlines()
    if len(lines) != 1:
        return lines
    return [content[start : start + length] for start in range(0, len(content), length)]


def _outcome(place: int, record: str) -> Outcome:
    code = record[RESULT]
    if code != PAID and code not in RESULTS:
        text = ja(
            "{place}行目に振込の結果がありません。送ったファイルではなく、結果のファイルを選んでください。"
        )
        raise unreadable(text.format(place=place))
    account = record[1:5] + record[20:23] + record[42:43] + record[43:50]
    return Outcome(number_of(record[91:101], place), number_of(record[80:90], place), account, code)


def number_of(text: str, place: int) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    raise unreadable(ja("{place}行目の数字を読み取れません。").format(place=place))


def unreadable(text: str) -> Refused:
    return Refused(Reason("no_result_file", text))
