"""The work list begins with what is under way; a clock that stands still says so."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from reviews.services.sheets import Item, request_correction
from tests.cast import membership, sign_in
from tests.plans import filed, under_examination, withdraw

from .test_worklist import page
from .test_worklist_excel import sheet

pytestmark = pytest.mark.django_db


class TestWhatIsUnderWay:
    """What has ended is not in the list that nothing narrows, and there for whoever looks for it."""

    @pytest.fixture
    def ended(self):
        case = filed(lead="minohon", partners=())
        withdraw(case.plan)
        return case.fresh.number

    def numbers(self, client, **asked):
        return [row.number for row in client.get(reverse("worklist"), asked).context["rows"]]

    def test_a_withdrawn_plan_is_not_among_the_live_ones(self, client, ended):
        live = under_examination().fresh.number
        sign_in(client, "officer")
        assert self.numbers(client) == [live]
        assert self.numbers(client, sort="number") == [live]
        assert self.numbers(client, state="withdrawn") == [ended]
        assert set(self.numbers(client, state="all")) == {live, ended}
        assert self.numbers(client, q=ended) == [ended]

    def test_the_chip_and_the_side_bar_say_which(self, client, ended):
        sign_in(client, "officer")
        for asked, wanted in (({}, "手続中"), ({"state": "all"}, "すべて"), ({"q": ended}, "すべて")):
            shown = client.get(reverse("worklist"), asked).context
            assert [each["label"] for each in shown["states"] if each["current"]] == [wanted]
            assert [str(each["label"]) for each in shown["worklists"]() if each["current"]] == [wanted]

    def test_the_api_tells_what_is_under_way_too(self, client, ended):
        live = under_examination().fresh.number
        sign_in(client, "officer")
        found = client.get("/api/v1/plans/", {"state": "live"}).json()["items"]
        assert [each["number"] for each in found] == [live]


def test_a_stopped_clock_says_so(client):
    case = under_examination()
    sign_in(client, "officer")
    assert "停止中" not in page(client)
    request_correction(
        plan=case.fresh,
        items=[Item("other", None, "記載がありません。", "省令第5条第1項第5号")],
        purpose="申請書の記載事項の補正",
        due_on=clock.today() + timedelta(days=14),
        membership=membership("officer"),
    )
    assert "停止中・あと" in page(client)
    assert "停止中・あと" in client.get(reverse("case", args=[case.plan.pk])).content.decode()
    assert any("（停止中）" in cell for cell in sheet(client)[-1])
