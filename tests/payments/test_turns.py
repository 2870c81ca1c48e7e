"""Everyone lands where their own work is; plans, grants, reports, conditions, claims and runs count alike."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.queues import counts_of, own_queues
from common import clock
from grants.models import Condition
from grants.services.conditions import report_condition
from tests.cast import membership, sign_in
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants import returning
from tests.plans import under_examination

from . import paying as p

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def turns(who: str) -> dict[str, int]:
    """What waits for this person."""
    asker = membership(who)
    queues = own_queues(asker.role)
    found = counts_of(asker, queues)
    return {each.code: found[each.code].count for each in queues if found[each.code].count}


def landed(client, who: str) -> str:
    client.logout()
    sign_in(client, who)
    return client.get(reverse("home")).url


def test_an_application_waits_for_the_desk_then_for_the_head(client, plan, book):
    g.filed(plan)
    assert turns("nibn_officer") == {"grant_taking_up": 1}
    assert landed(client, "nibn_officer") == "/office/grants/?queue=grant_taking_up"
    assert landed(client, "nibn_decider") == "/office/grants/"


def test_a_draft_waits_for_the_head_alone(client, plan, book):
    g.draft(g.checked(plan))
    assert (turns("nibn_officer"), turns("nibn_decider")) == ({}, {"grant_approval": 1})
    assert landed(client, "nibn_decider") == "/office/grants/?queue=grant_approval"


def test_a_condition_reported_on_waits_for_the_desk(plan, book):
    grant = g.granted(plan)
    condition = Condition.objects.filter(grant=grant).first()
    report_condition(condition=condition, report="届け出ました。", membership=membership("lead"))
    assert turns("nibn_officer") == {"grant_condition": 1}


def test_a_report_waits_and_then_the_fixing_of_the_amount(plan, book):
    grant = g.granted(plan)
    with r.on(r.AFTER_ALL):
        r.filed(grant)
        assert turns("nibn_officer") == {"grant_report": 1}


def test_the_ministry_lands_where_its_own_work_is(client):
    under_examination()
    assert landed(client, "officer") == "/worklist/?queue=mine"
    assert landed(client, "decider") == "/worklist/"
    assert turns("decider") == {}


def rows(client, **asked: str) -> list:
    return client.get(reverse("grants"), asked).context["rows"]


def test_the_list_of_grants_says_what_is_next_and_by_when(client, plan, book):
    g.granted(plan)
    sign_in(client, "nibn_officer")
    [row] = rows(client)
    assert (row.turn.who, row.turn.what) == ("申請者", "実績の報告")
    assert row.running.of == "完了の実績報告"
    chips = {
        str(each["label"]): each.get("count") for each in client.get(reverse("grants")).context["queues"]
    }
    assert chips["実績の確認待ち"] == 0
    with r.on(r.AFTER_ALL):
        [row] = rows(client)
        assert row.running.on < clock.today()
        assert row.is_over


def test_a_draft_of_nibn_is_not_told_to_the_ministry(client, plan, book):
    g.draft(g.checked(plan))
    sign_in(client, "officer")
    [row] = rows(client)
    assert row.turn.what == "審査"
    assert rows(client, queue="grant_approval") == []


def test_the_list_costs_the_same_for_one_and_three(client, book, django_assert_num_queries):
    plan = g.certified(partners=("takasaki", "yoshino"))
    sign_in(client, "nibn_officer")
    g.granted(plan)
    client.get(reverse("grants"))
    for others in ((), ("takasaki", "yoshino")):
        for who in others:
            g.granted(plan, who)
        with django_assert_num_queries(15):
            assert len(rows(client)) == 1 + len(others)


def test_the_api_is_narrowed_by_the_same_lists(client, plan, book):
    g.filed(plan)
    sign_in(client, "nibn_officer")
    found = client.get("/api/v1/grants/", {"queue": "grant_taking_up"}).json()
    assert len(found["items"]) == 1
    assert client.get("/api/v1/grants/", {"queue": "approval"}).status_code == 422
    assert client.get("/api/v1/runs/", {"queue": "claims"}).status_code == 422
    assert client.get("/api/v1/claims/", {"queue": "claims"}).json()["items"] == []


def test_accounts_claims_and_runs_wait_for_their_people(client, grant, book):
    p.entered("takasaki")
    assert turns("nibn_officer")["account_check"] == 1
    claim = p.claimed(grant)
    assert turns("nibn_officer")["claims"] == 1
    run = p.drafted(claim)
    assert "claims" not in turns("nibn_officer")
    assert turns("nibn_accountant") == {"run_release": 1}
    assert landed(client, "nibn_accountant") == "/payments/?queue=run_release"
    shown = client.get("/payments/?queue=run_release").content.decode()
    assert run.number in shown
    assert "支払：振込の依頼待ち 1件" in shown


def test_what_is_owed_past_its_day_waits_for_the_till(client, grant):
    owed = returning.owed_and_begun(grant)
    with r.on(owed.due_on):
        assert "overdue" not in turns("nibn_accountant")
    with r.on(owed.due_on + timedelta(days=1)):
        assert turns("nibn_accountant")["overdue"] == 1
        sign_in(client, "nibn_accountant")
        listed = client.get(reverse("receivables"), {"queue": "overdue"}).content.decode()
        assert owed.order.number in listed
