"""What a grant's page says first: what is now, by when; and each day says what it is a day of."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from grants.reports import latest_report_version
from grants.selectors import lines_of
from grants.services.examining_reports import ask_report_correction
from law.deadlines import era
from tests.cast import membership, sign_in

from . import granting as g
from . import reporting as r

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


@pytest.fixture
def grant(plan, book):
    return g.granted(plan)


def page_of(client, grant):
    sign_in(client, "lead")
    return client.get(reverse("grant", args=[grant.pk]))


def returned(grant):
    report = r.filed(grant)
    line = lines_of(latest_report_version(report))[0].cost_line
    due_on = clock.today() + timedelta(days=14)
    ask_report_correction(
        report=report,
        items=[(line, "請求書の額に直してください。")],
        due_on=due_on,
        membership=membership("nibn_officer"),
    )
    return report, due_on


def test_a_decided_grant_says_what_comes_next(client, grant):
    turn = page_of(client, grant).context["turn"]
    assert turn.startswith("交付が決定されています。次は自社の")


def test_a_report_that_is_checked_is_nibn_s(client, grant):
    with r.on(r.AFTER_ALL):
        r.filed(grant)
        assert page_of(client, grant).context["turn"] == "次は基盤研の番です（実績の確認）。"


def test_a_report_sent_back_heads_the_page_with_its_day(client, grant):
    with r.on(r.AFTER_ALL):
        report, due_on = returned(grant)
        shown = page_of(client, grant)
        page = shown.content.decode()
        assert (
            shown.context["turn"]
            == f"実績報告の直しを求められています。{era(due_on)}までに直して提出してください。"
        )
        assert reverse("report_form", args=[report.pk]) in page
        assert f"直しの期限　{era(due_on)}" in page
        assert "報告の期限（" in page
        [card] = [each for each in client.get(reverse("portal")).context["beside"] if each.yours]
        assert card.turn == shown.context["turn"]
        page = client.get(reverse("grant_report", args=[report.pk])).content.decode()
        assert f"直しの期限　{era(due_on)}" in page


def test_what_is_accepted_waits_for_the_fixing(client, grant):
    with r.on(r.AFTER_ALL):
        report = r.filed(grant)
        r.checked(report)
        r.accepted(report)
        assert page_of(client, grant).context["turn"] == "次は基盤研の番です（額の確定）。"


def test_the_own_list_costs_the_same_for_one_and_two(client, book, django_assert_max_num_queries):
    other = g.certified(lead="lead", partners=())
    sign_in(client, "lead")
    client.get(reverse("portal"))
    for plan in (other, g.certified(lead="lead", partners=())):
        g.granted(plan)
        with django_assert_max_num_queries(22):
            client.get(reverse("portal"))


def test_what_follows_for_every_condition_is_said_once(client, grant):
    page = page_of(client, grant).content.decode()
    assert page.count("交付の決定の全部又は一部を取り消すことがある") == 1
