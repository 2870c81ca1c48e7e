"""What no text of ours may hold."""

import pytest

from common.text import is_fit

FIT = ("", "見本製薬株式会社", "㈱𠮷野ファーマ①号", "一行目\n二行目\t続き\r\n", "a\u200db", "שלום")
UNFIT = (0x00, 0x07, 0x7F, 0xD800, 0xDFFF, 0x202A, 0x202E, 0x2066, 0x2069)


@pytest.mark.parametrize("text", FIT)
def test_what_people_write_is_fit(text):
    assert is_fit(text)


@pytest.mark.parametrize("mark", UNFIT, ids=hex)
def test_controls_halves_of_pairs_and_turning_marks_are_not(mark):
    assert not is_fit(f"円{chr(mark)}100")
