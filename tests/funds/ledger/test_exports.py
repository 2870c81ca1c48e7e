"""A book's postings and its statement as files: the same rows and sums, nothing a spreadsheet computes."""

import pikepdf
import pytest
from django.urls import reverse

from applications.models import ListExport
from applications.services.exporting import ask_for_export
from common.delimited import delimited
from common.jobs import run_pending
from common.models import AuditEvent
from funds.ledger.board import board_of
from funds.ledger.grants import commit
from law.acts import Refused
from tests.api.asking import Program, problem
from tests.cast import membership
from tests.decisions.deciding import signed_in
from tests.responses import closed_after
from tests.taking import rows_of_workbook, sheet, text

from .booking import OKU, donation, entered, filled, grant, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
CODE = "generic-base"


@pytest.fixture
def book():
    book = filled(10 * OKU)
    commit(grant=grant(book), amount=OKU)
    entered(book, "record_interest", 70)
    return book


def test_the_postings_with_sums_as_numbers(book):
    head, *rows = sheet(signed_in("auditor"), "postings", book=CODE)
    assert head[7] == "金額（円）"
    assert [row[7] for row in rows] == [70, OKU, 10 * OKU]
    assert rows[1][2] == "交付を決定する"


def test_they_are_narrowed_as_the_page_and_its_button_says_how(book):
    till = signed_in("nibn_accountant")
    page = till.get(reverse("postings", args=[CODE]), {"act": "commit"}).content.decode()
    assert f"{reverse('take_list', args=['postings', 'csv'])}?book={CODE}&amp;act=commit" in page
    [_head, row] = text(till, "postings", book=CODE, act="commit")
    assert row[7] == str(OKU)


def test_a_name_that_begins_like_a_formula_stays_text():
    book = opened()
    given = donation(book, OKU)
    type(given.donor).objects.filter(pk=given.donor_id).update(name="=1+1")
    entered(book, "receive_donation", OKU, donation(book, OKU, "lead"))
    rows = text(signed_in("auditor"), "postings", book=book.fund_id)
    assert rows[1][6].startswith("'=1+1")
    assert sheet(signed_in("auditor"), "postings", book=book.fund_id)[1][6].startswith("=1+1")


def test_a_sum_below_zero_stays_a_number():
    """A correction of a closed year takes the interest of the open one below zero."""
    assert delimited(head=["額"], rows=[[-70]]).decode("utf-8-sig") == "額\r\n-70\r\n"
    assert delimited(head=["額"], rows=[["-70"]]).decode("utf-8-sig") == "額\r\n'-70\r\n"


def test_the_statement_holds_what_the_board_shows(book):
    head, *rows = sheet(signed_in("nibn_officer"), "book", book=CODE)
    board = board_of(book)
    whole = dict(zip(head, rows[0], strict=True))
    assert whole["受入額（円）"] == board.sums.came_in == 10 * OKU + 70
    assert whole["交付決定済み（未確定）（円）"] == OKU
    assert whole["基金の残高（円）"] == board.sums.held
    assert [row[0] for row in rows] == ["合計", "うち国費相当額", "財源", "財源", "年度"]
    assert rows[-1][head.index("基金の残高（円）")] == ""
    assert text(signed_in("nibn_officer"), "book", book=CODE)[1][2] == str(10 * OKU + 70)


def test_taking_it_leaves_an_audit_line(book):
    sheet(signed_in("auditor"), "postings", book=CODE)
    [event] = AuditEvent.objects.filter(act="take_list")
    assert event.facts == {"table": "postings", "form": "xlsx", "rows": 3}
    assert event.membership_id == membership("auditor").pk


def test_a_long_one_is_written_by_a_job(book, monkeypatch):
    monkeypatch.setattr("applications.services.exporting.AT_ONCE", 2)
    till = signed_in("nibn_accountant")
    answer = till.get(reverse("take_list", args=["postings", "csv"]), {"book": CODE})
    assert answer.url == f"{reverse('exports')}?table=postings&form=csv&book={CODE}"
    page = till.get(answer.url).content.decode()
    assert "「記帳の一覧」をCSVに書き出す" in page
    assert reverse("postings", args=[CODE]) in page
    till.post(reverse("ask_export"), {"table": "postings", "form": "csv", "query": f"book={CODE}"})
    run_pending()
    export = ListExport.objects.get()
    assert (export.total, export.written) == (3, 3)
    assert export.path.read_text("utf-8-sig").count("\n") == 4
    with closed_after(till.get(reverse("export_file", args=[export.pk]))) as answer:
        assert answer["Content-Type"].startswith("text/csv")


def test_the_statement_is_drawn_by_a_worker_as_pdf(book):
    till = signed_in("nibn_accountant")
    assert "計算書をPDFにする" in till.get(reverse("book", args=[CODE])).content.decode()
    till.post(reverse("ask_export"), {"table": "book", "form": "pdf", "query": f"book={CODE}"})
    run_pending()
    export = ListExport.objects.get()
    assert export.finished_at
    with pikepdf.open(export.path) as pdf:
        [name] = pdf.attachments
        content = pdf.attachments[name].get_file().read_bytes().decode()
    assert f'"amount":{10 * OKU + 70}' in content
    assert '"schema":"book_statement.v1"' in content


def test_who_may_not_read_the_book_takes_nothing_of_it(book):
    clerk = signed_in("clerk")
    for table in ("book", "postings"):
        answer = clerk.get(reverse("take_list", args=[table, "csv"]), {"book": CODE})
        assert answer.status_code == 403
        assert "書き出せるのは" in answer.content.decode()
    with pytest.raises(Refused, match="書き出せるのは"):
        ask_for_export(table="book", form="csv", query=f"book={CODE}", membership=membership("clerk"))
    refused = Program("clerk").act("acts/ask_for_export/", {"table": "book", "query": f"book={CODE}"})
    problem(refused, 403, "forbidden")


def test_a_book_that_is_not_there_is_a_404(book):
    auditor = signed_in("auditor")
    for query in ({}, {"book": "nothing"}):
        assert auditor.get(reverse("take_list", args=["book", "csv"]), query).status_code == 404
    asked = {"table": "postings", "form": "csv", "query": "book=nothing"}
    assert auditor.post(reverse("ask_export"), asked).status_code == 404


def test_a_program_asks_for_the_same(book):
    auditor = Program("auditor")
    asked = {"table": "book", "form": "xlsx", "query": f"book={CODE}"}
    made = auditor.act("acts/ask_for_export/", asked)
    assert made.status_code == 201
    run_pending()
    said = auditor.get(made["Location"]).json()
    assert (said["table"], said["label"], said["form"]) == ("book", "帳簿の計算書", "xlsx")
    assert rows_of_workbook(ListExport.objects.get().path)[1][0] == "合計"
