"""標準処理期間と審査基準: open to everyone, from the scheme in force."""

import pytest
from django.urls import reverse

from tests.plans import scheme

pytestmark = pytest.mark.django_db


@pytest.mark.rule("A5", "A6")
def test_criteria_and_periods_are_public_the_intermediarys_apart(client):
    document = scheme().versions.get().document
    page = client.get(reverse("processing_period")).content.decode()
    for criterion in document["criteria"]:
        assert criterion["text"] in page
    assert "14日" in page
    assert "60日" in page


def test_without_a_scheme_the_page_still_tells_how_days_are_counted(client):
    assert "到達した日の翌日から" in client.get(reverse("processing_period")).content.decode()
