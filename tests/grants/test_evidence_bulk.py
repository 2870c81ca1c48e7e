"""Rows taken in many at once: what could not be read is told cell by cell, and nothing of it is lost."""

import io
import os
import struct
import time
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from common.corporate_number import with_check_digit
from common.files import FileRefused
from grants.evidence.cells import COLUMNS, EvidenceForm, Reader
from grants.evidence.excel import workbook_of
from grants.evidence.pasting import read_pasted
from grants.evidence.preview import Fate, preview
from grants.evidence.rows import labels_of, live_rows
from grants.evidence.zips import number_of, shows_of
from grants.models import Evidence, EvidenceFile, EvidenceUpload
from grants.services import evidence_uploads as uploads
from law.acts import Refused
from tests.cast import membership
from tests.grants import evidencing as e
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.plans import PDF

pytestmark = pytest.mark.django_db
CORPORATE = with_check_digit("000012070001")
HEAD = "証憑番号\t経費\t品目・内容\t取引先の法人番号\t支払の日\t支払の額\tうち補助対象経費"


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


def pasted(grant, *lines: str):
    return read_pasted("\n".join(lines), Reader(labels_of(grant)))


# Pasted


def test_a_paste_is_read_as_people_type(grant):
    found = pasted(grant, HEAD, f"A-001\t1\t反応槽\t{CORPORATE}\tR8.12.1\t１，２００千円\t1,000,000")
    [row] = found.rows
    assert row.errors == {}
    assert row.values["paid_on"] == date(2026, 12, 1)
    assert (row.values["paid_sum"], row.values["eligible_sum"]) == (1_200_000, 1_000_000)
    assert row.values["line"] == next(iter(labels_of(grant)))


def test_a_line_may_be_named_as_the_list_names_it(grant):
    line, label = list(labels_of(grant).items())[1]
    [row] = pasted(grant, HEAD, f"A-001\t{label}").rows
    assert (row.values["line"], row.errors) == (line, {})


def test_without_a_heading_the_columns_of_the_template_are_meant(grant):
    [row] = pasted(grant, "A-001\t1\t反応槽\t見本機械").rows
    assert (row.values["item"], row.values["supplier"]) == ("反応槽", "見本機械")


def test_each_cell_that_cannot_be_read_is_told(grant):
    found = pasted(grant, HEAD, f"A-001\t99\t反応槽\t{CORPORATE[:-1]}x\t8.12\t百円\t", "\t1")
    assert set(found.rows[0].errors) == {"line", "supplier_number", "paid_on", "paid_sum"}
    assert set(found.rows[1].errors) == {"number"}
    plan = preview(grant, found.rows)
    assert [row.fate for row in plan.rows] == [Fate.UNREADABLE] * 2


def test_what_cannot_be_kept_stays_as_it_was_pasted(grant):
    bad = 'A-002\t1\t"二行の\n品目"\t\t\tひゃく円\t'
    found = pasted(grant, HEAD, "A-001\t1\t反応槽", bad, "A-003\t1")
    plan = preview(grant, found.rows)
    left = found.left_over({row.read.place for row in plan.left})
    assert left == f"{HEAD}\n{bad}\n"
    assert [row.read.number for row in plan.kept] == ["A-001", "A-003"]


def test_columns_that_nobody_knows_and_cells_beyond_are_told(grant):
    found = pasted(grant, f"{HEAD}\tメモ", "A-001\t1\t反応槽\t\t\t\t\t社内用\tさらに")
    assert found.unread == ["メモ"]
    assert list(found.rows[0].errors) == [""]


def test_a_number_twice_is_no_row(grant):
    plan = preview(grant, pasted(grant, HEAD, "A-001\t1", "A-001\t2").rows)
    assert [row.fate for row in plan.rows] == [Fate.TWICE, Fate.TWICE]


def test_the_same_again_changes_nothing(grant):
    rows = pasted(grant, HEAD, "A-001\t1\t反応槽", "A-002\t1\t配管").rows
    uploads.keep_planned(grant=grant, rows=preview(grant, rows).kept, membership=membership("lead"))
    plan = preview(grant, pasted(grant, HEAD, "A-001\t1\t反応槽", "A-002\t1\t弁").rows)
    assert [row.fate for row in plan.rows] == [Fate.SAME, Fate.CHANGED]


def test_a_filed_line_takes_no_row(grant):
    with r.on(r.AFTER_ALL):
        e.kept(grant)
        r.filed(grant)
        plan = preview(grant, pasted(grant, HEAD, "A-001\t1\tほか", "A-009\t1").rows)
        assert [row.fate for row in plan.rows] == [Fate.CLOSED, Fate.CLOSED]


def test_five_thousand_rows_are_read_and_kept_in_few_queries(grant, django_assert_max_num_queries):
    lines = [f"N-{place:05d}\t1\t品目{place}\t\tR8.12.1\t1,000\t1,000" for place in range(5_000)]
    started = time.monotonic()
    plan = preview(grant, pasted(grant, HEAD, *lines).rows)
    assert len(plan.kept) == 5_000
    with django_assert_max_num_queries(250):
        uploads.keep_planned(grant=grant, rows=plan.kept, membership=membership("lead"))
    assert live_rows(grant).count() == 5_000
    assert time.monotonic() - started < 60
    with pytest.raises(Refused):
        e.kept(grant, "N-99999")


# The Excel


def test_the_template_offers_the_lines_and_holds_what_is_kept(grant):
    e.kept(grant, item="=1+1", is_related=True, paid_by="transfer", **e.paid(date(2026, 12, 1), 500))
    book = load_workbook(io.BytesIO(workbook_of(grant, live_rows(grant))))
    page, lines = book.worksheets
    fields = EvidenceForm(labels={}).fields
    assert [cell.value for cell in page[1]] == [str(fields[name].label) for name in COLUMNS]
    row = dict(zip(COLUMNS, page[2], strict=True))
    assert (row["item"].value, row["item"].data_type) == ("=1+1", "s"), "never a formula"
    assert [cell.value for cell in lines["B"]][1:] == list(labels_of(grant).values())
    assert len(page.data_validations.dataValidation) == 3


def test_what_goes_out_comes_in_unchanged(grant, tmp_path):
    e.kept(
        grant, item="反応槽", is_related=True, paid_by="bill", supplier_number=CORPORATE,
        choice_reason="一社のみ。\n特許のため。", **e.paid(date(2026, 12, 1), 500),
    )  # fmt: skip
    path = tmp_path / "out.xlsx"
    path.write_bytes(workbook_of(grant, live_rows(grant)))
    reads = uploads.excel.read_workbook(path, Reader(labels_of(grant)), "out.xlsx")
    assert [row.fate for row in preview(grant, reads).rows] == [Fate.SAME]


def test_days_and_sums_of_a_sheet_are_read_as_what_they_are(grant):
    upload = e.taken_in(
        grant, [{"number": "A-001", "line": 1, "paid_on": date(2026, 12, 1), "paid_sum": 1200.0}]
    )
    [row] = uploads.preview_of(upload).rows
    assert (row.read.values["paid_on"], row.read.values["paid_sum"]) == (date(2026, 12, 1), 1200)


@pytest.mark.parametrize("content", [b"", b"no sheet at all", PDF])
def test_what_is_no_sheet_is_refused(grant, content):
    with e.sent("表.xlsx", content) as table, pytest.raises(FileRefused):
        uploads.take_in_evidence(grant=grant, table=table, papers=None, membership=membership("lead"))


def test_a_sheet_without_a_heading_is_refused(grant):
    table = e.sent("表.xlsx", e.sheet([], heading=("item", "supplier")))
    with table, pytest.raises(FileRefused, match="一行目"):
        uploads.take_in_evidence(grant=grant, table=table, papers=None, membership=membership("lead"))


def test_one_long_text_in_thousands_of_cells_is_refused(grant):
    rows = [{"number": f"N-{place}", "line": 1, "note": "長" * 3_900} for place in range(1_100)]
    table = e.sent("表.xlsx", e.sheet(rows))
    assert table.size < 200_000
    with table, pytest.raises(FileRefused, match="大きくなりすぎます"):
        uploads.take_in_evidence(grant=grant, table=table, papers=None, membership=membership("lead"))


# The ZIP


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("A-1_請求書.pdf", "A-1"),
        ("A-10_請求書.pdf", "A-10"),
        ("A-100.pdf", ""),
        ("Ａ－１　請求書.pdf", "A-1"),
        ("a-1請求書.pdf", "A-1"),
        ("A-10/請求書.pdf", "A-10"),
        ("2026\\A-1\\請求書.pdf", "A-1"),
        ("請求書A-1.pdf", ""),
        ("A-1b.pdf", ""),
    ],
)
def test_a_paper_finds_the_longest_number_that_its_name_begins_with(path, number):
    assert number_of(path, ["A-10", "A-1"]) == number


@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("A-1_請求書.pdf", ("invoice",)),
        ("A-1_相見積書.pdf", ("rival",)),
        ("A-1_見積・相見積.pdf", ("rival", "quote")),
        ("A-1_発注書から支払まで.pdf", ("order", "payment")),
        ("A-1.pdf", ("other",)),
    ],
)
def test_what_a_paper_shows_is_told_by_its_name(name, shows):
    assert shows_of(name) == shows


def test_a_sheet_and_its_papers_are_looked_at_and_then_kept(grant):
    e.kept(grant, "A-001", item="反応槽")
    rows = [{"number": "A-002", "line": 1, "item": "配管"}, {"number": "A-003", "line": 99}]
    papers = {
        "A-001_請求書.pdf": PDF + b"%1",
        "A-002_契約書.pdf": PDF + b"%2",
        "A-003_契約書.pdf": PDF + b"%3",
        "メモ.pdf": PDF + b"%4",
        "A-002_表.txt": b"no paper",
        "__MACOSX/A-002.pdf": b"litter",
    }
    upload = e.taken_in(grant, rows, papers)
    plan = uploads.preview_of(upload)
    matched, others = uploads.sorted_papers(upload, plan)
    assert [paper.number for paper in matched] == ["A-001", "A-002"]
    assert [paper.name for paper in others] == ["A-003_契約書.pdf", "メモ.pdf"]
    [[name, why]] = upload.refused
    assert name == "A-002_表.txt"
    assert why
    assert EvidenceFile.objects.count() == 0
    assert uploads.keep_upload(upload=upload, seen=plan.seen, membership=membership("lead")) == (1, 2)
    hung = EvidenceFile.objects.values_list("evidence__number", "shows", "name")
    assert set(hung) == {
        ("A-001", "invoice", "A-001_請求書.pdf"),
        ("A-002", "contract", "A-002_契約書.pdf"),
    }
    assert not EvidenceUpload.objects.exists()


def test_who_looked_at_something_else_keeps_nothing(grant):
    upload = e.taken_in(grant)
    seen = uploads.preview_of(upload).seen
    e.kept(grant, "U-001", item="ほかの人")
    with pytest.raises(Refused):
        uploads.keep_upload(upload=upload, seen=seen, membership=membership("lead"))
    assert Evidence.objects.get().item == "ほかの人"


def test_a_second_upload_takes_the_place_of_the_first(grant):
    e.taken_in(grant)
    second = e.taken_in(grant)
    assert list(EvidenceUpload.objects.all()) == [second]


def test_papers_that_are_too_big_are_told_and_the_rest_is_taken(grant):
    upload = e.taken_in(
        grant, papers={"U-001.pdf": PDF + os.urandom(21 * 1024 * 1024), "U-001_請求.pdf": PDF}
    )
    assert [name for name, _why in upload.refused] == ["U-001.pdf"]
    assert upload.papers.count() == 1


def bombs():
    yield "many zeros", e.zipped({f"U-001_{place}.pdf": b"\0" * 15_000_000 for place in range(8)})
    yield "too many", e.zipped({f"U-001_{place}.pdf": b"x" for place in range(1_001)})
    whole = bytearray(e.zipped({"U-001.pdf": PDF}))
    end = whole.rindex(b"PK\x05\x06")
    whole[end + 8 : end + 12] = struct.pack("<HH", 60_000, 60_000)
    yield "a directory of sixty thousand", bytes(whole)
    yield "no archive", b"PK\x03\x04 and then nothing"


@pytest.mark.parametrize(
    ("what", "content"), list(bombs()), ids=lambda each: each if isinstance(each, str) else ""
)
def test_an_archive_that_unfolds_too_far_is_refused_unopened(grant, what, content):
    lead = membership("lead")
    table, papers = e.sent("表.xlsx", e.sheet([])), e.sent("書類.zip", content)
    with table, papers, pytest.raises(FileRefused):
        uploads.take_in_evidence(grant=grant, table=table, papers=papers, membership=lead)
    assert not EvidenceUpload.objects.exists(), what


def test_an_entry_that_lies_about_its_size_is_not_taken(grant):
    content = bytearray(e.zipped({"U-001.pdf": PDF + b"x" * 100_000}))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 200)
    with e.sent("表.xlsx", e.sheet([])) as table, e.sent("書類.zip", bytes(content)) as papers:
        upload = uploads.take_in_evidence(
            grant=grant, table=table, papers=papers, membership=membership("lead")
        )
    assert [name for name, _why in upload.refused] == ["U-001.pdf"]


def test_names_from_windows_are_read(grant):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        entry = zipfile.ZipInfo("U-001_XXXXXX.pdf")
        archive.writestr(entry, PDF)
    content = whole.getvalue().replace(b"XXXXXX", "請求書".encode("cp932"))
    with e.sent("表.xlsx", e.sheet([])) as table, e.sent("書類.zip", content) as papers:
        upload = uploads.take_in_evidence(
            grant=grant, table=table, papers=papers, membership=membership("lead")
        )
    assert [paper.name for paper in upload.papers.all()] == ["U-001_請求書.pdf"]
    assert upload.papers.get().shows == ["invoice"]
