"""入出金取引明細 in the published format of 全国銀行協会: fixed records of 200 bytes, JIS X 0201.

Header 1 (種別コード 03), one data record 2 for each move, trailer 8, end 9; here of 普通・当座・貯蓄預金, whose
data records are alike. Dates are YYMMDD of the era. 取引前残高 and 取引後残高 may be blank.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..acts import Reason, Refused
from ..deadlines import ERAS
from ..text import ja
from .records import number_of, records_of

LENGTH, MOVES = 200, "03"
CAME_IN, WENT_OUT = "1", "2"
OVERDRAWN = "2"
LIQUID = frozenset("124")  # 普通, 当座, 貯蓄; 通知・定期 have other data records


@dataclass(frozen=True)
class Move:
    """One data record."""

    place: int
    on: date
    came_in: int
    went_out: int
    counterpart: str
    remark: str


@dataclass(frozen=True)
class Moves:
    """What a bank tells of one account; a balance is None where the bank left it blank."""

    bank_code: str
    branch_code: str
    kind: str
    number: str
    until: date
    opening: int | None
    closing: int | None
    moves: Sequence[Move]


def is_statement(content: bytes) -> bool:
    """Whether it looks like one: nothing else that is taken in begins so."""
    return content.startswith(b"1" + MOVES.encode())


def read_moves(content: bytes) -> Moves:
    """Raises Refused, with the record it is about, for anything that is no whole statement of one account."""
    records = records_of(content, LENGTH)
    kinds = "".join(record[0] for record in records)
    if kinds != f"1{'2' * (len(kinds) - 3)}89" or records[0][1:3] != MOVES:
        raise _unreadable(
            ja(
                "一つの口座の入出金取引明細のファイルではありません。ヘッダー、データ、トレーラー、エンドが"
                "一組だけ並ぶファイルを、口座ごとに選んでください。"
            )
        )
    header, trailer = records[0], records[-2]
    if header[62] not in LIQUID:
        raise _unreadable(ja("普通・当座・貯蓄預金の明細ではありません。定期性の預金は取り込めません。"))
    found = [_move(place, record) for place, record in enumerate(records[1:-2], start=2)]
    _refuse_other_sums(trailer, found, len(records) - 1)
    return Moves(
        bank_code=header[22:26],
        branch_code=header[41:44],
        kind=header[62],
        number=header[63:73],
        until=_day(header[16:22], 1),
        opening=_balance(header[113], header[115:129], 1),
        closing=_balance(trailer[39], trailer[40:54], len(records) - 1),
        moves=found,
    )


def _move(place: int, record: str) -> Move:
    amount = number_of(record[24:36], place)
    if record[21] not in (CAME_IN, WENT_OUT):
        raise _unreadable(ja("{place}行目の入払区分を読み取れません。").format(place=place))
    is_in = record[21] == CAME_IN
    return Move(
        place=place,
        on=_day(record[9:15], place),
        came_in=amount if is_in else 0,
        went_out=0 if is_in else amount,
        counterpart=record[81:129].strip(),
        remark=record[159:179].strip(),
    )


def _refuse_other_sums(trailer: str, found: Sequence[Move], place: int) -> None:
    places = ((1, 7), (7, 20), (20, 26), (26, 39), (54, 61))
    told = [number_of(trailer[start:end], place) for start, end in places]
    came, went = [each for each in found if each.came_in], [each for each in found if each.went_out]
    sums = [len(came), sum(each.came_in for each in came), len(went), sum(each.went_out for each in went)]
    if told != [*sums, len(found)]:
        raise _unreadable(ja("トレーラーの件数か金額が、データの合計と一致しません。"))


def _day(text: str, place: int) -> date:
    """Of the era that runs: the record does not name it."""
    figures = number_of(text, place)
    try:
        return date(ERAS[-1].first_day.year - 1 + figures // 10_000, figures // 100 % 100, figures % 100)
    except ValueError:
        raise _unreadable(ja("{place}行目の日付を読み取れません。").format(place=place)) from None


def _balance(sign: str, text: str, place: int) -> int | None:
    if not text.strip():
        return None
    amount = number_of(text, place)
    return -amount if sign == OVERDRAWN else amount


def _unreadable(text: str) -> Refused:
    return Refused(Reason("no_statement", text))
