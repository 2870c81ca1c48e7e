"""A paper application: typed by a desk, taken in with its stamp, then like any other."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Organisation
from accounts.services import register_organisation
from applications.documents import PAPER_SCAN
from applications.models import Attachment, Plan, VersionFile
from applications.services.attaching import add_attachment
from applications.services.filing import file_paper_plan
from applications.services.starting import start_plan
from applications.sight import version_view, viewer
from common import clock
from common.corporate_number import with_check_digit
from common.models import AuditEvent
from law.acts import Refused
from law.deadlines import era
from law.states import PlanState
from tests.cast import actor, membership, organisation, sign_in
from tests.funds.calls.making import running
from tests.plans import PDF, attach, draft, scheme
from tests.plans import filed as filed_portal

pytestmark = pytest.mark.django_db


def on_paper(by="officer", lead="lead"):
    return start_plan(scheme=scheme(), lead=organisation(lead), title="紙の計画", membership=membership(by))


def scan(plan, by="officer"):
    upload = SimpleUploadedFile("申請書①.pdf", PDF)
    return add_attachment(
        plan=plan, party=None, document=PAPER_SCAN, upload=upload, membership=membership(by)
    )


def stamp(moment):
    local = clock.local(moment)
    return {"stamp-day": era(local.date()), "stamp-hour": f"{local:%H:%M}"}


def text(response):
    return response.content.decode()


@pytest.fixture
def desk(client):
    sign_in(client, "officer")
    scheme()
    return client


class TestTheWalk:
    def test_from_the_envelope_to_the_work_list(self, desk):
        found = desk.get(reverse("start_paper_plan"), {"q": "見本製薬"})
        company = organisation("lead")
        assert company.name in text(found)
        typed = {"scheme": "generic-base", "company": company.public_id, "title": "紙で届いた計画"}
        started = desk.post(f"{reverse('start_paper_plan')}?q=見本製薬", typed)
        plan = Plan.objects.get()
        assert started.url == reverse("paper_plan", args=[plan.pk])
        self.add_partner(desk, plan)
        self.add_scan(desk, plan)
        self.type_title(desk, plan)
        self.take_in(desk, plan)

    def add_partner(self, desk, plan):
        company = organisation("takasaki")
        assert company.name in text(desk.get(reverse("paper_plan", args=[plan.pk]), {"q": "高崎"}))
        desk.post(reverse("add_paper_party", args=[plan.pk]), {"company": company.public_id})
        assert plan.parties.count() == 2

    def add_scan(self, desk, plan):
        upload = {"document": PAPER_SCAN, "file": SimpleUploadedFile("申請書.pdf", PDF)}
        desk.post(reverse("add_paper_file", args=[plan.pk]), upload)
        kept = Attachment.objects.get()
        assert (kept.document, kept.confidential, kept.party) == (PAPER_SCAN, True, None)

    def type_title(self, desk, plan):
        part = plan.parts.get(key="measure")
        url = reverse("paper_part", args=[plan.pk, part.pk])
        page = text(desk.get(url))
        assert "措置の名称" in page
        assert 'value="紙で届いた計画"' in page
        shown = json.dumps({"title": "紙で届いた計画"})
        desk.post(url, {"version": "1", "shown": shown, "title": "製造所の集約（紙）"})
        part.refresh_from_db()
        assert part.data["title"] == "製造所の集約（紙）"

    def take_in(self, desk, plan):
        stamped = clock.now() - timedelta(days=2)
        response = desk.post(reverse("file_paper_plan", args=[plan.pk]), stamp(stamped))
        assert response.url == reverse("case", args=[plan.pk])
        plan.refresh_from_db()
        assert (plan.state, plan.channel) == (PlanState.FILED, Plan.Channel.PAPER)
        assert plan.arrived_at == stamped.replace(second=0, microsecond=0)
        assert plan.due_on == clock.local(stamped).date() + timedelta(days=60)
        [row] = desk.get(reverse("worklist"), {"channel": "paper"}).context["rows"]
        assert (row.plan, row.clock.left) == (plan, 58)
        acts = AuditEvent.objects.filter(case_id=plan.pk, subject_id=str(plan.pk)).order_by("id")
        assert [acts.first().act, acts.last().act] == ["start_paper_plan", "file_paper_plan"]


class TestTakingIn:
    def test_nibn_takes_it_in_with_its_own_stamp(self):
        plan = on_paper(by="nibn_officer")
        scan(plan, by="nibn_officer")
        stamped = clock.now() - timedelta(hours=3)
        file_paper_plan(plan=plan, membership=membership("nibn_officer"), stamped_at=stamped)
        plan.refresh_from_db()
        assert (plan.state, plan.nibn_arrived_at, plan.arrived_at) == (PlanState.AT_NIBN, stamped, None)

    def test_a_scheme_that_says_nothing_of_paper_takes_it_too(self, desk):
        call = running("cluster-campus")
        typed = {"scheme": "cluster-campus", "company": organisation("lead").public_id, "title": "紙の応募"}
        desk.post(f"{reverse('start_paper_plan')}?q=見本製薬", typed)
        plan = Plan.objects.get()
        assert "紙の申請書の写し" in text(desk.get(reverse("paper_plan", args=[plan.pk])))
        scan(plan)
        file_paper_plan(plan=plan, membership=membership("officer"), stamped_at=clock.now())
        plan.refresh_from_db()
        assert (plan.state, plan.call) == (PlanState.FILED, call)
        assert "申請書①.pdf" in text(desk.get(reverse("case", args=[plan.pk])))

    def test_the_desk_chooses_the_scheme_itself(self, desk):
        typed = {"company": organisation("lead").public_id, "title": "紙の応募"}
        refused = desk.post(f"{reverse('start_paper_plan')}?q=見本製薬", typed)
        assert "制度を選んでください" in text(refused)
        assert not Plan.objects.exists()

    def test_no_company_has_to_agree_on_the_screen(self):
        plan = on_paper()
        scan(plan)
        version = file_paper_plan(plan=plan, membership=membership("officer"), stamped_at=clock.now())
        assert version.number == 1
        assert version.receipt.files[0]["name"] == "申請書①.pdf"

    def test_without_its_scan_it_is_refused(self, desk):
        plan = on_paper()
        response = desk.post(reverse("file_paper_plan", args=[plan.pk]), stamp(clock.now()))
        assert "紙の申請書の写しがありません" in text(response)
        plan.refresh_from_db()
        assert plan.state == PlanState.DRAFT

    def test_a_stamp_ahead_of_now_is_refused(self):
        plan = on_paper()
        scan(plan)
        with pytest.raises(Refused, match="先の時刻"):
            file_paper_plan(
                plan=plan, membership=membership("officer"), stamped_at=clock.now() + timedelta(minutes=1)
            )

    def test_a_stamp_older_than_the_scheme_is_refused(self):
        plan = on_paper()
        scan(plan)
        with pytest.raises(Refused, match="まだ申請を受け付けていません"):
            file_paper_plan(
                plan=plan, membership=membership("officer"), stamped_at=clock.now() - timedelta(days=3650)
            )

    @pytest.mark.parametrize("hour", ["", "25:00", "きのう"])
    def test_a_time_that_is_none_is_told(self, desk, hour):
        plan = on_paper()
        response = desk.post(
            reverse("file_paper_plan", args=[plan.pk]), stamp(clock.now()) | {"stamp-hour": hour}
        )
        assert "hour" in response.context["stamp_form"].errors

    @pytest.mark.parametrize("hour", ["９：０５", "9:05", "9時05分"])
    def test_a_time_is_read_as_people_write_it(self, desk, hour):
        plan = on_paper()
        scan(plan)
        yesterday = clock.now() - timedelta(days=1)
        desk.post(reverse("file_paper_plan", args=[plan.pk]), stamp(yesterday) | {"stamp-hour": hour})
        plan.refresh_from_db()
        assert f"{clock.local(plan.arrived_at):%H:%M}" == "09:05"


class TestWhoSeesTheScan:
    @pytest.fixture
    def filed(self):
        plan = on_paper()
        scan(plan)
        return file_paper_plan(plan=plan, membership=membership("officer"), stamped_at=clock.now())

    @pytest.mark.parametrize(
        ("who", "seen"),
        [
            ("officer", 1),
            ("decider", 1),
            ("auditor", 1),
            ("lead", 0),
            ("clerk", 0),
            ("nibn_officer", 0),
            ("stranger", 0),
            ("administrator", 0),
        ],
    )
    def test_it_shows_every_companys_figures_so_only_the_ministry_opens_it(self, filed, who, seen):
        assert VersionFile.objects.filter(version=filed, document=PAPER_SCAN).count() == 1
        assert len(version_view(filed, viewer(filed.plan, membership(who))).files) == seen

    def test_an_applicant_can_attach_none(self):
        with pytest.raises(Refused, match="この書類の区分はありません"):
            attach(draft(), "lead", PAPER_SCAN, "写し.pdf")


class TestTheDeskAlone:
    PAGES = ("paper_plan", "discard_paper")

    @pytest.mark.parametrize(
        "who", ["lead", "decider", "nibn_decider", "reviewer", "auditor", "administrator"]
    )
    @pytest.mark.parametrize("name", ["start_paper_plan", "register_company"])
    def test_other_roles_are_told_why_not(self, client, who, name):
        sign_in(client, who)
        response = client.get(reverse(name))
        assert response.status_code == 403
        assert "このページは" in text(response)

    @pytest.mark.parametrize("who", ["clerk", "nibn_officer"])
    def test_another_desks_draft_is_a_404_and_in_no_list(self, client, who):
        plan = on_paper()
        kept = scan(plan)
        sign_in(client, who)
        for name in self.PAGES:
            assert client.get(reverse(name, args=[plan.pk])).status_code == 404
        part = plan.parts.first()
        assert client.get(reverse("paper_part", args=[plan.pk, part.pk])).status_code == 404
        assert client.get(reverse("paper_file", args=[plan.pk, kept.pk])).status_code == 404
        assert client.post(reverse("file_paper_plan", args=[plan.pk]), {}).status_code == 404
        assert client.get(reverse("worklist")).context["rows"] == []

    @pytest.mark.parametrize("who", ["decider", "auditor"])
    def test_who_types_none_has_none_in_the_list(self, client, who):
        on_paper()
        sign_in(client, who)
        assert client.get(reverse("worklist")).context["rows"] == []

    def test_the_desk_finds_it_in_its_list(self, desk):
        plan = on_paper()
        [row] = desk.get(reverse("worklist"), {"queue": "drafts"}).context["rows"]
        assert (row.plan, row.clock) == (plan, None)

    def test_its_company_does_not_see_it_before_it_is_taken_in(self, client):
        plan = on_paper()
        sign_in(client, "lead")
        assert client.get(reverse("plan", args=[plan.pk])).status_code == 404

    def test_what_was_taken_in_is_typed_no_more(self, desk):
        plan = on_paper()
        scan(plan)
        file_paper_plan(plan=plan, membership=membership("officer"), stamped_at=clock.now())
        assert desk.get(reverse("paper_plan", args=[plan.pk])).status_code == 404

    def test_a_filed_portal_plan_is_no_paper(self, desk):
        assert desk.get(reverse("paper_plan", args=[filed_portal().plan.pk])).status_code == 404


class TestTheSections:
    def test_each_company_s_own_is_typed_for_it(self, desk):
        plan = on_paper()
        part = plan.parts.get(key="competition")
        url = reverse("paper_part", args=[plan.pk, part.pk])
        desk.post(url, {"version": "0", "shown": "{}", "domestic_sales": "１０億円"})
        part.refresh_from_db()
        assert part.data["domestic_sales"] == "１０億円"

    def test_it_is_saved_while_it_is_typed(self, desk):
        plan = on_paper()
        part = plan.parts.get(key="other")
        url = reverse("save_paper_part", args=[plan.pk, part.pk])
        response = desk.post(url, {"changes": {"text": ["", "特になし。"]}}, content_type="application/json")
        assert response.json()["saved"] == ["text"]
        response = desk.post(url, {"changes": {"text": ["", "別の人"]}}, content_type="application/json")
        assert [each["theirs"] for each in response.json()["conflicts"]] == ["特になし。"]

    def test_nonsense_is_answered(self, desk):
        plan = on_paper()
        url = reverse("save_paper_part", args=[plan.pk, plan.parts.first().pk])
        assert desk.post(url, "x", content_type="application/json").status_code == 400

    def test_a_part_of_another_plan_is_a_404(self, desk):
        plan, other = on_paper(), on_paper(lead="minohon")
        part = other.parts.first()
        assert desk.get(reverse("paper_part", args=[plan.pk, part.pk])).status_code == 404


class TestFilesAndCompanies:
    def test_an_empty_file_is_told_and_nothing_is_kept(self, desk):
        plan = on_paper()
        upload = {"document": PAPER_SCAN, "file": SimpleUploadedFile("写し.pdf", b"<html>")}
        response = desk.post(reverse("add_paper_file", args=[plan.pk]), upload)
        assert response.status_code == 400
        assert "写し.pdf" in text(response)
        assert not Attachment.objects.exists()

    def test_a_file_is_opened_and_taken_off_again(self, desk):
        plan = on_paper()
        kept = scan(plan)
        response = desk.get(reverse("paper_file", args=[plan.pk, kept.pk]))
        assert b"".join(response.streaming_content) == PDF
        desk.post(reverse("remove_paper_file", args=[plan.pk, kept.pk]))
        assert not Attachment.objects.exists()

    def test_a_partner_is_removed_and_the_lead_stays(self, desk):
        plan = on_paper()
        desk.post(reverse("add_paper_party", args=[plan.pk]), {"company": organisation("takasaki").public_id})
        lead, partner = plan.parties.all()
        response = desk.post(reverse("remove_paper_party", args=[plan.pk, lead.pk]), follow=True)
        assert "代表して申請する会社は外せません" in text(response)
        desk.post(reverse("remove_paper_party", args=[plan.pk, partner.pk]))
        assert list(plan.parties.all()) == [lead]

    def test_the_same_company_twice_is_refused(self, desk):
        plan = on_paper()
        url = reverse("add_paper_party", args=[plan.pk])
        response = desk.post(url, {"company": organisation("lead").public_id}, follow=True)
        assert "すでにこの申請に加わっています" in text(response)

    @pytest.mark.parametrize("who", ["officer", "clerk", "nibn_officer"])
    def test_an_unknown_company_is_registered_on_the_spot(self, client, who):
        sign_in(client, who)
        number = with_check_digit("999901000088")
        typed = {"name": "紙のみ製薬㈱", "corporate_number": number, "address": "見本県"}
        response = client.post(reverse("register_company"), typed)
        assert response.url == f"{reverse('start_paper_plan')}?q={number}"
        made = Organisation.objects.get(corporate_number=number)
        assert (made.kind, made.name) == ("company", "紙のみ製薬㈱")
        assert AuditEvent.objects.filter(act="register_organisation", subject_id=str(made.pk)).exists()

    def test_a_number_that_is_taken_or_false_is_told(self, desk):
        for number in (organisation("lead").corporate_number, "1234567890123"):
            response = desk.post(reverse("register_company"), {"name": "二社目", "corporate_number": number})
            assert "corporate_number" in response.context["form"].errors

    def test_the_desk_registers_companies_only(self):
        with pytest.raises(Refused, match="システム管理者だけ"):
            register_organisation(actor=actor("officer"), kind="ministry", name="新しい課")


class TestDiscarding:
    def test_a_draft_is_really_deleted_with_a_line_in_the_log(self, desk):
        plan = on_paper()
        scan(plan)
        assert "削除" in text(desk.get(reverse("discard_paper", args=[plan.pk])))
        desk.post(reverse("discard_paper", args=[plan.pk]))
        assert not Plan.objects.exists()
        assert AuditEvent.objects.order_by("id").last().act == "discard_draft"
