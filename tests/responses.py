"""Responses that carry a file must be closed, or Python warns of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signals import request_finished
from django.db import close_old_connections
from django.http.response import HttpResponseBase


@contextmanager
def closed_after(response: HttpResponseBase) -> Iterator[HttpResponseBase]:
    """Use a response, then close it. The end of a request would drop the database connection that the
    test's transaction is on; Django's own client takes the same care with pages."""
    try:
        yield response
    finally:
        request_finished.disconnect(close_old_connections)
        response.close()
        request_finished.connect(close_old_connections)


def main_of(page: str) -> str:
    """The page without its frame, whose demo menu names the whole cast."""
    return page.partition("<main")[2].partition("</main>")[0]


def content_of(response: HttpResponseBase) -> bytes:
    """All of a file that is handed out."""
    with closed_after(response):
        return b"".join(response.streaming_content)
