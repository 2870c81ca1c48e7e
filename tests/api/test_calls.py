"""Calls by the API: read by everyone, made and published by the office, never by a token."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from applications.models import Plan
from common import clock
from funds.models import Call
from tests.api.asking import V1, Program, problem, with_token
from tests.cast import organisation
from tests.funds.calls.making import CODE, drafted, published, running
from tests.plans import PDF
from tests.responses import content_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def text(**said):
    now = clock.now()
    return {
        "round": 1,
        "name": "見本の公募",
        "opens_at": (now + timedelta(hours=1)).isoformat(),
        "closes_at": (now + timedelta(days=9)).isoformat(),
        "contact": "見本課",
    } | said


def send(program: Program, path: str, **said):
    said["file"] = SimpleUploadedFile("書類.pdf", said.pop("content", PDF))
    return program.client.post(f"{V1}/{path}", said, headers=program.headers)


def test_from_the_draft_to_the_published_call():
    officer, decider = Program("officer"), Program("decider")
    made = officer.act("acts/draft_call/", text(scheme=CODE, budget=5_000))
    assert made.status_code == 201, made.content.decode()
    path = f"calls/{made.json()['id']}"
    added = send(officer, f"{path}/documents/", kind="guidelines", title="公募要領")
    assert added.status_code == 201, added.content.decode()
    assert added.json()["versions"][0]["published_at"] is None
    revision = decider.get(f"{path}/").json()["revision"]
    done = decider.decide(f"{path}/acts/publish_call/", {"revision": revision})
    assert done.json()["state"] == "published", done.content.decode()
    told = Client().get(f"{V1}/{path}/").json()
    assert (told["budget"], told["open"], told["kind"]) == (5_000, False, "round")
    file = told["documents"][0]["versions"][0]["url"]
    assert content_of(Client().get(file)) == PDF


def test_a_program_never_publishes():
    call = drafted()
    said = {"revision": call.revision}
    program = with_token("decider", "read")
    problem(program.decide(f"calls/{call.pk}/acts/publish_call/", said), 403, "read-only-token")


def test_drafts_are_the_offices():
    call = drafted()
    for reader in (Program(), Program("lead"), with_token("lead")):
        assert str(call.pk) not in reader.get("calls/").content.decode()
        problem(reader.get(f"calls/{call.pk}/"), 404, "not-found")
    for reader in (Program("officer"), Program("auditor")):
        assert str(call.pk) in reader.get("calls/").content.decode()
        assert reader.get(f"calls/{call.pk}/").json()["state"] == "draft"
    version = call.documents.get().versions.get()
    problem(Program("lead").get(f"calls/{call.pk}/files/{version.pk}/"), 404, "not-found")


def test_the_closing_moves_by_two():
    call = running()
    later = (call.closes_at + timedelta(days=2)).isoformat()
    officer, decider = Program("officer"), Program("decider")
    path = f"calls/{call.pk}/acts"
    asked = officer.act(f"{path}/propose_closing/", {"closes_at": later, "reason": "延ばす"})
    assert asked.status_code == 200, asked.content.decode()
    offers = {each["act"]: each for each in officer.get(f"{path}/").json()["closed"]}
    assert offers["approve_closing"]["reasons"][0]["code"] == "same_person"
    problem(officer.decide(f"{path}/approve_closing/"), 403, "forbidden")
    assert decider.decide(f"{path}/approve_closing/").status_code == 200
    told = Program().get(f"calls/{call.pk}/").json()
    assert [each["reason"] for each in told["closings"]] == ["延ばす"]
    assert Call.objects.get(pk=call.pk).closes_at.isoformat() == later
    problem(decider.act(f"{path}/drop_closing/"), 409, "closed")


def test_a_paper_gets_its_next_version_and_is_never_taken_out():
    call = published()
    document = call.documents.get()
    officer = Program("officer")
    path = f"calls/{call.pk}/documents/{document.pk}"
    added = send(officer, f"{path}/versions/", changes="直しました。", content=PDF + b"\n")
    assert [each["number"] for each in added.json()["versions"]] == [2, 1]
    problem(officer.send("DELETE", f"{path}/"), 409, "closed")
    draft = drafted("cluster-campus")
    gone = officer.send("DELETE", f"calls/{draft.pk}/documents/{draft.documents.get().pk}/")
    assert gone.status_code == 204


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"closes_at": "2020-01-01T00:00:00+09:00"}, "closes_at"),
        ({"round": 0}, "round"),
        ({"scheme": "no-such"}, "scheme"),
        ({"budget": -1}, "budget"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_what_is_badly_said_is_named(said, field):
    answer = problem(Program("officer").act("acts/draft_call/", text(scheme=CODE) | said), 422, "invalid")
    assert field in str(answer)


def test_a_plan_is_begun_under_a_call_named_or_the_one_that_runs():
    call = running()
    lead = with_token("lead")
    for said in ({"call": str(call.pk)}, {}):
        made = lead.act("acts/start_plan/", {"scheme": CODE, "title": "計画"} | said)
        assert made.status_code == 201, made.content.decode()
        assert Plan.objects.get(pk=made.json()["id"]).call == call
    wrong = {"scheme": "generic-base", "title": "計画", "call": str(call.pk)}
    problem(lead.act("acts/start_plan/", wrong), 422, "invalid")


def test_a_draft_moves_to_the_next_call():
    call = running()
    made = with_token("lead").act("acts/start_plan/", {"scheme": CODE, "title": "計画"}).json()
    path = f"plans/{made['id']}/acts"
    with clock.at(call.closes_at):
        following = published(round=2)
        with clock.at(following.opens_at):
            lead = Program("lead")
            assert "move_to_call" in {each["act"] for each in lead.get(f"{path}/").json()["open"]}
            assert lead.act(f"{path}/move_to_call/").status_code == 200
    assert Plan.objects.get(pk=made["id"]).call == following
    assert organisation("lead") == Plan.objects.get(pk=made["id"]).lead
