"""What the tests of the applicant's pages share: an address, a page as text."""

import html

from django.test import Client
from django.urls import reverse

from tests.cast import sign_in


def as_person(who: str) -> Client:
    client = Client()
    sign_in(client, who)
    return client


def text(response) -> str:
    return html.unescape(response.content.decode())


def at(name: str, *args) -> str:
    return reverse(name, args=[getattr(each, "pk", each) for each in args])
