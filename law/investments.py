"""How a fund's money may be kept: 通則法47条 as 附則20条5項・27条5項 read it."""

from dataclasses import dataclass

from .acts import Source, article
from .text import ja


def _applied(number: str) -> Source:
    return article(f"通則法47条{number}（基盤研法附則20条5項・27条5項により準用）", "N14")


LIMITS = _applied("")
_SECURITIES = _applied("1号")
_DEPOSITS = _applied("2号")
_TRUSTS = _applied("3号")


@dataclass(frozen=True)
class Means:
    """One way of keeping money; a row that is not `permitted` exists so that the refusal can name its article."""

    code: str
    label: str
    permitted: bool
    source: Source


# fmt: off
MEANS = {row.code: row for row in (
    Means("bank_deposit",       ja("銀行への預金"),                           True,  _DEPOSITS),
    Means("named_deposit",      ja("主務大臣の指定する金融機関への預金"),        True,  _DEPOSITS),
    Means("national_bond",      ja("国債"),                                  True,  _SECURITIES),
    Means("local_bond",         ja("地方債"),                                True,  _SECURITIES),
    Means("guaranteed_bond",    ja("政府保証債"),                             True,  _SECURITIES),
    Means("named_security",     ja("主務大臣の指定する有価証券"),               True,  _SECURITIES),
    Means("guaranteed_trust",   ja("金銭信託で元本補塡の契約があるもの"),        True,  _TRUSTS),
    Means("other_trust",        ja("金銭信託で元本補塡の契約がないもの"),        False, _TRUSTS),
    Means("corporate_bond",     ja("社債（主務大臣の指定がないもの）"),          False, _SECURITIES),
    Means("share",              ja("株式"),                                  False, LIMITS),
    Means("investment_fund",    ja("投資信託"),                               False, LIMITS),
    Means("other",              ja("その他"),                                False, LIMITS),
)}
# fmt: on
