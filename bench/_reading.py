"""A book of so many postings, and what people read of it: asked for by name on standard input.

`python -m bench._process _reading POSTINGS`
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from decisions.demo.acting import member
from decisions.demo.office import ensure_office
from funds.ledger.board import board_of
from funds.ledger.grants import standing
from funds.ledger.models import Account, Posting

from ._booking import EACH, lengthen, opened

WARM = 3
CODE = "generic-base"


def main(count: int) -> None:
    hosts = ["testserver", *settings.ALLOWED_HOSTS]
    with override_settings(ALLOWED_HOSTS=hosts):
        answer(count)


def answer(count: int) -> None:
    started = time.monotonic()
    ensure_office()
    book = opened(CODE, 2_000_000 * EACH)
    lengthen(book, count)
    seconds = round(time.monotonic() - started)
    free = Account.objects.get(book=book, kind="uncommitted").pk
    one = Posting.objects.filter(decision__isnull=False).values_list("decision", flat=True)[0]
    client = Client()
    member("nibn_decider")
    client.post(reverse("demo_sign_in", args=["nibn_decider"]))
    asked: dict[str, Callable[[], object]] = {
        "balance": lambda: Account.objects.values_list("balance", flat=True).get(pk=free),
        "one decision": lambda: standing(one),
        "board": lambda: board_of(book),
        "page of the book": lambda: _page(client, reverse("book", args=[CODE])),
        "page of the postings": lambda: _page(client, reverse("postings", args=[CODE])),
        "books": lambda: _page(client, reverse("books")),
        "api: the book": lambda: _page(client, reverse("api_book", args=[book.pk])),
        "api: the postings": lambda: _page(client, reverse("api_book_postings", args=[book.pk])),
    }
    for act in asked.values():
        for _ in range(WARM):
            act()
    _say({"pages": list(asked), "postings": Posting.objects.count(), "seconds_to_seed": seconds})
    for line in sys.stdin:
        began = time.perf_counter()
        asked[line.strip()]()
        _say({"wall": time.perf_counter() - began})


def _page(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")


def _say(word: Any) -> None:
    sys.stdout.write(json.dumps(word) + "\n")
    sys.stdout.flush()
