"""The pages of 振込先口座: the company's own, and those of the two who confirm it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from payments.models import PayeeAccount
from tests.cast import sign_in
from tests.decisions.deciding import signed_in
from tests.plans import PDF
from tests.responses import closed_after

from . import paying

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
OWN = "own_payee_account"


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def typed(**other) -> dict:
    return {**paying.TYPED, "passbook": SimpleUploadedFile("通帳.pdf", PDF), **other}


def test_a_company_enters_and_the_two_confirm(client):
    sign_in(client, "lead")
    assert reverse(OWN) in text(client.get(reverse("organisation")))
    assert "まだ届け出られていません" in text(client.get(reverse(OWN)))
    answer = client.post(reverse("enter_payee_account"), typed())
    assert answer["Location"] == reverse(OWN)
    page = text(client.get(reverse(OWN)))
    assert "ﾐﾎﾝｾｲﾔｸ(ｶ" in page
    assert "0012345" in page
    account = PayeeAccount.objects.get()

    desk, till = signed_in("nibn_officer"), signed_in("nibn_accountant")
    url = reverse("payee_account", args=[account.pk])
    assert url in text(desk.get(reverse("payee_accounts") + "?state=entered"))
    assert reverse("check_payee_account", args=[account.pk]) in text(desk.get(url))
    assert reverse("confirm_payee_account", args=[account.pk]) not in text(till.get(url))
    with closed_after(desk.get(reverse("payee_passbook", args=[account.pk]))) as served:
        assert served.status_code == 200
    desk.post(reverse("check_payee_account", args=[account.pk]))
    assert url in text(till.get(reverse("payee_accounts") + "?state=checked"))
    till.post(reverse("confirm_payee_account", args=[account.pk]))
    assert "この口座に振り込みます" in text(client.get(reverse(OWN)))


def test_what_no_bank_can_read_is_told_beside_its_box(client):
    sign_in(client, "lead")
    wrong = typed(holder="見本製薬株式会社", bank_code="12", number="12345678")
    page = text(client.post(reverse("enter_payee_account"), wrong))
    assert "銀行に送れない文字（見、本、製、薬、株）" in page
    assert "4桁の数字で入力してください" in page
    assert "口座番号は7桁までの数字" in page
    assert not PayeeAccount.objects.exists()


def test_a_passbook_is_a_picture_or_a_pdf(client):
    sign_in(client, "lead")
    wrong = typed(passbook=SimpleUploadedFile("通帳.xlsx", b"no workbook"))
    assert "通帳.xlsx" in text(client.post(reverse("enter_payee_account"), wrong))
    assert not PayeeAccount.objects.exists()


def test_it_is_sent_back_and_the_company_reads_why(client):
    account = paying.checked()
    sign_in(client, "nibn_accountant")
    url = reverse("return_payee_account", args=[account.pk])
    assert "理由" in text(client.get(url))
    assert text(client.post(url, {"note": ""}))
    assert client.post(url, {"note": "支店名が違います。"}).status_code == 302
    page = text(signed_in("lead").get(reverse(OWN)))
    assert "支店名が違います。" in page
    assert "口座を届け直す" in page


def test_an_older_account_stays_to_be_seen(client):
    account = paying.confirmed()
    paying.entered(number="7777777")
    sign_in(client, "lead")
    page = text(client.get(reverse(OWN)))
    assert "0012345" in page
    assert "変更済み" in page
    assert "変更済み" in text(signed_in("nibn_officer").get(reverse("payee_account", args=[account.pk])))


def test_a_member_reads_and_enters_nothing(client):
    sign_in(client, "lead_member")
    page = text(client.get(reverse(OWN)))
    assert "届出と変更は、申請代表者が行います。" in page
    assert reverse("enter_payee_account") not in page
    assert client.post(reverse("enter_payee_account"), typed()).status_code == 403


@pytest.mark.parametrize("who", ["takasaki", "stranger"])
def test_another_company_finds_nothing(client, who):
    account = paying.entered()
    sign_in(client, who)
    assert client.get(reverse("payee_passbook", args=[account.pk])).status_code == 404
    assert account.number not in text(client.get(reverse(OWN)))


def test_an_empty_list_says_who_fills_it(client):
    sign_in(client, "nibn_officer")
    assert "会社が口座を届け出ると" in text(client.get(reverse("payee_accounts")))
    assert "この状態の口座はありません" in text(client.get(reverse("payee_accounts") + "?state=confirmed"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same(client, rows, django_assert_num_queries):
    for who in ("lead", "takasaki", "yoshino")[:rows]:
        paying.entered(who)
    sign_in(client, "nibn_officer")
    client.get(reverse("payee_accounts"))
    with django_assert_num_queries(8):
        client.get(reverse("payee_accounts"))
