"""A crawler as everyone of the cast and as nobody: it follows every link it is shown, and asks every address
that takes an id with every id there is. Nothing answers but what law.visibility allows.

The judge (sight.py) reads the law's table and the rows of access, never a page's own code.
"""

from collections import Counter
from urllib.parse import urldefrag, urljoin

import pytest
from django.test import Client
from django.urls import reverse

from accounts.audience import EVERYONE, SIGNED_IN
from tests.cast import PEOPLE, membership, sign_in
from tests.e2e.crawling import likeness, links_of

from .asking import ID, is_refused, places, routes, text_of
from .sight import Eyes, Known
from .world import House

pytestmark = pytest.mark.django_db
ALIKE = 2
ROUTES = dict(routes())


class World:
    def __init__(self) -> None:
        self.house = House()
        self.known = Known()
        self.marks = {word: self.known.thing(row) for word, row in self.house.marks.items()}
        self.places = {path: list(places(path, route)) for path, route in ROUTES.items()}


@pytest.fixture(scope="module")
def world(module_transaction):
    return World()


class Crawler:
    def __init__(self, world: World, who: str) -> None:
        self.world, self.client = world, Client()
        if who:
            sign_in(self.client, who)
        self.post = membership(who) if who else None
        self.eyes = Eyes(self.post)
        self.wrong: list[str] = []
        self.answers: Counter[int] = Counter()

    def ask(self, address: str, named: tuple[str, ...] = (), method: str = "get"):
        """`named`: ids in the address; whoever may not know of one of them gets no answer."""
        response = getattr(self.client, method)(address, headers={"Accept": "*/*"})
        self.answers[response.status_code] += 1
        text = text_of(response)
        hidden = [self.name(key) for key in named if not self.may_know(key)]
        if response.status_code >= 500 or (hidden and not is_refused(response)):
            self.wrong.append(f"{method} {address}: {response.status_code}, {hidden}")
        told = {key for key in ID.findall(text) if key not in address and not self.may_know(key)}
        told |= {word for word, thing in self.world.marks.items() if word in text and not self.eyes.may_know(thing)}
        if told:
            self.wrong.append(f"{method} {address}: tells {sorted(map(self.name, told))}")
        return response, text

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
            if alike[likeness(address)] > ALIKE:
                continue
            response, text = self.ask(address)
            if response.status_code not in (200, 302):
                self.wrong.append(f"a dead link: {address}: {response.status_code}")
            new = [link for link in map(own(address), links_of(text)) if link and link not in seen]
            seen.update(new)
            waiting += new

    # Every id

    def ask_all(self) -> None:
        for path, route in ROUTES.items():
            audience = route.callback.audience
            opens = audience in (EVERYONE, SIGNED_IN) or (self.post and self.post.role in audience)
            hidden = []
            for each in self.world.places[path][: None if opens else 1]:
                named = tuple(str(value) for value in each.values())
                address = reverse(route.name, kwargs=each)
                self.ask(address, named)
                if opens and not all(map(self.may_know, named)):
                    hidden.append((address, named))
            for address, named in hidden[:2]:
                self.ask(address, named, "head")
                self.ask(address, named, "post")


def own(base: str):
    def link(href: str) -> str:
        address = urldefrag(urljoin(f"http://testserver{base}", href)).url
        return address.removeprefix("http://testserver") if address.startswith("http://testserver/") else ""

    return link


@pytest.mark.parametrize("who", ["", *PEOPLE])
def test_nothing_answers_but_what_the_table_allows(world, who):
    crawler = Crawler(world, who)
    crawler.follow("/")
    crawler.ask_all()
    print(crawler.answers)
    assert crawler.wrong == []
