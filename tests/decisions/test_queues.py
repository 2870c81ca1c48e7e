"""The side bar says whose turn it is: to approve, then to issue."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from decisions.models import Delivery
from decisions.services.delivering import record_delivery, record_dispatch
from decisions.services.issuing import issue_decision
from reviews.services.rankings import return_ranking
from reviews.services.sheets import Item, request_correction
from tests.applications.test_turns import turn
from tests.cast import actor, membership, sign_in

from .deciding import approved, draft, examined, sealed
from .test_rankings import approved as approved_ranking
from .test_rankings import ready, two_plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def counts(client) -> dict[str, int]:
    """Of plans, whose lists stand first; the ministry's own grants wait under the same words after them."""
    lists = client.get(reverse("worklist")).context["worklists"]()
    return {str(each["label"]): each["count"] for each in reversed(lists)}


def test_a_draft_waits_for_the_decider(client):
    sign_in(client, "officer")
    draft(examined())
    assert (counts(client)["決裁待ち"], counts(client)["施行待ち"]) == (1, 0)


def test_a_draft_waits_for_nobody_while_a_correction_is_out(client):
    """Whoever would approve it now is refused: the plan is not under examination."""
    sign_in(client, "officer")
    case = examined()
    draft(case)
    request_correction(
        plan=case.fresh,
        items=[Item("other", None, "記載がありません。", "省令第5条第1項第5号")],
        purpose="申請書の記載事項の補正",
        due_on=clock.today() + timedelta(days=14),
        membership=membership("officer"),
    )
    assert counts(client)["決裁待ち"] == 0


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


@pytest.mark.parametrize(("notice", "waiting"), [("paper", 1), ("electronic", 0)])
def test_a_letter_on_paper_waits_until_its_arrival_is_known(client, notice, waiting):
    sign_in(client, "officer")
    issue_decision(decision=sealed(examined(notice=notice)), actor=actor("officer"))
    assert counts(client)["発送・到達の記録待ち"] == waiting
    for delivery in Delivery.objects.filter(channel=Delivery.Channel.PAPER):
        sent = {"dispatched_on": clock.today(), "dispatched_by": "簡易書留", "tracking": ""}
        record_dispatch(delivery=delivery, **sent, membership=membership("officer"))
        assert counts(client)["発送・到達の記録待ち"] == 1
        record_delivery(delivery=delivery, delivered_on=clock.today(), membership=membership("officer"))
    assert counts(client)["発送・到達の記録待ち"] == 0
