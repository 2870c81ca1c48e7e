"""The header says who one is, and in the demo lets one become somebody else with one click."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.cast import PEOPLE
from tests.cast import membership, person, sign_in

pytestmark = pytest.mark.django_db


def page(client) -> str:
    return client.get(reverse("notices")).content.decode()


@pytest.mark.parametrize("who", ["lead", "officer"])
def test_the_header_names_organisation_role_and_person(client, who):
    sign_in(client, who)
    post = membership(who)
    shown = page(client)
    for words in (post.organisation.name, post.get_role_display(), person(who).name):
        assert words in shown


def test_it_offers_everyone_of_the_cast_but_oneself(client):
    sign_in(client, "officer")
    shown = page(client)
    offered = {key for key in PEOPLE if f'formaction="{reverse("demo_sign_in", args=[key])}"' in shown}
    assert offered == set(PEOPLE) - {"officer"}


def test_outside_the_demo_nobody_is_offered(client, settings):
    client.force_login(person("lead"))
    type(person("lead")).objects.update(is_demo=False)
    settings.DEMO = False
    assert "formaction" not in page(client)


@pytest.mark.parametrize(
    ("first", "then"), [("lead", "decider"), ("officer", "lead"), ("officer", "decider")]
)
def test_one_click_makes_one_somebody_else_second_factor_included(client, first, then):
    person(then)
    sign_in(client, first)
    client.post(reverse("demo_sign_in", args=[then]))
    response = client.get(reverse("notices"))
    assert (response.status_code, response.wsgi_request.membership) == (200, membership(then))


def test_it_is_a_post_with_a_token(client):
    person("decider")
    sign_in(client, "officer")
    door = reverse("demo_sign_in", args=["decider"])
    assert client.get(door).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(door).status_code == 403
