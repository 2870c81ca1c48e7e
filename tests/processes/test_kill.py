"""kill -9 in the middle: no work is lost, none is done twice."""

import signal

import psutil
import pytest

from .conftest import end, wait_until

pytestmark = pytest.mark.processes
JOBS = 4
ONCE = {f"j{number}": 1 for number in range(JOBS)}
DONE = dict.fromkeys(ONCE, "done")


def all_done(system):
    return wait_until(lambda: system.statuses() == DONE, "every job to be done")


def attempts(system, times):
    """The jobs that were tried so many times."""
    return [key for (key,) in system.rows(f"SELECT key FROM common_job WHERE attempts = {times}")]


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(system):
    system.do("enqueue", JOBS, 1.5)
    worker = system.worker()
    wait_until(system.started, "a job to start")
    end(worker, signal.SIGKILL)
    interrupted = set(attempts(system, 1))  # taken; one may die before it could say that it had begun
    assert set(system.started()) <= interrupted
    assert system.effects() == {}
    system.worker()
    all_done(system)
    assert system.effects() == ONCE
    assert interrupted == set(attempts(system, 2))


def test_a_worker_that_was_thought_dead_changes_nothing_when_it_wakes(system):
    system.do("enqueue", 1, 0.8)
    sleeper = system.worker()
    wait_until(system.started, "a job to start")
    stop(sleeper)
    system.worker()
    wait_until(lambda: system.statuses() == {"j0": "done"}, "the other worker to do it")
    wake(sleeper)
    wait_until(lambda: "lease passed" in (system.directory / "worker.log").read_text(), "it to notice")
    assert system.effects() == {"j0": 1}


def test_work_that_outlasts_its_lease_stays_with_its_living_worker(system):
    system.do("enqueue", 1, 5)
    for _ in range(2):
        system.worker()
    wait_until(lambda: system.statuses() == {"j0": "done"}, "it to end")
    assert system.rows("SELECT attempts FROM common_job") == [(1,)]
    assert system.effects() == {"j0": 1}


def stop(process):
    for member in family(process):
        member.suspend()


def wake(process):
    for member in family(process):
        member.resume()


def family(process):
    leader = psutil.Process(process.pid)
    return [leader, *leader.children(recursive=True)]


def test_emptying_the_broker_loses_nothing(system):
    system.do("enqueue", JOBS, 0)
    system.empty_broker()
    system.worker()
    all_done(system)
    assert system.effects() == ONCE


def test_a_warm_stop_finishes_what_is_begun(system):
    system.do("enqueue", 1, 1)
    worker = system.worker()
    wait_until(system.started, "a job to start")
    worker.send_signal(signal.SIGTERM)
    worker.wait(timeout=20)
    assert system.statuses() == {"j0": "done"}
    assert system.effects() == {"j0": 1}
