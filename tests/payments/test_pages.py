"""The pages of payment: a company claims, the officer drafts, the accountant releases and tells."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common import clock
from decisions.demo.acting import moment
from payments.exports import bank_file
from payments.models import PaymentClaim, PaymentRun
from payments.services.claims import return_claim
from tests.cast import membership, sign_in
from tests.decisions.deciding import signed_in
from tests.grants import granting as g
from tests.responses import closed_after

from . import paying as p

pytestmark = pytest.mark.django_db


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def boxes(name: str, day) -> dict[str, str]:
    return {f"{name}_year": str(day.year), f"{name}_month": str(day.month), f"{name}_day": str(day.day)}


def test_from_the_grants_page_to_what_the_bank_paid(client, grant, book):
    sign_in(client, "lead")
    url = reverse("grant_payments", args=[grant.pk])
    assert url in text(client.get(reverse("grant", args=[grant.pk])))
    page = text(client.get(url))
    assert "36,000,000円" in page
    # Of the three years only those to come say from when they may be claimed.
    assert [f"令和{year}年4月1日" in page for year in (8, 9, 10)] == [False, True, True]
    form = {"of": "advance-2026", "amount": "1,000万円", "reason": p.WHY}
    assert client.post(reverse("claim_payment", args=[grant.pk]), form)["Location"] == url
    assert "請求中" in text(client.get(url))
    claim = PaymentClaim.objects.get()
    assert claim.amount == 10_000_000

    desk, till = signed_in("nibn_officer"), signed_in("nibn_accountant")
    assert url in text(desk.get(reverse("grant_case", args=[grant.pk])))
    page = text(desk.get(reverse("payments")))
    assert claim.number in page
    draft = reverse("draft_run", args=[book.fund_id])
    assert draft in page
    said = {"claims": [str(claim.pk)], **boxes("transfer_on", p.banking_day())}
    answer = desk.post(draft, said)
    run = PaymentRun.objects.get()
    assert answer["Location"] == reverse("payment_run", args=[run.pk])
    assert reverse("release_run", args=[run.pk]) not in text(desk.get(answer["Location"]))
    assert reverse("release_run", args=[run.pk]) in text(till.get(answer["Location"]))
    assert till.get(reverse("run_file", args=[run.pk])).status_code == 404
    till.post(reverse("release_run", args=[run.pk]))
    assert "振込の依頼中" in text(client.get(url))
    with closed_after(till.get(reverse("run_file", args=[run.pk]))) as served:
        assert served.content == bank_file(PaymentRun.objects.get())
    assert claim.number in till.get(reverse("run_csv", args=[run.pk])).content.decode("utf-8-sig")
    transfer = p.transfer(run)
    day = max(clock.today(), run.transfer_on)
    with clock.at(moment(day, 18)):
        assert reverse("record_paid", args=[transfer.pk]) in text(
            till.get(reverse("payment_run", args=[run.pk]))
        )
        assert till.post(reverse("record_paid", args=[transfer.pk]), boxes("on", day)).status_code == 302
    assert "支払済み" in text(client.get(url))
    assert "支払済み 10,000,000円" in text(client.get(reverse("grant", args=[grant.pk])))


def test_a_refusal_stands_beside_what_was_typed(client, grant):
    sign_in(client, "lead")
    form = {"of": "advance-2026", "amount": "36,000,001", "reason": ""}
    page = text(client.post(reverse("claim_payment", args=[grant.pk]), form))
    assert "概算払を必要とする理由を書いてください" in page
    assert "1円から36,000,000円まで" in page
    assert "36,000,001" in page


def test_the_claim_says_what_is_required_where_it_goes_and_how_it_is_reckoned(client, grant):
    sign_in(client, "lead")
    page = text(client.get(reverse("claim_payment", args=[grant.pk])))
    label = page[page.index("概算払を必要とする理由") :][:120]
    assert "※必須" in label
    for shown in ("ﾐﾎﾝ", "ﾎﾝﾃﾝ", "普通", "番号の末尾 345", "ﾐﾎﾝｾｲﾔｸ(ｶ"):
        assert shown in page
    assert "請求できる額＝未払の額－請求中の額" in page
    assert "帳簿にある額" not in text(client.get(reverse("grant_payments", args=[grant.pk])))


def test_a_claim_without_a_confirmed_account_says_which_there_is(client, plan, grant):
    own = g.granted(plan, "takasaki")
    sign_in(client, "takasaki")
    url = reverse("claim_payment", args=[own.pk])
    assert "使える振込先口座がありません" in text(client.get(url))
    p.entered("takasaki")
    assert "まだ確認されていません" in text(client.get(url))
    assert reverse("own_payee_account") in text(client.get(url))


def test_a_claim_is_taken_back_or_sent_back(client, grant):
    claim = p.claimed(grant)
    sign_in(client, "lead")
    url = reverse("grant_payments", args=[grant.pk])
    assert reverse("withdraw_claim", args=[claim.pk]) in text(client.get(url))
    client.post(reverse("withdraw_claim", args=[claim.pk]))
    assert "取下げ" in text(client.get(url))
    again = p.claimed(grant)
    desk = signed_in("nibn_officer")
    assert reverse("return_claim", args=[again.pk]) in text(desk.get(url))
    desk.post(reverse("return_claim", args=[again.pk]), {"note": "請求書と合いません。"})
    assert "請求書と合いません。" in text(client.get(url))


def test_a_run_is_dropped_and_a_transfer_comes_back(client, grant):
    run = p.drafted(p.claimed(grant))
    sign_in(client, "nibn_accountant")
    page = reverse("payment_run", args=[run.pk])
    client.post(reverse("drop_run", args=[run.pk]), {"note": "日を改めます。"})
    assert "日を改めます。" in text(client.get(page))
    second = p.released(p.again(PaymentClaim.objects.get()))
    day = max(clock.today(), second.transfer_on)
    with clock.at(moment(day, 18)):
        form = {**boxes("on", day), "reason": "口座なし"}
        assert client.post(reverse("record_failed", args=[p.transfer(second).pk]), form).status_code == 302
    assert "口座なし" in text(client.get(reverse("payment_run", args=[second.pk])))
    assert "口座なし" in text(signed_in("lead").get(reverse("grant_payments", args=[grant.pk])))


def test_a_file_of_results_is_taken_in_or_told_what_is_wrong(client, grant):
    run = p.released(p.claimed(grant))
    sign_in(client, "nibn_accountant")
    url = reverse("take_results", args=[run.pk])
    day = max(clock.today(), run.transfer_on)
    sent = bank_file(run)
    told = sent[:122] + sent[122:235] + b"0" + sent[236:]
    with clock.at(moment(day, 18)):
        wrong = {**boxes("on", day), "results": SimpleUploadedFile("結果.txt", sent)}
        assert "振込の結果がありません" in text(client.post(url, wrong))
        right = {**boxes("on", day), "results": SimpleUploadedFile("結果.txt", told)}
        assert client.post(url, right).status_code == 302
    run.refresh_from_db()
    assert run.state == "done"


def test_the_payer_is_set_and_the_one_before_stays(client, grant, book):
    sign_in(client, "nibn_accountant")
    page = reverse("payer_account", args=[book.fund_id])
    assert "使用中" in text(client.get(page))
    later = clock.today().replace(year=2027)
    form = {
        **p.PAYER["bank"],
        "client_code": "１２３４５６７８９０",
        "client_name": "みほん",
        **boxes("since", later),
    }
    url = reverse("set_payer_account", args=[book.fund_id])
    assert client.post(url, form).status_code == 302
    found = text(client.get(page))
    assert "1234567890" in found
    assert "0000012345" in found
    assert "すでに設定されています" in text(client.post(url, form))
    assert "今日より前の日" in text(client.post(url, form | boxes("since", later.replace(year=2020))))


def test_empty_pages_say_who_fills_them(client, grant, book):
    sign_in(client, "nibn_officer")
    page = text(client.get(reverse("payments")))
    assert "待っている請求はありません" in page
    assert "振込の束はまだありません" in page
    assert "請求はまだありません" in text(client.get(reverse("grant_payments", args=[grant.pk])))


def test_a_company_without_a_confirmed_account_is_told(client, plan, grant):
    g.granted(plan, "takasaki")
    sign_in(client, "takasaki")
    own = plan.grants.get(party__organisation=membership("takasaki").organisation)
    assert "確認された振込先口座がありません" in text(client.get(reverse("grant_payments", args=[own.pk])))
    assert client.get(reverse("grant_payments", args=[grant.pk])).status_code == 404


@pytest.mark.parametrize("who", ["officer", "nibn_decider", "auditor"])
def test_who_oversees_reads_what_is_paid_and_no_account(client, grant, who):
    p.released(p.claimed(grant))
    sign_in(client, who)
    page = text(client.get(reverse("grant_payments", args=[grant.pk])))
    assert "振込の依頼中" in page
    assert "0012345" not in page
    assert client.get(reverse("payments")).status_code == 403


def test_the_page_costs_the_same_for_one_and_three(client, grant, django_assert_num_queries):
    sign_in(client, "lead")
    url = reverse("grant_payments", args=[grant.pk])

    def one_more() -> None:
        return_claim(claim=p.claimed(grant), note="やり直し", membership=membership("nibn_officer"))

    one_more()
    client.get(url)
    with django_assert_num_queries(14):
        client.get(url)
    one_more()
    one_more()
    client.get(url)  # reads what the company was told of them
    with django_assert_num_queries(14):
        client.get(url)
