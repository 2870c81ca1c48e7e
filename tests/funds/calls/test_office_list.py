"""The office's list of calls and the page of one: state, how many applied, what may be done."""

import pytest
from django.urls import reverse

from common.paging import Counted
from decisions.demo import calls as demo
from tests.cast import sign_in
from tests.funds.calls.making import drafted, published, running
from tests.plans import filed, scheme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def names(client, **asked) -> list[str]:
    return [row.call.name for row in client.get(reverse("calls"), asked).context["rows"]]


def test_drafts_stand_beside_what_is_published(client):
    drafted(name="案")
    running("cluster-campus", name="いま")
    sign_in(client, "officer")
    assert {"案", "いま"} <= set(names(client))
    assert names(client, state="draft") == ["案"]
    assert "案" not in names(client, state="open")
    assert names(client, q="いま", scheme="cluster-campus") == ["いま"]
    assert names(client, sort="-name") == sorted(names(client), reverse=True)


def test_what_was_filed_is_counted_and_drafts_are_not(client):
    filed()
    sign_in(client, "officer")
    rows = {row.call: row.filed for row in client.get(reverse("calls")).context["rows"]}
    assert rows[scheme().calls.get()] == Counted(1, more=False)


def test_a_call_leads_to_its_applications_and_its_ranking_and_back(client):
    call = running()
    menus = (call.scheme.versions.latest("number").document["menus"][0]["code"],)
    plan = demo.apply_to(call, "応募", ("lead",), menus, 100_000_000).plan
    filed()
    sign_in(client, "officer")
    page = client.get(reverse("call", args=[call.pk])).content.decode()
    worklist = f"{reverse('worklist')}?call={call.pk}"
    assert worklist in page
    assert reverse("ranking", args=[call.pk]) in page
    found = client.get(worklist)
    assert [row.plan.pk for row in found.context["rows"]] == [plan.pk]
    assert call.name in found.content.decode()
    assert reverse("call", args=[call.pk]) in client.get(reverse("case", args=[plan.pk])).content.decode()


@pytest.mark.parametrize("who", ["clerk", "nibn_officer", "auditor", "administrator"])
def test_readers_read_and_do_nothing(client, who):
    call = drafted()
    sign_in(client, who)
    page = client.get(reverse("call", args=[call.pk]))
    assert (page.context["buttons"], page.context["may"]) == ([], set())
    assert reverse("draft_call") not in client.get(reverse("calls")).content.decode()
    assert not client.get(reverse("preview_call", args=[call.pk])).context["may_publish"]


def test_an_empty_answer_says_what_to_do(client):
    sign_in(client, "officer")
    assert (
        "条件に合う公募はありません" in client.get(reverse("calls"), {"q": "どこにもない"}).content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client, django_assert_num_queries, count):
    for round_ in range(1, count + 1):
        published(round=round_)
    sign_in(client, "officer")
    client.get(reverse("calls"))
    # session, person, post, schemes, calls, their closings, what was filed, count, work lists, unread
    with django_assert_num_queries(10):
        client.get(reverse("calls"))
