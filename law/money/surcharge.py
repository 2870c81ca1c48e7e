"""加算金 and 延滞金: what a grant that goes back costs beside itself, to the day (適正化法19条).

Sums × days are added up exactly; each charge is cut to the yen once, at its end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from ..acts import article
from ..deadlines import ONE_DAY, era
from ..parameters import DAYS_OF_A_YEAR, LATE_CHARGE_RATE, SURCHARGE_RATE, Parameter
from ..rules import rule
from ..text import ja
from .trace import Trace, Tracer
from .yen import Rounding, rate_text, refused, rounded, whole_yen

LAST_FIRST = article("適正化法施行令10条1項", "R1")
TO_PRINCIPAL = article("適正化法施行令10条2項", "R1")


class ReturnUnder(StrEnum):
    """The article under which a return was ordered; 加算金 stands on one of them alone."""

    CHANGED_CIRCUMSTANCES = "10(1)"
    CANCELLED = "17(1)"
    OVERPAID = "18(2)"


UNDER = {
    ReturnUnder.CHANGED_CIRCUMSTANCES: ja("適正化法10条1項の取消し"),
    ReturnUnder.CANCELLED: ja("適正化法17条1項の取消し"),
    ReturnUnder.OVERPAID: ja("適正化法18条2項（確定額を超える交付）"),
}


@dataclass(frozen=True)
class DatedSum:
    """Money that was received or paid back on a day."""

    on: date
    amount: int


@dataclass(frozen=True)
class Stretch:
    """Days, both counted, on which the same sum was owed."""

    first: date
    last: date
    owed: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def product(self) -> int:
        return self.owed * self.days


@dataclass(frozen=True)
class Charges:
    surcharge: int
    late_charge: int
    trace: Trace


@dataclass(frozen=True)
class ReturnOrder:
    """What is to go back, why, by when, and the payments that it came from."""

    amount: int
    under: ReturnUnder
    due: date
    payments: Sequence[DatedSum]


def charges(order: ReturnOrder, refunds: Sequence[DatedSum], *, as_of: date) -> Charges:
    """Both charges as they stand at the end of `as_of`; what is not paid back accrues until then."""
    _check(order, refunds, as_of)
    by_day = _per_day(refunds)
    principal, above = _to_principal(by_day, order.amount)
    surcharge, of_surcharge = _surcharge(order, principal, as_of)
    late, of_late = _late_charge(order, principal, as_of)
    return Charges(surcharge, late, (*above, *of_surcharge, *of_late))


@rule("S19", "R1")
def _surcharge(order: ReturnOrder, refunds: Sequence[DatedSum], as_of: date) -> tuple[int, Trace]:
    """From the day of receipt to the day of payment, both counted; after 17条1項 only."""
    if order.under is not ReturnUnder.CANCELLED:
        none = Tracer(SURCHARGE_RATE.source_on(as_of))
        none.step(
            ja("加算金（17条1項の取消しによる返還ではないため、かからない）"),
            0,
            ((ja("返還の根拠"), UNDER[order.under]),),
        )
        return 0, tuple(none.lines)
    tracer = Tracer(LAST_FIRST)
    tranches = received_last_first(order.payments, order.amount)
    for tranche in tranches:
        label = ja("返還額のうち、{day}に受領したものとする額").format(day=era(tranche.on))
        received = sum(each.amount for each in order.payments if each.on == tranche.on)
        tracer.step(label, tranche.amount, ((ja("受領額"), received), (ja("返還額"), order.amount)))
    owed = stretches(tranches, refunds, until=as_of)
    amount, lines = _accrued(ja("加算金"), owed, SURCHARGE_RATE, as_of)
    return amount, (*tracer.lines, *lines)


@rule("S19b", "R1")
def _late_charge(order: ReturnOrder, refunds: Sequence[DatedSum], as_of: date) -> tuple[int, Trace]:
    """From the day after the due date to the day of payment, on what is still unpaid (施行令11条)."""
    owed = stretches([DatedSum(order.due + ONE_DAY, order.amount)], refunds, until=as_of)
    return _accrued(ja("延滞金"), owed, LATE_CHARGE_RATE, as_of)


@rule("R1")
def received_last_first(payments: Iterable[DatedSum], amount: int) -> list[DatedSum]:
    """What goes back counts as received on the last day, then on the one before, until it is reached."""
    found, left = [], amount
    for paid in reversed(_per_day(payments)):
        if left:
            found.append(DatedSum(paid.on, min(paid.amount, left)))
            left -= found[-1].amount
    return found


@rule("R1")
def stretches(owed: Sequence[DatedSum], refunds: Sequence[DatedSum], *, until: date) -> list[Stretch]:
    """What is owed from its day on, less what was paid, from the day after that: a falling base."""
    after = until + ONE_DAY
    days = {each.on for each in owed} | {each.on + ONE_DAY for each in refunds}
    marks = sorted({day for day in days if day < after} | {after})
    found = [
        Stretch(first, then - ONE_DAY, _owed_on(first, owed, refunds)) for first, then in pairwise(marks)
    ]
    return [each for each in found if each.owed]


def _owed_on(day: date, owed: Sequence[DatedSum], refunds: Sequence[DatedSum]) -> int:
    begun = sum(each.amount for each in owed if each.on <= day)
    paid = sum(each.amount for each in refunds if each.on < day)
    return max(begun - paid, 0)


@rule("R2")
def _accrued(label: str, owed: Sequence[Stretch], rate: Parameter[Fraction], day: date) -> tuple[int, Trace]:
    """Sum × days × rate ÷ 365, cut to the yen once."""
    tracer = Tracer(rate.source_on(day), label + ja("："))
    for each in owed:
        span = ja("{first}から{last}までの積数（円・日）").format(first=era(each.first), last=era(each.last))
        tracer.step(span, each.product, ((ja("未納の返還額"), each.owed), (ja("日数"), each.days)))
    product = sum(each.product for each in owed)
    year = DAYS_OF_A_YEAR.on(day)
    of_year = Tracer(DAYS_OF_A_YEAR.source_on(day), tracer.prefix, tracer.lines)
    of_year.step(DAYS_OF_A_YEAR.label, year, ())
    total = Tracer(rate.source_on(day), lines=tracer.lines)
    inputs = (
        (ja("積数の合計（円・日）"), product),
        (rate.label, percent(rate.on(day))),
        (ja("一年の日数"), year),
    )
    amount = rounded(product * rate.on(day) / year, unit=1, rounding=Rounding.CUT)
    return total.step(label, amount, inputs, ja("1円未満切捨て（最後に一度）")), tuple(tracer.lines)


def percent(rate: Fraction) -> str:
    """As letters and traces print a rate of a year."""
    hundredths = rate * 10_000
    if hundredths.denominator > 1:
        return rate_text(rate)
    whole, below = divmod(hundredths.numerator, 100)
    return f"{whole}.{below:02}%"


def _per_day(sums: Iterable[DatedSum]) -> list[DatedSum]:
    """By day, those of one day together: the order in which they were written says nothing."""
    found: dict[date, int] = {}
    for each in sums:
        found[each.on] = found.get(each.on, 0) + each.amount
    return [DatedSum(day, found[day]) for day in sorted(found)]


@rule("R1")
def _to_principal(refunds: Sequence[DatedSum], amount: int) -> tuple[list[DatedSum], Trace]:
    """What is paid goes to the returned sum until that is met; what is above it is for the charges."""
    tracer = Tracer(TO_PRINCIPAL)
    found, left = [], amount
    for each in refunds:
        taken = min(each.amount, left)
        left -= taken
        if taken:
            found.append(DatedSum(each.on, taken))
        if each.amount > taken:
            label = ja("{day}の納付額のうち、返還額を超えるため加算金・延滞金に充てる額")
            inputs = ((ja("納付額"), each.amount), (ja("返還額に充てた額"), taken))
            tracer.step(label.format(day=era(each.on)), each.amount - taken, inputs)
    return found, tuple(tracer.lines)


def _check(order: ReturnOrder, refunds: Sequence[DatedSum], as_of: date) -> None:
    for label, each in (
        (ja("返還額"), order.amount),
        *((ja("受領額"), paid.amount) for paid in order.payments),
        *((ja("納付額"), paid.amount) for paid in refunds),
    ):
        if whole_yen(each, label) == 0:
            raise refused("nothing_to_count", ja("{label}は、1円以上で入力してください。"), label)
    if order.amount > sum(each.amount for each in order.payments):
        sentence = ja("{label}が、受領額の合計を超えています。受領と返還額を確かめてください。")
        raise refused("more_than_received", sentence, ja("返還額"))
    received = [each.on for each in order.payments]
    if order.due < max(received):
        sentence = ja("{label}が、最後の受領の日より前です。日付を確かめてください。")
        raise refused("due_before_receipt", sentence, ja("納期限"))
    if any(each.on < min(received) for each in refunds):
        sentence = ja("{label}が、最初の受領の日より前です。日付を確かめてください。")
        raise refused("refund_before_receipt", sentence, ja("納付の日"))
    if as_of < min(received):
        sentence = ja("{label}が、最初の受領の日より前です。日付を確かめてください。")
        raise refused("before_receipt", sentence, ja("計算の基準日"))
