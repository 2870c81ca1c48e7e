"""証憑: each question of the table, what asks it and what does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.evidence import (
    QUESTIONS,
    REQUIRED,
    Code,
    PaperKind,
    Payment,
    Step,
    Sums,
    Terms,
    missing,
    questions,
    same_file,
    same_invoice,
    sum_questions,
)

DECIDED = date(2026, 6, 1)
TERMS = Terms(DECIDED, date(2026, 6, 10), date(2027, 3, 31))
DAYS = st.dates(date(2026, 6, 10), date(2027, 3, 31))
ANY_DAYS = st.dictionaries(st.sampled_from(list(Step)), st.dates(date(2025, 1, 1), date(2028, 1, 1)))


def row(*, days=(), **more) -> Payment:
    return Payment(days=dict(zip(Step, days, strict=False)), **more)


def codes(found: Payment, terms: Terms = TERMS) -> list[Code]:
    return [each.code for each in questions(found, terms)]


@given(st.lists(DAYS, max_size=7))
def test_days_in_order_within_the_period_ask_nothing(days):
    assert codes(row(days=sorted(days))) == []


@given(st.lists(DAYS, min_size=2, max_size=7, unique=True))
def test_days_in_any_other_order_are_asked_about(days):
    asked = Code.DAYS_OUT_OF_ORDER in codes(row(days=days))
    assert asked == (days != sorted(days))


def test_two_steps_on_one_day_are_in_order():
    assert codes(row(days=[date(2026, 7, 1)] * 7)) == []


def test_the_sentence_names_both_days():
    found = questions(
        Payment(days={Step.DELIVERED: date(2026, 9, 1), Step.INVOICED: date(2026, 8, 31)}), TERMS
    )
    assert [each.text for each in found] == [
        "請求の日（令和8年8月31日）が、納品の日（令和8年9月1日）より前です。"
    ]


def test_a_second_quote_after_the_order_is_asked_about():
    days = {Step.ORDERED: date(2026, 7, 1)}
    assert codes(Payment(days=days, rival_on=date(2026, 7, 2))) == [Code.DAYS_OUT_OF_ORDER]
    assert codes(Payment(days=days, rival_on=date(2026, 7, 1))) == []


@pytest.mark.rule("R9")
@given(st.integers(-400, 400), st.sampled_from([Step.ORDERED, Step.CONTRACTED]))
def test_an_order_is_early_only_before_the_decisions_day(shift, step):
    day = DECIDED + timedelta(days=shift)
    assert (Code.ORDERED_EARLY in codes(Payment(days={step: day}))) == (shift < 0)


@pytest.mark.rule("R9")
def test_without_a_decision_nothing_is_early():
    terms = Terms(None, TERMS.starts_on, TERMS.ends_on)
    assert codes(Payment(days={Step.ORDERED: date(2000, 1, 1)}), terms) == []


@given(st.dates(date(2025, 1, 1), date(2029, 1, 1)))
def test_a_payment_is_outside_before_the_first_day_and_after_the_last(day):
    inside = TERMS.starts_on <= day <= TERMS.ends_on
    assert (Code.PAID_OUTSIDE in codes(Payment(days={Step.PAID: day}))) == (not inside)


def test_a_related_supplier_is_always_asked_about():
    assert codes(Payment(is_related=True)) == [Code.RELATED]


@given(st.dictionaries(st.sampled_from(list(Step)), st.integers(0, 10**10)), st.integers(1, 10**9))
def test_one_quote_is_asked_about_from_the_schemes_sum_on(sums, limit):
    terms = Terms(DECIDED, TERMS.starts_on, TERMS.ends_on, rival_from=limit)
    asks = max(sums.values(), default=0) >= limit
    assert (Code.ONE_QUOTE in codes(Payment(sums=sums), terms)) == asks
    assert codes(Payment(sums=sums, has_rival=True), terms) == []
    assert codes(Payment(sums=sums, reason="一社のみが製造している。"), terms) == []


@given(ANY_DAYS, st.booleans())
def test_what_a_row_asks_is_always_in_the_table_and_told(days, related):
    for asked in questions(Payment(days=days, is_related=related), TERMS):
        assert QUESTIONS[asked.code].told
        assert asked.is_told
        assert asked.text.endswith("。")


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_sums_are_asked_about_only_where_they_differ(a, b, c, d):
    found = sum_questions(Sums(a, b), Sums(c, d))
    assert len(found) == (a != c) + (b != d)
    assert {each.code for each in found} <= {Code.SUMS_DIFFER}


@pytest.mark.parametrize("ask", [same_invoice, same_file])
def test_another_grant_is_named_once_and_to_the_office_alone(ask):
    assert ask([]) == []
    [found] = ask(["K-2", "K-1", "K-2"])
    assert found.text.endswith("：K-1、K-2")
    assert not found.is_told


@given(st.sets(st.sampled_from(list(PaperKind))))
def test_what_is_missing_is_what_nothing_shows(there):
    found = missing(REQUIRED, there)
    assert set(found) & set(there) == set()
    order = {PaperKind.ORDER} if PaperKind.CONTRACT in there else set()
    assert set(found) == set(REQUIRED) - there - order
