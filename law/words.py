"""What money is called under each kind of scheme. A 委託 is a contract: it never says 補助."""

from dataclasses import dataclass, replace
from typing import Any

from .acts import Source, practice
from .text import ja


@dataclass(frozen=True)
class Words:
    """`eligible`: costs that count; `expected`: the sum reckoned from them; `source`: that sum as funding."""

    eligible: str
    eligible_help: str
    total_help: str
    expected: str
    short: str
    source: str
    promise: str
    method: Source
    rate: str = ja("補助率")


_SUBSIDY: dict[str, Any] = {
    "eligible": ja("補助対象経費"),
    "eligible_help": ja("上の総事業費のうち、補助の対象になる費用です。"),
    "total_help": ja("事業にかかる費用の全額です。補助の対象にならない費用もふくみます。"),
    "expected": ja("補助金の見込額"),
    "short": ja("見込み補助額"),
    "method": practice("公募要領の算定方法（医療施設等施設整備費補助金の例による）", "R5"),
}
CERTIFICATION = Words(
    **_SUBSIDY,
    source=ja("基金からの補助（見込み）"),
    promise=ja("認定は補助金の額を約束するものではありません。額は交付の決定で決まります。"),
)
ADOPTION = Words(
    **_SUBSIDY,
    source=ja("国からの補助（見込み）"),
    promise=ja("採択は補助金の額を約束するものではありません。額は交付の決定で決まります。"),
)
COMMISSION = Words(
    eligible=ja("委託費の対象となる経費"),
    eligible_help=ja("上の総事業費のうち、委託費の対象になる費用です。"),
    total_help=ja("事業にかかる費用の全額です。委託費の対象にならない費用もふくみます。"),
    expected=ja("委託費の見込額"),
    short=ja("委託費の見込額"),
    method=practice("公募要領の算定方法（委託費）", "R5"),
    source=ja("委託費（見込み）"),
    promise=ja("選定は契約の額を約束するものではありません。額は契約で決まります。"),
)
GRANT = Words(
    **{
        **_SUBSIDY,
        "expected": ja("補助金の額"),
        "short": ja("補助金の額"),
        "method": practice("交付の決定の算定方法（医療施設等施設整備費補助金の例による）", "R5"),
    },
    source=ja("基金からの補助"),
    promise=ja("交付の決定の額は上限です。支払う額は、実績の報告の後、額の確定で決まります。"),
)
GRANT_OF_MINISTRY = replace(GRANT, source=ja("国からの補助"))
_BY_KIND = {"certification": CERTIFICATION, "adoption": ADOPTION, "commission": COMMISSION}


def words_of(kind: str) -> Words:
    """`kind` as `SchemeKind` spells it."""
    return _BY_KIND[kind]
