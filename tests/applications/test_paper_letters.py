"""Letters on paper after a paper application: the desk enters them, and each runs as in the portal."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.clocks import read_clocks
from applications.documents import PAPER_SCAN
from applications.models import PaperLetter, PartOpening, Plan
from applications.services.filing import file_paper_plan, take_up_plan
from applications.services.on_paper import (
    file_paper_amendment,
    file_paper_withdrawal,
    open_paper_amendment,
    receive,
)
from applications.services.starting import invite_party
from common import clock
from common.models import AuditEvent
from law.acts import Refused
from law.deadlines import era
from law.states import PlanState, SheetState
from reviews.models import Sheet
from reviews.selectors import has_formal_defect
from reviews.services import sheets
from reviews.services.sheets import Item
from tests.applications.test_paper_plan import on_paper, scan
from tests.cast import membership, organisation, sign_in
from tests.decisions.deciding import download, signed_in
from tests.plans import PDF, under_examination

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
ITEM = Item("effects", None, "目標を補ってください。", "省令第5条第1項第4号")


def fresh(plan):
    return Plan.objects.select_related("scheme", "scheme_version", "case").get(pk=plan.pk)


@pytest.fixture
def plan():
    """Two companies on paper, arrived ten days ago, under examination."""
    plan = on_paper()
    invite_party(plan=plan, organisation=organisation("takasaki"), membership=membership("officer"))
    scan(plan)
    arrived = clock.now() - timedelta(days=10)
    file_paper_plan(plan=plan, membership=membership("officer"), stamped_at=arrived)
    take_up_plan(plan=fresh(plan), membership=membership("officer"))
    return fresh(plan)


def correction(plan, days=14):
    return sheets.request_correction(
        plan=plan,
        items=[ITEM],
        purpose="補正",
        due_on=clock.today() + timedelta(days=days),
        membership=membership("officer"),
    )


def inquiry(plan):
    return sheets.inquire(
        plan=plan,
        items=[ITEM],
        purpose="確認",
        responsible="担当",
        due_on=None,
        membership=membership("officer"),
    )


def letter(stamped=None, **more):
    local = clock.local(stamped or clock.now())
    upload = SimpleUploadedFile("書面.pdf", PDF)
    return {"day": era(local.date()), "hour": f"{local:%H:%M}", "scan": upload, **more}


@pytest.fixture
def desk(client):
    sign_in(client, "officer")
    return client


def text(response):
    return response.content.decode()


@pytest.mark.rule("A7")
class TestCorrection:
    def test_the_desk_types_what_was_opened_and_takes_the_letter_in(self, desk, plan):
        sheet = correction(plan)
        first, due = plan.arrived_at, plan.due_on
        page = text(desk.get(reverse("paper_again", args=[plan.pk])))
        assert "届いた書面を受け付ける" in page
        part = plan.parts.get(key="effects")
        desk.post(
            reverse("paper_part", args=[plan.pk, part.pk]), {"version": "0", "shown": "{}", "outline": "x"}
        )
        later = clock.now() + timedelta(days=5)
        with clock.at(later):
            answer = desk.post(reverse("answer_on_paper", args=[sheet.pk]), letter(answer="補いました。"))
        assert answer.url == reverse("case", args=[plan.pk]) + "#sheets"
        plan = fresh(plan)
        assert (plan.state, plan.arrived_at, plan.due_on) == ("examination", first, due + timedelta(days=5))
        version = plan.versions.get(number=2)
        assert version.arrived_at == later.replace(second=0, microsecond=0)
        assert PAPER_SCAN in [each.document for each in version.files.all()]
        assert "書面.pdf" in [each["name"] for each in version.receipt.files]
        sheet.refresh_from_db()
        assert (sheet.state, sheet.answer, sheet.answered_with) == ("answered", "補いました。", version)
        assert not PartOpening.objects.filter(closed_at=None).exists()

    def test_its_line_in_the_log_names_scan_and_stamp_by_hash_and_time(self, desk, plan):
        sheet = correction(plan)
        desk.post(reverse("answer_on_paper", args=[sheet.pk]), letter())
        kept = PaperLetter.objects.get()
        line = AuditEvent.objects.get(act="file_paper_correction")
        assert set(line.facts) == {"sha256", "stamped_at"}
        assert line.facts["sha256"] == kept.file.sha256
        assert datetime.fromisoformat(line.facts["stamped_at"]) == kept.stamped_at
        assert (line.role, kept.about, kept.act) == ("officer", sheet.pk, "file_paper_correction")

    def test_the_clock_goes_on_from_the_stamp_not_from_the_typing(self, plan):
        sheet = correction(plan)
        stamped = clock.now() + timedelta(days=2)
        with clock.at(clock.now() + timedelta(days=6)):
            paper = receive(plan=plan, upload=SimpleUploadedFile("書面.pdf", PDF), stamped_at=stamped)
            sheets.answer_on_paper(sheet=sheet, answer="", paper=paper, membership=membership("officer"))
            left = read_clocks([fresh(plan)])[plan.pk].left
        assert left == 60 - 10 - 4

    def test_a_letter_stamped_before_it_was_asked_for_or_ahead_of_now_is_told(self, desk, plan):
        sheet = correction(plan)
        for moment in (clock.now() - timedelta(days=1), clock.now() + timedelta(hours=2)):
            page = text(desk.post(reverse("answer_on_paper", args=[sheet.pk]), letter(moment)))
            assert "受付印の日時を確かめてください" in page
        assert fresh(plan).state == PlanState.CORRECTION
        assert not PaperLetter.objects.exists()

    def test_without_its_scan_nothing_is_taken_in(self, desk, plan):
        sheet = correction(plan)
        typed = letter(answer="消えない文章")
        del typed["scan"]
        page = text(desk.post(reverse("answer_on_paper", args=[sheet.pk]), typed))
        assert "届いた書面を読み取ったファイルを選んでください" in page
        assert "消えない文章" in page
        assert fresh(plan).state == PlanState.CORRECTION

    def test_twice_is_told(self, desk, plan):
        sheet = correction(plan)
        desk.post(reverse("answer_on_paper", args=[sheet.pk]), letter())
        assert "すでに済んでいます" in text(desk.post(reverse("answer_on_paper", args=[sheet.pk]), letter()))

    def test_a_letter_stamped_in_time_but_typed_after_the_sheet_lapsed_leaves_no_formal_defect(self, plan):
        sheet = correction(plan, days=2)
        stamped = clock.now() + timedelta(days=1)
        with clock.at(clock.now() + timedelta(days=4)):
            sheets.close_correction(sheet=Sheet.objects.get(pk=sheet.pk), membership=membership("officer"))
            assert has_formal_defect(fresh(plan))
            open_paper_amendment(
                plan=fresh(plan), parts=[("effects", None)], membership=membership("officer")
            )
            paper = receive(plan=plan, upload=SimpleUploadedFile("書面.pdf", PDF), stamped_at=stamped)
            file_paper_amendment(plan=fresh(plan), paper=paper, membership=membership("officer"))
        assert not has_formal_defect(fresh(plan))


@pytest.mark.rule("A32", "A33")
class TestInquiry:
    def test_an_answer_makes_a_version_and_stops_no_clock(self, desk, plan):
        sheet = inquiry(plan)
        desk.post(reverse("answer_on_paper", args=[sheet.pk]), letter())
        assert (fresh(plan).due_on, plan.versions.count()) == (plan.due_on, 2)
        assert AuditEvent.objects.filter(act="file_paper_answer").count() == 1

    def test_a_refusal_by_letter_ends_it_without_a_version_and_it_is_not_asked_again(self, desk, plan):
        sheet = inquiry(plan)
        desk.post(reverse("decline_on_paper", args=[sheet.pk]), letter(answer="応じません。"))
        sheet.refresh_from_db()
        assert (sheet.state, plan.versions.count(), PaperLetter.objects.count()) == (
            SheetState.DECLINED,
            1,
            1,
        )
        with pytest.raises(Refused):
            inquiry(fresh(plan))

    def test_a_correction_is_not_declined_by_letter_either(self, desk, plan):
        page = desk.post(reverse("decline_on_paper", args=[correction(plan).pk]), letter())
        assert "応じないとすることができません" in text(page)
        assert not PaperLetter.objects.exists()


class TestAmendment:
    def test_the_desk_opens_what_the_letter_names_types_it_and_takes_it_in(self, desk, plan):
        opened = desk.post(reverse("open_paper_amendment", args=[plan.pk]), {"parts": ["effects"]})
        assert opened.url == reverse("paper_again", args=[plan.pk])
        assert list(PartOpening.objects.values_list("key", "sheet")) == [("effects", None)]
        done = desk.post(reverse("file_paper_amendment", args=[plan.pk]), letter())
        assert done.url == reverse("case", args=[plan.pk])
        assert plan.versions.count() == 2
        assert not PartOpening.objects.filter(closed_at=None).exists()
        refused = desk.post(reverse("file_paper_amendment", args=[plan.pk]), letter())
        assert "受け付ける修正がありません" in text(refused)

    @pytest.mark.rule("M4")
    def test_while_it_lies_at_nibn_its_desk_takes_the_letter_in(self, client):
        """What comes there on paper is amended there too, as what came by the portal is."""
        nibn = membership("nibn_officer")
        plan = on_paper(by="nibn_officer")
        scan(plan, by="nibn_officer")
        arrived = clock.now() - timedelta(days=3)
        file_paper_plan(plan=plan, membership=nibn, stamped_at=arrived)
        for who in ("officer", "clerk"):
            with pytest.raises(Refused):
                open_paper_amendment(plan=fresh(plan), parts=[("effects", None)], membership=membership(who))
        sign_in(client, "nibn_officer")
        case = text(client.get(reverse("case", args=[plan.pk])))
        assert reverse("open_paper_amendment", args=[plan.pk]) in case
        opened = client.post(reverse("open_paper_amendment", args=[plan.pk]), {"parts": ["effects"]})
        assert opened.url == reverse("paper_again", args=[plan.pk])
        assert "届いた書面を受け付ける" in text(client.get(opened.url))
        part = plan.parts.get(key="effects")
        typed = {"version": str(part.version), "shown": "{}", "effects": "供給能力を２倍とします。"}
        client.post(reverse("paper_part", args=[plan.pk, part.pk]), typed)
        done = client.post(reverse("file_paper_amendment", args=[plan.pk]), letter())
        assert done.url == reverse("case", args=[plan.pk])
        plan = fresh(plan)
        assert (plan.state, plan.nibn_arrived_at, plan.arrived_at) == ("at_nibn", arrived, None)
        assert "供給能力を２倍とします。" in plan.versions.get(number=2).content
        assert not PartOpening.objects.filter(closed_at=None).exists()

    def test_what_is_not_open_is_not_typed(self, desk, plan):
        correction(plan)
        for key, code in (("effects", 200), ("other", 404)):
            part = plan.parts.get(key=key)
            assert desk.get(reverse("paper_part", args=[plan.pk, part.pk])).status_code == code


class TestWithdrawal:
    def paper(self, plan):
        return receive(plan=plan, upload=SimpleUploadedFile("取下書.pdf", PDF), stamped_at=clock.now())

    def test_a_joint_one_needs_every_companys_letter(self, desk, plan):
        lead, partner = plan.parties.all()
        url = reverse("file_paper_withdrawal", args=[plan.pk])
        desk.post(url, letter(parties=[lead.pk]))
        assert fresh(plan).state == PlanState.EXAMINATION
        desk.post(url, letter(parties=[partner.pk]))
        assert fresh(plan).state == PlanState.WITHDRAWN
        acts = AuditEvent.objects.filter(case_id=plan.pk, act__contains="withdraw").values_list(
            "act", flat=True
        )
        assert list(acts) == ["file_paper_withdrawal", "file_paper_withdrawal", "withdraw_paper_plan"]
        assert PaperLetter.objects.count() == 2

    def test_one_letter_of_all_is_enough(self, plan):
        done = file_paper_withdrawal(
            plan=plan, parties=plan.parties.all(), paper=self.paper(plan), membership=membership("clerk")
        )
        assert done
        assert fresh(plan).state == PlanState.WITHDRAWN

    def test_it_names_a_company(self, desk, plan):
        page = desk.post(reverse("file_paper_withdrawal", args=[plan.pk]), letter())
        assert "どの会社の書面かを選んでください" in text(page)

    def test_an_open_sheet_ends_with_it(self, desk, plan):
        sheet = correction(plan)
        parties = [party.pk for party in plan.parties.all()]
        desk.post(reverse("file_paper_withdrawal", args=[plan.pk]), letter(parties=parties))
        sheet.refresh_from_db()
        assert (fresh(plan).state, sheet.state) == (PlanState.WITHDRAWN, SheetState.ENDED)


class TestWhoAndWhere:
    def test_a_company_that_filed_in_the_portal_speaks_there(self, desk):
        case = under_examination()
        sheet = inquiry(case.fresh)
        assert desk.get(reverse("answer_on_paper", args=[sheet.pk])).status_code == 404
        assert desk.get(reverse("file_paper_withdrawal", args=[case.plan.pk])).status_code == 404
        with pytest.raises(Refused) as refused:
            sheets.answer_on_paper(
                sheet=sheet,
                answer="",
                paper=TestWithdrawal().paper(case.plan),
                membership=membership("officer"),
            )
        assert [reason.code for reason in refused.value.reasons] == ["not_on_paper"]

    def test_the_acts_stand_on_a_paper_case_and_on_no_other(self, desk, plan):
        names = {each.name for each in desk.get(reverse("case", args=[plan.pk])).context["buttons"]}
        assert {"open_paper_amendment", "file_paper_withdrawal"} <= names
        other = under_examination("yoshino", ()).plan
        names = {each.name for each in desk.get(reverse("case", args=[other.pk])).context["buttons"]}
        assert not {name for name in names if "paper" in name}

    def test_the_ministry_and_the_auditor_alone_open_the_scan(self, client, plan):
        sheets.decline_on_paper(
            sheet=inquiry(plan),
            answer="",
            paper=TestWithdrawal().paper(plan),
            membership=membership("officer"),
        )
        url = reverse("paper_letter", args=[plan.pk, PaperLetter.objects.get().pk])
        people = ("officer", "decider", "auditor", "clerk", "lead")
        codes = {who: download(signed_in(who), url).status_code for who in people}
        assert codes == {"officer": 200, "decider": 200, "auditor": 200, "clerk": 403, "lead": 403}
        sign_in(client, "officer")
        assert url in text(client.get(reverse("case", args=[plan.pk])))

    def test_a_letter_is_never_changed(self, plan):
        sheets.decline_on_paper(
            sheet=inquiry(plan),
            answer="",
            paper=TestWithdrawal().paper(plan),
            membership=membership("officer"),
        )
        for change in (
            lambda: PaperLetter.objects.update(name="x"),
            lambda: PaperLetter.objects.all().delete(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()
