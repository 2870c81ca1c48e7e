"""What a scheme lays down is read by who examines, audits or configures."""

import pytest
from django.urls import reverse

from tests.cast import sign_in
from tests.plans import scheme

pytestmark = pytest.mark.django_db
URL = "/schemes/generic-base/"


@pytest.mark.parametrize("who", ["officer", "decider", "auditor", "administrator"])
def test_it_shows_criteria_menus_and_what_is_unconfirmed(client, who):
    scheme()
    sign_in(client, who)
    page = client.get(URL).content.decode()
    for words in (
        "基準（ア）",
        "補助率 1/2",
        "機械装置費",
        "根拠を確認していない定めがあります",
        "令和12年9月30日",
        "第1版",
    ):
        assert words in page
    assert URL in client.get(reverse("schemes")).content.decode()


@pytest.mark.parametrize("who", ["lead", "clerk", "nibn_officer", "reviewer", "consultee"])
@pytest.mark.parametrize("url", [URL, "/schemes/"])
def test_nobody_else_enters(client, who, url):
    scheme()
    sign_in(client, who)
    response = client.get(url)
    assert response.status_code == 403
    assert "このページは" in response.content.decode()


def test_a_scheme_that_is_none_is_a_404(client):
    sign_in(client, "officer")
    assert client.get("/schemes/nothing/").status_code == 404


def test_nothing_can_be_changed_here(client):
    scheme()
    sign_in(client, "administrator")
    assert client.post(URL).status_code == 405
