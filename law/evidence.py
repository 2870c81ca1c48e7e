"""証憑: what the payments on a cost line show, and what is asked about them.

Questions, never verdicts: none of them closes an act. What an order before the decision costs is decided by
NIBN line by line; here it is only seen. The statute names no paper; the list of papers and the sum from which a
second quote is asked for are the scheme's, with what practice knows as the default.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .acts import Source, article, practice
from .deadlines import era
from .rules import rule
from .states import State
from .text import ja


class Step(StrEnum):
    """What happens to a purchase, in the order in which it happens."""

    QUOTED = "quoted"
    ORDERED = "ordered"
    CONTRACTED = "contracted"
    DELIVERED = "delivered"
    INSPECTED = "inspected"
    INVOICED = "invoiced"
    PAID = "paid"


STEP_LABELS: Mapping[str, str] = {
    Step.QUOTED: ja("見積"),
    Step.ORDERED: ja("発注"),
    Step.CONTRACTED: ja("契約"),
    Step.DELIVERED: ja("納品"),
    Step.INSPECTED: ja("検収"),
    Step.INVOICED: ja("請求"),
    Step.PAID: ja("支払"),
}
RIVAL_LABEL = ja("相見積")


class PaperKind(State):
    """What a file hung on a payment shows."""

    QUOTE = "quote", ja("見積書")
    RIVAL = "rival", ja("相見積書")
    CHOICE = "choice", ja("選定理由書")
    ORDER = "order", ja("発注書・注文書")
    CONTRACT = "contract", ja("契約書・請書")
    DELIVERY = "delivery", ja("納品書")
    INSPECTION = "inspection", ja("検収書")
    INVOICE = "invoice", ja("請求書")
    PAYMENT = "payment", ja("支払を確認できる書類")
    OTHER = "other", ja("その他の書類")


# Practice: what 経費発生調書 is held against. A scheme says another list for each of its cost categories.
REQUIRED = (
    PaperKind.QUOTE,
    PaperKind.ORDER,
    PaperKind.DELIVERY,
    PaperKind.INSPECTION,
    PaperKind.INVOICE,
    PaperKind.PAYMENT,
)
RIVAL_FROM = 1_000_000  # yen; practice, and a scheme may say another sum


class PayMethod(State):
    TRANSFER = "transfer", ja("銀行振込")
    CASH = "cash", ja("現金")
    CARD = "card", ja("クレジットカード")
    BILL = "bill", ja("手形・電子記録債権")
    OFFSET = "offset", ja("相殺")
    OTHER = "other", ja("その他")


class Code(StrEnum):
    DAYS_OUT_OF_ORDER = "days_out_of_order"
    ORDERED_EARLY = "ordered_before_decision"
    PAID_OUTSIDE = "paid_outside_period"
    RELATED = "related_supplier"
    ONE_QUOTE = "one_quote"
    SUMS_DIFFER = "sums_differ"
    SAME_INVOICE = "same_invoice"
    SAME_FILE = "same_file"


@dataclass(frozen=True)
class Row:
    """`told`: shown to the company too. What is about another grant is the office's alone."""

    code: Code
    label: str
    source: Source
    told: bool = True


_PRACTICE = practice("実績報告書の審査における証拠書類の確認")
_TWICE = practice("同じ支払に二つの補助金が交付されていないかの確認")
# fmt: off
QUESTIONS: Mapping[str, Row] = {row.code: row for row in (
    Row(Code.DAYS_OUT_OF_ORDER, ja("日付の順序"),        _PRACTICE),
    Row(Code.ORDERED_EARLY,     ja("決定前の発注・契約"), practice("事前着手", "R9")),
    Row(Code.PAID_OUTSIDE,      ja("期間外の支払"),      _PRACTICE),
    Row(Code.RELATED,           ja("関係会社との取引"),   _PRACTICE),
    Row(Code.ONE_QUOTE,         ja("相見積・選定理由"),   article("適正化法7条1項（契約その他経費の使用に関する条件）", "S7")),
    Row(Code.SUMS_DIFFER,       ja("報告額との差"),      _PRACTICE),
    Row(Code.SAME_INVOICE,      ja("同じ請求書"),        _TWICE, told=False),
    Row(Code.SAME_FILE,         ja("同じ書類"),          _TWICE, told=False),
)}
# fmt: on


@dataclass(frozen=True)
class Payment:
    """One row as it is kept. `days`: step → its day; `sums`: step → whole yen; what is not known is not in them."""

    days: Mapping[str, date] = field(default_factory=dict)
    sums: Mapping[str, int] = field(default_factory=dict)
    rival_on: date | None = None
    has_rival: bool = False
    reason: str = ""
    is_related: bool = False


@dataclass(frozen=True)
class Terms:
    """What a row is held against: `decided_on` is the first decision that contains its item."""

    decided_on: date | None
    starts_on: date
    ends_on: date
    rival_from: int = RIVAL_FROM


@dataclass(frozen=True)
class Asked:
    """One question about a row: its code in the table, and the sentence."""

    code: Code
    text: str

    @property
    def is_told(self) -> bool:
        return QUESTIONS[self.code].told


def questions(row: Payment, terms: Terms) -> list[Asked]:
    """What a row asks by itself, in the order of the table. Its days may be any, in any number."""
    found = (
        *_out_of_order(row),
        *_ordered_early(row, terms),
        *_paid_outside(row, terms),
        *_related(row),
        *_one_quote(row, terms),
    )
    return list(found)


def _out_of_order(row: Payment) -> Iterable[Asked]:
    """Each day beside the latest one before it; the second quote belongs before the order."""
    latest: tuple[str, date] | None = None
    for step in Step:
        day = row.days.get(step)
        if day is None:
            continue
        if latest is not None and day < latest[1]:
            yield _before(STEP_LABELS[step], day, *latest)
        if latest is None or day >= latest[1]:
            latest = (STEP_LABELS[step], day)
    bound = min(
        (row.days[step] for step in (Step.ORDERED, Step.CONTRACTED) if step in row.days), default=None
    )
    if row.rival_on is not None and bound is not None and bound < row.rival_on:
        yield _before(ja("発注・契約"), bound, RIVAL_LABEL, row.rival_on)


def _before(label: str, day: date, earlier: str, than: date) -> Asked:
    text = ja("{label}の日（{day}）が、{earlier}の日（{than}）より前です。")
    return Asked(
        Code.DAYS_OUT_OF_ORDER, text.format(label=label, day=era(day), earlier=earlier, than=era(than))
    )


@rule("R9")
def _ordered_early(row: Payment, terms: Terms) -> Iterable[Asked]:
    """On the day of the decision is not before it; a row without an order is asked by its contract."""
    if terms.decided_on is None:
        return
    for step in (Step.ORDERED, Step.CONTRACTED):
        day = row.days.get(step)
        if day is not None and day < terms.decided_on:
            text = ja("{label}の日（{day}）が、交付の決定（{decided}）より前です。")
            words = {"label": STEP_LABELS[step], "day": era(day), "decided": era(terms.decided_on)}
            yield Asked(Code.ORDERED_EARLY, text.format(**words))


def _paid_outside(row: Payment, terms: Terms) -> Iterable[Asked]:
    day = row.days.get(Step.PAID)
    if day is None or terms.starts_on <= day <= terms.ends_on:
        return
    text = ja("支払の日（{day}）が、補助事業の期間（{start}から{end}まで）の外です。")
    words = {"day": era(day), "start": era(terms.starts_on), "end": era(terms.ends_on)}
    yield Asked(Code.PAID_OUTSIDE, text.format(**words))


def _related(row: Payment) -> Iterable[Asked]:
    if row.is_related:
        text = ja("支払の相手が関係会社です。利益などを除いた額か、確かめてください。")
        yield Asked(Code.RELATED, text)


def _one_quote(row: Payment, terms: Terms) -> Iterable[Asked]:
    """From the scheme's sum on; the largest sum that the row tells is the one that counts."""
    largest = max(row.sums.values(), default=0)
    if largest < terms.rival_from or row.has_rival or row.reason:
        return
    text = ja("{sum:,}円以上の取引ですが、相見積も選定の理由もありません。")
    yield Asked(Code.ONE_QUOTE, text.format(sum=terms.rival_from))


# What needs to be known of more than one row


@dataclass(frozen=True)
class Sums:
    """Of one cost line, in whole yen: paid in all, and what of it may be granted on."""

    total: int
    eligible: int


def sum_questions(kept: Sums, told: Sums) -> list[Asked]:
    """The rows of a line against what its report says of it."""
    pairs = (
        (ja("総事業費"), kept.total, told.total),
        (ja("補助対象経費"), kept.eligible, told.eligible),
    )
    text = ja("証憑の{label}の合計（{kept:,}円）と、報告する額（{told:,}円）が一致しません。")
    return [
        Asked(Code.SUMS_DIFFER, text.format(label=label, kept=had, told=said))
        for label, had, said in pairs
        if had != said
    ]


def same_invoice(places: Iterable[str]) -> list[Asked]:
    """`places`: the other grants, as the office names them; empty where there is none."""
    text = ja("同じ取引先の同じ番号の請求書が、ほかの交付にもあります：{places}")
    return _elsewhere(Code.SAME_INVOICE, text, places)


def same_file(places: Iterable[str]) -> list[Asked]:
    text = ja("同じ内容の書類が、ほかの交付にもあります：{places}")
    return _elsewhere(Code.SAME_FILE, text, places)


def _elsewhere(code: Code, text: str, places: Iterable[str]) -> list[Asked]:
    named = sorted(set(places))
    return [Asked(code, text.format(places="、".join(named)))] if named else []


# What is required


def missing(required: Iterable[str], there: Iterable[str]) -> list[PaperKind]:
    """Papers of the list that nothing shows; a contract stands for an order, since it holds one."""
    shown = set(there)
    if PaperKind.CONTRACT in shown:
        shown.add(PaperKind.ORDER)
    return [PaperKind.of(kind) for kind in required if kind not in shown]
