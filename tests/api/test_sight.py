"""A crawler signed in as each role follows every address it is shown: what it reads is what it may read."""

import json
from collections.abc import Iterator

import pytest

from decisions.models import Decision
from decisions.services.approving import approve_decision
from tests.api.asking import Program
from tests.cast import membership
from tests.decisions.deciding import draft, examined
from tests.plans import draft as begun
from tests.plans import under_examination
from tests.responses import content_of
from tests.routes import LETTERS

pytestmark = pytest.mark.django_db
SALES, OTHERS_SALES = "98765432109円", "87654321098円"
FIGURES = (98765432109, 87654321098)
SEES_ALL = {"officer", "decider", "auditor"}
PLACES = ("plans", "documents", "notices", "schemes", "calls", "me", "pairings", "people", "organisations")
PLACES += ("certified", "adopted", "adopted/printed")


def crawl(program: Program) -> Iterator[tuple[str, str]]:
    """Every answer that can be reached, by its address."""
    left, seen = [f"/api/v1/{place}/" for place in PLACES], set()
    while left:
        address = left.pop()
        if address in seen:
            continue
        seen.add(address)
        response = program.get(address)
        assert response.status_code in (200, 403, 404, 405), (address, response.content)
        if response.streaming:
            content_of(response)
        elif response.status_code == 200:
            yield address, response.content.decode()
            left += [text for text in texts(response.json()) if text.startswith("/api/v1/")]


def texts(thing) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict | list):
        for each in thing.values() if isinstance(thing, dict) else thing:
            yield from texts(each)


@pytest.fixture
def world(data_directory):
    case = under_examination("lead", ("takasaki",), sales={"lead": SALES, "takasaki": OTHERS_SALES})
    begun("lead", ("takasaki",), title="まだ出していない計画")
    decided = examined(lead="yoshino", partners=())
    approve_decision(decision=draft(decided), membership=membership("decider"))
    return case


DRAFT = "まだ出していない計画"


@pytest.mark.parametrize("who", [*LETTERS.values(), "takasaki", "yoshino", "stranger"])
def test_each_role_reads_what_is_its_own_to_read(who, world):
    """Figures: their company, the ministry. A draft: its companies. A decision not issued: the ministry."""
    decision = Decision.objects.get()
    secrets = (SALES, OTHERS_SALES, *FIGURES, DRAFT, decision.number, str(decision.pk))
    pages = dict(crawl(Program(who)))
    assert len(pages) > 2
    seen = {secret for secret in secrets for text in pages.values() if str(secret) in text}
    assert seen == expected(who, decision)


def expected(who: str, decision: Decision) -> set[object]:
    """As filed to the ministry and the auditor; as typed and as filed to its own company."""
    if who in SEES_ALL:
        return {*FIGURES, decision.number, str(decision.pk)}
    if who in ("lead", "lead_member"):
        return {SALES, FIGURES[0], DRAFT}
    return {OTHERS_SALES, FIGURES[1], DRAFT} if who == "takasaki" else set()


def test_no_answer_holds_a_key_of_a_row(world):
    """Ids are UUIDs; whole numbers are versions, counts, points, years, yen and a printed list's own."""
    counts = {"version", "number", "round", "revision", "scheme_version", "form_version", "opinion_on"}
    meant = counts | {"size", "points", "status", "budget", "fiscal_year", "fiscal_years", "no"}
    inside = {"values", "form", "document", "letters", "content", "subsidy"}
    for address, text in crawl(Program("officer")):
        names = set(whole_numbers(json.loads(text), inside))
        assert names <= meant, address


def whole_numbers(thing, inside: set[str], name: str = "") -> Iterator[str]:
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key not in inside:
                yield from whole_numbers(value, inside, key)
    elif isinstance(thing, list):
        for each in thing:
            yield from whole_numbers(each, inside, name)
    elif isinstance(thing, int) and not isinstance(thing, bool):
        yield name
