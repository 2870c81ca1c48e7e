"""The two sheets: 補正 stops the clock and has a date; 照会・修正の依頼 asks and may be declined."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Notice
from applications.clocks import read_clocks
from applications.models import PartOpening
from common import clock
from common.models import AuditEvent
from decisions.services.issuing import issue_decision
from law.acts import Refused
from law.deadlines import shift
from law.states import PlanState, SheetState
from reviews.models import Sheet
from reviews.selectors import has_formal_defect
from reviews.services import sheets
from reviews.services.sheets import Item
from tests.cast import actor, membership, person, sign_in
from tests.decisions.deciding import examined, sealed, signed_in
from tests.plans import filed, under_examination, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
ITEM = Item("effects", None, "目標の算定の考え方を補ってください。", "省令第5条第1項第4号")


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def correct(case, *items: Item, days: int = 14) -> Sheet:
    return sheets.request_correction(
        plan=case.fresh,
        items=list(items or (ITEM,)),
        purpose="申請書の記載事項の補正",
        due_on=clock.today() + timedelta(days=days),
        membership=membership("officer"),
    )


def ask(case, *items: Item, purpose: str = "確認のため", responsible: str = "担当 正") -> Sheet:
    return sheets.inquire(
        plan=case.fresh,
        items=list(items or (ITEM,)),
        purpose=purpose,
        responsible=responsible,
        due_on=None,
        membership=membership("officer"),
    )


@pytest.mark.rule("A7")
class TestCorrection:
    def test_only_the_parts_named_are_open_again_and_the_company_is_told(self):
        case = under_examination()
        sheet = correct(
            case, ITEM, Item("funding", case.party("takasaki").pk, "内訳を直してください。", "省令")
        )
        assert case.fresh.state == PlanState.CORRECTION
        opened = PartOpening.objects.filter(plan=case.plan, closed_at=None).values_list(
            "key", "party", "sheet"
        )
        assert set(opened) == {("effects", None, sheet.pk), ("funding", case.party("takasaki").pk, sheet.pk)}
        assert Notice.objects.filter(recipient=person("takasaki"), act="request_correction").exists()

    def test_the_audit_line_holds_no_word_of_it(self):
        correct(under_examination())
        line = AuditEvent.objects.get(act="request_correction")
        assert (line.from_state, line.to_state, line.facts) == ("examination", "correction", {})

    def test_it_is_for_formal_requirements_with_a_provision(self):
        with pytest.raises(Refused) as refused:
            correct(under_examination(), Item("effects", None, "もっと詳しく。"))
        assert codes(refused) == ["no_provision"]

    def test_it_has_a_day_to_come(self):
        with pytest.raises(Refused) as refused:
            correct(under_examination(), days=0)
        assert codes(refused) == ["no_due_date"]

    def test_it_is_extended_while_it_runs(self):
        case = under_examination()
        sheet = correct(case)
        later = clock.today() + timedelta(days=30)
        sheets.extend_correction(sheet=sheet, due_on=later, membership=membership("clerk"))
        assert Sheet.objects.get(pk=sheet.pk).due_on == later
        assert AuditEvent.objects.filter(act="extend_correction", case_id=case.plan.pk).count() == 1

    @pytest.mark.parametrize("days", [1, 13, 14])
    def test_to_extend_it_never_cuts_it_short(self, client, days):
        """相当の期間: what was given once stays given (行政手続法7条)."""
        sheet = correct(under_examination())
        day = clock.today() + timedelta(days=days)
        with pytest.raises(Refused) as refused:
            sheets.extend_correction(sheet=sheet, due_on=day, membership=membership("officer"))
        assert codes(refused) == ["not_later"]
        sign_in(client, "officer")
        url = reverse("extend_correction", args=[sheet.pk])
        page = client.post(url, {"due_on_year": day.year, "due_on_month": day.month, "due_on_day": day.day})
        assert "いまの期限より後の日" in page.content.decode()
        assert Sheet.objects.get().due_on == sheet.due_on

    def test_the_table_itself_takes_no_day_back(self):
        sheet = correct(under_examination())
        with pytest.raises(IntegrityError, match="never cut short"), transaction.atomic():
            Sheet.objects.filter(pk=sheet.pk).update(due_on=sheet.due_on - timedelta(days=1))

    def test_one_asked_by_mistake_is_taken_back(self, client):
        case = under_examination()
        due = case.fresh.due_on
        sheet = correct(case)
        sign_in(client, "clerk")
        with clock.at(clock.now() + timedelta(days=3)):
            assert (
                reverse("withdraw_correction", args=[sheet.pk])
                in client.get(reverse("case", args=[case.plan.pk])).content.decode()
            )
            client.post(reverse("withdraw_correction", args=[sheet.pk]))
            reading = read_clocks([case.fresh])[case.plan.pk].reading
        assert (case.fresh.state, case.fresh.due_on) == (PlanState.EXAMINATION, due)
        assert Sheet.objects.get().state == SheetState.CLOSED
        assert not PartOpening.objects.filter(closed_at=None).exists()
        assert (reading.paused, reading.running) == (0, True)
        assert not has_formal_defect(case.fresh)
        for who in ("lead", "takasaki"):
            told = Notice.objects.get(recipient=person(who), act="withdraw_correction")
            assert told.title == f"補正の求めが撤回されました。補正は要りません（{case.plan.number}）"
        line = AuditEvent.objects.get(act="withdraw_correction", case_id=case.plan.pk)
        assert (line.from_state, line.to_state) == ("correction", "examination")

    def test_what_is_answered_or_is_an_inquiry_is_not_taken_back_so(self):
        case = under_examination()
        with pytest.raises(Refused) as refused:
            sheets.withdraw_correction(sheet=ask(case), membership=membership("officer"))
        assert codes(refused) == ["not_a_correction"]
        sheet = correct(case)
        sheets.withdraw_correction(sheet=sheet, membership=membership("officer"))
        with pytest.raises(Refused) as refused:
            sheets.withdraw_correction(sheet=Sheet.objects.get(pk=sheet.pk), membership=membership("officer"))
        assert codes(refused) == ["sheet_done"]

    @pytest.mark.parametrize("who", ["decider", "auditor", "nibn_officer", "lead"])
    def test_only_the_desk_takes_it_back(self, client, who):
        sheet = correct(under_examination())
        sign_in(client, who)
        assert client.post(reverse("withdraw_correction", args=[sheet.pk])).status_code == 403

    def test_it_is_closed_only_once_its_day_has_passed(self):
        case = under_examination()
        sheet = correct(case)
        with pytest.raises(Refused) as refused:
            sheets.close_correction(sheet=sheet, membership=membership("officer"))
        assert codes(refused) == ["not_yet_due"]
        with clock.at(clock.now() + timedelta(days=15)):
            sheets.close_correction(sheet=Sheet.objects.get(pk=sheet.pk), membership=membership("officer"))
        assert case.fresh.state == PlanState.EXAMINATION
        assert Sheet.objects.get().state == SheetState.LAPSED
        assert not PartOpening.objects.filter(closed_at=None).exists()

    def test_answered_it_makes_the_next_version_and_the_arrival_stays(self):
        case = under_examination()
        first, due = case.plan.arrived_at, case.plan.due_on
        sheet = correct(case)
        moment = clock.now() + timedelta(days=5)
        with clock.at(moment):
            sheets.answer_sheet(
                sheet=sheet, answer="補いました。", membership=membership("lead"), arrived_at=moment
            )
        plan = case.fresh
        assert (plan.state, plan.arrived_at, plan.versions.count()) == (PlanState.EXAMINATION, first, 2)
        assert plan.due_on == due + timedelta(days=5)


class TestInquiry:
    def test_it_stops_no_clock_and_changes_no_state(self):
        case = under_examination()
        due = case.plan.due_on
        ask(case)
        assert (case.fresh.state, case.plan.due_on) == (PlanState.EXAMINATION, due)

    @pytest.mark.rule("A32")
    def test_it_names_its_purpose_and_who_is_responsible(self):
        with pytest.raises(Refused) as refused:
            ask(under_examination(), purpose="", responsible="")
        assert codes(refused) == ["no_purpose"]

    @pytest.mark.rule("A33")
    def test_what_the_applicant_declined_is_not_asked_again(self):
        case = under_examination()
        sheets.decline_inquiry(sheet=ask(case), answer="応じません。", membership=membership("lead"))
        with pytest.raises(Refused) as refused:
            ask(case)
        assert codes(refused) == ["declined"]
        assert ask(case, Item("measure", None, "場所を教えてください。")).state == SheetState.OPEN

    def test_the_office_may_take_it_back_and_the_companies_are_told(self):
        case = under_examination()
        sheets.withdraw_inquiry(sheet=ask(case), membership=membership("officer"))
        assert Sheet.objects.get().state == SheetState.CLOSED
        assert not PartOpening.objects.filter(closed_at=None).exists()
        for who in ("lead", "takasaki"):
            told = Notice.objects.get(recipient=person(who), act="close_sheet")
            assert told.title == f"照会・修正のお願いが撤回されました。回答は要りません（{case.plan.number}）"

    def test_a_correction_is_not_taken_back_so(self):
        with pytest.raises(Refused) as refused:
            sheets.withdraw_inquiry(sheet=correct(under_examination()), membership=membership("officer"))
        assert codes(refused) == ["not_an_inquiry"]


class TestTheEndOfTheCase:
    """A withdrawn or decided plan waits for no answer, and its sheets say truly how they ended."""

    @pytest.mark.parametrize("open_one", [correct, ask])
    def test_a_withdrawal_ends_what_is_open(self, open_one):
        case = under_examination("yoshino", ())
        sheet = open_one(case)
        withdraw(case.plan)
        sheet.refresh_from_db()
        assert (case.fresh.state, sheet.state, sheet.answer) == (PlanState.WITHDRAWN, SheetState.ENDED, "")
        line = AuditEvent.objects.get(act="end_sheet")
        assert (line.from_state, line.to_state, line.role) == ("open", "ended", "representative")
        assert not PartOpening.objects.filter(closed_at=None).exists()

    def test_no_decision_is_issued_over_what_was_asked_after_its_approval(self):
        case = examined()
        decision = sealed(case)
        sheet = ask(case)
        with pytest.raises(Refused, match="照会を撤回するか"):
            issue_decision(decision=decision, actor=actor("officer"))
        sheet.refresh_from_db()
        assert (case.fresh.state, sheet.state) == (PlanState.EXAMINATION, SheetState.OPEN)

    def test_what_was_answered_keeps_its_word(self):
        case = under_examination("yoshino", ())
        sheet = ask(case)
        sheets.decline_inquiry(sheet=sheet, answer="応じません。", membership=membership("yoshino"))
        withdraw(case.plan)
        assert Sheet.objects.get().state == SheetState.DECLINED

    def test_the_company_reads_no_threat_and_no_answer_that_it_never_gave(self, client):
        case = under_examination("yoshino", ())
        sheet = correct(case)
        withdraw(case.plan)
        sign_in(client, "yoshino")
        page = client.get(reverse("sheet", args=[sheet.pk])).content.decode()
        assert "終了（取下げ・処分による）" in page
        assert "不認定の処分を受けることがあります" not in page
        assert ">回答</h2>" not in page


class TestPages:
    def test_the_form_begins_with_the_schemes_days_and_the_articles(self, client):
        plan = under_examination().plan
        sign_in(client, "clerk")
        page = client.get(reverse("request_correction", args=[plan.pk]))
        due = shift(clock.today() + timedelta(days=14), enabled=True)
        assert page.context["form"].initial["due_on"] == due
        assert "省令第5条第1項第4号" in page.content.decode()

    def test_what_is_written_opens_that_part_only(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        typed = {
            "purpose": "補正",
            "due_on": "令和9-12-1",
            "text-effects-joint": "目標を補ってください。",
            "provision-effects-joint": "省令第5条第1項第4号",
        }
        answer = client.post(reverse("request_correction", args=[plan.pk]), typed)
        assert answer.url == reverse("case", args=[plan.pk]) + "#sheets"
        assert list(PartOpening.objects.values_list("key", flat=True)) == ["effects"]

    def test_what_the_law_closes_is_told_and_the_words_stay(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        typed = {"purpose": "確認のため", "responsible": "", "text-effects-joint": "消えない文章"}
        page = client.post(reverse("inquire", args=[plan.pk]), typed).content.decode()
        assert "趣旨と責任者の氏名を書いてください" in page
        assert "消えない文章" in page
        assert not Sheet.objects.exists()

    def test_the_clerk_names_no_part_it_may_not_see(self):
        plan = under_examination().plan
        names = {}
        for who in ("officer", "clerk"):
            form = signed_in(who).get(reverse("inquire", args=[plan.pk])).context["form"]
            names[who] = {part.key for part in form.openable}
        assert names["officer"] - names["clerk"] == {"competition", "volumes"}

    def test_sheets_and_their_answers_stand_on_the_case_page(self, client):
        case = under_examination()
        sheets.decline_inquiry(sheet=ask(case), answer="応じかねます。", membership=membership("lead"))
        sign_in(client, "officer")
        page = client.get(reverse("case", args=[case.plan.pk])).content.decode()
        for words in (ITEM.text, "応じない旨の申出", "応じかねます。"):
            assert words in page

    def test_extend_close_and_withdraw_have_their_pages(self, client):
        case = under_examination()
        sheet = correct(case)
        sign_in(client, "officer")
        client.post(reverse("extend_correction", args=[sheet.pk]), {"due_on": "令和9-12-24"})
        assert Sheet.objects.get().due_on.month == 12
        refused = client.post(reverse("close_correction", args=[sheet.pk])).content.decode()
        assert "補正の期限がまだ" in refused

    @pytest.mark.parametrize("who", ["decider", "auditor", "nibn_officer", "lead", "reviewer"])
    def test_nobody_else_asks(self, client, who):
        plan = filed().plan
        sign_in(client, who)
        assert client.post(reverse("request_correction", args=[plan.pk])).status_code == 403
        assert client.post(reverse("inquire", args=[plan.pk])).status_code == 403

    def test_only_the_officer_closes_a_correction(self, client):
        sheet = correct(under_examination())
        sign_in(client, "clerk")
        assert client.post(reverse("close_correction", args=[sheet.pk])).status_code == 403
