"""A crawler as everyone of the cast and as nobody: it follows every link it is shown, and asks every address
that takes an id with every id there is. Nothing answers but what law.visibility allows.

The judge (sight.py) reads the law's table and the rows of access, never a page's own code.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin
from uuid import uuid4

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from accounts.audience import EVERYONE, SIGNED_IN
from law.visibility import Kind
from tests.cast import membership, sign_in
from tests.e2e.crawling import likeness, links_of
from tests.routes import LETTERS

from .asking import ID, is_refused, places, routes, text_of
from .sight import Eyes, Known
from .world import House

pytestmark = [pytest.mark.django_db, pytest.mark.reach]
ALIKE = 1
ROLES = ("", *LETTERS.values())
COMPANIES = ("takasaki", "stranger", "reviewer_conflicted")
ROUTES = dict(routes())
# A posting names the decision that its money stands on, to whoever reads the book.
BOOKS = ("/funds/",)


class World:
    def __init__(self) -> None:
        self.house = House()
        self.known = Known()
        self.marks = {word: self.known.thing(row) for word, row in self.house.marks.items()}
        telling = {thing.plan.pk for thing in self.marks.values() if thing.plan}
        self.places = {
            path: sorted(places(path), key=lambda each: each.get("pk") not in telling) for path in ROUTES
        }


@pytest.fixture(scope="module")
def built(module_transaction):
    return World()


@pytest.fixture
def world(built, settings):
    settings.API_REQUESTS_PER_MINUTE = settings.VERIFICATIONS_PER_MINUTE = 10**9
    settings.PUBLIC_LISTS_PER_MINUTE = 10**9
    return built


class Crawler:
    def __init__(self, world: World, who: str) -> None:
        self.world, self.client = world, Client(raise_request_exception=False)
        if who:
            sign_in(self.client, who)
        self.post = membership(who) if who else None
        self.eyes = Eyes(self.post)
        self.wrong: list[str] = []
        self.answers: Counter[int] = Counter()

    def ask(self, address: str, named: tuple[str, ...] = (), method: str = "get") -> HttpResponseBase:
        """`named`: ids in the address; whoever may not know of one of them gets no answer."""
        headers = {"Accept": "*/*", "Idempotency-Key": str(uuid4())}
        response = getattr(self.client, method)(address, headers=headers)
        self.answers[response.status_code] += 1
        response.read = text_of(response)
        hidden = [self.name(key) for key in named if not self.may_know(key)]
        if response.status_code >= 500 or (hidden and not is_refused(response)):
            self.wrong.append(f"{method} {address}: {response.status_code} {hidden}")
        told = {key for key in ID.findall(response.read) if key not in address and not self.may_hear_of(key)}
        if address.startswith(BOOKS):
            told -= {key for key in told if self.is_in_the_book(key)}
        told |= {word for word in self.world.marks if word in response.read and not self.may_hear(word)}
        if told:
            self.wrong.append(f"{method} {address}: tells {sorted(map(self.name, told))}")
        return response

    def may_hear(self, word: str) -> bool:
        return self.eyes.may_know(self.world.marks[word])

    def may_hear_of(self, key: str) -> bool:
        return self.may_know(key) or key in self.eyes.heard_of

    def is_in_the_book(self, key: str) -> bool:
        thing = self.world.known.things.get(key)
        return thing is not None and (thing.name, thing.kinds) == ("Decision", (Kind.GRANT_DRAFT,))

    def may_know(self, key: str) -> bool:
        thing = self.world.known.things.get(key)
        return thing is None or self.eyes.may_know(thing)

    def name(self, key: str) -> str:
        thing = self.world.known.things.get(key)
        return f"{thing.name} {key}" if thing else key

    # Every link

    def follow(self, *starts: str) -> None:
        waiting, seen, alike = list(starts), set(starts), Counter()
        while waiting:
            address = waiting.pop(0)
            alike[likeness(address)] += 1
            if alike[likeness(address)] <= ALIKE:
                response = self.ask(address)
                if response.status_code not in (200, 302):
                    self.wrong.append(f"a dead link: {address}: {response.status_code}")
                found = [response["Location"]] if response.status_code == 302 else links_of(response.read)
                new = [link for link in map(own(address), found) if link and link not in seen]
                seen.update(new)
                waiting += new

    # Every id

    def ask_all(self) -> None:
        """Where the role has no business at all, no id changes that: tests/routes.py has those."""
        for path, route in ROUTES.items():
            audience = route.callback.audience
            if audience in (EVERYONE, SIGNED_IN) or (self.post and self.post.role in audience):
                self.ask_each(path, route.name)

    def ask_each(self, path: str, name: str) -> None:
        methods = ["head", "post"]
        for each in self.unlike(path):
            named = tuple(map(str, each.values()))
            address = reverse(name, kwargs=each)
            takes_no_get = self.ask(address, named).status_code == 405
            if not all(map(self.may_know, named)):
                for method in ("post",) if takes_no_get else methods:
                    self.ask(address, named, method)
                methods = []

    def unlike(self, path: str) -> Iterator[dict[str, Any]]:
        """Of those that are one to the judge, the first stands for all."""
        seen = set()
        for each in self.world.places[path]:
            kind = tuple(map(self.sort_of, each.values()))
            if kind not in seen:
                seen.add(kind)
                yield each

    def sort_of(self, value: Any) -> Any:
        thing = self.world.known.things.get(str(value))
        if thing:
            return self.eyes.sort_of(thing)
        return value if isinstance(value, str) and len(value) < 30 else type(value)


def own(base: str):
    def link(href: str) -> str:
        address = urldefrag(urljoin(f"http://testserver{base}", href)).url
        return address.removeprefix("http://testserver") if address.startswith("http://testserver/") else ""

    return link


@pytest.mark.parametrize("who", [*ROLES, *COMPANIES])
def test_nothing_answers_but_what_the_table_allows(world, who):
    crawler = Crawler(world, who)
    crawler.follow("/")
    crawler.ask_all()
    assert crawler.wrong == []
    assert crawler.answers[200] > 20
    assert not who or crawler.answers[404] > 5
