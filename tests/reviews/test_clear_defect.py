"""A 補正 that lapsed closes the certification until it is mended or its end is told (docs/adr/0021)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Notice
from applications.services.opening import file_amendment, open_amendment
from common import clock
from common.models import AuditEvent
from law.acts import Refused
from law.states import DecisionState, SheetState
from reviews.models import Sheet
from reviews.selectors import unmended_items
from reviews.services.findings import confirm_finding
from reviews.services.sheets import Item, clear_defect, close_correction
from tests.api.asking import Program, with_token
from tests.cast import membership, person, sign_in
from tests.decisions.deciding import REFUSAL, draft, examined
from tests.reviews.test_sheets import ITEM, codes, correct

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory"), pytest.mark.rule("A7")]
OTHER = Item("funding", None, "資金の内訳を補ってください。", "省令第5条第1項第3号")


def lapsed(*items):
    """Everything else stands ready for a certification."""
    case = examined()
    with clock.at(clock.now() - timedelta(days=15)):
        sheet = correct(case, *items)
    close_correction(sheet=Sheet.objects.get(pk=sheet.pk), membership=membership("officer"))
    return case, Sheet.objects.get(pk=sheet.pk)


def amend(case, *keys):
    open_amendment(plan=case.fresh, parts=[(key, None) for key in keys], membership=membership("lead"))
    file_amendment(plan=case.fresh, membership=membership("lead"), arrived_at=clock.now())


def clear(sheet, note="登記事項は登記情報連携で確認した。", who="officer"):
    return clear_defect(sheet=sheet, note=note, membership=membership(who))


def test_no_certification_is_drafted_while_a_defect_is_left():
    case, _sheet = lapsed()
    with pytest.raises(Refused) as refused:
        draft(case)
    assert codes(refused) == ["formal_defect"]
    assert "その経緯を記録してください" in str(refused.value)


def test_a_refusal_because_of_it_stays_open():
    case, _sheet = lapsed()
    assert draft(case, REFUSAL).state == DecisionState.DRAFTED


def test_with_a_word_of_how_it_was_mended_the_certification_opens_and_the_refusal_closes():
    case, sheet = lapsed()
    clear(sheet)
    with pytest.raises(Refused) as refused:
        draft(case, REFUSAL)
    assert codes(refused) == ["no_ground"]
    assert draft(case).state == DecisionState.DRAFTED


def test_the_word_is_kept_with_who_and_when_and_the_company_is_told():
    case, sheet = lapsed()
    clear(sheet)
    kept = Sheet.objects.get()
    assert (kept.state, kept.cleared_by) == (SheetState.CLEARED, membership("officer"))
    assert (kept.cleared_note, kept.cleared_at) != ("", None)
    line = AuditEvent.objects.get(act="clear_defect")
    assert (line.from_state, line.to_state, line.case_id) == ("lapsed", "cleared", case.plan.pk)
    assert set(line.facts) == {"note_sha256"}
    assert Notice.objects.filter(recipient=person("takasaki"), act="clear_defect").exists()


@pytest.mark.parametrize("note", ["", "　 "])
def test_without_a_word_it_stays(note):
    _case, sheet = lapsed()
    with pytest.raises(Refused) as refused:
        clear(sheet, note)
    assert codes(refused) == ["no_note"]
    assert Sheet.objects.get().state == SheetState.LAPSED


@pytest.mark.parametrize("who", ["clerk", "decider"])
def test_only_the_officer_writes_it(who):
    _case, sheet = lapsed()
    with pytest.raises(Refused) as refused:
        clear(sheet, who=who)
    assert codes(refused) == ["role"]


def test_an_amendment_of_another_part_mends_nothing():
    case, _sheet = lapsed()
    amend(case, "other")
    assert [item.key for item in unmended_items(case.fresh)] == ["effects"]


def test_an_amendment_of_the_part_asked_for_mends_it_once_it_is_found_anew():
    case, _sheet = lapsed()
    amend(case, "effects")
    for criterion in ("a", "b"):
        confirm_finding(plan=case.fresh, criterion=criterion, version=2, membership=membership("officer"))
    assert draft(case).state == DecisionState.DRAFTED


def test_of_two_things_asked_for_the_one_left_closes_it():
    case, _sheet = lapsed(ITEM, OTHER)
    amend(case, "effects")
    assert [item.text for item in unmended_items(case.fresh)] == [OTHER.text]


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "cleared"},
        {"cleared_note": "理由だけ"},
        {"state": "cleared", "cleared_note": "だれかが"},
    ],
)
def test_the_table_itself_wants_the_word_with_who_and_when(changes):
    _case, sheet = lapsed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(**changes)


@pytest.mark.parametrize(
    "changes", [{"cleared_note": "別の理由"}, {"state": "lapsed"}, {"due_on": "2030-01-01"}]
)
def test_what_was_written_is_never_changed(changes):
    _case, sheet = lapsed()
    clear(sheet)
    with pytest.raises(IntegrityError, match="may not change"), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(**changes)


class TestPage:
    def test_the_officer_is_led_there_and_the_word_stands_on_the_case(self, client):
        case, sheet = lapsed()
        sign_in(client, "officer")
        case_page = reverse("case", args=[case.plan.pk])
        assert reverse("clear_defect", args=[sheet.pk]) in client.get(case_page).content.decode()
        client.post(reverse("clear_defect", args=[sheet.pk]), {"note": "登記情報連携で確かめた。"})
        page = client.get(case_page).content.decode()
        assert "登記情報連携で確かめた。" in page
        assert "が不備の解消を記録" in page
        assert reverse("clear_defect", args=[sheet.pk]) not in page

    def test_the_draft_says_why_it_is_closed(self, client):
        case, _sheet = lapsed()
        sign_in(client, "officer")
        page = client.get(reverse("case", args=[case.plan.pk])).content.decode()
        assert "期限までに補正されなかった形式上の不備が残っているため、認定できません" in page

    def test_nothing_calls_for_a_refusal_because_of_it(self, client):
        case, _sheet = lapsed()
        sign_in(client, "officer")
        buttons = client.get(reverse("case", args=[case.plan.pk])).context["buttons"]
        assert {each.name: each.solid for each in buttons}["draft_refusal"] is False

    @pytest.mark.parametrize("who", ["clerk", "decider", "auditor", "nibn_officer", "lead", "reviewer"])
    def test_nobody_else_may(self, client, who):
        _case, sheet = lapsed()
        sign_in(client, who)
        assert client.post(reverse("clear_defect", args=[sheet.pk]), {"note": "理由"}).status_code == 403

    def test_an_open_sheet_has_nothing_to_clear(self, client):
        sheet = correct(examined())
        sign_in(client, "officer")
        page = client.post(reverse("clear_defect", args=[sheet.pk]), {"note": "理由"}).content.decode()
        assert "ことはできません" in page

    def test_a_strangers_sheet_is_not_found(self, client):
        sign_in(client, "officer")
        sheet = "00000000-0000-4000-8000-000000000000"
        assert client.get(reverse("clear_defect", args=[sheet])).status_code == 404


class TestApi:
    def test_a_program_clears_it_with_a_word_and_drafts(self):
        case, sheet = lapsed()
        officer = Program("officer")
        day = {"dated_on": str(clock.today())}
        closed = officer.act(f"plans/{case.plan.pk}/acts/draft_certification/", day)
        assert "形式上の不備が残っているため" in closed.content.decode()
        cleared = officer.act(f"sheets/{sheet.pk}/acts/clear_defect/", {"note": "登記情報連携で確かめた。"})
        assert cleared.json()["state"] == "cleared"
        assert officer.get(f"sheets/{sheet.pk}/").json()["cleared_note"] == "登記情報連携で確かめた。"
        assert officer.act(f"plans/{case.plan.pk}/acts/draft_certification/", day).status_code == 201

    def test_the_company_reads_that_it_ended_and_not_the_office_s_word(self):
        _case, sheet = lapsed()
        clear(sheet)
        shown = with_token("lead").get(f"sheets/{sheet.pk}/").json()
        assert (shown["state"], shown["cleared_note"]) == ("cleared", "")
        assert shown["cleared_at"]
