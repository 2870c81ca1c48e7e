"""kill -9 while letters are printed: the decision is neither lost nor doubled."""

import signal
import time

import pytest

from ..conftest import end, wait_until
from .titles import CERTIFICATION

pytestmark = pytest.mark.processes
LETTERS = 4  # three companies and NIBN
SEAL = "SELECT status FROM common_job WHERE kind = 'seal'"
ATTEMPTS = "SELECT attempts FROM common_job WHERE kind = 'seal'"
STATE = "SELECT state FROM decisions_decision WHERE outcome = 'certification'"
PDFS = "SELECT count(*) FROM common_storedfile WHERE kind = 'pdf'"
NUMBERS = "SELECT number FROM decisions_document WHERE decision_id IS NOT NULL AND file_id IS NOT NULL"
DELIVERIES = """
    SELECT count(*) FROM decisions_delivery delivery JOIN decisions_document document
    ON document.id = delivery.document_id WHERE document.decision_id IS NOT NULL
"""


def test_a_worker_killed_again_and_again_seals_the_decision_once(office):
    before = office.one(PDFS)
    office.succeed("approve", CERTIFICATION)
    for seconds in (0, 0.4, 0.8):
        kill_while_printing(office, seconds)
    office.worker()
    wait_until(lambda: office.one(STATE) == "sealed", "the letters to be sealed")
    assert len(set(office.column(NUMBERS))) == LETTERS
    assert office.one(PDFS) == before + LETTERS
    assert lines(office, "approve_certification", "seal_decision", "issue_decision") == [1, 1, 0]

    office.succeed("issue", CERTIFICATION)
    wait_until(lambda: set(office.statuses().values()) == {"done"}, "what follows the issue")
    assert office.one(STATE) == "issued"
    assert office.one(DELIVERIES) == len(office.column(NUMBERS)) == LETTERS
    assert lines(office, "seal_decision", "issue_decision", "certify_plan") == [1, 1, 1]
    assert_the_chain_holds(office)


def kill_while_printing(office, seconds):
    """The worker has claimed the Job and is `seconds` into its work."""
    attempts = office.one(ATTEMPTS)
    worker = office.worker()
    wait_until(lambda: office.one(ATTEMPTS) > attempts, "the worker to claim the Job")
    time.sleep(seconds)
    end(worker, signal.SIGKILL)
    assert (office.one(SEAL), office.one(STATE), office.column(NUMBERS)) == ("running", "approved", [])


def lines(office, *acts):
    return [office.one(f"SELECT count(*) FROM common_auditevent WHERE act = '{act}'") for act in acts]


def assert_the_chain_holds(office):
    wait_until(lambda: office.manage("verify_audit")[1]["unsealed"] == 0, "the sealer")
    status, report = office.manage("verify_audit")
    assert (status, report["problems"], report["head"]["signature"]) == (0, [], "good")
