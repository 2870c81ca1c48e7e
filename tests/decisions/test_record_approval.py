"""決裁を記録する: taken in the office's own system, recorded here with number, day, who and scan."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from common import clock
from common.models import AuditEvent
from decisions.models import Approval
from decisions.services.approving import record_approval
from law.acts import Refused
from law.states import DecisionState
from tests.cast import membership, sign_in
from tests.plans import PDF

from .deciding import anew, download, draft, examined, signed_in, taken_elsewhere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

OWN = "起案した人は、その決裁を記録できません"


def typed(**words):
    day = clock.today()
    boxes = {"on_year": day.year, "on_month": day.month, "on_day": day.day}
    return {**boxes, "number": "決裁第8号", "approver": "見本 局長", **words}


def test_the_record_fixes_the_decision_as_an_approval_here_would():
    decision = draft(examined())
    record_approval(decision=decision, elsewhere=taken_elsewhere(), membership=membership("officer2"))
    approval = Approval.objects.get()
    assert (approval.approver, approval.external_approver) == (None, "見本 局長")
    assert approval.snapshot_sha256 == anew(decision).snapshot_sha256 != ""
    assert AuditEvent.objects.filter(act="record_certification_approval").count() == 1


def test_a_day_to_come_is_refused():
    elsewhere = taken_elsewhere(on=clock.today() + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        record_approval(decision=draft(examined()), elsewhere=elsewhere, membership=membership("officer2"))
    assert refused.value.reasons[0].code == "future"


def test_the_drafter_under_a_title_is_no_other_person():
    decision = draft(examined())
    name = membership("officer").user.name
    for approver in (name, f"医政局長　{name}", name.replace(" ", "")):
        elsewhere = taken_elsewhere(approver=approver)
        with pytest.raises(Refused) as refused:
            record_approval(decision=decision, elsewhere=elsewhere, membership=membership("officer2"))
        assert refused.value.reasons[0].code == "same_person"


def test_a_day_before_the_draft_is_refused():
    elsewhere = taken_elsewhere(on=clock.today() - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        record_approval(decision=draft(examined()), elsewhere=elsewhere, membership=membership("officer2"))
    assert refused.value.reasons[0].code == "before_draft"


def test_the_drafter_records_no_approval_of_the_own_draft(client):
    """One person would draft it, say that it was approved, and issue it."""
    decision = draft(examined())
    with pytest.raises(Refused) as refused:
        record_approval(decision=decision, elsewhere=taken_elsewhere(), membership=membership("officer"))
    assert refused.value.reasons[0].code == "same_person"
    sign_in(client, "officer")
    case = client.get(reverse("case_decision", args=[decision.plan_id])).content.decode()
    assert OWN in case
    scan = SimpleUploadedFile("決裁書.pdf", PDF, content_type="application/pdf")
    page = client.post(reverse("record_approval", args=[decision.pk]), typed(scan=scan)).content.decode()
    assert OWN in page
    assert anew(decision).state == DecisionState.DRAFTED


def test_no_approval_is_recorded_without_its_scan(client):
    decision = draft(examined())
    sign_in(client, "officer2")
    page = client.post(reverse("record_approval", args=[decision.pk]), typed()).content.decode()
    assert "決裁書の写し（PDF・画像）" in page
    assert anew(decision).state == DecisionState.DRAFTED


@pytest.mark.parametrize(
    ("who", "scanned", "told"),
    [("officer", True, "another person than the drafter"), ("officer2", False, "has its scan")],
)
def test_the_table_itself_asks_for_another_person_and_the_scan(who, scanned, told):
    decision, elsewhere = draft(examined()), taken_elsewhere()
    with pytest.raises(IntegrityError, match=told), transaction.atomic():
        Approval.objects.create(
            decision=decision,
            at=clock.now(),
            snapshot_sha256=decision.snapshot_sha256,
            drafter=decision.drafted_by.user,
            recorded_by=membership(who),
            external_number=elsewhere.number,
            external_on=elsewhere.on,
            external_approver=elsewhere.approver,
            external_scan=elsewhere.scan if scanned else None,
        )


@pytest.mark.parametrize("missing", ["external_number", "external_on", "external_approver"])
def test_the_table_itself_asks_for_number_day_and_name(missing):
    decision = draft(examined())
    said = {"external_number": "1", "external_on": clock.today(), "external_approver": "見本 局長"}
    said["external_scan"] = taken_elsewhere().scan
    said[missing] = None if missing == "external_on" else ""
    post = membership("officer2")
    with pytest.raises(IntegrityError, match="approved_here_or_recorded"), transaction.atomic():
        Approval.objects.create(
            decision=decision,
            at=clock.now(),
            snapshot_sha256=decision.snapshot_sha256,
            drafter=decision.drafted_by.user,
            recorded_by=post,
            **said,
        )


def test_the_page_takes_a_scan_and_shows_it_to_the_ministry_only(client):
    decision = draft(examined())
    sign_in(client, "officer2")
    scan = SimpleUploadedFile("決裁書.pdf", PDF, content_type="application/pdf")
    client.post(reverse("record_approval", args=[decision.pk]), typed(scan=scan))
    assert anew(decision).state == DecisionState.APPROVED
    url = reverse("approval_scan", args=[decision.pk])
    assert download(client, url)["Content-Type"] == "application/pdf"
    assert signed_in("nibn_officer").get(url).status_code == 404  # it opens those of its own decisions
    for who in ("clerk", "lead"):
        assert signed_in(who).get(url).status_code == 403


def test_a_web_page_called_pdf_is_told_and_the_words_stay(client):
    decision = draft(examined())
    sign_in(client, "officer2")
    scan = SimpleUploadedFile("決裁書.pdf", b"<html><script>alert(1)</script></html>")
    page = client.post(reverse("record_approval", args=[decision.pk]), typed(scan=scan)).content.decode()
    assert "決裁第8号" in page
    assert "決裁書.pdf" in page
    assert anew(decision).state == DecisionState.DRAFTED


@pytest.mark.parametrize("who", ["decider", "clerk", "auditor", "lead"])
def test_nobody_else_records(client, who):
    decision = draft(examined())
    sign_in(client, who)
    assert client.post(reverse("record_approval", args=[decision.pk]), typed()).status_code == 403
