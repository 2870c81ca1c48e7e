"""A name is found whichever way its letters are written."""

import re

import pytest

from common.variants import FAMILIES, pattern


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("高崎", "\u9ad9\ufa11製薬株式会社"),
        ("\u9ad9\ufa11", "高崎製薬株式会社"),
        ("吉野", "㈱\U00020bb7野ファーマ①号"),
        ("浜辺", "濵邉薬品"),
        ("(株)", "見本(株)"),
    ],
)
def test_a_variant_finds_the_name(typed, name):
    assert re.search(pattern(typed), name)


def test_another_name_is_not_found():
    assert not re.search(pattern("高山"), "髙﨑製薬")


def test_no_letter_belongs_to_two_families():
    letters = [letter for family in FAMILIES for letter in family]
    assert len(letters) == len(set(letters))
