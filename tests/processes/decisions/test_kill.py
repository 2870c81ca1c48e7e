"""kill -9 while letters are printed: the decision is neither lost nor doubled."""

import signal
import time

import pytest

from ..conftest import end, wait_until
from .titles import CERTIFICATION

pytestmark = pytest.mark.processes
LETTERS = 4  # three companies and NIBN
SEAL = "SELECT status FROM common_job WHERE kind = 'seal'"
STATE = "SELECT state FROM decisions_decision WHERE outcome = 'certification'"
PDFS = "SELECT count(*) FROM common_storedfile WHERE kind = 'pdf'"
SEALED = "SELECT count(*) FROM decisions_document d JOIN common_storedfile f ON f.id = d.file_id WHERE d.decision_id IS NOT NULL"


def kill_while_printing(office, seconds):
    """The worker has claimed the Job and is `seconds` into its work."""
    worker = office.worker()
    wait_until(lambda: office.one(SEAL) == "running", "the worker to claim the Job")
    time.sleep(seconds)
    end(worker, signal.SIGKILL)
    assert (office.one(SEAL), office.one(STATE)) == ("running", "approved")
    assert office.one(SEALED) == 0


def lines(office, act):
    return office.one(f"SELECT count(*) FROM common_auditevent WHERE act = '{act}'")


def assert_sealed_once(office, pdfs_before):
    assert office.one(SEALED) == LETTERS
    assert office.one(PDFS) == pdfs_before + LETTERS
    numbers = [number for (number,) in office.rows("SELECT number FROM decisions_document WHERE decision_id IS NOT NULL")]
    assert len(set(numbers)) == LETTERS
    assert [lines(office, act) for act in ("approve_certification", "seal_decision", "issue_decision")] == [1, 1, 0]


def assert_chain_holds(office):
    wait_until(lambda: office.manage("verify_audit")[1]["unsealed"] == 0, "the sealer")
    status, report = office.manage("verify_audit")
    assert (status, report["problems"], report["head"]["signature"]) == (0, [], "good")


def test_a_worker_killed_again_and_again_seals_the_decision_once(office):
    pdfs = office.one(PDFS)
    office.succeed("approve", CERTIFICATION)
    for seconds in (0, 0.4, 0.8):
        kill_while_printing(office, seconds)
    office.worker()
    wait_until(lambda: office.one(STATE) == "sealed", "the letters to be sealed")
    assert_sealed_once(office, pdfs)

    office.succeed("issue", CERTIFICATION)
    wait_until(lambda: set(office.statuses().values()) == {"done"}, "what follows the issue")
    assert office.one(STATE) == "issued"
    assert [lines(office, act) for act in ("issue_decision", "certify_plan")] == [1, 1]
    assert office.one("SELECT count(*) FROM decisions_delivery d JOIN decisions_document l ON l.id = d.document_id WHERE l.decision_id IS NOT NULL") == LETTERS
    assert_chain_holds(office)
