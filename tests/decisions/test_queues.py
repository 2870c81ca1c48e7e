"""The side bar says whose turn it is: to approve, then to issue."""

import pytest
from django.urls import reverse

from tests.cast import sign_in

from .deciding import approved, draft, examined

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def counts(client) -> dict[str, int]:
    lists = client.get(reverse("worklist")).context["worklists"]()
    return {str(each["label"]): each["count"] for each in lists}


def test_a_draft_waits_for_the_decider(client):
    sign_in(client, "officer")
    draft(examined())
    assert (counts(client)["決裁待ち"], counts(client)["施行待ち"]) == (1, 0)


def test_an_approved_decision_waits_for_its_issue(client):
    sign_in(client, "officer")
    approved(examined())
    assert (counts(client)["決裁待ち"], counts(client)["施行待ち"]) == (0, 1)
