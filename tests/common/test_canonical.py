from datetime import date
from fractions import Fraction

import pytest

from common import canonical


def test_keys_are_sorted_and_nothing_is_normalised():
    assert canonical.dumps({"b": 1, "a": ["髙﨑", True, None]}) == '{"a":["髙﨑",true,null],"b":1}'.encode()


def test_keys_sort_by_utf16_units():
    """The example of RFC 8785: a surrogate pair stands before a character of the BMP's end."""
    assert canonical.dumps({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize(
    "wrong",
    [0.5, {"rate": 0.5}, [[1.0]], Fraction(1, 2), date(2026, 4, 1), {1: "a"}, b"bytes", {"a"}],
    ids=str,
)
def test_what_has_no_one_form_is_a_type_error(wrong):
    with pytest.raises(TypeError):
        canonical.dumps(wrong)


def test_a_sum_no_browser_can_read_exactly_is_refused():
    with pytest.raises(ValueError, match="safe integer"):
        canonical.dumps(2**53)


def test_sha256():
    assert canonical.sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
