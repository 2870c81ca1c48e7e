"""Whom to ask stands on a page that opens without signing in."""

import pytest
from django.urls import reverse

from common.checks import somebody_to_ask

pytestmark = pytest.mark.django_db


def test_the_page_names_whom_to_ask(client, settings):
    settings.CONTACT = ["見本課", "電話 03-0000-0000"]
    page = client.get(reverse("contact")).content.decode()
    assert "見本課<br>電話 03-0000-0000" in page
    assert somebody_to_ask(None) == []


def test_without_one_the_deployment_check_says_so(client, settings):
    settings.CONTACT = []
    assert "連絡先" not in client.get(reverse("contact")).content.decode()
    assert [each.id for each in somebody_to_ask(None)] == ["kikin.W002"]
