"""The pages of the bank: a statement is looked at and taken in, matched, and its month signed by another."""

import io
from datetime import date

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from accounts.queues import counts_of, own_queues
from common.jobs import run_pending
from payments.models import BankUpload, MonthSheet
from tests.cast import membership, sign_in
from tests.funds.ledger import booking as k
from tests.responses import closed_after, main_of

from . import banking as b
from .statements import zengin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

DAY = date(2026, 4, 10)
CSV = "取引日,お預入金額,お引出金額,残高,摘要\r\n2026/4/10,300,,300,国庫金\r\n20260430,,7,293,手数料\r\n"


@pytest.fixture
def at(client):
    with b.on(DAY):
        book = k.opened("generic-base")
        found = b.account(book)
        k.entered(book, "receive_state_money", 300, k.state_grant(book, 300))
    with b.on(b.MAY):
        yield found


def read(client, at, **sent):
    sign_in(client, b.TILL)
    return client.post(reverse("take_statement", args=[at.pk]), sent, follow=True)


def page(response) -> str:
    return main_of(response.content.decode())


def confirm(client, until: str = "2026-4-30", closing: str = "293", **more):
    upload = BankUpload.objects.get()
    told = dict(zip(("until_year", "until_month", "until_day"), until.split("-"), strict=True))
    return client.post(
        reverse("bank_upload", args=[upload.pk]), told | {"closing": closing} | more, follow=True
    )


def workbook() -> bytes:
    book = Workbook()
    for row in (
        ["日付", "入金", "出金", "残高", "相手"],
        [DAY, 300, None, 300, "国庫"],
        [date(2026, 4, 30), None, 7, 293, "銀行"],
    ):
        book.active.append(row)
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


WAYS = {
    "csv": lambda: {"file": SimpleUploadedFile("4月.csv", CSV.encode("cp932"))},
    "excel": lambda: {"file": SimpleUploadedFile("4月.xlsx", workbook())},
    "zengin": lambda: {"file": SimpleUploadedFile("meisai.txt", zengin())},
    "typed": lambda: {"typed": "令和8年4月10日,300,,300,国庫,\n2026-04-30,,7,293,銀行,手数料"},
}


@pytest.mark.parametrize("way", WAYS)
def test_a_statement_is_looked_at_and_taken_in(client, at, way):
    looked = page(read(client, at, **WAYS[way]()))
    assert "2行を取り込む" in looked
    assert at.lines.count() == 0
    confirm(client)
    assert [(each.came_in, each.went_out, each.balance) for each in at.lines.all()] == [
        (300, 0, 300),
        (0, 7, 293),
    ]
    assert not BankUpload.objects.exists()


def test_a_list_that_begins_with_the_newest_is_turned_round(client, at):
    head, first, second, _end = CSV.split("\r\n")
    read(client, at, file=SimpleUploadedFile("4月.csv", "\r\n".join([head, second, first]).encode()))
    confirm(client)
    assert [each.came_in for each in at.lines.all()] == [300, 0]


def test_every_row_that_cannot_be_read_is_told(client, at):
    wrong = CSV + "2026/4/31,1,,,\r\n2026/5/1,1,2,,\r\n2026/5/1,百円です,,,\r\n"
    looked = page(read(client, at, file=SimpleUploadedFile("4月.csv", wrong.encode())))
    assert "読み取れない行 3件" in looked
    assert all(f"{place}行目" in looked for place in (4, 5, 6))
    assert "行を取り込む" not in looked


def test_columns_that_are_not_known_are_asked_for(client, at):
    unnamed = CSV.replace("お預入金額", "甲").replace("お引出金額", "乙")
    looked = page(read(client, at, file=SimpleUploadedFile("4月.csv", unnamed.encode())))
    assert "次の項目の列を指定してください：入金、出金" in looked
    upload = BankUpload.objects.get()
    columns = {"column-0": "on", "column-1": "came_in", "column-2": "went_out", "column-3": "balance"}
    client.post(reverse("bank_upload", args=[upload.pk]), columns | {"columns": "1"})
    confirm(client)
    assert at.lines.count() == 2


def test_what_does_not_add_up_is_told_on_the_page_and_nothing_is_taken_in(client, at):
    read(client, at, typed="2026-04-10,300,,,,")
    assert "差額-7円" in page(confirm(client, closing="293"))
    assert (at.lines.count(), BankUpload.objects.count()) == (0, 1)


def test_a_file_of_another_account_is_refused(client, at):
    content = zengin().replace(b"9901", b"9902", 1)
    assert "この口座の明細ではありません" in page(read(client, at, file=SimpleUploadedFile("m.txt", content)))


def test_the_same_lines_ask_what_they_are(client, at):
    read(client, at, typed="2026-04-10,300,,300,国庫,")
    confirm(client, until="2026-4-10", closing="300")
    looked = page(read(client, at, typed="2026-04-10,300,,300,国庫,\n2026-04-30,,7,293,銀行,"))
    assert "取込済みの行と同じ内容の行が1行あります" in looked
    assert "確かめて選んでください" in page(confirm(client))
    confirm(client, known="skip")
    assert at.lines.count() == 2


def test_a_month_from_the_statement_to_the_signature(client, at):
    read(client, at, **WAYS["csv"]())
    matching = page(confirm(client))
    assert "対応の候補 1件" in matching
    [line, item] = at.lines.first(), b.items_of(at.book)[0]
    client.post(
        reverse("match_lines", args=[at.pk]), {"proposals": "1", "proposal": f"{line.pk}|{item.code}"}
    )
    fee = at.lines.last()
    refused = client.post(reverse("match_lines", args=[at.pk]), {"line": str(fee.pk)})
    assert "差額-7円" in refused.content.decode()
    address = reverse("draft_month_sheet", args=[at.pk, "2026-04"])
    assert "説明を書いてください" in page(client.post(address, {f"line-{fee.pk}": " "}))
    assert turns(b.TILL) == {"months": 1}
    drafted = page(client.post(address, {f"line-{fee.pk}": "翌月に記帳する手数料"}, follow=True))
    assert "自分が作った照合表は、自分では確認できません" in drafted
    assert (turns(b.TILL), turns(b.HEAD)) == ({}, {"sheets": 1})
    sheet = MonthSheet.objects.get()
    sign_in(client, b.HEAD)
    client.post(reverse("sign_month_sheet", args=[sheet.pk]))
    signed = page(client.get(reverse("month_sheet", args=[sheet.pk])))
    assert "翌月に記帳する手数料" in signed
    assert "確認済み" in signed
    assert turns(b.HEAD) == {}


def turns(who: str) -> dict[str, int]:
    asker = membership(who)
    queues = own_queues(asker.role)
    found = counts_of(asker, queues)
    return {each.code: found[each.code].count for each in queues if found[each.code].count}


def test_a_sheet_is_taken_along_as_csv_and_pdf(client, at):
    read(client, at, **WAYS["csv"]())
    confirm(client)
    sheet = b.signed(at, why="=説明")
    answer = client.get(reverse("take_list", args=["month_sheet", "csv"]), {"sheet": sheet.pk})
    with closed_after(answer):
        told = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "銀行の残高,令和8年4月30日,,293," in told
    assert "'=説明" in told
    asked = {"table": "month_sheet", "form": "pdf", "query": f"sheet={sheet.pk}"}
    client.post(reverse("ask_export"), asked)
    run_pending()
    [export] = membership(b.TILL).exports.all()
    with pikepdf.open(export.path) as pdf:
        [name] = pdf.attachments
        content = pdf.attachments[name].get_file().read_bytes().decode()
    assert '"schema":"month_sheet.v1"' in content
    assert '"bank_balance":293' in content


def test_a_mistaken_match_is_undone_with_its_reason(client, at):
    read(client, at, **WAYS["csv"]())
    confirm(client)
    match = b.matched(at.book, [at.lines.first()], b.items_of(at.book))
    address = reverse("undo_match", args=[match.pk])
    client.post(address, {"note": "取り違え"})
    match.refresh_from_db()
    assert (match.state, match.note) == ("undone", "取り違え")


def test_a_sheet_is_sent_back_with_its_reason(client, at):
    read(client, at, **WAYS["csv"]())
    confirm(client)
    sheet = b.drafted(at)
    sign_in(client, b.HEAD)
    client.post(reverse("drop_month_sheet", args=[sheet.pk]), {"note": "手数料の記帳を確かめてください。"})
    assert "手数料の記帳を確かめてください。" in page(client.get(reverse("month_sheet", args=[sheet.pk])))
    assert turns(b.TILL) == {"months": 1}


def test_an_account_is_registered_on_the_page(client):
    with b.on(b.MAY):
        k.opened("generic-base")
        sign_in(client, b.TILL)
        bank = dict(b.PAYER["bank"])
        told = bank | {"opening_on_year": "2026", "opening_on_month": "4", "opening_on_day": "1"}
        address = reverse("register_bank_account", args=["generic-base"])
        shown = client.post(address, told | {"opening_balance": "12"}, follow=True)
        assert "シスイトウ" not in page(shown)
        [account] = b.BankAccount.objects.all()
        assert "始めの残高が帳簿と一致しません" in page(
            client.get(reverse("bank_account", args=[account.pk]))
        )


def test_the_page_of_matches_asks_alike_for_one_and_for_three(client, at):
    for day in (20, 21, 22):
        with b.on(date(2026, 4, day)):
            k.entered(at.book, "record_interest", day)
    told = [b.line(DAY, 300), *(b.line(date(2026, 4, day), day) for day in (20, 21, 22))]
    b.taken(at, *told, until=date(2026, 4, 30))
    sign_in(client, "auditor")
    items = {each.amount: each for each in b.items_of(at.book)}
    asked = []
    for lines in (at.lines.all()[:1], at.lines.all()[1:3]):
        for each in lines:
            b.matched(at.book, [each], [items[each.amount]])
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("match_lines", args=[at.pk]))
        asked.append(len(found))
    assert asked[0] == asked[1]
