"""The same request again gets the same answer; nothing happens twice."""

from datetime import timedelta

import pytest

from api.models import AnsweredCall
from api.tasks import forget_answers
from applications.models import Plan
from common import clock
from common.audit.models import AuditEvent
from tests.api.asking import problem, with_token
from tests.plans import draft

pytestmark = pytest.mark.django_db
START = {"scheme": "generic-base", "title": "見本"}


def test_a_repeat_gets_the_first_answer_and_does_nothing():
    draft()
    program = with_token("lead")
    before = Plan.objects.count()
    first = program.act("acts/start_plan/", START, key="one")
    again = program.act("acts/start_plan/", START, key="one")
    assert (first.status_code, first.json(), first["Location"]) == (
        again.status_code, again.json(), again["Location"],
    )  # fmt: skip
    assert Plan.objects.count() == before + 1
    assert AuditEvent.objects.filter(act="start_plan", subject_id=first.json()["id"]).count() == 1


def test_another_body_under_the_same_key_is_refused():
    draft()
    program = with_token("lead")
    program.act("acts/start_plan/", START, key="one")
    problem(
        program.act("acts/start_plan/", START | {"title": "別"}, key="one"), 422, "idempotency-key-reused"
    )
    problem(program.act("acts/change_profile/", START, key="one"), 422, "idempotency-key-reused")


def test_the_order_of_names_is_no_other_body():
    draft()
    program = with_token("lead")
    first = program.act("acts/start_plan/", START, key="one")
    turned = dict(reversed(START.items()))
    assert program.act("acts/start_plan/", turned, key="one").json() == first.json()


def test_keys_of_different_posts_have_nothing_to_do_with_each_other():
    draft()
    one = with_token("lead").act("acts/start_plan/", START, key="one").json()
    other = with_token("takasaki").act("acts/start_plan/", START, key="one").json()
    assert one["id"] != other["id"]


def test_what_was_refused_may_be_asked_anew_under_its_key():
    plan = draft().pk
    program = with_token("lead")
    path = f"plans/{plan}/acts/file_plan/"
    problem(program.act(path, key="one"), 409, "closed")
    assert not AnsweredCall.objects.exists()
    problem(program.act(path, key="one"), 409, "closed")


def test_without_a_key_each_request_acts():
    draft()
    program = with_token("lead")
    ids = {program.post("acts/start_plan/", START).json()["id"] for _time in range(2)}
    assert len(ids) == 2


@pytest.mark.parametrize("key", ["with space", "x" * 129, "鍵"])
def test_a_key_that_is_none_is_refused(key):
    problem(with_token("lead").act("acts/start_plan/", START, key=key), 400, "malformed")


def test_an_answer_is_forgotten_after_a_week_and_not_before():
    draft()
    with_token("lead").act("acts/start_plan/", START, key="one")
    assert forget_answers() == 0
    AnsweredCall.objects.update(at=clock.real_now() - timedelta(days=8))
    assert forget_answers() == 1
