"""By the API alone: NIBN fixes a grant's amount, its company reads the letter and what is left to pay."""

import pytest

from common import clock
from tests.api.asking import Program, problem
from tests.decisions.deciding import do_jobs
from tests.grants import fixing as f
from tests.grants import granting as g
from tests.grants import reporting as r

pytestmark = pytest.mark.django_db
ALL = 108_000_000


@pytest.fixture(scope="module")
def plan(module_transaction):
    return g.certified()


@pytest.fixture(scope="module")
def book(plan):
    return g.book()


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


@pytest.fixture
def later():
    with r.on(r.AFTER_ALL):
        yield


def open_acts(program: Program, path: str) -> set[str]:
    return {each["act"] for each in program.get(f"{path}/acts/").json()["open"]}


def test_from_the_accepted_report_to_the_letter(book, grant, later):
    company, desk, head = Program("lead"), Program("nibn_officer"), Program("nibn_decider")
    report = r.checked(r.filed(grant, eligible_0="36,000,000"))
    path = f"reports/{report.pk}"
    closed = {each["act"]: each for each in desk.get(f"{path}/acts/").json()["closed"]}
    assert closed["draft_fixing"]["reasons"][0]["code"] == "not_reported"
    assert desk.act(f"{path}/acts/accept_report/").json()["state"] == "accepted"
    assert "draft_fixing" in open_acts(desk, path)
    assert "draft_fixing" not in open_acts(company, path)
    said = {"dated_on": str(clock.today()), "finding": f.FINDING}
    problem(desk.act(f"{path}/acts/draft_fixing/", {"dated_on": str(clock.today())}), 422, "invalid")
    drafted = desk.act(f"{path}/acts/draft_fixing/", said)
    assert drafted.status_code == 201, drafted.content.decode()
    again = problem(desk.act(f"{path}/acts/draft_fixing/", said), 409, "closed")
    assert again["reasons"]
    decision = head.get(drafted.json()["url"]).json()
    assert decision["outcome"] == "fixing"
    about = f"decisions/{decision['id']}/acts"
    approved = head.decide(f"{about}/approve_fixing/", {"seen": decision["letters_sha256"]})
    assert approved.status_code == 200, approved.content.decode()
    do_jobs("seal")
    assert company.get(f"grants/{grant.pk}/").json()["money"]["fixed"] is None
    assert desk.decide(f"{about}/issue_decision/").json()["state"] == "issued"

    shown = company.get(f"grants/{grant.pk}/").json()
    money = shown["money"]
    assert (shown["state"], shown["fixing"]) == ("fixed", None)
    assert money["decided"] == ALL
    assert money["fixed"] == money["may_still_be_paid"] == ALL - money["released"]
    assert sum(year["fixed"] for year in money["years"]) == money["fixed"]
    kinds = {each["kind"] for each in company.get("documents/").json()["items"] if each["grant"]}
    assert kinds == {"grant_decision", "fixing"}
    posted = Program("auditor").get(f"books/{book.pk}/postings/?act=fix").json()["items"]
    assert sum(each["amount"] for each in posted) == money["fixed"]
    assert {each["grant"] for each in posted} == {str(grant.pk)}


def test_returned_and_drafted_anew(grant, later):
    desk, head = Program("nibn_officer"), Program("nibn_decider")
    decision = f.draft(f.reported(grant))
    about = f"decisions/{decision.pk}/acts"
    assert head.act(f"{about}/return_decision/", {"note": "日を書くこと。"}).status_code == 200
    said = {"dated_on": str(clock.today()), "finding": "4月1日に確かめた。", "note": "書き加えた。"}
    again = desk.act(f"{about}/redraft_fixing/", said)
    assert again.status_code == 201, again.content.decode()
    assert desk.get(again.json()["url"]).json()["reasons"] == "4月1日に確かめた。"


def test_no_other_decision_of_a_grant_goes_by_this_name(grant, later):
    decision = f.draft(f.reported(grant))
    names = open_acts(Program("nibn_decider"), f"decisions/{decision.pk}")
    assert "approve_fixing" in names
    assert "approve_grant" not in names


def test_a_stranger_finds_nothing(grant, later):
    f.draft(f.reported(grant))
    for who in ("takasaki", "officer"):
        reply = Program(who).act(f"reports/{grant.reports.get().pk}/acts/draft_fixing/", {})
        assert reply.status_code in (403, 404)
