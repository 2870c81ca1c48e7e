"""A list of the API is narrowed by what narrows its page; what moved is told before it is confirmed."""

import pytest

from applications.filters import PlanFilter
from decisions.public_lists import ListForm
from funds.calls.forms import CallFilterForm
from funds.ledger.filters import PostingFilter
from tests.api.asking import Program, problem, with_token
from tests.applications.test_scheme_moved import publish, without_the_last_menu
from tests.decisions.test_rankings import two_plans
from tests.funds.schemes.drafting import new_document
from tests.grants import granting as g
from tests.plans import draft, filed, scheme

from .test_contract import contract

# A page's box that has another name here: days are days, never so many from today.
OTHERWISE = {"due_within": "due_by"}
PAGES = {
    "plans/": {*PlanFilter.base_filters, "sort"},
    "calls/": {*CallFilterForm.base_fields, "state", "sort"},
    "grants/": {"state", "sort"},
    "scheme-drafts/": {"q", "state"},
    "certified/": {*ListForm.base_fields, "sort"},
    "adopted/": {*ListForm.base_fields, "sort"},
    "books/{id}/postings/": {*PostingFilter.base_filters},
}


@pytest.mark.parametrize("path", PAGES)
def test_whatever_narrows_a_page_narrows_its_door(path):
    said = contract()["paths"][f"/api/v1/{path}"]["get"]["parameters"]
    known = {each["name"] for each in said if each["in"] == "query"}
    assert {OTHERWISE.get(name, name) for name in PAGES[path]} - known == set()


def names(program: Program, path: str) -> list[str]:
    answer = program.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return [each.get("name") or each.get("title") or each["id"] for each in answer.json()["items"]]


@pytest.mark.django_db
@pytest.mark.usefixtures("data_directory")
def test_calls_by_words_scheme_state_and_order():
    call, best, _other = two_plans()
    program = Program("officer")
    assert names(program, "calls/?q=見本の公募") == [call.name]
    assert names(program, "calls/?state=closed&scheme=biosimilar-facility") == [call.name]
    assert names(program, "calls/?scheme=generic-base&state=closed") == []
    assert names(program, "calls/?sort=name") == sorted(names(program, "calls/"))
    assert names(Program(), "calls/?state=draft") == []
    problem(program.get("calls/?state=none"), 422, "invalid")
    problem(program.get("calls/?colour=red"), 422, "invalid")
    of_the_call = program.get(f"plans/?call={call.pk}").json()["items"]
    assert len(of_the_call) == 2
    assert str(best.plan.pk) in {each["id"] for each in of_the_call}


@pytest.mark.django_db
def test_grants_by_state_and_order():
    grant = g.filed(g.certified())
    desk = Program("nibn_officer")
    assert names(desk, "grants/?state=filed&sort=number") == [grant.plan.title]
    assert names(desk, "grants/?state=granted") == []
    problem(desk.get("grants/?state=lost"), 422, "invalid")


@pytest.mark.django_db
def test_drafts_of_schemes_by_name_and_state():
    scheme()
    writer = Program("administrator")
    writer.act("acts/start_scheme_draft/", {"document": new_document()})
    name = new_document()["name"]
    for query, count in ((f"q={name}", 1), ("q=ないもの", 0), ("state=open", 1), ("state=ended", 0)):
        assert len(writer.get(f"scheme-drafts/?{query}").json()["items"]) == count, query


@pytest.mark.django_db
def test_what_moved_is_read_and_then_confirmed():
    plan = draft()
    program = with_token("lead")
    assert program.get(f"plans/{plan.pk}/").json()["moved"] is None
    publish(menus=without_the_last_menu())
    moved = program.get(f"plans/{plan.pk}/").json()["moved"]
    assert any("がなくなりました" in each for each in moved["sentences"])
    assert program.act(f"plans/{plan.pk}/acts/see_changes/").status_code == 200
    assert program.get(f"plans/{plan.pk}/").json()["moved"] is None


@pytest.mark.django_db
def test_what_another_company_has_confirmed_is_not_told_to_the_office():
    plan = filed().plan
    publish(menus=without_the_last_menu())
    assert Program("officer").get(f"plans/{plan.pk}/").json()["moved"] is None
