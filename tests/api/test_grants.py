"""By the API alone: a company asks for its grant, NIBN decides, the company takes it back."""

import pytest

from common import clock
from grants.models import Grant
from tests.api.asking import Program, problem
from tests.decisions.deciding import do_jobs
from tests.grants import granting as g

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def plan(module_transaction):
    return g.certified()


@pytest.fixture(scope="module")
def book(plan):
    return g.book()


def open_acts(program: Program, path: str) -> set[str]:
    return {each["act"] for each in program.get(f"{path}/acts/").json()["open"]}


def test_from_the_plan_to_the_decision_and_back(plan, book):
    company, desk, head = Program("lead"), Program("nibn_officer"), Program("nibn_decider")
    assert "start_grant" in open_acts(company, f"plans/{plan.pk}")
    made = company.act(f"plans/{plan.pk}/acts/start_grant/")
    assert made.status_code == 201, made.content.decode()
    path = f"grants/{made.json()['id']}"
    shown = company.get(path + "/").json()
    assert shown["asked"]["amount"] == 108_000_000
    box = next(name for name in shown["fields"] if name.startswith("eligible-"))
    change = {"field": box, "was": shown["data"][box], "now": "50,000,000"}
    assert company.act(f"{path}/acts/save_grant/", {"changes": [change]}).status_code == 200
    late = {"changes": [change | {"now": "40,000,000"}]}
    said = problem(company.act(f"{path}/acts/save_grant/", late), 409, "closed")
    assert said["reasons"][0]["code"] == "conflict"
    assert company.act(f"{path}/acts/file_grant/").json()["state"] == "filed"

    assert open_acts(desk, path) == {"take_up_grant"}
    assert desk.act(f"{path}/acts/take_up_grant/").json()["state"] == "examination"
    shown = desk.get(path + "/").json()
    assert shown["data"] == {}
    closed = {each["act"]: each for each in desk.get(f"{path}/acts/").json()["closed"]}
    assert closed["draft_grant"]["reasons"][0]["code"] == "lines_unchecked"
    lines = [{"line": each["id"], "assessed": each["eligible_cost"]} for each in shown["lines"]]
    assert desk.act(f"{path}/acts/check_lines/", {"lines": lines}).status_code == 200
    drafted = desk.act(f"{path}/acts/draft_grant/", {"dated_on": str(clock.today())})
    assert drafted.status_code == 201, drafted.content.decode()
    decision = head.get(drafted.json()["url"]).json()
    assert (decision["plan"], decision["grant"]) == (None, made.json()["id"])
    about = f"decisions/{decision['id']}/acts"
    approved = head.decide(f"{about}/approve_grant/", {"seen": decision["letters_sha256"]})
    assert approved.status_code == 200, approved.content.decode()
    do_jobs("seal")
    assert desk.decide(f"{about}/issue_decision/").json()["state"] == "issued"

    bound = Program("auditor").get(f"books/{book.pk}/postings/?act=commit").json()["items"]
    assert {each["grant"] for each in bound} == {made.json()["id"]}

    shown = company.get(path + "/").json()
    assert shown["state"] == "granted"
    documents = [each for each in company.get("documents/").json()["items"] if each["grant"]]
    assert [each["kind"] for each in documents] == ["grant_decision"]
    tax = next(each for each in shown["conditions"] if each["kind"] == "tax")
    told = company.act(f"conditions/{tax['id']}/acts/report_condition/", {"report": "0円でした。"})
    assert told.json()["state"] == "reported"
    assert desk.act(f"conditions/{tax['id']}/acts/confirm_condition/").json()["state"] == "met"
    assert company.act(f"{path}/acts/withdraw_grant/").json()["state"] == "withdrawn"


def test_remarks_and_the_next_version(plan):
    grant = g.taken_up(plan)
    company, desk, path = Program("lead"), Program("nibn_officer"), f"grants/{grant.pk}"
    line = desk.get(path + "/").json()["lines"][0]["id"]
    asked = {"items": [{"line": line, "text": "根拠を。"}, {"text": "内容を。"}], "due_on": "2030-01-01"}
    assert desk.act(f"{path}/acts/ask_grant_correction/", asked).json()["state"] == "correction"
    assert {"save_grant", "correct_grant", "withdraw_grant"} <= open_acts(company, path)
    assert company.act(f"{path}/acts/correct_grant/").json()["state"] == "examination"
    assert [each["number"] for each in company.get(path + "/").json()["versions"]] == [1, 2]


def test_a_line_that_is_not_its_own_is_refused(plan):
    grant, desk = g.taken_up(plan), Program("nibn_officer")
    said = {"items": [{"line": 999_999, "text": "？"}], "due_on": "2030-01-01"}
    problem(desk.act(f"grants/{grant.pk}/acts/ask_grant_correction/", said), 422, "invalid")


def test_a_refusal(plan, book):
    grant, desk = g.checked(plan), Program("nibn_officer")
    said = {"dated_on": str(clock.today()), "reasons": "対象とならない経費のため。"}
    drafted = desk.act(f"grants/{grant.pk}/acts/draft_grant_refusal/", said)
    shown = desk.get(drafted.json()["url"]).json()
    assert shown["letters"][0]["reasons"] == "対象とならない経費のため。"


@pytest.mark.parametrize("who", ["takasaki", "stranger"])
def test_another_companys_grant_is_not_there(plan, who):
    grant, other = g.filed(plan), Program(who)
    assert other.get(f"grants/{grant.pk}/").status_code == 404
    assert other.get("grants/").json()["items"] == []
    assert other.act(f"grants/{grant.pk}/acts/withdraw_grant/").status_code == 404


def test_the_ministry_reads_what_is_asked_and_not_what_is_found(plan):
    grant, officer = g.checked(plan), Program("officer")
    shown = officer.get(f"grants/{grant.pk}/").json()
    assert shown["assessed"] is None
    assert {line["assessed"] for line in shown["lines"]} == {None}
    assert Grant.objects.get(pk=grant.pk).state == "examination"
