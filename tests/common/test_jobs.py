from datetime import timedelta

import pytest
from celery import Celery
from django.db import IntegrityError, transaction

from common import clock, jobs
from common.jobs import queue, registry, running, sweeping
from common.jobs.models import BrokerMessage, Job, Status
from common.models import NumberSeries
from config import celery_app

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


class Letter(Exception):
    """Something went wrong with 見本製薬株式会社's letter."""


@pytest.fixture
def kinds(monkeypatch):
    """Handlers of this test only."""
    mine = {}
    monkeypatch.setattr(registry, "_handlers", mine)
    return jobs.handler


@pytest.fixture
def counting(kinds):
    """A two-phase handler: the effect is a number drawn in the finish."""

    @kinds("count")
    def count(job):
        return lambda: NumberSeries.objects.create(code=job.payload["code"])


def put(key="k", kind="count", code="a"):
    return jobs.enqueue(kind=kind, key=key, payload={"code": code})


def age(job, **fields):
    Job.objects.filter(pk=job.pk).update(**fields)


def fresh(job):
    return Job.objects.get(pk=job.pk)


def test_a_job_is_done_once_with_its_effect(counting):
    job = put()
    assert jobs.run_pending() == 1
    assert fresh(job).status == Status.DONE
    assert NumberSeries.objects.count() == 1
    assert running.attempt(str(job.pk)) is False
    assert NumberSeries.objects.count() == 1


def test_the_same_key_is_the_same_job(counting):
    assert put().pk == put().pk
    assert jobs.run_pending() == 1


def test_a_job_falls_with_its_act(counting):
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_the_bell_rings_after_commit_and_names_the_job_only(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = put()
        assert not BrokerMessage.objects.exists()
    assert BrokerMessage.objects.get().key == f"{queue.RUN} {job.pk}"


@pytest.fixture
def no_broker():
    """A Redis that does not answer."""
    Celery("nowhere", broker="redis://127.0.0.1:1/0").set_current()
    yield
    celery_app.set_current()


def test_an_act_stands_when_no_broker_answers(
    django_capture_on_commit_callbacks, no_broker, counting, caplog
):
    with django_capture_on_commit_callbacks(execute=True):
        job = put()
    assert "Connection refused" in caplog.text
    assert fresh(job).status == Status.QUEUED


def test_a_handler_registers_once(kinds):
    kinds("once")(len)
    with pytest.raises(ValueError, match="two handlers"):
        kinds("once")(len)


def test_an_effect_that_fails_is_undone_and_tried_later(kinds):
    @kinds("count")
    def half(job):
        def finish():
            NumberSeries.objects.create(code="half")
            raise Letter("見本製薬株式会社")

        return finish

    job = put()
    with pytest.raises(Letter):
        running.attempt(str(job.pk))
    job = fresh(job)
    assert not NumberSeries.objects.exists()
    assert (job.status, job.attempts, job.token) == (Status.QUEUED, 1, None)
    assert job.due_at > clock.real_now() + 59 * SECOND


def test_what_is_written_of_a_failure_holds_no_typed_text(kinds):
    @kinds("count")
    def fails(job):
        raise Letter("見本製薬株式会社")

    job = put()
    with pytest.raises(Letter):
        running.attempt(str(job.pk))
    assert fresh(job).error.startswith("Letter test_jobs.py:")
    assert "見本" not in fresh(job).error


def test_a_kind_nobody_knows_waits_for_a_worker_that_does(kinds):
    job = put(kind="unknown")
    with pytest.raises(KeyError):
        running.attempt(str(job.pk))
    assert fresh(job).status == Status.QUEUED


def test_after_five_attempts_a_job_is_dead_and_an_alert_is_logged(kinds, caplog):
    @kinds("count")
    def fails(job):
        raise Letter

    job = put()
    for _ in range(5):
        with pytest.raises(Letter):
            running.attempt(str(job.pk))
    assert fresh(job).status == Status.DEAD
    assert running.attempt(str(job.pk)) is False
    assert "is dead after 5 attempts" in caplog.text
    assert sweeping.dead_jobs() == 1


def test_a_leased_job_is_nobody_elses(counting):
    job = put()
    assert running._claim(str(job.pk))
    assert running._claim(str(job.pk)) is None


def test_an_expired_lease_passes_on_and_the_first_holder_changes_nothing(counting):
    job = put()
    first = running._claim(str(job.pk))
    age(job, lease_until=clock.real_now() - SECOND)
    assert running.attempt(str(job.pk)) is True
    with pytest.raises(running.LeaseLost):
        running._finish(first, lambda: NumberSeries.objects.create(code="twice"))
    running.fail(first, Letter())
    assert fresh(job).status == Status.DONE
    assert [series.code for series in NumberSeries.objects.all()] == ["a"]


def test_a_lease_that_ran_out_but_was_not_taken_still_counts(counting):
    job = put()
    first = running._claim(str(job.pk))
    age(job, lease_until=clock.real_now() - SECOND)
    running._finish(first, None)
    assert fresh(job).status == Status.DONE


def test_jobs_that_jobs_add_are_done_too(kinds):
    @kinds("first")
    def first(job):
        return lambda: put("second", "second")

    @kinds("second")
    def second(job):
        return None

    put("first", "first")
    assert jobs.run_pending() == 2


def test_the_sweeper_leaves_what_is_young(counting):
    put()
    assert sweeping.sweep() == 0


def test_the_sweeper_rings_again_and_waits_twice_as_long_each_time(counting):
    job = put()
    for minutes in (2, 4, 8):
        age(job, due_at=clock.real_now() - SECOND)
        assert sweeping.sweep() == 1
        assert abs(fresh(job).due_at - clock.real_now() - timedelta(minutes=minutes)) < 5 * SECOND
    assert BrokerMessage.objects.count() == 1


def test_whoever_answers_ends_the_long_waits(counting):
    """Hours without a worker had made the waits long; the job that is then begun and lost waits a minute."""
    job = put()
    age(job, rings=6, due_at=clock.real_now() - SECOND)
    running._claim(str(job.pk))
    assert (fresh(job).rings, fresh(job).due_at) == (0, fresh(job).lease_until)
    age(job, lease_until=clock.real_now() - SECOND, due_at=clock.real_now() - SECOND)
    assert sweeping.sweep() == 1
    assert abs(fresh(job).due_at - clock.real_now() - timedelta(minutes=2)) < 5 * SECOND


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (4, 8)])
def test_after_each_failure_a_job_waits_twice_as_long(kinds, attempts, minutes):
    @kinds("count")
    def fails(job):
        raise Letter

    job = put()
    age(job, attempts=attempts - 1, rings=6)
    with pytest.raises(Letter):
        running.attempt(str(job.pk))
    assert abs(fresh(job).due_at - clock.real_now() - timedelta(minutes=minutes)) < 5 * SECOND
    assert fresh(job).rings == 0


def test_the_sweeper_rings_for_an_expired_lease(counting):
    job = put()
    running._claim(str(job.pk))
    past = clock.real_now() - SECOND
    age(job, lease_until=past, due_at=past)
    assert sweeping.sweep() == 1
    assert jobs.run_pending() == 0  # still named as running: only its bell leads to a claim
    assert running.attempt(str(job.pk)) is True


def test_a_round_is_a_hundred_bells(counting):
    for number in range(103):
        put(f"k{number}")
    Job.objects.update(due_at=clock.real_now() - SECOND)
    assert [sweeping.sweep(), sweeping.sweep()] == [100, 3]


def test_a_job_that_took_five_workers_along_is_buried(counting, caplog):
    job = put()
    running._claim(str(job.pk))
    age(job, attempts=5, lease_until=clock.real_now() - SECOND)
    sweeping.sweep()
    assert (fresh(job).status, fresh(job).error) == (Status.DEAD, "worker lost")
    assert "took its worker along" in caplog.text


def test_the_sweep_is_the_workers_sign_of_life():
    assert sweeping.worker_age() is None
    sweeping.sweep()
    assert sweeping.worker_age() < 5 * SECOND


@pytest.mark.parametrize("fields", [{"status": "lost"}, {"status": "running", "token": None}], ids=str)
def test_the_table_knows_what_a_job_can_be(counting, fields):
    job = put()
    with pytest.raises(IntegrityError), transaction.atomic():
        age(job, **fields)
