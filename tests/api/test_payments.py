"""By the API alone: a company's bank account, entered with its passbook and confirmed by two people."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common import clock
from decisions.demo.acting import moment
from tests.api.asking import V1, Program, problem
from tests.grants import granting as g
from tests.payments import paying
from tests.plans import PDF
from tests.responses import closed_after

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def enter(company: Program, **other: str):
    body = {**paying.TYPED, "scan": SimpleUploadedFile("通帳.pdf", PDF), **other}
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    return company.client.post(f"{V1}/acts/enter_payee_account/", body, headers=headers)


def test_from_the_passbook_to_the_confirmed_account():
    company, desk, till = Program("lead"), Program("nibn_officer"), Program("nibn_accountant")
    opened = {each["act"] for each in company.get("acts/").json()["open"]}
    assert "enter_payee_account" in opened
    made = enter(company)
    assert made.status_code == 201, made.content.decode()
    path = f"payee-accounts/{made.json()['id']}"
    shown = company.get(path + "/").json()
    assert (shown["holder"], shown["number"], shown["state"]) == ("ﾐﾎﾝｾｲﾔｸ(ｶ", "0012345", "entered")
    problem(till.act(f"{path}/acts/confirm_payee_account/"), 409, "closed")
    assert desk.act(f"{path}/acts/check_payee_account/").json()["state"] == "checked"
    assert till.act(f"{path}/acts/confirm_payee_account/").json()["state"] == "confirmed"
    assert [each["state"] for each in company.get("payee-accounts/").json()["items"]] == ["confirmed"]
    with closed_after(till.get(f"{path}/passbook/")) as served:
        assert served.status_code == 200


def test_what_no_bank_can_read_is_refused():
    answer = enter(Program("lead"), holder="見本製薬")
    assert "銀行に送れない文字" in problem(answer, 409, "closed")["detail"]


def test_it_is_returned_with_a_reason():
    account = paying.entered()
    path = f"payee-accounts/{account.pk}/acts/return_payee_account/"
    desk = Program("nibn_officer")
    problem(desk.act(path, {"note": ""}), 422, "invalid")
    assert desk.act(path, {"note": "番号が違います。"}).json()["state"] == "returned"


@pytest.mark.parametrize("who", ["takasaki", "stranger"])
def test_another_company_finds_none(who):
    account = paying.entered()
    program = Program(who)
    problem(program.get(f"payee-accounts/{account.pk}/"), 404, "not-found")
    problem(program.get(f"payee-accounts/{account.pk}/passbook/"), 404, "not-found")
    assert program.get("payee-accounts/").json()["items"] == []


# Claims and runs


@pytest.fixture
def grant():
    found = g.certified()
    book = g.book()
    granted = g.granted(found)
    paying.payer(book)
    paying.confirmed()
    return granted


def test_from_the_claim_to_what_the_bank_paid(grant):
    company, desk, till = Program("lead"), Program("nibn_officer"), Program("nibn_accountant")
    [holding, *_later] = company.get(f"grants/{grant.pk}/holdings/").json()["items"]
    assert (holding["kind"], holding["left"]) == ("advance", 36_000_000)
    body = {"kind": "advance", "fiscal_year": 2026, "amount": 10_000_000, "reason": paying.WHY}
    assert "claim_payment" in {each["act"] for each in company.get(f"grants/{grant.pk}/acts/").json()["open"]}
    made = company.act(f"grants/{grant.pk}/acts/claim_payment/", body)
    assert made.status_code == 201, made.content.decode()
    claim = made.json()["id"]
    again = problem(company.act(f"grants/{grant.pk}/acts/claim_payment/", body), 409, "closed")
    assert {each["code"] for each in again["reasons"]} == {"claim_runs"}

    book = str(grant.scheme.fund.book.pk)
    run = {"claims": [claim], "transfer_on": paying.banking_day().isoformat()}
    made = desk.act(f"books/{book}/acts/draft_run/", run)
    assert made.status_code == 201, made.content.decode()
    path = f"runs/{made.json()['id']}"
    problem(till.get(f"{path}/file/"), 404, "not-found")
    assert till.decide(f"{path}/acts/release_run/").json()["state"] == "released"
    shown = till.get(path + "/").json()
    assert till.get(f"{path}/file/").content.count(b"\r\n") == 4
    transfer = f"transfers/{shown['transfers'][0]['id']}"
    day = max(clock.today(), paying.banking_day())
    with clock.at(moment(day, 18)):
        told = till.act(f"{transfer}/acts/record_paid/", {"on": day.isoformat()})
        assert told.json()["state"] == "paid", told.content.decode()
        failed = {"on": day.isoformat(), "reason": "口座なし"}
        assert till.act(f"{transfer}/acts/record_failed/", failed).json()["state"] == "failed"
    assert company.get(f"claims/{claim}/").json()["state"] == "open"
    assert company.act(f"claims/{claim}/acts/withdraw_claim/").json()["state"] == "withdrawn"
    assert [each["state"] for each in desk.get("runs/").json()["items"]] == ["done"]


def test_a_claim_is_returned_and_a_run_dropped(grant):
    desk, till = Program("nibn_officer"), Program("nibn_accountant")
    run = paying.drafted(paying.claimed(grant))
    path = f"runs/{run.pk}"
    closed = {each["act"]: each for each in till.get(f"{path}/acts/").json()["closed"]}
    assert "release_run" not in closed
    assert till.act(f"{path}/acts/drop_run/", {"note": "日を改めます。"}).json()["state"] == "dropped"
    claim = run.transfers.get().claim_id
    assert desk.act(f"claims/{claim}/acts/return_claim/", {"note": "不備"}).json()["state"] == "returned"


def test_the_payer_is_set_from_a_day_on(grant):
    till, book = Program("nibn_accountant"), grant.scheme.fund.book.pk
    later = clock.today().replace(year=2027).isoformat()
    body = {"since": later, **{name: paying.PAYER[name] for name in ("client_code", "client_name", "bank")}}
    assert till.act(f"books/{book}/acts/set_payer_account/", body).status_code == 200
    assert till.get(f"books/{book}/payers/").json()["items"][0]["since"] == later
    problem(Program("nibn_decider").get(f"books/{book}/payers/"), 403, "forbidden")


def test_another_company_finds_no_claim(grant):
    claim = paying.claimed(grant)
    for who in ("takasaki", "stranger"):
        problem(Program(who).get(f"claims/{claim.pk}/"), 404, "not-found")
        problem(Program(who).get(f"grants/{grant.pk}/holdings/"), 404, "not-found")
