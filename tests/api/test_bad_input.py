"""Whatever comes in, an answer comes out: soon, small, and in one form."""

import json
import time
import tracemalloc
from contextlib import contextmanager

import pytest
from django.http import HttpResponse

from api.middleware import MOST_JSON, tell_problems
from api.problems import KINDS
from tests.api.asking import Program, problem, with_token
from tests.cast import organisation
from tests.plans import draft, filed, scheme

pytestmark = pytest.mark.django_db
SECONDS = 5
MEGABYTES = 64


@contextmanager
def bounded():
    tracemalloc.start()
    began = time.monotonic()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1] / 1024 / 1024
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < SECONDS
    assert peak < MEGABYTES


def changing(value: str) -> bytes:
    return b'{"changes": {"effects": {"was": "", "now": ' + value.encode("utf-8", "surrogatepass") + b"}}}"


UNREADABLE = {
    "not JSON": b"{",
    "not UTF-8": b'{"a": "\xff"}',
    "nesting of 10,000": b"[" * 10_000 + b"]" * 10_000,
    "nesting of 900 objects": b'{"a":' * 900 + b"1" + b"}" * 900,
    "a number of 400 digits": b'{"a": ' + b"9" * 400 + b"}",
    "a fraction": b'{"a": 0.1}',
    "an exponent": b'{"a": 1e400}',
    "NaN": b'{"a": NaN}',
    "a name twice": b'{"a": 1, "a": 2}',
    "a raw half of a pair": changing('"\ud800"'),
    "100,000 items": b"[" + b"1," * 99_999 + b"1]",
    "100,000 changes": json.dumps({"changes": {f"a{n}": 1 for n in range(100_000)}}).encode(),
    "a name that turns the text": '{"a\u202eb": 1}'.encode(),
}
UNFIT = {
    "NUL": '"\\u0000"',
    "an escaped half of a pair": '"\\ud800"',
    "a mark that turns the text": '"\u202e"',
    "an isolate": '"\u2066"',
    "a bell": '"\\u0007"',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused_soon(body):
    path = f"plans/{draft().pk}/parts/effects/"
    program = with_token("lead")
    with bounded():
        said = problem(program.patch(path, body, If_Match="*"), 400, "malformed")
    assert len(json.dumps(said)) < 4_000


@pytest.mark.parametrize("value", UNFIT.values(), ids=UNFIT)
def test_a_text_that_reads_as_another_is_refused_by_its_field(value):
    path = f"plans/{draft().pk}/parts/effects/"
    said = problem(with_token("lead").patch(path, changing(value), If_Match="*"), 422, "invalid")
    assert said["errors"][0]["field"] == "changes.effects.now"


def test_a_body_of_50_megabytes_is_refused_unread():
    path = f"plans/{draft().pk}/parts/effects/"
    program = with_token("lead")
    body = b'"' + b"a" * (50 * 1024 * 1024) + b'"'
    with bounded():
        problem(program.patch(path, body, If_Match="*"), 413, "too-large")
    just = b" " * (MOST_JSON + 1)
    problem(program.patch(path, just, If_Match="*"), 413, "too-large")


def test_more_changes_than_a_part_has_boxes_are_refused():
    path = f"plans/{draft().pk}/parts/effects/"
    many = {f"rows-p{number:07d}-name": {"was": "", "now": "x"} for number in range(4_000)}
    with bounded():
        answer = with_token("lead").patch(path, {"changes": many}, If_Match="*")
    problem(answer, 422, "invalid")


@pytest.mark.parametrize(
    "day",
    ["0000-01-01", "0001-01-01", "99999-01-01", "9999-12-31", "2026-02-30", "2026-W01-1", "", None, 5, []],
)
def test_a_day_that_is_none_or_lies_too_far_is_refused(day):
    said = {"body": "mof", "document_number": "1", "dated_on": day}
    plan = filed("takasaki", ()).plan.pk
    answer = Program("officer").act(f"plans/{plan}/acts/prepare_consultation/", said)
    assert problem(answer, 422, "invalid")["errors"][0]["field"] == "dated_on"


@pytest.mark.parametrize(
    "moment", ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "noon", 5, "２０２６-01-01"]
)
def test_a_moment_that_is_none_is_refused(moment):
    scheme()
    clerk = Program("clerk")
    said = {"scheme": "generic-base", "title": "紙", "company": str(organisation("takasaki").public_id)}
    begun = clerk.act("acts/start_paper_plan/", said).json()["url"]
    answer = clerk.act(f"{begun}acts/file_paper_plan/", {"stamped_at": moment})
    assert problem(answer, 422, "invalid")["errors"][0]["field"] == "stamped_at"


@pytest.mark.parametrize("body", [[], "x", 5, None, True, [{}], {"title": {}}, {"title": ["x"], "scheme": 1}])
def test_a_body_of_another_shape_is_refused(body):
    draft()
    answer = with_token("lead").post("acts/start_plan/", json.dumps(body).encode())
    problem(answer, 422, "invalid")


def test_a_field_nobody_asked_for_is_told():
    draft()
    said = {"scheme": "generic-base", "title": "見本", "state": "certified"}
    answer = problem(with_token("lead").act("acts/start_plan/", said), 422, "invalid")
    assert [each["field"] for each in answer["errors"]] == ["state"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "nowhere/", 404, "not-found"),
        ("GET", "/api/", 404, "not-found"),
        ("GET", "/api/v2/plans/", 404, "not-found"),
        ("GET", "plans/not-a-uuid/", 404, "not-found"),
        ("DELETE", "me/", 405, "method-not-allowed"),
        ("POST", "plans/", 405, "method-not-allowed"),
        ("POST", "schema/", 405, "method-not-allowed"),
    ],
)
def test_every_wrong_turn_is_told_in_one_form(method, path, status, code):
    answer = with_token("lead").send(method, path)
    problem(answer, status, code)
    assert status != 405 or answer["Allow"]


def test_another_kind_of_body_or_answer_is_refused():
    draft()
    program = with_token("lead")
    sent = program.client.post(
        "/api/v1/acts/start_plan/", "a=1", content_type="text/plain", headers=program.headers
    )
    problem(sent, 415, "unsupported-media-type")
    problem(program.get("me/", Accept="text/html"), 406, "not-acceptable")


@pytest.mark.parametrize(
    ("status", "code"), [(500, "internal-error"), (507, "storage-full"), (503, "internal-error")]
)
def test_what_broke_outside_of_the_api_is_told_in_its_form(rf, status, code):
    """Another's answer of this status, for one of our addresses."""
    broken = tell_problems(lambda _request: HttpResponse("<h1>", status=status))
    problem_of(broken(rf.get("/api/v1/plans/")), KINDS[code].status, code)
    assert broken(rf.get("/plans/")).content == b"<h1>"


def problem_of(response, status: int, code: str) -> None:
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert json.loads(response.content)["type"].endswith(code)


def test_a_wrong_host_is_told_too():
    answer = Program().client.get("/api/v1/calls/", headers={"Host": "evil.example"})
    problem(answer, 400, "malformed")


@pytest.mark.parametrize("name", ["q", "state", "scheme", "after", "before", "sort"])
@pytest.mark.parametrize("value", ["%00", "%ED%A0%80", "%E2%80%AE", "x" * 5_000])
def test_a_question_that_is_none_is_refused_or_finds_nothing(name, value):
    draft()
    answer = with_token("lead").get(f"plans/?{name}={value}")
    assert answer.status_code in (200, 422), answer.content
