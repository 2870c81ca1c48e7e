"""加算金 and 延滞金 to the day: worked examples, the articles, and what may never be false."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.acts import Refused
from law.money import DatedSum, ReturnOrder, ReturnUnder, charges, received_last_first, stretches
from law.parameters import DAYS_OF_A_YEAR, LATE_CHARGE_RATE, SURCHARGE_RATE

MAY, NOVEMBER = DatedSum(date(2026, 5, 1), 6_000_000), DatedSum(date(2026, 11, 1), 4_000_000)
DUE = date(2027, 7, 20)
JULY, AUGUST = DatedSum(date(2027, 7, 10), 3_000_000), DatedSum(date(2027, 8, 9), 2_000_000)


def order(amount=5_000_000, under=ReturnUnder.CANCELLED, due=DUE, payments=(MAY, NOVEMBER)):
    return ReturnOrder(amount, under, due, payments)


def both(order_, refunds, as_of):
    found = charges(order_, refunds, as_of=as_of)
    return found.surcharge, found.late_charge


# Worked examples


@pytest.mark.rule("S19", "S19b", "R1", "R2")
def test_two_payments_and_two_refunds():
    """6,000,000 と 4,000,000 を受領し、5,000,000 の返還を命ぜられ、二度に分けて納付した。"""
    assert both(order(), [JULY, AUGUST], AUGUST.on) == (451_200, 12_000)


@pytest.mark.rule("S19", "R1")
def test_the_last_payment_goes_back_first():
    assert received_last_first([MAY, NOVEMBER], 5_000_000) == [NOVEMBER, DatedSum(MAY.on, 1_000_000)]
    assert received_last_first([NOVEMBER, MAY], 4_000_000) == [NOVEMBER]


@pytest.mark.rule("S19")
def test_the_day_of_receipt_and_the_day_of_payment_both_count():
    """受領した日に返せば一日分：1,000,000 × 0.03%。"""
    one = order(1_000_000, payments=[DatedSum(date(2026, 5, 1), 1_000_000)])
    same_day = DatedSum(date(2026, 5, 1), 1_000_000)
    assert both(one, [same_day], same_day.on) == (300, 0)
    next_day = DatedSum(date(2026, 5, 2), 1_000_000)
    assert both(one, [next_day], next_day.on) == (600, 0)


@pytest.mark.rule("S19b")
def test_late_is_who_pays_after_the_due_date():
    """納期限の日の納付は遅れない。翌日なら一日分。"""
    for day, late in ((DUE, 0), (DUE + timedelta(1), 1_500), (DUE + timedelta(2), 3_000)):
        assert both(order(), [DatedSum(day, 5_000_000)], day)[1] == late


@pytest.mark.rule("R1")
def test_a_part_payment_lowers_the_base_from_the_next_day():
    found = stretches([DatedSum(DUE, 100)], [DatedSum(DUE + timedelta(2), 40)], until=DUE + timedelta(4))
    assert [(each.days, each.owed) for each in found] == [(3, 100), (2, 60)]


@pytest.mark.rule("R2")
def test_a_leap_year_has_a_year_of_365_days_too():
    """2028年2月29日も一日として数え、365で割る：366日分。"""
    one = order(10_000, payments=[DatedSum(date(2028, 1, 1), 10_000)], due=date(2029, 1, 1))
    refund = DatedSum(date(2028, 12, 31), 10_000)
    assert both(one, [refund], refund.on) == (1_098, 0)  # 10,000 × 10.95% × 366 ÷ 365
    assert Fraction(10_000 * 366 * 1095, 365 * 10_000) == 1_098


@pytest.mark.rule("S19")
@pytest.mark.parametrize("under", [ReturnUnder.CHANGED_CIRCUMSTANCES, ReturnUnder.OVERPAID])
def test_only_a_cancellation_for_fault_costs_a_surcharge(under):
    assert both(order(under=under), [JULY, AUGUST], AUGUST.on) == (0, 12_000)


@pytest.mark.rule("S19", "S19b")
def test_what_is_not_paid_back_accrues_to_the_day():
    """一円も返していない。"""
    surcharge, late = both(order(), [], date(2027, 7, 30))
    assert surcharge == (4_000_000 * 272 + 1_000_000 * 456) * 3 // 10_000
    assert late == 5_000_000 * 10 * 3 // 10_000


@pytest.mark.rule("R1")
def test_what_is_paid_above_the_returned_sum_is_for_the_charges():
    """元本が先：超えた分は加算金に充て、計算を変えない。"""
    whole = DatedSum(AUGUST.on, 2_463_200)
    found = charges(order(), [JULY, whole], as_of=AUGUST.on)
    assert (found.surcharge, found.late_charge) == (451_200, 12_000)
    assert found.trace[0].value == 463_200
    assert found.trace[0].article == "適正化法施行令10条2項"


@pytest.mark.rule("S19", "S19b", "R2")
def test_each_charge_is_cut_once_at_its_end():
    """一日 0.3 円が三十三日：9.9 円を最後に一度だけ切り捨てる。"""
    payments = [DatedSum(date(2026, 4, 1), 1_000)]
    refunds = [DatedSum(date(2026, 5, 3), 1_000)]
    assert both(order(1_000, payments=payments, due=date(2026, 5, 3)), refunds, refunds[0].on) == (9, 0)


@pytest.mark.rule("S19", "S19b", "R2")
def test_the_trace_shows_base_days_and_article_of_every_stretch():
    found = charges(order(), [JULY, AUGUST], as_of=AUGUST.on)
    told = [(line.rule, line.value) for line in found.trace]
    assert told == [
        ("R1", 4_000_000),
        ("R1", 1_000_000),
        ("S19", 184_000_000),
        ("S19", 1_260_000_000),
        ("S19", 60_000_000),
        ("R2", 365),
        ("S19", 451_200),
        ("S19b", 40_000_000),
        ("R2", 365),
        ("S19b", 12_000),
    ]
    assert found.trace[6].inputs[1] == ("加算金の年率", "10.95%")


@pytest.mark.rule("S19", "S19b", "R2")
def test_the_rates_are_those_of_the_law():
    day = date(2026, 11, 21)
    assert SURCHARGE_RATE.on(day) == LATE_CHARGE_RATE.on(day) == Fraction(1095, 10_000)
    assert DAYS_OF_A_YEAR.on(day) == 365
    with pytest.raises(Refused, match="定めがありません"):
        SURCHARGE_RATE.on(date(1970, 3, 31))


@pytest.mark.parametrize(
    ("given_", "refunds", "as_of", "sentence"),
    [
        pytest.param(order(10_000_001), [], AUGUST.on, "返還額が、受領額の合計を超えて", id="受領より多い"),
        pytest.param(order(0), [], AUGUST.on, "返還額は、1円以上", id="返還額が0円"),
        pytest.param(
            order(due=date(2026, 10, 31)), [], AUGUST.on, "納期限が、最後の受領の日より前", id="納期限"
        ),
        pytest.param(
            order(),
            [DatedSum(date(2026, 4, 30), 1)],
            AUGUST.on,
            "納付の日が、最初の受領の日より前",
            id="納付",
        ),
        pytest.param(order(), [], date(2026, 4, 30), "基準日が、最初の受領の日より前", id="基準日"),
        pytest.param(order(), [DatedSum(JULY.on, 0)], AUGUST.on, "納付額は、1円以上", id="0円の納付"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(given_, refunds, as_of, sentence):
    with pytest.raises(Refused, match=sentence):
        charges(given_, refunds, as_of=as_of)


# What may never be false

DAYS = st.dates(date(2026, 11, 1), date(2030, 3, 31))
REFUNDS = st.lists(st.builds(DatedSum, DAYS, st.integers(1, 2_000_000)), max_size=6)


def exactly(refunds, until):
    """The same by walking day after day: slow and plain."""
    tranches, total, late, paid = received_last_first([MAY, NOVEMBER], 5_000_000), 0, 0, 0
    day = MAY.on
    while day <= until:
        begun = sum(each.amount for each in tranches if each.on <= day)
        total += max(begun - paid, 0)
        late += max(5_000_000 - paid, 0) if day > DUE else 0
        paid += sum(each.amount for each in refunds if each.on == day)
        day += timedelta(1)
    return total * 3 // 10_000, late * 3 // 10_000


@given(refunds=REFUNDS, until=DAYS)
def test_it_is_what_walking_day_by_day_gives(refunds, until):
    assert both(order(), refunds, until) == exactly(refunds, until)


@given(refunds=REFUNDS, until=DAYS, data=st.data())
def test_the_order_in_which_refunds_are_written_says_nothing(refunds, until, data):
    shuffled = data.draw(st.permutations(refunds))
    assert charges(order(), refunds, as_of=until) == charges(order(), shuffled, as_of=until)


@given(day=DAYS, parts=st.lists(st.integers(1, 100_000), min_size=1, max_size=5))
def test_refunds_of_one_day_are_as_good_as_their_sum(day, parts):
    apart = [DatedSum(day, part) for part in parts]
    assert charges(order(), apart, as_of=day) == charges(order(), [DatedSum(day, sum(parts))], as_of=day)


@given(first=DAYS, then=DAYS, part=st.integers(1, 499))
def test_part_payments_add_up_as_two_orders_would(first, then, part):
    """一部を先に返すのは、その分と残りを別々に返すのと同じ（1日0.03%で割り切れる額）。"""
    first, then = sorted((first, then))
    early, late = part * 10_000, 5_000_000 - part * 10_000
    payments = [DatedSum(MAY.on, 10_000_000)]
    whole = both(order(payments=payments), [DatedSum(first, early), DatedSum(then, late)], then)
    apart = [
        both(order(amount, payments=payments), [DatedSum(day, amount)], day)
        for amount, day in ((early, first), (late, then))
    ]
    assert whole == tuple(map(sum, zip(*apart, strict=True)))


@given(refunds=REFUNDS, until=DAYS, more=st.integers(1, 500))
def test_waiting_never_costs_less(refunds, until, more):
    now, later = both(order(), refunds, until), both(order(), refunds, until + timedelta(more))
    assert now[0] <= later[0]
    assert now[1] <= later[1]
