import json
import uuid
from datetime import timedelta
from queue import Empty
from types import SimpleNamespace

import pytest
from celery import current_app
from django.db import transaction

from common import clock
from common.jobs import queue, worker
from common.jobs.models import BrokerMessage
from common.jobs.tasks import sweep
from common.jobs.transport import MAX_READS, NotADoorbell

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel():
    with current_app.connection_for_read() as connection:
        assert connection.transport.driver_name == "django"
        yield connection.default_channel


def take(channel):
    return channel.basic_get("celery")


def make_visible():
    BrokerMessage.objects.update(visible_at=clock.real_now() - timedelta(seconds=1))


def test_a_bell_is_taken_once_and_gone_when_answered(channel):
    job = str(uuid.uuid4())
    queue.ring(job)
    message = take(channel)
    assert (message.headers["task"], message.decode()[0]) == (queue.RUN, [job])
    assert take(channel) is None
    message.ack()
    assert not BrokerMessage.objects.exists()


def test_what_a_killed_worker_held_is_visible_again_after_the_timeout(channel):
    sweep.delay()
    assert take(channel) is not None
    held = BrokerMessage.objects.get()
    assert timedelta(minutes=9) < held.visible_at - clock.real_now() < timedelta(minutes=11)
    make_visible()
    assert take(channel).properties["delivery_info"]["redelivered"]


def test_ringing_again_makes_visible_what_a_dead_worker_held(channel):
    job = str(uuid.uuid4())
    queue.ring(job)
    take(channel)
    queue.ring(job)
    assert BrokerMessage.objects.count() == 1
    assert take(channel) is not None


def test_a_stopped_worker_gathers_one_bell_of_a_kind(channel):
    for _ in range(50):
        sweep.delay()
    assert BrokerMessage.objects.count() == 1


def test_a_warm_stop_gives_back_what_was_not_answered(channel):
    sweep.delay()
    message = take(channel)
    message.requeue()
    assert take(channel) is not None


def test_a_rejected_bell_is_gone(channel):
    sweep.delay()
    take(channel).reject()
    assert not BrokerMessage.objects.exists()


def test_a_bell_nobody_survives_is_put_aside(channel, caplog):
    sweep.delay()
    for _ in range(MAX_READS):
        make_visible()
        assert take(channel) is not None
    make_visible()
    assert take(channel) is None
    assert BrokerMessage.objects.get().queue == "celery.dead"
    assert "without an answer" in caplog.text


def test_ringing_anew_counts_from_the_start(channel):
    sweep.delay()
    BrokerMessage.objects.update(reads=MAX_READS)
    sweep.delay()
    assert take(channel) is not None


@pytest.mark.parametrize(
    "arguments", [["見本製薬株式会社"], [7], [str(uuid.UUID(int=7)), "more"], [{"a": 1}]], ids=str
)
def test_it_carries_the_id_of_a_job_or_nothing(arguments):
    with pytest.raises(NotADoorbell):
        current_app.send_task(queue.RUN, arguments)
    assert not BrokerMessage.objects.exists()


def test_a_bell_falls_with_its_transaction():
    with transaction.atomic():
        sweep.delay()
        transaction.set_rollback(True)
    assert not BrokerMessage.objects.exists()


def test_an_empty_queue_is_empty(channel):
    with pytest.raises(Empty):
        channel._get("celery")
    assert channel._size("celery") == 0


def test_the_body_is_json_and_holds_no_more_than_the_id(channel):
    job = str(uuid.uuid4())
    queue.ring(job)
    assert json.loads(BrokerMessage.objects.get().body)["headers"]["argsrepr"] == f"['{job}']"


@pytest.mark.parametrize("pool", ["prefork", "threads"])
def test_any_pool_but_solo_is_refused_in_words(pool):
    with pytest.raises(SystemExit, match="--pool=solo"):
        worker.refuse_other_pools(SimpleNamespace(app=current_app, pool_cls=pool))


def test_solo_is_welcome():
    worker.refuse_other_pools(SimpleNamespace(app=current_app, pool_cls="solo"))
