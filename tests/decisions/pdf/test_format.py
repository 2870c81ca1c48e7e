import pytest

from decisions.pdf.format import era, figure, fiscal_year, moment, size


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        ("2026-11-21", "令和８年１１月２１日"),
        ("2019-05-01", "令和元年５月１日"),
        ("2019-04-30", "平成３１年４月３０日"),
    ],
)
def test_days_carry_their_era(day, printed):
    assert era(day) == printed


def test_an_instant_is_the_clock_of_tokyo():
    assert moment("2026-03-31T15:00:05Z") == "令和８年４月１日　０時００分０５秒"


def test_a_fiscal_year_is_named_by_the_year_it_begins():
    assert fiscal_year(2026) == "令和８年度"


@pytest.mark.parametrize(
    ("value", "printed"), [(9_999_999_999_999, "9,999,999,999,999"), ("1/2", "1/2"), (None, "－"), (0, "0")]
)
def test_cells(value, printed):
    assert figure(value) == printed


@pytest.mark.parametrize(
    ("octets", "printed"),
    [(0, "0バイト"), (1023, "1,023バイト"), (1024, "1.0KB"), (1_048_575, "1023.9KB"), (5 << 30, "5.0GB")],
)
def test_sizes_are_cut_never_rounded_up(octets, printed):
    assert size(octets) == printed
