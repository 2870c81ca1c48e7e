"""An applicant reads at any hour how far its application is, and when a decision may be expected."""

import pytest
from django.urls import reverse

from law.deadlines import era
from tests.cast import sign_in
from tests.plans import filed, under_examination

pytestmark = pytest.mark.django_db


def page_of(client, case, who):
    sign_in(client, who)
    response = client.get(reverse("plan", args=[case.plan.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.rule("A6", "A9")
@pytest.mark.parametrize("who", ["lead", "takasaki"], ids=["the lead", "a partner"])
def test_every_party_reads_where_its_application_stands_and_until_when(client, data_directory, who):
    case = under_examination()
    page = page_of(client, case, who)
    assert "次は厚生労働省の番です（審査）。" in page
    assert "標準処理期間" in page
    assert era(case.plan.due_on) in page
    assert "まで（目安）" in page


@pytest.mark.rule("A9")
def test_what_has_not_been_taken_up_says_so(client, data_directory):
    assert "次は厚生労働省の番です（審査の開始）。" in page_of(client, filed(), "lead")
