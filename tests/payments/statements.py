"""入出金取引明細 as a bank would send it, field by field as the format is published."""

from collections.abc import Sequence

MOVES = ((1, "080410", "1", 300, "ｺｸｺｷﾝ"), (2, "080430", "2", 7, "ﾃｽｳﾘﾖｳ"))


def zengin(
    moves: Sequence[tuple[int, str, str, int, str]] = MOVES, opening: str = "0", closing: str = "293"
) -> bytes:
    came = [amount for *_rest, way, amount, _name in moves if way == "1"]
    went = [amount for *_rest, way, amount, _name in moves if way == "2"]
    header = (
        "1030" + "080501" + "080401" + "080430" + "9901" + "ｼｽｲﾄｳ".ljust(15) + "001" + "ﾎﾝﾃﾝ".ljust(15)
        + "000" + "2" + "0001111111" + "ﾐﾎﾝｷﾊﾞﾝｹﾝ".ljust(40) + "1" + "1" + opening.zfill(14) + " " * 71
    )  # fmt: skip
    trailer = (
        "8" + f"{len(came):06}{sum(came):013}{len(went):06}{sum(went):013}" + "1" + closing.zfill(14)
        + f"{len(moves):07}" + " " * 139
    )  # fmt: skip
    records = [header, *map(_data, moves), trailer, f"9{len(moves) + 3:010}{1:05}" + " " * 184]
    assert {len(record) for record in records} == {200}
    return b"".join(record.encode("shift_jis") + b"\r\n" for record in records)


def _data(move: tuple[int, str, str, int, str]) -> str:
    number, day, way, amount, name = move
    return (
        f"2{number:08}{day}{day}{way}11{amount:012}" + "0" * 12 + " " * 12 + " " + " " * 7 + "000"
        + "0" * 10 + name.ljust(48) + " " * 15 + " " * 15 + "ﾃｷﾖｳ".ljust(20) + " " * 20 + " "
    )  # fmt: skip
