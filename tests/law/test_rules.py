"""Rule → where it stands → test: the register that docs/rules.md is written from."""

from pathlib import Path

import pytest

from common.docs.rules import modules_with_marks
from law import rules
from law.rules import RULES, implemented, rule, untested

TESTS = Path(__file__).parents[1]


def test_every_rule_says_where_it_comes_from_and_what_it_asks():
    assert len(RULES) == 82
    assert all(row.id == id_ and row.source and row.text for id_, row in RULES.items())


def test_every_rule_that_the_code_carries_has_a_test():
    assert untested([TESTS], *modules_with_marks()) == []


def test_a_function_a_row_and_a_figure_are_found_where_they_stand():
    places = implemented()
    assert "law.money.subsidy.expected_subsidy" in places["R5"]
    assert "law.lifecycle: plan.certify_plan" in places["N5"]
    assert "law.parameters: sunset_generics" in places["N1"]
    assert list(places) == [id_ for id_ in RULES if id_ in places]


def test_a_mark_outside_the_law_counts_only_where_its_module_is_named():
    @rule("K9")
    def dispose():
        return None

    assert f"{__name__}.{dispose.__qualname__}" not in implemented().get("K9", [])
    assert f"{__name__}.{dispose.__qualname__}" in implemented(__name__)["K9"]


def test_a_rule_that_does_not_exist_cannot_be_marked():
    with pytest.raises(KeyError, match="N99"):
        rule("N99")


def test_tests_are_found_by_their_mark_without_being_run(tmp_path):
    source = tmp_path / "test_case.py"
    source.write_text(
        "@pytest.mark.rule('N5', 'A8')\ndef test_one(): ...\n\n\n"
        "@pytest.mark.parametrize('x', [1])\n@pytest.mark.rule('N5')\ndef test_two(x): ...\n\n\n"
        "def test_unmarked(): ...\n"
    )
    found = rules.tested([tmp_path])
    assert found == {
        "N5": [f"{source.as_posix()}::test_one", f"{source.as_posix()}::test_two"],
        "A8": [f"{source.as_posix()}::test_one"],
    }
    assert rules.tested([source]) == found


def test_a_test_that_names_no_known_rule_is_an_error(tmp_path):
    (tmp_path / "test_case.py").write_text("@pytest.mark.rule('N99')\ndef test_one(): ...\n")
    with pytest.raises(KeyError, match="N99"):
        rules.tested([tmp_path])
