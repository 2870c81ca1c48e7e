"""The side bar says whose turn it is: to approve, then to issue."""

import pytest
from django.urls import reverse

from reviews.services.rankings import return_ranking
from tests.applications.test_turns import turn
from tests.cast import membership, sign_in

from .deciding import approved, draft, examined
from .test_rankings import approved as approved_ranking
from .test_rankings import ready, two_plans

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


def test_a_ranking_waits_for_the_decider_then_for_its_issue(client):
    sign_in(client, "officer")
    call, best, _other = two_plans()
    assert (turn(best), counts(client)["順位表の決裁・施行待ち"]) == ("順位案の作成", 0)
    ranking = ready(call)
    assert (turn(best), counts(client)["順位表の決裁・施行待ち"]) == ("順位表の決裁", 2)
    assert turn(best, "clerk") == "審査"
    return_ranking(ranking=ranking, note="理由を補うこと", membership=membership("decider"))
    assert (turn(best), counts(client)["順位表の決裁・施行待ち"]) == ("差し戻された順位案の見直し", 0)


def test_an_approved_ranking_waits_for_its_issue(client):
    sign_in(client, "officer")
    call, best, _other = two_plans()
    approved_ranking(call)
    assert (turn(best), counts(client)["順位表の決裁・施行待ち"]) == ("施行", 2)
