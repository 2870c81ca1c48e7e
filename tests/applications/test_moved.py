"""更新: every act on a case moves its day, whichever app does it; who may not see the act sees no day."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Notice
from applications.models import Plan
from common import clock
from common.jobs import run_pending
from reviews.services.consultations import prepare_consultation, record_answer, record_sending
from reviews.services.sheets import Item, decline_inquiry, inquire
from tests.cast import membership, sign_in
from tests.decisions.deciding import answered, draft
from tests.plans import attach, complete, filed, under_examination

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def moved_by(case, act) -> bool:
    later = clock.now() + timedelta(hours=1)
    with clock.at(later):
        act(case)
    return Plan.objects.get(pk=case.plan.pk).updated_at == later


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda case: case.find(), id="審査調書"),
        pytest.param(lambda case: case.assign(heard=True), id="審査委員"),
        pytest.param(answered, id="協議"),
    ],
)
def test_what_the_office_does_moves_it(act):
    assert moved_by(under_examination(), act)


def test_a_draft_of_a_decision_moves_it():
    case = under_examination()
    case.find()
    answered(case)
    assert moved_by(case, draft)


def test_taking_up_moves_it():
    assert moved_by(filed(), lambda case: case.take_up())


def test_typing_and_attaching_move_it():
    case = complete()
    assert moved_by(case, lambda case: case.type("lead", "other", {"text": "追記。"}))
    assert moved_by(case, lambda case: attach(case.plan, "lead", "schedule", "工程表②.pdf"))


def sorts_by_last_move(client) -> list[str]:
    return [head["label"] for head in client.get(reverse("worklist")).context["heads"]]


@pytest.mark.parametrize(
    ("who", "sees"),
    [("officer", True), ("decider", True), ("auditor", True), ("clerk", False), ("nibn_officer", False)],
)
def test_the_day_and_the_order_are_for_who_sees_drafts(client, who, sees):
    under_examination()
    sign_in(client, who)
    assert ("更新" in sorts_by_last_move(client)) is sees
    heads = client.get(reverse("worklist"), {"sort": "updated"}).context["heads"]
    assert any(head["order"] for head in heads if head["label"] == "更新") is sees


def test_the_order_of_a_company_s_own_list_tells_nothing_of_the_office(client):
    first, second = under_examination(), under_examination()
    first.find()
    sign_in(client, "lead")
    cards = client.get(reverse("home"), follow=True).context["cards"]
    assert [card.plan.pk for card in cards] == [second.plan.pk, first.plan.pk]


class TestOfficerInHand:
    """Who has the case in hand hears when somebody else's answer makes it their turn."""

    def told(self, act: str) -> int:
        return Notice.objects.filter(recipient=membership("officer").user, act=act).count()

    def test_of_an_answer_that_a_colleague_enters(self):
        consultation = prepare_consultation(
            plan=under_examination().fresh, body="mof", document_number="見本発第1号",
            dated_on=clock.today(), membership=membership("officer"),
        )  # fmt: skip
        run_pending()
        consultation.refresh_from_db()
        day = clock.today()
        record_sending(
            consultation=consultation, sent_on=day, sent_by="電子", membership=membership("officer")
        )
        record_answer(
            consultation=consultation, answer="no_objection", answered_on=day, number="第1号", text="",
            scan=None, membership=membership("officer2"),
        )  # fmt: skip
        assert self.told("record_sending") == 0
        assert self.told("record_answer") == 1

    def test_of_an_inquiry_that_is_declined(self):
        case = under_examination()
        item = Item("effects", None, "算定の考え方を補ってください。")
        sheet = inquire(
            plan=case.fresh, items=[item], purpose="確認", responsible="担当", due_on=None,
            membership=membership("officer"),
        )  # fmt: skip
        decline_inquiry(sheet=sheet, answer="応じません。", membership=membership("lead"))
        assert self.told("decline_inquiry") == 1

    def test_the_whole_desk_of_what_lies_in_no_hand_yet(self):
        filed()
        assert self.told("file_plan") == 1
        assert not Notice.objects.filter(recipient=membership("nibn_officer").user).exists()
