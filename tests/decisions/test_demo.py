"""The demo's days make sense: what a worker does for a step is done on that step's day."""

from datetime import timedelta

import pytest

from common import clock
from common.models import Job
from decisions.demo.acting import on
from decisions.demo.building import taken_up
from decisions.models import Decision, Document
from tests.plans import scheme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def days(document: Document) -> set:
    moments = (document.sealed_at, document.issued_at)
    return {document.dated_on, *(clock.local(at).date() for at in moments)}


def test_a_receipt_is_of_the_filing_s_day_and_a_letter_of_its_own():
    filing = clock.today() - timedelta(days=50)
    deciding = filing + timedelta(days=20)
    case = taken_up(scheme(), filing, "倉庫の改修", "minohon")
    with on(deciding):
        case.find(fits=False)
        case.decide(Decision.Outcome.REFUSAL)
    receipt, letter = Document.objects.get(kind="receipt"), Document.objects.get(kind="refusal")
    assert (days(receipt), days(letter)) == ({filing}, {deciding})
    assert not Job.objects.exclude(status="done").exists()
