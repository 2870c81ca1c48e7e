"""Every address of the API × every role, as tests/routes.py has it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.audience import EVERYONE as TO_EVERYONE
from accounts.models import Notice
from tests.cast import PEOPLE, organisation, person
from tests.decisions.deciding import signed_in
from tests.responses import closed_after
from tests.routes import API, EVERYONE, LETTERS
from tests.test_routes import World, routes

OURS = {route.name: route for route in routes() if route.name and route.name.startswith("api_")}
METHODS, UNKNOWN = ("get", "post", "patch", "delete"), "put"
"""`put` is what no address of ours knows: the role is asked before the method."""


def test_the_table_holds_every_address():
    assert set(OURS) == set(API)


@pytest.mark.parametrize("name", API)
def test_an_address_says_of_itself_what_the_table_says(name):
    said = OURS[name].callback.audience
    if API[name] == EVERYONE:
        assert said == TO_EVERYONE
    else:
        assert said == {PEOPLE[LETTERS[letter]].role for letter in API[name]}


class ApiWorld(World):
    """What an address of the API asks for, by the name of what it opens."""

    def place(self, name: str) -> str:
        pattern = str(OURS[name].pattern)
        things = {
            "sheets/": self.sheet.pk,
            "pairings/": self.pairing.pk,
            "consultations/": self.consultation.pk,
            "continuations/": self.continuation.pk,
            "decisions/": self.decision.pk,
            "documents/": self.document.pk,
            "calls/": self.case.plan.call_id,
            "scheme-drafts/": self.scheme_draft.pk,
            "people/": person("lead").public_id,
            "organisations/": organisation("lead").public_id,
            "grants/": self.grant.pk,
            "books/": self.book.pk,
            "entries/": self.book.entries.first().pk,
            "investments/": self.investment.pk,
            "conditions/": self.condition.pk,
            "reports/": self.report.pk,
            "evidence-files/": self.evidence_file.pk,
            "payee-accounts/": self.payee.pk,
            "claims/": self.claim.pk,
            "runs/": self.run.pk,
            "transfers/": self.transfer.pk,
            "receivables/": self.owed.pk,
            "remittances/": self.remittance.pk,
            "bank-accounts/": self.bank.account.pk,
            "bank-matches/": self.bank.match.pk,
            "month-sheets/": self.bank.sheet.pk,
            "notices/": Notice.objects.filter(recipient=person("lead")).first().public_id,
        }
        pk = next((key for start, key in things.items() if pattern.startswith(start)), self.case.plan.pk)
        plan = self.case.plan
        known = {
            "pk": pk,
            "key": "costs" if "<uuid:party>" in pattern else "effects",
            "party": organisation("lead").public_id,
            "number": 1,
            "code": plan.scheme_id,
            "file": plan.versions.get(number=1).files.first().pk,
            "paper": self.report_paper.pk if pattern.startswith("reports/") else plan.pk,
            "document": plan.pk,
            "public_id": self.document.public_id,
            "sha256": self.document.file.sha256,
        }
        asked = set(OURS[name].pattern.converters) | set(OURS[name].pattern.regex.groupindex)
        return reverse(name, kwargs={each: known[each] for each in asked})


@pytest.fixture(scope="module")
def world(module_transaction) -> ApiWorld:
    return ApiWorld()


def methods(name: str) -> list[str]:
    """What its view knows, and one besides; a page that is a function looks at them itself."""
    view = getattr(OURS[name].callback, "cls", None)
    known = [method for method in METHODS if view is None or hasattr(view, method)]
    return [*known, UNKNOWN]


def statuses(client: Client, name: str, address: str) -> dict[str, int]:
    found = {}
    for method in methods(name):
        sent = {} if method == "get" else {"data": "{}", "content_type": "application/json"}
        with closed_after(getattr(client, method)(address, **sent)) as response:
            found[method] = response.status_code
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("letter", "who"), LETTERS.items())
def test_every_address_refuses_every_role_that_it_does_not_name(world, letter, who):
    client = signed_in(who)
    wrong = []
    for name in API:
        if API[name] == EVERYONE or letter in API[name]:
            continue
        refused = set(statuses(client, name, world.place(name)).values()) - {405}
        if refused != {403}:
            wrong.append((name, refused))
    assert wrong == []


@pytest.mark.django_db
def test_nobody_is_asked_who_they_are(world):
    client = Client()
    wrong = []
    for name, wanted in API.items():
        codes = set(statuses(client, name, world.place(name)).values()) - {405}
        if (codes == {401}) == (wanted == EVERYONE):
            wrong.append((name, codes))
    assert wrong == []


@pytest.mark.django_db
def test_a_strangers_company_finds_nothing_of_anothers(world):
    client = signed_in("stranger")
    known = {"api_scheme", "api_call"}
    with_object = [
        name for name, wanted in API.items()
        if wanted != EVERYONE and "R" in wanted and OURS[name].pattern.converters and name not in known
    ]  # fmt: skip
    wrong = {}
    for name in with_object:
        codes = set(statuses(client, name, world.place(name)).values()) - {405}
        wrong |= {name: codes} if codes != {404} else {}
    assert wrong == {}
    assert with_object
