"""Follows every link that a page offers: no error, no dead end. Requests only; the browser looks later."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.urls import resolve

from .people import Person

EACH = 2  # of pages alike, per person
SLUGS = ("key", "body", "outcome", "kind", "document", "listed")


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        href = dict(attributes).get("href")
        if tag == "a" and href:
            self.found.append(href)


def links_of(html: str) -> list[str]:
    reader = Links()
    reader.feed(html)
    return reader.found


def route_of(address: str) -> str:
    """Pages of one route look alike, but for the section or kind that stands in the address."""
    match = resolve(urlsplit(address).path)
    return ":".join([match.view_name, *(str(match.kwargs[name]) for name in SLUGS if name in match.kwargs)])


def likeness(address: str) -> str:
    names = sorted({name for name, _value in parse_qsl(urlsplit(address).query)})
    return f"{route_of(address)}?{'&'.join(names)}"


@dataclass
class Crawl:
    """What one person can reach; `pages` are those the browser can show, one for each route."""

    person: Person
    pages: dict[str, str] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)

    def run(self, *starts: str) -> "Crawl":
        waiting, seen = [(start, "") for start in starts], set(starts)
        alike: Counter[str] = Counter()
        while waiting:
            address, of = waiting.pop(0)
            alike[likeness(address)] += 1
            if alike[likeness(address)] > EACH and address not in starts:
                continue
            new = [link for link in self.visit(address, of) if link not in seen]
            seen.update(new)
            waiting.extend((link, address) for link in new)
        return self

    def visit(self, address: str, of: str) -> list[str]:
        answer = self.person.context.request.get(address)
        if not answer.ok:
            self.dead.append(f"{self.person.key}: {answer.status} {address} (from {of})")
            return []
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return []
        self.pages.setdefault(route_of(answer.url), answer.url)
        return [link for href in links_of(answer.text()) if (link := self.own(answer.url, href))]

    def own(self, base: str, href: str) -> str:
        """The address without its fragment, or nothing where it leads elsewhere."""
        address = urldefrag(urljoin(base, href)).url
        return address if address.startswith(self.person.system.url) else ""
