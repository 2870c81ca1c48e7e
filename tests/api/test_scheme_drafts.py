"""A scheme's terms by the API alone: begun, written, put forward, published by another."""

import pytest

from funds.models import SchemeDraft
from tests.api.asking import Program, problem, with_token
from tests.cast import person
from tests.funds.schemes.drafting import GENERICS, new_document
from tests.plans import scheme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office():
    scheme()
    person("administrator2")


def begun(writer, **body):
    answer = writer.act("acts/start_scheme_draft/", body)
    assert answer.status_code == 201, answer.content
    return answer.json()["url"]


def test_from_a_document_to_the_first_version():
    writer, second = Program("administrator"), Program("administrator2")
    url = begun(writer, document=new_document())
    assert writer.get(url).json()["faults"] == []
    document = new_document() | {"correction_days": 10}
    saved = writer.act(f"{url}acts/save_scheme_draft/", {"revision": 1, "document": document})
    assert saved.status_code == 200, saved.content
    assert writer.act(f"{url}acts/propose_scheme_draft/").json()["state"] == "proposed"
    shown = second.get(url).json()
    published = second.decide(f"{url}acts/publish_scheme_draft/", {"sha256": shown["sha256"]})
    assert published.json()["state"] == "published", published.content
    assert second.get(url).json()["version"] == 1
    assert second.get("schemes/drug-stock/versions/1/").json()["document"] == document


def test_what_is_missing_and_what_changes_is_shown_by_place():
    writer = Program("administrator")
    shown = writer.get(begun(writer, code="drug-stock", kind="adoption")).json()
    assert {"code": "required", "place": "name", "text": "制度の名称を入れてください。"} in shown["faults"]
    url = begun(writer, scheme="generic-base")
    document = writer.get(url).json()["document"] | {"correction_days": 9}
    writer.act(f"{url}acts/save_scheme_draft/", {"revision": 1, "document": document})
    assert {"label": "補正の期間", "was": "14日", "now": "9日"} in writer.get(url).json()["differences"]


def test_a_stale_revision_is_told():
    writer, second = Program("administrator"), Program("administrator2")
    url = begun(writer, scheme="generic-base")
    path = f"{url}acts/save_scheme_draft/"
    document = writer.get(url).json()["document"]
    second.act(path, {"revision": 1, "document": document | {"cut_to": 1}})
    said = problem(writer.act(path, {"revision": 1, "document": document | {"cut_to": 10}}), 409, "closed")
    assert said["reasons"][0]["code"] == "stale"


def test_the_writer_cannot_publish_and_is_told_before_asking():
    writer = Program("administrator")
    url = begun(writer, document=GENERICS | {"correction_days": 9})
    writer.act(f"{url}acts/propose_scheme_draft/")
    closed = {each["act"]: each for each in writer.get(f"{url}acts/").json()["closed"]}
    assert closed["publish_scheme_draft"]["reasons"][0]["code"] == "same_person"
    sha256 = writer.get(url).json()["sha256"]
    problem(writer.decide(f"{url}acts/publish_scheme_draft/", {"sha256": sha256}), 403, "forbidden")


def test_a_token_never_publishes():
    url = begun(Program("administrator"), scheme="generic-base")
    program = with_token("administrator2", "read")
    assert program.get(url).status_code == 200
    said = {"sha256": "0" * 64}
    problem(program.decide(f"{url}acts/publish_scheme_draft/", said), 403, "read-only-token")


@pytest.mark.parametrize("body", [{}, {"document": []}, {"document": 3}, {"kind": "gift", "code": "x"}])
def test_a_body_that_says_nothing_is_told(body):
    answer = Program("administrator").act("acts/start_scheme_draft/", body)
    assert answer.status_code in (400, 422), answer.content
    assert not SchemeDraft.objects.exists()


@pytest.mark.parametrize("who", ["officer", "decider", "auditor"])
def test_who_examines_reads_and_does_nothing(who):
    url = begun(Program("administrator"), scheme="generic-base")
    reader = Program(who)
    assert reader.get("scheme-drafts/").json()["items"][0]["code"] == "generic-base"
    assert reader.get(f"{url}acts/").json() == {"open": [], "closed": []}
    problem(reader.act(f"{url}acts/propose_scheme_draft/"), 403, "forbidden")


def test_an_applicant_knows_of_none():
    url = begun(Program("administrator"), scheme="generic-base")
    problem(Program("lead").get(url), 403, "forbidden")
