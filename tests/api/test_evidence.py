"""By the API alone: evidence kept, hung, filed with a report, marked and asked about."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from grants.models import Evidence
from tests.api.asking import V1, Program, problem
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.plans import PDF
from tests.responses import closed_after

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grant(module_transaction):
    plan = g.certified()
    g.book()
    return g.granted(plan)


def row(**more):
    return {"number": "A-001", "line": 1, "item": "反応槽", "paid_on": "2026-12-01", "paid_sum": 500} | more


def test_rows_are_kept_hung_filed_and_asked_about(grant):
    company, desk = Program("lead"), Program("nibn_officer")
    path = f"grants/{grant.pk}"
    needs = company.get(f"{path}/evidence/needs/").json()["items"]
    assert [each["place"] for each in needs] == list(range(1, len(needs) + 1))
    assert company.act(f"{path}/acts/keep_evidence/", {"rows": [row(is_related=True)]}).status_code == 200
    [kept] = company.get(f"{path}/evidence/").json()["items"]
    assert (kept["number"], kept["edition"], kept["may_change"]) == ("A-001", 1, True)
    assert [each["code"] for each in kept["questions"]] == ["related_supplier"]
    again = company.act(f"{path}/acts/keep_evidence/", {"rows": [row(seen=9)]})
    problem(again, 409, "closed")
    scan = SimpleUploadedFile("請求書.pdf", PDF, content_type="application/pdf")
    said = {"scan": scan, "name": "請求書.pdf", "evidence": [kept["id"]], "shows": ["invoice"]}
    place = f"{V1}/{path}/acts/hang_evidence_file/"
    hung = company.client.post(place, said, headers={"Idempotency-Key": "hang-1"})
    assert hung.status_code == 200, hung.content.decode()
    [kept] = company.get(f"{path}/evidence/?line=1").json()["items"]
    [file] = kept["files"]
    with closed_after(company.get(file["url"].removeprefix("/api/v1/"))) as response:
        assert response.status_code == 200
    with r.on(r.AFTER_ALL):
        report = r.filed(grant)
        [seen] = desk.get(f"reports/{report.pk}/evidence/?state=open").json()["items"]
        assert seen["is_filed"]
        assert desk.get(f"reports/{report.pk}/evidence/needs/").json()["items"][0]["questions"]
        marks = {"rows": [{"evidence": seen["id"], "asks": "領収書を。"}]}
        assert desk.act(f"reports/{report.pk}/acts/check_evidence/", marks).status_code == 200
        [seen] = desk.get(f"reports/{report.pk}/evidence/?state=asks").json()["items"]
        assert seen["mark"]["asks"] == "領収書を。"
        problem(company.act(f"{path}/acts/take_evidence_file/", {"file": file["id"]}), 409, "closed")


def test_a_row_is_removed_and_a_strange_one_is_not_found(grant):
    company = Program("lead")
    path = f"grants/{grant.pk}/acts"
    company.act(f"{path}/keep_evidence/", {"rows": [row()]})
    found = Evidence.objects.get()
    problem(company.act(f"{path}/remove_evidence/", {"evidence": str(grant.pk)}), 422, "invalid")
    assert company.act(f"{path}/remove_evidence/", {"evidence": str(found.pk)}).status_code == 200
    assert not Evidence.objects.exists()
    problem(Program("takasaki").get(f"grants/{grant.pk}/evidence/"), 404, "not-found")


@pytest.mark.parametrize(
    "wrong",
    [
        {"line": 99},
        {"supplier_number": "1234567890123"},
        {"eligible_sum": 600},
        {"paid_on": "R8.12.1"},
        {"paid_by": "gold"},
        {"number": ""},
        {"colour": "red"},
    ],
)
def test_what_cannot_be_is_told_by_its_name(grant, wrong):
    asked = Program("lead").act(f"grants/{grant.pk}/acts/keep_evidence/", {"rows": [row(**wrong)]})
    problem(asked, 422, "invalid")
    assert not Evidence.objects.exists()
