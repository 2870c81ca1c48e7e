"""A page read and written back says what it said; a new row gets a code that nothing ever had."""

import json

import pytest
from django.http import QueryDict

from common.forms.dates import EraDateWidget
from funds.schemes.blank import blank_document
from funds.schemes.checks import faults_of
from funds.schemes.editing import PAGES, page_of, row_sets
from funds.schemes.known import Known
from funds.schemes.schema import FILE
from funds.services import known_schemes, load_document

from .drafting import GENERICS, changed


def as_posted(page, document, known) -> QueryDict:
    data = QueryDict(mutable=True)
    sets = row_sets(page, document)
    forms = [page.form(document=document, known=known), *(form for each in sets for form in each.forms)]
    for bound in [field for form in [*forms, *(each.management_form for each in sets)] for field in form]:
        _put(data, bound)
    return data


def _put(data, bound) -> None:
    value = bound.value()
    if isinstance(bound.field.widget, EraDateWidget):
        for box, part in zip(("year", "month", "day"), bound.field.widget.format_value(value), strict=True):
            data[f"{bound.html_name}_{box}"] = part
    elif isinstance(value, list | tuple):
        data.setlist(bound.html_name, [str(each) for each in value])
    elif value is not None and value is not False:
        data[bound.html_name] = "on" if value is True else str(value)


def written(page, document, known=None, **typed):
    known = known or Known()
    data = as_posted(page, document, known)
    data.update(typed)
    form, sets = page.form(data, document=document, known=known), row_sets(page, document, data)
    assert form.is_valid(), form.errors
    assert all(each.is_valid() for each in sets), [each.errors for each in sets]
    return form.write({each.prefix: each.kept() for each in sets})


@pytest.mark.parametrize("key", PAGES)
@pytest.mark.parametrize("code", known_schemes())
def test_what_is_saved_unchanged_stays_as_it_was(code, key):
    document = load_document(code)
    fund = document.get("fund")
    known = Known(funds={fund["code"]: (fund["name"], fund["law_fund"])} if fund else {})
    for name, value in written(PAGES[key], document, known).items():
        assert value == document.get(name), name


@pytest.mark.parametrize("kind", ["certification", "adoption", "commission"])
@pytest.mark.parametrize("key", PAGES)
def test_a_blank_scheme_opens_and_saves_on_every_page(kind, key):
    written(PAGES[key], blank_document("new-scheme", kind))


@pytest.mark.parametrize("kind", ["certification", "adoption", "commission"])
def test_a_blank_scheme_lacks_and_has_nothing_wrong(kind):
    found = faults_of(blank_document("new-scheme", kind), Known())
    assert found
    assert all("入れて" in fault.text for fault in found), [fault.text for fault in found]


def add_row(name, place, /, **typed):
    return {f"{name}-TOTAL_FORMS": str(place + 1)} | {
        f"{name}-{place}-{key}": each for key, each in typed.items()
    }


def test_a_new_menu_gets_a_code_that_no_version_ever_had():
    old = changed(GENERICS, lambda d: d["menus"][0].update(code="m4"))
    typed = add_row("menus", 2, name="新しいメニュー", rate="２／３")
    found = written(PAGES["menus"], GENERICS, Known(past=(old,)), **typed)["menus"]
    assert found[2] == {
        "code": "m5",
        "name": "新しいメニュー",
        "short_name": "新しいメニュー",
        "rate": "2/3",
        "cost_categories": [],
    }


def test_a_row_taken_out_leaves_the_others_as_they_were():
    found = written(PAGES["menus"], GENERICS, **{"menus-0-DELETE": "on"})["menus"]
    assert found == GENERICS["menus"][1:]


def test_a_category_belongs_to_the_menu_that_is_chosen():
    typed = add_row("categories", 7, menu="coordination", name="通訳費")
    found = written(PAGES["categories"], GENERICS, **typed)["menus"]
    assert found[0] == GENERICS["menus"][0]
    assert found[1]["cost_categories"][-1] == {"code": "c1", "name": "通訳費"}


def test_sections_stand_in_the_order_of_their_numbers():
    found = written(PAGES["sections"], GENERICS, place_other="1", place_volumes="")
    assert found["sections"][:2] == ["applicant", "other"]
    assert "volumes" not in found["sections"]


def test_an_empty_box_takes_its_place_out():
    found = written(PAGES["days"], GENERICS, last=1, correction_days="", years_from="2027", nibn="")
    assert found["correction_days"] is None
    assert found["fiscal_years"] == [2027, 2028, 2029, 2030, 2031]
    assert found["standard_period_days"] == {"minister": 60}


def test_a_business_that_a_cabinet_order_names_is_added_to_the_open_list():
    innovative = load_document("innovative-drug")
    assert innovative["measure"]["designated"] == []
    typed = add_row("designated", 0, name="政令で定める事業の例")
    measure = written(PAGES["sections"], innovative, **typed)["measure"]
    assert measure["kinds"] == innovative["measure"]["kinds"]
    (added,) = measure["designated"]
    assert added["name"] == "政令で定める事業の例"
    assert added["code"] not in {each["code"] for each in measure["kinds"]}


def test_no_other_kind_of_scheme_has_that_list():
    assert [each.spec.name for each in row_sets(PAGES["sections"], load_document("biosimilar-facility"))] == [
        "kinds"
    ]


LISTS = {
    "menus": {"menus"}, "menus.*.cost_categories": {"categories"}, "documents": {"documents"},
    "criteria": {"criteria"}, "review_items": {"review_items"}, "measure.kinds": {"kinds"},
    "measure.designated": {"designated"},
}  # fmt: skip


def test_every_list_of_coded_rows_has_rows_on_a_page():
    named = {spec.name for page in PAGES.values() for spec in page.rows}
    coded = set(_lists_with_codes(json.loads(FILE.read_text())))
    assert coded == set(LISTS)
    assert {name for names in LISTS.values() for name in names} - named == set()


def _lists_with_codes(schema, whole=None, path=""):
    """Where the schema of a scheme knows a list whose rows have a code."""
    whole = whole or schema
    schema = _followed(schema, whole)
    for name, said in schema.get("properties", {}).items():
        each = _followed(said, whole)
        here = f"{path}{name}"
        row = _followed(each.get("items", {}), whole)
        if "code" in row.get("properties", {}):
            yield here
        yield from _lists_with_codes(row if row else each, whole, f"{here}.*." if row else f"{here}.")


def _followed(schema, whole):
    return whole["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def test_every_place_has_a_page():
    keys = {key for page in PAGES.values() for key in page.keys}
    unseen = {"schema", "schema_version", "code", "kind", "issuer"}
    assert set(json.loads(FILE.read_text())["properties"]) == keys | unseen
    assert page_of(("menus", 0, "cost_categories", 1, "name")).key == "categories"
    assert page_of(("menus", 0, "rate")).key == "menus"
