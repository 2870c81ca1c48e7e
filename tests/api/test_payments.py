"""By the API alone: a company's bank account, entered with its passbook and confirmed by two people."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.asking import V1, Program, problem
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
