import pytest

from law.names import is_same_name


@pytest.mark.parametrize(
    "typed", ["髙﨑製薬株式会社", "髙﨑製薬㈱", "髙﨑製薬（株）", "髙﨑製薬(株)", " 髙﨑製薬　株式会社 "]
)
def test_a_name_is_written_in_several_ways(typed):
    assert is_same_name(typed, "髙﨑製薬株式会社")


@pytest.mark.parametrize(
    "typed", ["まったく別の株式会社", "高崎製薬株式会社", "株式会社髙﨑製薬", "髙﨑製薬", ""]
)
def test_another_name_is_another_name(typed):
    assert not is_same_name(typed, "髙﨑製薬株式会社")


def test_letters_of_the_alphabet_are_told_apart_by_neither_width_nor_case():
    assert is_same_name("ＭＩＨＯＮ　Pharma㈱", "Mihon pharma 株式会社")
