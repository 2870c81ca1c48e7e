"""The cast, by name: `sign_in(client, "officer")`, `actor("lead")`. Who is who: accounts/cast.json."""

from django.test import Client
from django.urls import reverse

from accounts.cast import PEOPLE, ensure_person
from accounts.models import Membership, Organisation, User
from common.actor import Actor
from law.roles import Role

__all__ = ["PEOPLE", "actor", "membership", "organisation", "person", "sign_in"]


def person(who: str) -> User:
    return ensure_person(who)


def membership(who: str) -> Membership:
    return person(who).memberships.select_related("organisation", "user").get()


def organisation(who: str) -> Organisation:
    return membership(who).organisation


def actor(who: str) -> Actor:
    post = membership(who)
    return Actor(user_id=post.user_id, membership_id=post.pk, role=Role(post.role))


def sign_in(client: Client, who: str) -> User:
    """By the demo's own door, second factor included."""
    user = person(who)
    response = client.post(reverse("demo_sign_in", args=[who]))
    assert response.status_code == 302, response.status_code
    return user
