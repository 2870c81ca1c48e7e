"""次は誰 on the work list and the case page: one answer, in one query."""

import pytest
from django.urls import reverse

from applications.models import Plan
from applications.turns import WAITS, turns_of
from law.turn import Wait
from tests.cast import membership, sign_in
from tests.decisions.deciding import answered, approved, draft, examined, sealed
from tests.plans import filed, under_examination

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def turn(case, who: str = "officer") -> str:
    return turns_of([case.fresh], membership(who))[case.plan.pk].what


def with_findings():
    case = under_examination()
    case.find()
    return case


def heard():
    case = under_examination()
    case.find()
    answered(case)
    return case


@pytest.mark.parametrize(
    ("stage", "what"),
    [
        (filed, "審査の開始"),
        (under_examination, "審査調書の作成"),
        (with_findings, "協議書の作成"),
        (heard, "起案"),
        (lambda: examined(fits=False), "起案"),
    ],
    ids=["受付", "審査の初め", "調書の後", "回答の後", "適合しないとき"],
)
def test_it_follows_the_case(stage, what):
    assert turn(stage()) == what


@pytest.mark.parametrize(
    ("act", "what"), [(draft, "起案の決裁"), (approved, "署名した文書の作成"), (sealed, "施行")]
)
def test_it_follows_the_decision_for_who_sees_it(act, what):
    case = examined()
    act(case)
    assert turn(case) == turn(case, "auditor") == what
    assert turn(case, "clerk") == turn(case, "nibn_officer") == "審査"


def test_many_plans_cost_one_query(django_assert_num_queries):
    started = [under_examination().plan, under_examination(lead="minohon", partners=()).plan]
    plans = list(Plan.objects.filter(pk__in=[plan.pk for plan in started]))
    post = membership("officer")
    with django_assert_num_queries(1):
        assert len(turns_of(plans, post)) == 2


def test_every_wait_has_its_condition():
    assert set(WAITS._conditions) == set(Wait)


@pytest.mark.parametrize("page", ["worklist", "case"])
def test_both_pages_say_it(client, page):
    case = examined()
    draft(case)
    sign_in(client, "decider")
    url = reverse(page) if page == "worklist" else reverse(page, args=[case.plan.pk])
    shown = client.get(url).content.decode()
    assert "起案の決裁" in shown


def test_an_applicant_reads_the_same_before_and_after_a_draft(client):
    case = examined()
    sign_in(client, "lead")
    url = reverse("plan", args=[case.plan.pk])
    before = client.get(url).context["card"].turn
    sealed(case)
    assert client.get(url).context["card"].turn == before == "次は厚生労働省の番です（審査）。"
