"""The conditions that a decision to grant carries (適正化法7条), each with what follows when it is missed.

Those of 7条1項 go with every decision. The rest the law permits: they are printed where the officer keeps them; a scheme's
own words are conditions of 7条3項.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .acts import Source, article, practice
from .authorities import HEADS, PAYEES, Authority
from .deadlines import fiscal_year
from .text import ja

Said = dict[str, str | None]


class Kind(StrEnum):
    ALLOCATION = "allocation"
    CONTRACT = "contract"
    CONTENT = "content"
    STOPPING = "stopping"
    DELAY = "delay"
    PROFIT = "profit"
    TAX = "tax"
    BOOKS = "books"
    OTHER = "other"


_ALWAYS = article("適正化法7条1項", "S7")
CANCELS = ja("条件に違反したときは、交付の決定の全部又は一部を取り消すことがある（適正化法17条1項）。")


@dataclass(frozen=True)
class Row:
    """`always`: the law wants it in every decision; the others may be left out. In its text {head} approves, and
    {treasury} is paid back.
    """

    kind: Kind
    label: str
    text: str
    source: Source
    always: bool = False
    missed: str = CANCELS


# fmt: off
CONDITIONS: Mapping[str, Row] = {row.kind: row for row in (
    Row(Kind.ALLOCATION, ja("経費の配分の変更"), ja("補助事業に要する経費の配分の変更（軽微な変更を除く。）をする場合には、{head}の承認を受けなければならない。"), _ALWAYS, True),
    Row(Kind.CONTRACT,   ja("契約その他経費の使用"), ja("補助事業を行うため締結する契約その他補助事業に要する経費の使用の方法については、{head}の定めるところによらなければならない。"), _ALWAYS, True),
    Row(Kind.CONTENT,    ja("内容の変更"), ja("補助事業の内容の変更（軽微な変更を除く。）をする場合には、{head}の承認を受けなければならない。"), _ALWAYS, True),
    Row(Kind.STOPPING,   ja("中止・廃止"), ja("補助事業を中止し、又は廃止する場合には、{head}の承認を受けなければならない。"), _ALWAYS, True),
    Row(Kind.DELAY,      ja("遅延・遂行の困難"), ja("補助事業が予定の期間内に完了しない場合又はその遂行が困難となった場合には、速やかに{head}に報告し、その指示を受けなければならない。"), _ALWAYS, True),
    Row(Kind.PROFIT,     ja("収益の納付"), ja("補助事業の完了により相当の収益が生ずると認められる場合には、交付した補助金の全部又は一部に相当する金額を{treasury}に納付させることがある。"), article("適正化法7条2項", "S7b")),
    Row(Kind.TAX,        ja("消費税仕入控除税額の報告"), ja("消費税の申告により補助金に係る仕入控除税額が確定した場合（0円の場合を含む。）には、期限までに{head}に報告し、その額を納付しなければならない。"), practice("適正化法7条3項による条件の例（消費税仕入控除税額）", "R7")),
    Row(Kind.BOOKS,      ja("帳簿及び証拠書類の保存"), ja("補助事業に係る収入及び支出の帳簿並びに証拠書類を、額の確定の日の属する年度の終了後5年間、保管しなければならない。"), practice("適正化法7条3項による条件の例（帳簿の保存）", "R8")),
    Row(Kind.OTHER,      ja("その他の条件"), "", article("適正化法7条3項・4項", "S7c")),
)}
# fmt: on


def tax_report_due(last_year: int) -> date:
    """30 June of the second fiscal year after the last one of the work (practice, R7)."""
    return date(last_year + 2, 6, 30)


def due_of(kind: str, ends_on: date) -> date | None:
    """The day by which the standing words of this kind ask for something; most ask as it happens."""
    return tax_report_due(fiscal_year(ends_on)) if kind == Kind.TAX else None


def as_set(
    kinds: Collection[str],
    others: Sequence[tuple[str, date | None]],
    ends_on: date,
    authority: str = Authority.NIBN,
) -> list[Said]:
    """As a letter prints them and a grant keeps them: those of 7条1項 always, the chosen ones, then other words."""
    who = {"head": HEADS[Authority(authority)], "treasury": PAYEES[Authority(authority)]}
    standing = [row for row in CONDITIONS.values() if row.text and (row.always or row.kind in kinds)]
    missed = CONDITIONS[Kind.OTHER].missed
    return [
        *(_said(row.kind, row.text.format(**who), due_of(row.kind, ends_on), row.missed) for row in standing),
        *(_said(Kind.OTHER, text, due, missed) for text, due in others),
    ]


def _said(kind: str, text: str, due: date | None, missed: str) -> Said:
    due_on = due.isoformat() if due else None
    return {"kind": str(kind), "text": text, "due_on": due_on, "missed": missed}
