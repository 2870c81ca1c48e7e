"""By the API alone: a company reports what it spent, NIBN sends it back and accepts it."""

import pytest

from common import clock
from grants.services.starting import boxes_of_day
from tests.api.asking import Program, problem
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.responses import closed_after

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grant(module_transaction):
    plan = g.certified()
    g.book()
    return g.granted(plan)


def open_acts(program: Program, path: str) -> set[str]:
    return {each["act"] for each in program.get(f"{path}/acts/").json()["open"]}


def test_from_the_grant_to_the_accepted_report(grant):
    company, desk = Program("lead"), Program("nibn_officer")
    assert "start_report" in open_acts(company, f"grants/{grant.pk}")
    made = company.act(f"grants/{grant.pk}/acts/start_report/", {"kind": "completion"})
    assert made.status_code == 201, made.content.decode()
    path = f"reports/{made.json()['id']}"
    problem(desk.get(path + "/"), 404, "not-found")
    shown = company.get(path + "/").json()
    day = clock.today().isoformat()
    wanted = {box: "1,000,000" for box in shown["fields"] if box.startswith(("total-", "eligible-"))}
    wanted |= boxes_of_day("starts_on", day) | boxes_of_day("ends_on", day) | {"content": "行った。"}
    changes = [{"field": box, "was": shown["data"][box], "now": text} for box, text in wanted.items()]
    assert company.act(f"{path}/acts/save_report/", {"changes": changes}).status_code == 200
    assert company.get(path + "/").json()["reported"]["amount"] == 6 * 500_000
    assert company.act(f"{path}/acts/file_report/").json()["state"] == "filed"

    shown = desk.get(path + "/").json()
    assert (shown["data"], shown["found"]["amount"]) == ({}, 3_000_000)
    line = shown["lines"][0]["id"]
    asked = {"items": [{"line": line, "text": "根拠を。"}], "due_on": "2030-01-01"}
    assert desk.act(f"{path}/acts/ask_report_correction/", asked).json()["state"] == "correction"
    assert len(company.get(path + "/").json()["fields"]) == 2
    assert company.act(f"{path}/acts/correct_report/").json()["state"] == "filed"
    closed = {each["act"]: each for each in desk.get(f"{path}/acts/").json()["closed"]}
    assert closed["accept_report"]["reasons"][0]["code"] == "lines_unchecked"
    lines = [
        {"line": each["id"], "assessed": each["eligible_cost"]}
        for each in desk.get(path + "/").json()["lines"]
    ]
    assert desk.act(f"{path}/acts/check_report_lines/", {"lines": lines}).status_code == 200
    assert desk.act(f"{path}/acts/accept_report/").json()["state"] == "accepted"
    told = company.get(f"grants/{grant.pk}/").json()["reports"]
    assert [(each["kind"], each["state"]) for each in told] == [("completion", "accepted")]
    assert [each["number"] for each in company.get(path + "/").json()["versions"]] == [1, 2]
    assert len(company.get(f"grants/{grant.pk}/").json()["versions"]) == 1


def test_a_paper_is_taken_out_until_it_is_filed(grant):
    company = Program("lead")
    report = r.begun(grant)
    paper = r.paper_on(report, "検収書.pdf")
    path = f"reports/{report.pk}"
    assert [each["name"] for each in company.get(path + "/").json()["papers"]] == ["検収書.pdf"]
    with closed_after(company.get(f"{path}/papers/{paper.pk}/")) as response:
        assert response.status_code == 200
    problem(Program("takasaki").get(f"{path}/papers/{paper.pk}/"), 404, "not-found")
    assert company.act(f"{path}/acts/remove_report_paper/", {"paper": str(paper.pk)}).status_code == 200
    again = company.act(f"{path}/acts/remove_report_paper/", {"paper": str(paper.pk)})
    problem(again, 422, "invalid")
    assert company.act(f"{path}/acts/discard_report/").status_code in (200, 204)
