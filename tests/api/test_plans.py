"""Plans, their parts and their files, as a company's program works on them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Plan
from common import clock
from common.audit.models import AuditEvent
from tests.api.asking import Program, problem, with_token
from tests.cast import organisation
from tests.plans import PDF, complete, draft, filed
from tests.responses import content_of

pytestmark = pytest.mark.django_db


def started(program: Program) -> str:
    answer = program.act("acts/start_plan/", {"scheme": "generic-base", "title": "見本の計画"})
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()["id"]


def test_a_program_starts_a_plan_and_reads_it_back():
    draft()
    program = with_token("lead")
    pk = started(program)
    plan = program.get(f"plans/{pk}/").json()
    assert (plan["title"], plan["state"]) == ("見本の計画", "draft")
    assert plan["lead"]["id"] == str(organisation("lead").public_id)
    assert AuditEvent.objects.filter(act="start_plan", subject_id=pk).exists()


def test_what_was_typed_is_saved_field_by_field():
    plan = draft().pk
    program = with_token("lead")
    path = f"plans/{plan}/parts/effects/"
    part = program.get(path)
    assert part["ETag"] == '"0"'
    said = {"changes": {"effects": {"was": "", "now": "安定供給"}}}
    saved = program.patch(path, said, If_Match=part["ETag"])
    assert saved.json() == {
        "version": 1, "saved": ["effects"], "known": [], "conflicts": [], "refused": {},
    }  # fmt: skip
    assert saved["ETag"] == '"1"'
    assert program.get(path).json()["data"] == {"effects": "安定供給"}


def test_without_if_match_nothing_is_saved_and_a_stale_one_is_refused():
    path = f"plans/{draft().pk}/parts/effects/"
    program = with_token("lead")
    said = {"changes": {"effects": {"was": "", "now": "安定供給"}}}
    assert problem(program.patch(path, said), 428, "if-match-required")
    program.patch(path, said, If_Match='"0"')
    again = {"changes": {"effects": {"was": "安定供給", "now": "供給"}}}
    refused = program.patch(path, again, If_Match='"0"')
    problem(refused, 412, "stale")
    assert refused["ETag"] == '"1"'


def test_any_version_leaves_it_to_was_and_now():
    path = f"plans/{draft().pk}/parts/effects/"
    one, other = with_token("lead"), with_token("takasaki")
    one.patch(path, {"changes": {"effects": {"was": "", "now": "こちら"}}}, If_Match="*")
    mixed = {
        "changes": {
            "effects": {"was": "", "now": "あちら"},
            "goal-2026": {"was": "", "now": "目標"},
            "unknown": {"was": "", "now": "x"},
        }
    }
    saved = other.patch(path, mixed, If_Match="*").json()
    assert saved["saved"] == ["goal-2026"]
    assert saved["conflicts"] == [{"field": "effects", "yours": "あちら", "theirs": "こちら"}]
    assert list(saved["refused"]) == ["unknown"]


def test_where_nothing_could_be_saved_it_is_a_refusal():
    path = f"plans/{draft().pk}/parts/effects/"
    program = with_token("lead")
    program.patch(path, {"changes": {"effects": {"was": "", "now": "こちら"}}}, If_Match="*")
    late = program.patch(path, {"changes": {"effects": {"was": "", "now": "あちら"}}}, If_Match="*")
    assert problem(late, 409, "conflict")["conflicts"][0]["theirs"] == "こちら"
    strange = program.patch(path, {"changes": {"unknown": {"was": "", "now": "x"}}}, If_Match="*")
    assert problem(strange, 422, "invalid")["errors"][0]["field"] == "unknown"


def test_an_own_part_is_named_by_the_company():
    plan = draft().pk
    own, theirs = organisation("lead").public_id, organisation("takasaki").public_id
    program = with_token("lead")
    assert program.get(f"plans/{plan}/parts/volumes/{own}/").status_code == 200
    problem(program.get(f"plans/{plan}/parts/volumes/{theirs}/"), 404, "not-found")
    said = {"changes": {"tax_basis": {"was": "", "now": "included"}}}
    closed = program.patch(f"plans/{plan}/parts/costs/{theirs}/", said, If_Match="*")
    assert problem(closed, 409, "closed")["reasons"][0]["code"] == "part_closed"


def test_no_key_of_a_row_leaves_the_house():
    plan = filed().plan
    program = with_token("lead")
    for path in ("", "parts/", "versions/", "versions/1/", "versions/1/receipt/", "acts/", "attachments/"):
        answer = program.get(f"plans/{plan.pk}/{path}").json()
        parties = [value for value in values(answer, "party") if value is not None]
        assert all(isinstance(party, str) and len(party) == 36 for party in parties), path


def values(thing, name):
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield from [value] if key == name else values(value, name)
    elif isinstance(thing, list):
        for each in thing:
            yield from values(each, name)


def test_files_go_up_and_come_down(data_directory):
    plan = draft()
    program = with_token("lead")
    answer = attach(program, plan)
    assert answer.status_code == 201, answer.content.decode()
    shown = answer.json()
    assert content_of(program.get(shown["url"])) == PDF
    assert program.send("DELETE", shown["url"]).status_code == 204
    assert program.get(f"plans/{plan.pk}/attachments/").json() == {"items": []}


def attach(program: Program, plan: Plan, name: str = "工程表.pdf", content: bytes = PDF):
    data = {"document": "schedule", "file": SimpleUploadedFile(name, content)}
    return program.client.post(f"/api/v1/plans/{plan.pk}/attachments/", data, headers=program.headers)


def test_a_file_that_is_not_what_it_says_is_refused(data_directory):
    refused = attach(with_token("lead"), draft(), content=b"MZ not a pdf")
    assert problem(refused, 422, "invalid")["errors"][0]["field"] == "file"


def test_a_company_files_what_is_complete():
    plan = complete().plan
    program = with_token("lead")
    check = program.get(f"plans/{plan.pk}/check/").json()
    assert check["unreadable"] == []
    assert check["subsidy"]["amount"] == sum(unit["amount"] for unit in check["subsidy"]["units"]) > 0
    answer = program.act(f"plans/{plan.pk}/acts/file_plan/")
    assert answer.status_code == 201, answer.content.decode()
    assert answer["Location"] == f"/api/v1/plans/{plan.pk}/versions/1/"
    version = program.get(answer["Location"]).json()
    assert version["subsidy"] == check["subsidy"]
    assert {part["key"] for part in version["parts"]} >= {"measure", "costs"}
    assert {proof["party"] for proof in version["proofs"]} == {None, str(organisation("lead").public_id)}
    assert AuditEvent.objects.filter(act="file_plan", subject_id=str(plan.pk)).count() == 1


def test_a_joint_plan_waits_for_its_companies():
    plan = draft().pk
    program = with_token("lead")
    refused = problem(program.act(f"plans/{plan}/acts/file_plan/"), 409, "closed")
    assert "parties_not_agreed" in [reason["code"] for reason in refused["reasons"]]
    offers = program.get(f"plans/{plan}/acts/").json()
    closed = {each["act"]: each for each in offers["closed"]}
    assert "parties_not_agreed" in [reason["code"] for reason in closed["file_plan"]["reasons"]]
    assert "invite_party" in {each["act"] for each in offers["open"]}


def test_a_member_is_told_who_files():
    plan = complete().plan
    refused = problem(with_token("lead_member").act(f"plans/{plan.pk}/acts/file_plan/"), 403, "forbidden")
    assert refused["reasons"][0]["code"] == "role"


def test_an_act_out_of_its_time_is_a_conflict_with_the_state():
    plan = filed().plan
    refused = problem(with_token("lead").act(f"plans/{plan.pk}/acts/file_plan/"), 409, "closed")
    assert refused["reasons"][0]["code"] == "state"


def test_a_stranger_finds_nothing():
    plan = filed().plan
    stranger = with_token("stranger")
    for path in ("", "parts/", "versions/", "versions/1/", "acts/", "attachments/", "check/", "sheets/"):
        problem(stranger.get(f"plans/{plan.pk}/{path}"), 404, "not-found")
    problem(stranger.act(f"plans/{plan.pk}/acts/withdraw_plan/"), 404, "not-found")
    assert stranger.get("plans/").json()["items"] == []


def test_the_office_reads_what_was_filed_and_never_what_is_being_typed():
    plan = filed().plan
    officer = Program("officer")
    assert officer.get(f"plans/{plan.pk}/versions/1/").status_code == 200
    problem(Program("officer").get(f"plans/{draft('takasaki', ()).pk}/"), 404, "not-found")
    problem(officer.get(f"plans/{plan.pk}/parts/"), 404, "not-found")


def test_a_draft_is_discarded_and_the_answer_comes_again():
    plan = draft("lead", ()).pk
    program = with_token("lead")
    first = program.act(f"plans/{plan}/acts/discard_draft/", key="once")
    assert first.json() == program.act(f"plans/{plan}/acts/discard_draft/", key="once").json()
    assert not Plan.objects.filter(pk=plan).exists()


def test_a_list_is_paged_by_opaque_cursors(monkeypatch):
    monkeypatch.setattr("api.paging.SIZE", 2)
    plans = [draft("lead", (), title=f"計画{number}") for number in range(5)]
    program = with_token("lead")
    first = program.get("plans/?sort=updated").json()
    second = program.get(first["next"]).json()
    third = program.get(second["next"]).json()
    seen = [row["id"] for page in (first, second, third) for row in page["items"]]
    assert seen == [str(plan.pk) for plan in plans]
    assert third["next"] is None
    assert program.get(third["previous"]).json()["items"] == second["items"]
    problem(program.get("plans/?after=made-up"), 422, "invalid")


def test_a_list_is_narrowed():
    draft("lead", (), title="去痰薬の共同生産")
    draft("lead", (), title="点滴の共同調達")
    program = with_token("lead")
    assert len(program.get("plans/?q=去痰薬").json()["items"]) == 1
    assert program.get("plans/?state=filed").json()["items"] == []
    problem(program.get("plans/?state=nowhere"), 422, "invalid")
    problem(program.get("plans/?sort=secret"), 422, "invalid")
    problem(program.get("plans/?page=2"), 422, "invalid")


def test_the_office_narrows_by_day_and_hand():
    filed()
    officer = Program("officer")
    today = clock.today().isoformat()
    counts = {
        f"arrived_from={today}": 1,
        f"arrived_to={today}": 1,
        "arrived_from=2099-01-01": 0,
        "due_by=2099-01-01": 1,
        f"due_by={today}": 0,
        "assignee=none": 1,
        "assignee=me": 0,
        "channel=paper": 0,
    }
    found = {asked: len(officer.get(f"plans/?{asked}").json()["items"]) for asked in counts}
    assert found == counts
    problem(Program("reviewer").get("plans/?due_by=2099-01-01"), 422, "invalid")


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_plans_costs_the_same_queries_however_many_there_are(count, django_assert_num_queries):
    for number in range(count):
        draft("lead", (), title=f"計画{number}")
    program = with_token("lead")
    program.get("me/")
    with django_assert_num_queries(2):  # the token, the rows
        assert len(program.get("plans/").json()["items"]) == count
