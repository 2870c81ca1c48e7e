"""The pages of 証憑: the company's from the decision to the report, NIBN's beside the report."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common import clock
from grants.evidence.cells import COLUMNS
from grants.evidence.checklist import needs_of, required_of
from grants.evidence.rows import labels_of, live_rows
from grants.models import Evidence, EvidenceFile, EvidenceUpload, Remark
from law.evidence import REQUIRED, PaperKind
from tests.cast import sign_in
from tests.grants import evidencing as e
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants.test_pages import text
from tests.plans import PDF
from tests.responses import closed_after, content_of

pytestmark = pytest.mark.django_db
HEAD = "証憑番号\t経費\t品目・内容\t支払の日\t支払の額\tうち補助対象経費"


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


def boxes(day: date, **more: str) -> dict[str, str]:
    typed = {"number": "A-001", "line": "1", "item": "反応槽", "supplier": "見本機械株式会社"}
    for step in ("ordered", "paid"):
        typed |= r.boxes_of_day(f"{step}_on", day.isoformat()) | {f"{step}_sum": "1,200,000"}
    return typed | {"eligible_sum": "1,000,000"} | more


def test_a_company_keeps_a_row_with_its_files(client, grant):
    sign_in(client, "lead")
    page = text(client.get(reverse("grant", args=[grant.pk])))
    assert "経費ごとに必要な証憑" in page
    assert "支払を確認できる書類" in page
    empty = text(client.get(reverse("evidence", args=[grant.pk])))
    assert "証憑はまだありません" in empty
    answer = client.post(reverse("add_evidence", args=[grant.pk]), boxes(clock.today()))
    row = Evidence.objects.get()
    assert answer["Location"] == reverse("evidence_row", args=[row.pk])
    assert (row.item, row.paid_sum, row.eligible_sum) == ("反応槽", 1_200_000, 1_000_000)
    url = reverse("hang_evidence_file", args=[row.pk])
    upload = SimpleUploadedFile("請求から支払まで.pdf", PDF)
    sent = {"file": upload, "shows": ["invoice", "payment"], "also": ""}
    assert client.post(url, sent)["Location"] == reverse("evidence_row", args=[row.pk])
    shown = text(client.get(reverse("evidence_row", args=[row.pk])))
    assert "請求から支払まで.pdf" in shown
    assert "相見積も選定の理由もありません" in shown
    listed = text(client.get(reverse("evidence", args=[grant.pk])))
    assert "見積書 0／1" in listed
    assert "請求書 0／1" not in listed
    with closed_after(client.get(reverse("evidence_file", args=[row.files.first().pk]))) as response:
        assert response.status_code == 200


def test_what_cannot_be_read_stays_as_it_was_typed(client, grant):
    sign_in(client, "lead")
    typed = boxes(clock.today(), paid_sum="百円くらい", supplier_number="123")
    page = text(client.post(reverse("add_evidence", args=[grant.pk]), typed))
    assert "百円くらい" in page
    assert "法人番号は13桁の数字です" in page
    assert not Evidence.objects.exists()


def test_the_second_writer_keeps_what_was_typed(client, grant):
    row = e.kept(grant, item="一")
    sign_in(client, "lead")
    url = reverse("evidence_row", args=[row.pk])
    e.kept(grant, item="二")
    answer = client.post(url, {"number": "A-001", "line": "1", "item": "三", "seen": "1"})
    page = text(answer)
    assert "ほかの人が先に変えた証憑があります" in page
    assert "三" in page
    assert client.post(url, {"number": "A-009", "line": "2", "item": "三", "seen": "2"}).status_code == 302
    row.refresh_from_db()
    assert (row.number, row.item, row.edition) == ("A-009", "三", 3)


def test_one_file_is_hung_on_several_rows_at_once(client, grant):
    one, _two = e.kept(grant, "A-001"), e.kept(grant, "A-002")
    sign_in(client, "lead")
    url = reverse("hang_evidence_file", args=[one.pk])
    sent = {"file": SimpleUploadedFile("契約書.pdf", PDF), "shows": ["contract"], "also": "A-002、A-404"}
    assert "A-404" in text(client.post(url, sent))
    assert not EvidenceFile.objects.exists()
    client.post(url, sent | {"file": SimpleUploadedFile("契約書.pdf", PDF), "also": "A-002"})
    hung = EvidenceFile.objects.get(evidence=one)
    assert EvidenceFile.objects.count() == 2
    client.post(reverse("take_evidence_file", args=[hung.pk]))
    assert [each.evidence.number for each in EvidenceFile.objects.all()] == ["A-002"]
    client.post(reverse("remove_evidence", args=[one.pk]))
    assert [row.number for row in live_rows(grant)] == ["A-002"]


def test_rows_are_pasted_looked_at_and_kept(client, grant):
    sign_in(client, "lead")
    url = reverse("paste_evidence", args=[grant.pk])
    day = clock.today().isoformat()
    good, bad = f"A-001\t1\t反応槽\t{day}\t500\t400", f"A-002\t1\t配管\t{day}\tごひゃく円\t"
    pasted = "\n".join((HEAD, good, bad))
    looked = client.post(url, {"text": pasted, "preview": "1"})
    page = text(looked)
    assert "新しく記録" in page
    assert "ごひゃく円" in page
    assert not Evidence.objects.exists()
    assert "確かめた内容と変わりました" in text(client.post(url, {"text": pasted, "seen": "x"}))
    kept = client.post(url, {"text": pasted, "seen": looked.context["plan"].seen})
    assert [row.number for row in live_rows(grant)] == ["A-001"]
    assert kept.context["form"]["text"].value() == f"{HEAD}\n{bad}\n"
    mended = f"{HEAD}\n{bad.replace('ごひゃく円', '600')}"
    seen = client.post(url, {"text": mended, "preview": "1"}).context["plan"].seen
    assert client.post(url, {"text": mended, "seen": seen})["Location"] == reverse(
        "evidence", args=[grant.pk]
    )
    assert live_rows(grant).count() == 2


def test_a_sheet_with_its_papers_is_taken_in(client, grant):
    sign_in(client, "lead")
    with closed_after(client.get(reverse("evidence_excel", args=[grant.pk]))) as template:
        assert content_of(template)[:2] == b"PK"
    table = e.sheet([{"number": "A-001", "line": 1, "item": "反応槽"}])
    papers = e.zipped({"A-001_請求書.pdf": PDF, "迷子.pdf": PDF + b"%2"})
    sent = {
        "table": SimpleUploadedFile("証憑.xlsx", table),
        "papers": SimpleUploadedFile("書類.zip", papers),
    }
    answer = client.post(reverse("upload_evidence", args=[grant.pk]), sent)
    upload = EvidenceUpload.objects.get()
    url = reverse("evidence_upload", args=[upload.pk])
    assert answer["Location"] == url
    looked = client.get(url)
    assert "迷子.pdf" in text(looked)
    assert "取り込みの途中のものがあります" in text(client.get(reverse("upload_evidence", args=[grant.pk])))
    other = reverse("drop_evidence_upload", args=[upload.pk])
    assert client.post(url, {"seen": looked.context["plan"].seen})["Location"] == reverse(
        "evidence", args=[grant.pk]
    )
    assert [each.name for each in EvidenceFile.objects.all()] == ["A-001_請求書.pdf"]
    assert client.post(other).status_code == 404


def test_an_upload_is_ones_own_and_may_be_dropped(client, grant):
    upload = e.taken_in(grant)
    sign_in(client, "lead_member")
    assert client.get(reverse("evidence_upload", args=[upload.pk])).status_code == 404
    sign_in(client, "lead")
    client.post(reverse("drop_evidence_upload", args=[upload.pk]))
    assert not EvidenceUpload.objects.exists()
    assert not Evidence.objects.exists()


def test_what_is_no_sheet_is_told_beside_the_form(client, grant):
    sign_in(client, "lead")
    sent = {"table": SimpleUploadedFile("証憑.xlsx", b"nothing")}
    page = text(client.post(reverse("upload_evidence", args=[grant.pk]), sent))
    assert "ひな形をもう一度ダウンロードし" in page


def test_before_it_is_filed_the_company_reads_what_its_rows_ask(client, grant):
    with r.on(r.AFTER_ALL):
        sign_in(client, "lead")
        report = r.begun(grant)
        url = reverse("review_report", args=[report.pk])
        assert "証憑がまだありません" in text(client.get(url))
        e.kept(grant, is_related=True)
        page = text(client.get(url))
        assert "支払の相手が関係会社です" in page
        assert "一致しません" in page
        assert client.post(url).status_code == 302
        shown = text(client.get(reverse("evidence", args=[grant.pk])))
        assert "提出した実績報告とともに確定しています" in shown
        row = text(client.get(reverse("evidence_row", args=[Evidence.objects.get().pk])))
        assert "この証憑を取り除く" not in row


def test_nibn_sees_marks_and_asks(client, grant):
    other = g.granted(g.certified("stranger", ()), "stranger")
    with r.on(r.AFTER_ALL):
        row = e.kept(grant, supplier="見本機械", invoice_number="1", is_related=True)
        fine = e.kept(grant, "A-002", line=1)
        [paper] = e.hung(row)
        copy = e.kept(other, "Z-1", who="stranger", supplier="見本機械", invoice_number="1")
        Evidence.objects.filter(pk=copy.pk).update(filed_at=clock.now())
        before = sign_in(client, "nibn_officer")
        assert client.get(reverse("evidence_file", args=[paper.pk])).status_code == 404, before
        report = r.filed(grant)
        with closed_after(client.get(reverse("evidence_file", args=[paper.pk]))) as response:
            assert response.status_code == 200
        case = reverse("report_case", args=[report.pk])
        page = text(client.get(case))
        assert "まだ見ていないもの 1件" in page
        url = reverse("report_evidence", args=[report.pk])
        shown = text(client.get(url))
        assert f"ほかの交付にもあります：{other.number}" in shown
        assert "A-002" not in text(client.get(f"{url}?state=open")).split("証憑の一覧")[-1]
        mark = reverse("check_evidence", args=[report.pk])
        assert "一件以上選んで" in text(client.post(mark, {}))
        answer = client.post(mark, {f"asks-{row.pk}": "領収書を。", f"seen-{fine.pk}": "on"})
        assert answer.status_code == 302
        page = text(client.get(case))
        assert "申請者に問うもの 1件" in page
        ask = reverse("ask_report_correction", args=[report.pk])
        assert "領収書を。" in text(client.get(ask))
        due = r.boxes_of_day("due_on", (clock.today() + timedelta(days=9)).isoformat())
        assert client.post(ask, due).status_code == 302
        assert "証憑A-001：領収書を。" in Remark.objects.get(report=report).text
        with closed_after(client.get(reverse("report_evidence_excel", args=[report.pk]))) as sheet:
            assert content_of(sheet)[:2] == b"PK"
    sign_in(client, "lead")
    assert "ほかの交付にも" not in text(client.get(reverse("evidence_row", args=[row.pk])))


def test_a_report_without_evidence_says_so(client, grant):
    with r.on(r.AFTER_ALL):
        report = r.filed(grant)
        sign_in(client, "nibn_officer")
        words = "この実績報告は、証憑を記録せずに提出されています"
        for name in ("report_case", "report_evidence"):
            assert words in text(client.get(reverse(name, args=[report.pk])))


@pytest.mark.parametrize("who", ["takasaki", "stranger"])
def test_another_company_finds_nothing(client, grant, who):
    row = e.kept(grant)
    [paper] = e.hung(row)
    sign_in(client, who)
    for name, key in (
        ("evidence", grant.pk), ("add_evidence", grant.pk), ("paste_evidence", grant.pk),
        ("evidence_excel", grant.pk), ("upload_evidence", grant.pk), ("evidence_row", row.pk),
        ("remove_evidence", row.pk), ("hang_evidence_file", row.pk), ("evidence_file", paper.pk),
    ):  # fmt: skip
        assert client.get(reverse(name, args=[key])).status_code == 404, name


def test_there_is_no_evidence_before_the_decision(client, plan, book):
    waiting = g.checked(plan, "takasaki")
    sign_in(client, "takasaki")
    assert client.get(reverse("evidence", args=[waiting.pk])).status_code == 404


# What is required


def test_a_scheme_says_of_a_category_what_it_requires():
    document = {
        "menus": [{"code": "m", "cost_categories": [{"code": "a"}, {"code": "b", "evidence": ["other"]}]}]
    }
    assert required_of(document, "m", "a") == REQUIRED
    assert required_of(document, "m", "b") == (PaperKind.OTHER,)


def test_a_line_is_done_when_every_row_has_every_paper(grant):
    first, second = e.kept(grant, "A-001"), e.kept(grant, "A-002")
    e.hung(first, shows=[*REQUIRED])
    [line, *others] = needs_of(grant, live_rows(grant))
    assert (line.rows, line.is_done, {need.there for need in line.needs}) == (2, False, {1})
    assert [each.rows for each in others] == [0] * len(others)
    kinds = [kind for kind in REQUIRED if kind != PaperKind.ORDER]
    e.hung(second, shows=[*kinds, PaperKind.CONTRACT])
    assert needs_of(grant, live_rows(grant))[0].is_done


# What they cost


def many(grant, count: int) -> None:
    """Rows with a file each, as if kept one by one."""
    day = clock.today()
    line = next(iter(labels_of(grant)))
    first = e.kept(grant, "N-00000", **e.paid(day, 10))
    same = {field.attname: getattr(first, field.attname) for field in Evidence._meta.concrete_fields}
    del same["id"]
    rows = [
        Evidence(**(same | {"number": f"N-{place:05d}", "cost_line_id": line})) for place in range(1, count)
    ]
    Evidence.objects.bulk_create(rows, batch_size=500)
    e.hung(*live_rows(grant).select_related("grant")[:500])


@pytest.mark.parametrize("rows", [1, 500])
def test_the_companys_page_costs_the_same(client, grant, rows, django_assert_num_queries):
    many(grant, rows)
    sign_in(client, "lead")
    url = reverse("evidence", args=[grant.pk])
    client.get(url)
    with django_assert_num_queries(21):
        page = client.get(url)
    assert len(page.context["rows"]) == min(rows, 50)


@pytest.mark.parametrize("rows", [1, 500])
def test_the_offices_page_costs_the_same(client, grant, rows, django_assert_num_queries):
    with r.on(r.AFTER_ALL):
        many(grant, rows)
        report = r.filed(grant)
        sign_in(client, "nibn_officer")
        url = reverse("report_evidence", args=[report.pk])
        client.get(url)
        with django_assert_num_queries(26):
            page = client.get(url)
        assert len(page.context["rows"]) == min(rows, 50)


def test_five_thousand_rows_page(client, grant):
    many(grant, 5_000)
    sign_in(client, "lead")
    page = client.get(reverse("evidence", args=[grant.pk]))
    assert (len(page.context["rows"]), page.context["count"]) == (50, 5_000)
    after = client.get(reverse("evidence", args=[grant.pk]), {"after": page.context["page"].after})
    assert after.context["rows"][0].row.number == "N-00050"


def test_every_column_is_in_the_form():
    assert len(set(COLUMNS)) == 27
