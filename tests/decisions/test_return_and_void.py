"""差し戻す, 起案し直す, 廃案とする: a draft may go back or fall, an issued decision never."""

import pytest
from django.urls import reverse

from common import clock
from common.models import AuditEvent
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.drafting import redraft_decision, return_decision, void_decision
from law.acts import Refused
from law.states import DecisionState
from tests.cast import actor, membership, sign_in

from .deciding import CERTIFICATION, anew, approved, draft, examined, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def returned(case) -> Decision:
    return return_decision(
        decision=draft(case), note="条件を見直してください。", membership=membership("decider")
    )


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


class TestReturn:
    def test_the_decider_gives_it_back_with_a_word(self):
        decision = returned(examined())
        assert (decision.state, decision.note) == (DecisionState.RETURNED, "条件を見直してください。")
        assert AuditEvent.objects.get(act="return_decision").facts == {}

    def test_without_a_word_it_is_refused(self):
        with pytest.raises(Refused) as refused:
            return_decision(decision=draft(examined()), note=" ", membership=membership("decider"))
        assert codes(refused) == ["no_note"]

    def test_what_came_back_is_not_approved(self):
        decision = returned(examined())
        with pytest.raises(Refused) as refused:
            approve_decision(decision=decision, membership=membership("decider"))
        assert codes(refused) == ["state"]

    def test_the_page_keeps_the_act_to_the_decider(self, client):
        decision = draft(examined())
        assert signed_in("officer").get(reverse("return_decision", args=[decision.pk])).status_code == 403
        sign_in(client, "decider")
        client.post(reverse("return_decision", args=[decision.pk]), {"note": "直してください。"})
        assert anew(decision).state == DecisionState.RETURNED


class TestRedraft:
    def test_the_old_one_falls_and_the_new_one_waits(self):
        case = examined()
        old = returned(case)
        words = {"conditions": [], "reasons": "", "weighing": {}, "dated_on": clock.today()}
        new = redraft_decision(
            decision=old,
            note="差戻しによる",
            membership=membership("officer2"),
            outcome=CERTIFICATION,
            **words,
        )
        assert (anew(old).state, anew(new).state) == (DecisionState.VOIDED, DecisionState.DRAFTED)

    def test_the_page_is_filled_with_the_words_it_had(self, client):
        old = returned(examined())
        sign_in(client, "officer")
        url = reverse("redraft_decision", args=[old.pk])
        assert "条件を見直してください。" in client.get(url).content.decode()
        day = clock.today()
        typed = {"dated_on_year": day.year, "dated_on_month": day.month, "dated_on_day": day.day}
        client.post(url, {**typed, "issue": "hand", "note": "差戻しによる", "conditions": ["0", "1"]})
        assert sorted(Decision.objects.values_list("state", flat=True)) == ["drafted", "voided"]

    def test_a_new_draft_the_law_closes_leaves_the_old_one_standing(self):
        old = returned(examined())
        words = {"conditions": [], "reasons": "", "weighing": {}, "dated_on": clock.today()}
        with pytest.raises(Refused):
            redraft_decision(
                decision=old, note="変更", membership=membership("officer"), outcome="refusal", **words
            )
        assert anew(old).state == DecisionState.RETURNED


class TestVoid:
    def test_a_number_once_drawn_stays_unused_with_the_reason(self, client):
        case = examined()
        first = approved(case)
        void_decision(decision=first, note="取下げの申出", actor=actor("officer"))
        assert anew(first).number == "GBN2026-0001"
        assert approved(case).number == "GBN2026-0002"
        sign_in(client, "officer")
        page = client.get(reverse("case_decision", args=[case.plan.pk])).content.decode()
        assert "GBN2026-0001（欠番）" in page
        assert "取下げの申出" in page

    def test_it_says_why(self):
        with pytest.raises(Refused) as refused:
            void_decision(decision=draft(examined()), note="", actor=actor("officer"))
        assert codes(refused) == ["no_note"]

    @pytest.mark.parametrize("who", ["clerk", "auditor", "lead"])
    def test_nobody_else_does(self, client, who):
        decision = draft(examined())
        sign_in(client, who)
        assert client.post(reverse("void_decision", args=[decision.pk]), {"note": "理由"}).status_code == 403
