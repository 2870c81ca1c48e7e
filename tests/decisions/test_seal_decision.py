"""署名: the worker prints and signs what was approved, and nothing else."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common import canonical
from common.jobs.models import Status
from common.models import AuditEvent, Job
from decisions.models import Decision, Document
from decisions.services.sealing import SnapshotDiffers, seal
from law.states import DecisionState
from tests.cast import sign_in

from .deciding import anew, approved, do_jobs, examined

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def test_every_letter_is_stored_and_nobody_is_told_yet():
    decision = approved(examined())
    do_jobs("seal")
    assert anew(decision).state == DecisionState.SEALED
    letters = Document.objects.filter(decision=decision)
    assert all(letter.file.kind == "pdf" and letter.issued_at is None for letter in letters)
    assert AuditEvent.objects.get(act="seal_decision").role == "system"


def test_sealed_twice_it_is_sealed_once():
    decision = approved(examined())
    do_jobs("seal")
    assert seal(anew(decision)) is None


@pytest.mark.parametrize("field", ["snapshot", "number", "document_number"])
def test_the_table_refuses_to_change_what_was_approved(field):
    decision = approved(examined())
    with pytest.raises(IntegrityError, match="may not change"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**{field: "改ざん"})


def test_a_snapshot_that_is_not_the_approved_one_is_never_signed():
    decision = anew(approved(examined()))
    decision.snapshot = decision.snapshot.replace("認定通知書", "認定通知所")
    with pytest.raises(SnapshotDiffers):
        seal(decision)


def test_nor_is_a_letter_that_the_snapshot_does_not_hold():
    decision = anew(approved(examined()))
    decision.snapshot = decision.snapshot.replace("認定通知書", "認定通知所")
    decision.approval.snapshot_sha256 = canonical.sha256_hex(decision.snapshot.encode())
    with pytest.raises(SnapshotDiffers):
        seal(decision)


def test_a_worker_that_gave_up_is_told_on_the_page(client):
    decision = approved(examined())
    sign_in(client, "officer")
    url = reverse("case_decision", args=[decision.plan_id])
    assert "署名した文書を作成しています" in client.get(url).content.decode()
    Job.objects.filter(key=f"seal:{decision.pk}").update(status=Status.DEAD)
    assert "文書の作成に失敗しました" in client.get(url).content.decode()
