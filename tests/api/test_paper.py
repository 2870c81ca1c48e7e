"""Letters on paper, entered by a desk through the API: the same acts as the desk's pages."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import PaperLetter
from applications.services.filing import file_paper_plan, take_up_plan
from common import clock
from reviews.services import sheets
from reviews.services.sheets import Item
from tests.api.asking import V1, Program, problem
from tests.applications.test_paper_plan import on_paper, scan
from tests.cast import membership, organisation
from tests.plans import PDF, under_examination

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


@pytest.fixture
def plan():
    """One company on paper, arrived ten days ago, under examination."""
    plan = on_paper()
    scan(plan)
    arrived = clock.now() - timedelta(days=10)
    file_paper_plan(plan=plan, membership=membership("officer"), stamped_at=arrived)
    return take_up_plan(plan=type(plan).objects.get(pk=plan.pk), membership=membership("officer"))


@pytest.fixture
def officer():
    return Program("officer")


def send_letter(program, path, **said):
    """As a form with a file, as a scan comes."""
    body = {"scan": SimpleUploadedFile("書面.pdf", PDF), "stamped_at": clock.now().isoformat(), **said}
    return program.client.post(f"{V1}/{path}", body, headers={"Idempotency-Key": uuid.uuid4().hex})


def correction(plan):
    return sheets.request_correction(
        plan=plan,
        items=[Item("effects", None, "目標を補ってください。", "省令第5条第1項第4号")],
        purpose="補正",
        due_on=clock.today() + timedelta(days=14),
        membership=membership("officer"),
    )


def inquiry(plan):
    return sheets.inquire(
        plan=plan,
        items=[Item("effects", None, "目標を補ってください。")],
        purpose="確認",
        responsible="担当",
        due_on=None,
        membership=membership("officer"),
    )


def open_acts(program, path):
    return {each["act"] for each in program.get(f"{path}/acts/").json()["open"]}


def test_a_paper_correction_makes_the_next_version(plan, officer):
    sheet = correction(plan)
    assert "answer_on_paper" in open_acts(officer, f"sheets/{sheet.pk}")
    answer = send_letter(officer, f"sheets/{sheet.pk}/acts/answer_on_paper/", answer="補いました。")
    assert answer.status_code == 201, answer.content.decode()
    assert plan.versions.count() == 2
    assert PaperLetter.objects.get(plan=plan).act == "file_paper_correction"


def test_a_paper_inquiry_is_declined(plan, officer):
    sheet = inquiry(plan)
    answer = send_letter(officer, f"sheets/{sheet.pk}/acts/decline_on_paper/")
    assert answer.json()["state"] == "declined"


def test_an_amendment_is_opened_and_taken_in(plan, officer):
    opened = officer.act(f"plans/{plan.pk}/acts/open_paper_amendment/", {"parts": [{"key": "effects"}]})
    assert opened.status_code == 200, opened.content.decode()
    answer = send_letter(officer, f"plans/{plan.pk}/acts/file_paper_amendment/")
    assert answer.status_code == 201, answer.content.decode()


def test_a_letter_of_its_companies_withdraws_the_plan(plan, officer):
    company = str(organisation("lead").public_id)
    answer = send_letter(officer, f"plans/{plan.pk}/acts/file_paper_withdrawal/", companies=[company])
    assert answer.json()["state"] == "withdrawn", answer.content.decode()


def test_a_company_that_is_not_in_the_plan_is_told(plan, officer):
    company = str(organisation("stranger").public_id)
    answer = send_letter(officer, f"plans/{plan.pk}/acts/file_paper_withdrawal/", companies=[company])
    assert "加わっていません" in str(problem(answer, 422, "invalid"))


def test_a_stamp_that_is_ahead_is_told_and_nothing_is_kept(plan, officer):
    tomorrow = (clock.now() + timedelta(days=1)).isoformat()
    company = str(organisation("lead").public_id)
    path = f"plans/{plan.pk}/acts/file_paper_withdrawal/"
    answer = send_letter(officer, path, companies=[company], stamped_at=tomorrow)
    assert "受付印" in str(problem(answer, 409, "closed"))
    assert not PaperLetter.objects.exists()


def test_who_filed_in_the_portal_speaks_there(officer):
    plan = under_examination().plan
    path = f"plans/{plan.pk}"
    assert "file_paper_withdrawal" not in open_acts(officer, path)
    company = str(organisation("lead").public_id)
    answer = send_letter(officer, f"{path}/acts/file_paper_withdrawal/", companies=[company])
    assert answer.status_code in (403, 409)
    assert plan.state == "examination"


def test_a_company_does_not_take_in_letters(plan):
    sheet = inquiry(plan)
    answer = send_letter(Program("lead"), f"sheets/{sheet.pk}/acts/answer_on_paper/")
    assert answer.status_code in (403, 404)
