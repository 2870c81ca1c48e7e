"""The calculator's documents: every worked example of the law, its schema, and whatever else is sent."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from law.acts import Refused
from law.calculator import KINDS, calculate
from law.calculator.examples import EXAMPLES
from law.money import MOST_YEN

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/calculation.v1.json").read_text())
INPUT, RESULT = (
    Draft202012Validator({**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{name}"}]}) for name in ("input", "result")
)
SAID = {name: said for name, _title, said in EXAMPLES}
GRANT, FIXED, SURCHARGE, YEARS = (SAID[name] for name in ("grant", "fixed_amount", "surcharge", "multi_year"))


def answer(said, **more):
    found = calculate({**said, **more})
    return {
        name: value
        for name, value in found.items()
        if name not in ("schema", "schema_version", "kind", "trace")
    }


# Worked examples


@pytest.mark.rule("R5")
def test_the_ministrys_formula():
    assert answer(GRANT) == {"amount": 1_200_000_000}
    assert answer(GRANT, cap=1_000_000_000) == {"amount": 1_000_000_000}
    assert answer(GRANT, standard_amount=None, other_income=0) == {"amount": 1_240_061_000}


@pytest.mark.rule("R6", "S15", "S18")
@pytest.mark.parametrize(("actual", "amount", "back"), [(210, 160, 0), (200, 160, 0), (190, 152, 8)])
def test_the_example_of_the_ministry_of_education(actual, amount, back):
    assert answer(FIXED, actual_eligible_cost=actual)["amount"] == amount
    assert answer(FIXED, actual_eligible_cost=actual)["to_return"] == back


@pytest.mark.rule("R6")
def test_the_other_two_ways_of_fixing():
    assert answer(SAID["fixed_amount_recalculated"]) == {"amount": 750_000}
    assert answer(SAID["fixed_amount_per_category"]) == {"amount": 700_000}


@pytest.mark.rule("S19", "S19b", "R1", "R2")
def test_the_example_of_the_two_charges():
    assert answer(SURCHARGE) == {"surcharge": 451_200, "late_charge": 12_000}
    assert answer(SURCHARGE, as_of="2027-08-09") == {"surcharge": 451_200, "late_charge": 12_000}
    assert answer(SURCHARGE, from_article="18(2)") == {"surcharge": 0, "late_charge": 12_000}


@pytest.mark.rule("R5")
def test_several_years_parties_and_categories_under_three_caps():
    """各年度・各社 40,000,250 → 40,000,000。上限は各社 75,000,000、2026年度 70,000,000、全体 120,000,000。"""
    assert answer(YEARS) == {
        "amount": 120_000_000,
        "by_year": {"2026": 70_000_000, "2027": 50_000_000},
        "by_party": {"甲社": 60_000_000, "乙社": 60_000_000},
        "cells": [
            {"fiscal_year": 2026, "party": "甲社", "amount": 35_000_000},
            {"fiscal_year": 2026, "party": "乙社", "amount": 35_000_000},
            {"fiscal_year": 2027, "party": "甲社", "amount": 25_000_000},
            {"fiscal_year": 2027, "party": "乙社", "amount": 25_000_000},
        ],
    }


@pytest.mark.rule("R5")
def test_a_scheme_that_spreads_otherwise_is_asked_otherwise():
    alike = answer(YEARS, method={"takes": "alike"})
    assert alike["by_year"] == {"2026": 57_932_000, "2027": 62_068_000}
    assert alike["amount"] == 120_000_000


@pytest.mark.rule("R7")
def test_the_tax_that_comes_back():
    assert answer(SAID["consumption_tax"]) == {"amount": 70_000}
    assert answer({"kind": "consumption_tax", "method": "exempt", "grant": 1}) == {"amount": 0}


# The documents


@pytest.mark.parametrize("name", SAID)
def test_each_example_and_its_result_follow_the_schema(name):
    INPUT.validate(SAID[name])
    found = calculate(SAID[name])
    RESULT.validate(found)
    assert found["trace"][-1]["value"] in (
        found.get("amount"),
        found.get("late_charge"),
        found.get("to_return"),
    )


def test_every_kind_has_an_example():
    assert {said["kind"] for said in SAID.values()} == set(KINDS)


@pytest.mark.parametrize("name", SAID)
def test_every_line_of_a_trace_names_its_rule_and_article(name):
    for line in calculate(SAID[name])["trace"]:
        assert line["label"]
        assert line["rule"]
        assert line["article"]


# What is refused

WRONG_YEN = {
    "a float": 1.5,
    "a whole float": 1.0,
    "not a number": float("nan"),
    "infinity": float("inf"),
    "a text": "1000",
    "full-width digits": "１０００",
    "yes": True,
    "nothing": None,
    "a list": [1],
    "an object": {"yen": 1},
    "negative": -1,
    "more than 10 兆": MOST_YEN + 1,
    "400 digits": 10**399,
}


@pytest.mark.parametrize("value", WRONG_YEN.values(), ids=WRONG_YEN)
@pytest.mark.parametrize(
    "place", ["eligible_cost", "total_cost", "other_income", "standard_amount", "cap", "unit"]
)
def test_a_sum_that_is_not_whole_yen(place, value):
    if value is None and place in ("standard_amount", "cap"):
        return
    said = {**GRANT, place: value}
    with pytest.raises(Refused) as refused:
        calculate(said)
    assert told(refused) == place
    assert not INPUT.is_valid(said) or value == 1.0  # 1.0 is an integer to JSON Schema


def told(refused):
    (reason,) = refused.value.reasons
    assert reason.text.endswith("。")
    assert len(reason.text) < 300
    return dict(reason.facts)["place"]


def with_cell(**more):
    return {**YEARS, "cells": [{**YEARS["cells"][0], **more}]}


WRONG = {
    "not an object": ([], ""),
    "nothing said": ({}, "kind"),
    "no kind": ({**GRANT, "kind": "grants"}, "kind"),
    "a kind that is a list": ({**GRANT, "kind": ["grant"]}, "kind"),
    "an unknown member": ({**GRANT, "rates": "1/2"}, "rates"),
    "another kind's member": ({**GRANT, "due_date": "2026-05-01"}, "due_date"),
    "a rate above one": ({**GRANT, "rate": "3/2"}, "rate"),
    "a rate of nothing": ({**GRANT, "rate": "0/2"}, "rate"),
    "a rate by nothing": ({**GRANT, "rate": "1/0"}, "rate"),
    "a decimal rate": ({**GRANT, "rate": "0.5"}, "rate"),
    "a number as a rate": ({**GRANT, "rate": 1}, "rate"),
    "a full-width rate": ({**GRANT, "rate": "１/２"}, "rate"),
    "a long rate": ({**GRANT, "rate": "1" * 400 + "/2"}, "rate"),
    "a unit of nothing": ({**GRANT, "unit": 0}, "unit"),
    "an unknown rule": ({**FIXED, "rule": "half"}, "rule"),
    "a rule's missing sum": ({**FIXED, "rule": "recalculated"}, "actual_total_cost"),
    "no categories": ({**SAID["fixed_amount_per_category"], "categories": []}, "categories"),
    "a row that is no object": ({**SAID["fixed_amount_per_category"], "categories": [1]}, "categories.0"),
    "a day that is none": ({**SURCHARGE, "due_date": "2027-02-29"}, "due_date"),
    "a day in another shape": ({**SURCHARGE, "due_date": "2027/07/20"}, "due_date"),
    "a week's day": ({**SURCHARGE, "due_date": "2027-W29-2"}, "due_date"),
    "a full-width day": ({**SURCHARGE, "due_date": "２０２７-07-20"}, "due_date"),
    "a moment": ({**SURCHARGE, "due_date": "2027-07-20T00:00:00"}, "due_date"),
    "a day too far": ({**SURCHARGE, "due_date": "9999-12-31"}, "due_date"),
    "a day too early": ({**SURCHARGE, "due_date": "1969-07-20"}, "due_date"),
    "no payments": ({**SURCHARGE, "payments": []}, "payments"),
    "payments of another shape": ({**SURCHARGE, "payments": {}}, "payments"),
    "too many payments": ({**SURCHARGE, "payments": SURCHARGE["payments"] * 501}, "payments"),
    "a payment's own place": (
        {**SURCHARGE, "payments": [*SURCHARGE["payments"], {"date": "2026-05-01", "amount": "1"}]},
        "payments.2.amount",
    ),
    "an unknown member of a payment": (
        {**SURCHARGE, "payments": [{**SURCHARGE["payments"][0], "note": ""}]},
        "payments.0.note",
    ),
    "an unknown article": ({**SURCHARGE, "from_article": "17(2)"}, "from_article"),
    "nothing paid and no day": ({k: v for k, v in SURCHARGE.items() if k != "refunds"}, "as_of"),
    "more than was received": ({**SURCHARGE, "refund_amount": 10_000_001}, "refund_amount"),
    "a due date before the receipt": ({**SURCHARGE, "due_date": "2026-10-31"}, "due_date"),
    "a refund of nothing": ({**SURCHARGE, "refunds": [{"date": "2027-07-10", "amount": 0}]}, "refunds"),
    "a refund before any receipt": (
        {**SURCHARGE, "refunds": [{"date": "2026-04-30", "amount": 1}]},
        "refunds",
    ),
    "a day before any receipt": ({**SURCHARGE, "as_of": "2026-04-30"}, "as_of"),
    "nothing decided": ({**FIXED, "decided_eligible_cost": 0}, "decided_eligible_cost"),
    "more taxed sales than all": ({**SAID["consumption_tax"], "taxed_sales": 101}, "taxed_sales"),
    "more purchases than cost": ({**SAID["consumption_tax"], "eligible_cost": 1}, "purchases"),
    "no cells": ({**YEARS, "cells": []}, "cells"),
    "a cell twice": ({**YEARS, "cells": YEARS["cells"][:1] * 2}, "cells"),
    "a total twice": ({**YEARS, "totals": YEARS["totals"][:1] * 2}, "totals"),
    "a cell without its total": ({**YEARS, "totals": YEARS["totals"][:3]}, "cells"),
    "a year that is a text": (with_cell(fiscal_year="2026"), "cells.0.fiscal_year"),
    "a year too far": (with_cell(fiscal_year=20260), "cells.0.fiscal_year"),
    "a blank name": (with_cell(party="　"), "cells.0.party"),
    "a long name": (with_cell(party="甲" * 101), "cells.0.party"),
    "a cap of no year": ({**YEARS, "caps": {"by_year": {"2030": 1}}}, "caps.by_year"),
    "a cap of no party": ({**YEARS, "caps": {"by_party": {"丙社": 1}}}, "caps.by_party"),
    "a cap that is a text": ({**YEARS, "caps": {"by_party": {"甲社": "1"}}}, "caps.by_party.甲社"),
    "caps of another shape": ({**YEARS, "caps": [1]}, "caps"),
    "an order that repeats": ({**YEARS, "method": {"order": ["party", "party", "year"]}}, "method.order"),
    "an unknown way": ({**YEARS, "method": {"spread": "lottery"}}, "method.spread"),
    "sales that the method does not ask for": (
        {**SAID["consumption_tax"], "method": "full"},
        "taxed_sales",
    ),
    "sales that are missing": (
        {k: v for k, v in SAID["consumption_tax"].items() if k != "all_sales"},
        "all_sales",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_refused_is_told_by_its_place(name):
    said, place = WRONG[name]
    with pytest.raises(Refused) as refused:
        calculate(said)
    assert told(refused) == place


@pytest.mark.parametrize(
    ("counts", "what"),
    [((21, 1, 1), "年度は、20"), ((1, 51, 1), "経費区分は、50"), ((1, 1, 21), "参加者は、20")],
    ids=["21 years", "51 categories", "21 parties"],
)
def test_more_than_the_calculator_takes(counts, what):
    with pytest.raises(Refused, match=what):
        calculate(grid(*counts))


def grid(years, categories, parties, cost=1_000_000):
    every = [(2026 + year, f"社{party}") for year in range(years) for party in range(parties)]
    return {
        "kind": "multi_year",
        "rate": "1/2",
        "cells": [
            {"fiscal_year": year, "category": f"区分{number}", "party": party, "eligible_cost": cost}
            for year, party in every
            for number in range(categories)
        ],
        "totals": [
            {"fiscal_year": year, "party": party, "total_cost": cost * categories} for year, party in every
        ],
    }


def test_as_much_as_it_takes():
    found = answer(grid(20, 50, 20), caps={"total": 9_999_999_999})
    assert found["amount"] == 9_999_999_999
    assert len(found["cells"]) == 400


# Whatever is sent

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=8,
)


@st.composite
def spoilt(draw):
    """An example with one place of it taken out, doubled or made something else."""
    said = json.loads(json.dumps(draw(st.sampled_from(list(SAID.values())))))
    found = said
    while True:
        keys = list(found) if isinstance(found, dict) else list(range(len(found)))
        key = draw(st.sampled_from(keys))
        if not found[key] or not isinstance(found[key], dict | list) or draw(st.booleans()):
            break
        found = found[key]
    if draw(st.booleans()):
        found[key] = draw(JSON)
    else:
        del found[key]
    return said


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(said=spoilt() | JSON)
def test_it_answers_by_the_schema_or_refuses_in_a_sentence(said):
    try:
        found = calculate(said)
    except Refused as refused:
        (reason,) = refused.reasons
        assert reason.text.endswith("。")
    else:
        assert INPUT.is_valid(said)
        RESULT.validate(found)


AMOUNTS = st.integers(0, MOST_YEN)


@given(cost=AMOUNTS, more=AMOUNTS, income=AMOUNTS, standard=st.none() | AMOUNTS, cap=st.none() | AMOUNTS)
def test_a_grant_grows_with_its_cost_and_stays_within_its_bounds(cost, more, income, standard, cap):
    less, more = sorted((cost, more))
    found = [
        answer(
            {"kind": "grant", "rate": "2/3", "total_cost": each, "eligible_cost": each},
            other_income=income,
            standard_amount=standard,
            cap=cap,
        )["amount"]
        for each in (less, more)
    ]
    assert 0 <= found[0] <= found[1]
    assert found[1] <= (MOST_YEN if cap is None else cap)
    assert 3 * found[1] <= 2 * max(more - income, 0)
