"""振込先口座: the figures that a bank knows an account by, as people type them and as records carry them."""

import unicodedata
from enum import StrEnum

from .acts import Reason, Refused
from .text import ja

BANK_DIGITS, BRANCH_DIGITS, NUMBER_DIGITS = 4, 3, 7
MOST_HOLDER, MOST_NAME = 30, 15  # signs of a record (全銀協「総合振込」)


class DepositKind(StrEnum):
    """預金種目, by the figure that stands in the record."""

    ORDINARY = "1"
    CURRENT = "2"


DEPOSIT_LABELS = {DepositKind.ORDINARY: ja("普通"), DepositKind.CURRENT: ja("当座")}


def code(typed: str, digits: int) -> str:
    """A code of so many digits, in any width. Raises Refused otherwise."""
    found = _figures(typed)
    if len(found) == digits and found.isascii() and found.isdigit():
        return found
    text = ja("{digits}桁の数字で入力してください。")
    raise Refused(Reason("not_a_code", text.format(digits=digits), (("digits", digits),)))


def account_number(typed: str) -> str:
    """口座番号; a shorter one is led by zeros, as banks write it. Raises Refused for anything else."""
    found = _figures(typed)
    if 0 < len(found) <= NUMBER_DIGITS and found.isascii() and found.isdigit():
        return found.zfill(NUMBER_DIGITS)
    text = ja("口座番号は{digits}桁までの数字で入力してください。7桁に満たないときは、前に0を補います。")
    raise Refused(Reason("not_a_number", text.format(digits=NUMBER_DIGITS)))


def _figures(typed: str) -> str:
    return "".join(unicodedata.normalize("NFKC", typed).split())
