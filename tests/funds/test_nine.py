"""The nine schemes as their public papers tell them: kind, menus with rates, what is asked, budget."""

import pytest

from funds.services import known_schemes, load_document

HALF, WHOLE = "1/2", None
# Kind; menus with their rates; whom it consults; budget in yen; what it asks for besides what all ask for.
NINE = {
    "generic-base": (
        "certification", {"equipment": HALF, "coordination": HALF}, ["mof", "jftc"], None,
        {"products", "competition", "volumes"},
    ),
    "innovative-drug": (
        "certification",
        {"incubation-lab": HALF, "animal-facility": HALF, "ind-manufacturing": HALF, "su-support": HALF},
        ["mof"], None, {"facilities"},
    ),
    "supply-emergency": (
        "adoption", {"stopped-supply": HALF, "infection-demand": HALF}, [], 2_000_000_000, {"precondition"},
    ),
    "generic-restructuring": ("adoption", {"cooperation": HALF}, [], 7_000_000_000, set()),
    "cluster-campus": (
        "adoption", {"facilities": HALF, "startup-programme": HALF}, [], 7_000_000_000, {"facilities"},
    ),
    "ecosystem-development": ("commission", {"all": WHOLE}, [], 3_000_000_000, set()),
    "biosimilar-facility": (
        "adoption", {"drug-substance": HALF, "drug-product": HALF}, [], 6_500_000_000, set(),
    ),
    "bio-training-basic": ("commission", {"all": WHOLE}, [], 140_000_000, set()),
    "bio-training-practical": ("adoption", {"fee": HALF}, [], 140_000_000, set()),
}  # fmt: skip
ALWAYS = {"applicant", "measure", "costs", "funding", "effects", "other"}


def test_there_are_these_nine():
    assert set(known_schemes()) == set(NINE)


@pytest.mark.parametrize("code", NINE)
def test_a_scheme_is_what_its_papers_say(code):
    kind, menus, consults, budget, besides = NINE[code]
    document = load_document(code)
    assert document["kind"] == kind
    assert {each["code"]: each.get("rate") for each in document["menus"]} == menus
    assert document["consultations"] == consults
    assert (document.get("budget") or {}).get("amount") == budget
    assert set(document["sections"]) == ALWAYS | besides
    assert all(each["cost_categories"] for each in document["menus"])


@pytest.mark.parametrize(
    ("code", "caps"),
    [
        ("biosimilar-facility", {"drug-substance": 1_300_000_000, "drug-product": 1_950_000_000}),
        ("cluster-campus", {None: 1_250_000_000}),
    ],
)
def test_the_caps_are_those_of_the_papers(code, caps):
    assert {each.get("menu"): each["most"] for each in load_document(code)["caps"]} == caps


def test_only_demand_from_an_infection_pays_for_people():
    menus = {each["code"]: each for each in load_document("supply-emergency")["menus"]}
    paid = {code: "personnel" in {c["code"] for c in menu["cost_categories"]} for code, menu in menus.items()}
    assert paid == {"stopped-supply": False, "infection-demand": True}
