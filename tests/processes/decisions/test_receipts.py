"""A stopped worker, or a broker that doesn't answer, delays the receipt's PDF and never the filing."""

import json

import pytest

from ..conftest import wait_until
from .titles import DRAFTS

pytestmark = pytest.mark.processes
DRAFT = DRAFTS[0]
RECEIPT = f"""
    SELECT receipt.number, receipt.sha256, receipt.files FROM applications_receipt receipt
    JOIN applications_planversion version ON version.id = receipt.version_id
    JOIN applications_plan plan ON plan.case_id = version.plan_id WHERE plan.title = '{DRAFT}'
"""
COPIES = "SELECT count(*) FROM decisions_document WHERE number LIKE '{number}-%' AND file_id IS NOT NULL"
JOB = "SELECT status FROM common_job WHERE kind = 'receipt' ORDER BY created_at DESC LIMIT 1"


def test_the_receipt_stands_before_any_worker_comes(office):
    office.succeed("file", DRAFT)
    number = assert_receipt_stands(office)
    office.worker()
    wait_until(lambda: office.one(COPIES.format(number=number)), "the receipt's PDF")
    assert (office.one(COPIES.format(number=number)), office.one(JOB)) == (1, "done")


def test_a_broker_that_does_not_answer_stops_no_filing(servers):
    servers.broker = "redis://127.0.0.1:1/0"
    servers.succeed("file", DRAFT)
    number = assert_receipt_stands(servers)
    servers.broker = None
    servers.worker()
    wait_until(lambda: servers.one(COPIES.format(number=number)), "the sweeper to ring")


def assert_receipt_stands(office):
    """The record is whole, every file it names is in the store, and only the PDF is still to come."""
    ((number, digest, named),) = office.rows(RECEIPT)
    files = json.loads(named) if isinstance(named, str) else named
    assert len(digest) == 64
    assert [file["size"] for file in files] == [office.size_in_store(file["sha256"]) for file in files]
    assert (office.one(COPIES.format(number=number)), office.one(JOB)) == (0, "queued")
    return number
