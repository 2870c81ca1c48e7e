"""No room to write: it is told, nothing is half there, and once there is room it goes on."""

import resource
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.models import Attachment
from common.files import FileRefused
from common.jobs import running
from common.jobs.models import Job, Status
from common.models import StoredFile
from decisions.models import Decision
from tests.decisions.deciding import approved, do_jobs, examined, signed_in
from tests.plans import PDF, draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
ROOM = 32 * 1024
BIG = PDF + b"%" * (8 * ROOM)


@contextmanager
def full_disk():
    """No file grows beyond ROOM. The kernel refuses the write itself, as it does on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_upload_that_finds_no_room_is_told_and_leaves_nothing(data_directory):
    plan = draft()
    client = signed_in("lead")
    url = reverse("add_attachment", args=[plan.pk, "schedule"])

    def send(content):
        return client.post(url, {"schedule": SimpleUploadedFile("工程表.pdf", content)})

    with full_disk():
        answer = send(BIG)
    assert answer.status_code == 507
    assert "空きがないため" in answer.content.decode()
    assert not Attachment.objects.exists()
    assert list((data_directory / "incoming").iterdir()) == []
    send(PDF)
    assert Attachment.objects.count() == 1


def test_a_letter_that_finds_no_room_is_tried_again_and_sealed_once_there_is():
    decision = approved(examined())
    job = Job.objects.get(kind="seal")
    before = StoredFile.objects.count()
    with full_disk(), pytest.raises(FileRefused):
        running.attempt(str(job.pk))
    job.refresh_from_db()
    assert (job.status, job.attempts, job.error[:11]) == (Status.QUEUED, 1, "FileRefused")
    assert (Decision.objects.get().state, StoredFile.objects.count()) == ("approved", before)
    do_jobs("seal")
    assert Decision.objects.get(pk=decision.pk).state == "sealed"
