import errno
import hashlib
import io
import os
import time
import tracemalloc
import zipfile
import zlib

import openpyxl
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from common import files
from common.files import FileRefused, Kind, Limits
from common.models import StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
MEGABYTE = 1024 * 1024
ANY = Limits(max_bytes=50 * MEGABYTE)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def store(content, name, limits=ANY):
    return files.store(upload=SimpleUploadedFile(name, content), limits=limits)


def refused(content, name, limits=ANY):
    with pytest.raises(FileRefused) as refusal:
        store(content, name, limits)
    assert not StoredFile.objects.exists()
    return refusal.value.sentence


def pdf(**save):
    document = pikepdf.new()
    document.add_blank_page()
    buffer = io.BytesIO()
    document.save(buffer, **save)
    return buffer.getvalue()


def encrypted(method, **save):
    return pdf(encryption=pikepdf.Encryption(owner="o", user="u", R=method), **save)


def workbook():
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "販売数量"
    book.save(buffer)
    return buffer.getvalue()


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def document(content_type=WORD, part="word/document.xml", **more):
    listed = f'<Types><Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    return archive({"[Content_Types].xml": listed, part: "<w/>", **more})


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (pdf(), "計画書.pdf", Kind.PDF),
        (pdf(linearize=True), "計画書.PDF", Kind.PDF),
        (pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate), "計画書", Kind.PDF),
        (workbook(), "費用.xlsx", Kind.XLSX),
        (document(), "説明.docx", Kind.DOCX),
        (PNG, "工場.png", Kind.PNG),
        (JPEG, "工場.jpg", Kind.JPEG),
        ("品目名,数量\r\nアムロジピン,10\r\n".encode(), "品目.csv", Kind.CSV),
        ("\ufeff品目名,数量\r\n".encode(), "品目.csv", Kind.CSV),
        ("品目名,髙﨑\r\n".encode("cp932"), "品目.csv", Kind.CSV),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_kind_is_told_by_content(content, name, kind):
    assert store(content, name).kind == kind


def test_a_file_is_found_under_its_hash_and_whole(data_directory):
    content = pdf()
    stored = store(content, "計画書.pdf")
    sha256 = hashlib.sha256(content).hexdigest()
    assert (stored.sha256, stored.size, stored.scan) == (sha256, len(content), "pending")
    assert files.path_of(stored) == data_directory / "files" / sha256[:2] / sha256
    assert files.path_of(stored).read_bytes() == content
    files.verify_present(stored)
    assert not list((data_directory / "incoming").iterdir())


def test_the_same_content_twice_is_one_file(data_directory):
    assert store(pdf_once := pdf(), "a.pdf").pk == store(pdf_once, "b.pdf").pk
    assert StoredFile.objects.count() == 1


def test_what_was_lost_from_the_store_is_told_and_comes_back():
    content = pdf()
    stored = store(content, "a.pdf")
    files.path_of(stored).unlink()
    with pytest.raises(FileRefused, match="選び直してください"):
        files.verify_present(stored)
    store(content, "a.pdf")
    files.verify_present(stored)


def test_a_file_cut_short_in_the_store_is_told():
    stored = store(pdf(), "a.pdf")
    files.path_of(stored).chmod(0o600)
    files.path_of(stored).write_bytes(b"%PDF")
    with pytest.raises(FileRefused):
        files.verify_present(stored)


def test_our_own_bytes_are_stored_as_they_are():
    stored = files.store_bytes(b"%PDF-1.7 signed", kind="pdf")
    assert files.path_of(stored).read_bytes() == b"%PDF-1.7 signed"


def test_an_empty_row_is_refused_by_the_table():
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(sha256="0" * 64, size=0, kind="pdf", stored_at="2026-04-01T00:00:00Z")


# What is refused, and what the person is told.


def test_an_empty_file():
    assert "「計画書.pdf」は中身が空（0バイト）です" in refused(b"", "計画書.pdf")


def test_a_file_that_is_too_big(data_directory):
    sentence = refused(b"%PDF-" + b"x" * 2000, "大.pdf", Limits(max_bytes=1024))
    assert "大きすぎます（上限は1.0" in sentence
    assert not list((data_directory / "incoming").iterdir())


@pytest.mark.parametrize(
    "content",
    [
        encrypted(6),
        encrypted(4),
        encrypted(6, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        encrypted(6, linearize=True),
        pdf(encryption=pikepdf.Encryption(owner="o", user="", allow=pikepdf.Permissions(extract=False))),
    ],
    ids=["AES-256", "AES-128", "xref stream", "linearized", "restrictions only"],
)
def test_an_encrypted_pdf(content):
    assert "パスワード" in refused(content, "計画書.pdf")


def test_an_encrypted_pdf_whose_table_is_lost():
    broken = encrypted(4, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    at = broken.rindex(b"startxref")
    assert "パスワード" in refused(broken[:at] + b"startxref\n999999999\n%%EOF\n", "計画書.pdf")


def test_a_pdf_that_only_tells_of_encryption_is_kept():
    page = b"stream\n/Encrypt 5 0 R in a manual\nendstream\n"
    plain = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    head, body = plain[:9], plain[9:]
    at = int(plain[plain.rindex(b"startxref") :].split()[1]) + len(page)
    moved = head + page + body[: body.rindex(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % at
    assert store(moved, "手引.pdf").kind == Kind.PDF


def test_a_pdf_that_breaks_off():
    assert "途中で切れている" in refused(pdf()[:200], "計画書.pdf")


def test_a_web_page_called_pdf():
    sentence = refused(b"<!DOCTYPE html><script>alert(1)</script>", "計画書.pdf")
    assert "中身はPDFではありません（ウェブページのようです）" in sentence
    assert "PDFとして保存し直してください" in sentence


def test_a_web_page_called_csv():
    assert "中身はCSVではありません" in refused(b"\n <html><script>alert(1)</script>", "品目.csv")


def test_binary_rubbish_called_csv():
    assert "中身はCSVではありません" in refused(b"a,b\r\n\x00\x01\x02", "品目.csv")


def test_a_kind_nobody_knows():
    assert "受け付けていない形式です" in refused(b"MZ\x90\x00 program", "setup.exe")


def test_a_kind_this_place_does_not_take():
    sentence = refused(PNG, "図.png", Limits(max_bytes=MEGABYTE, kinds=frozenset({"pdf", "xlsx"})))
    assert "ここで受け付けるのはPDF、Excel（.xlsx）です" in sentence


def test_a_name_that_says_another_kind():
    assert "名前の末尾が合っていません" in refused(pdf(), "計画書.docx")


def cfb(marker):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000 + marker.encode("utf-16-le") + b"\0" * 500


def test_an_encrypted_workbook():
    assert "パスワード" in refused(cfb("EncryptedPackage"), "費用.xlsx")


def test_an_old_workbook():
    assert "古い形式" in refused(cfb("Workbook"), "費用.xls")


def test_a_zip_bomb_is_weighed_without_being_opened():
    bomb = document(**{"word/zeros.xml": b"\0" * (300 * MEGABYTE)})
    assert len(bomb) < MEGABYTE
    tracemalloc.start()
    started = time.perf_counter()
    assert "展開すると大きくなりすぎます" in refused(bomb, "説明.docx")
    assert time.perf_counter() - started < 1
    assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
    tracemalloc.stop()


def test_a_small_archive_of_blanks_is_a_bomb_by_ratio():
    assert "展開すると" in refused(document(**{"word/zeros.xml": b"\0" * (20 * MEGABYTE)}), "説明.docx")


def test_an_archive_of_countless_parts():
    assert "展開すると" in refused(document(**{f"word/{n}.xml": b"" for n in range(6000)}), "説明.docx")


def test_an_archive_whose_directory_hides_behind_zip64():
    content = document()
    at = content.rindex(b"PK\x05\x06")
    hidden = content[:at] + b"PK\x06\x07" + b"\0" * 16 + content[at:]
    assert "展開すると" in refused(hidden, "説明.docx")


def test_a_workbook_with_macros():
    assert "マクロ" in refused(document(SHEET, "xl/workbook.xml", **{"xl/vbaProject.bin": b"x"}), "費用.xlsx")


def test_a_plain_archive_called_docx():
    assert "壊れているか、Office以外" in refused(archive({"a.txt": "a"}), "説明.docx")


def test_an_archive_that_names_a_part_it_does_not_hold():
    listed = f'<Types><Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
    assert "受け付けていない形式" in refused(archive({"[Content_Types].xml": listed}), "説明.docx")


def test_an_archive_with_a_password():
    content = bytearray(document())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "パスワード" in refused(bytes(content), "説明.docx")


@pytest.mark.parametrize("cut", [30, 100, -10], ids=str)
def test_a_broken_archive(cut):
    assert "壊れているか" in refused(workbook()[:cut], "費用.xlsx")


def test_a_pdf_made_to_exhaust_a_parser_costs_nothing():
    """A hundred kilobytes whose cross-reference stream inflates to a hundred megabytes."""
    table = zlib.compress(b"\x01\x00\x00\x10\x00" * 20_000_000, 9)
    head = b"%%PDF-1.7\n1 0 obj\n<</Type/XRef/W[1 3 1]/Filter/FlateDecode/Length %d>>\nstream\n" % len(table)
    started = time.perf_counter()
    store(head + table + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n", "計画書.pdf")
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT], ids=errno.errorcode.get)
def test_a_full_disk_is_told_and_leaves_nothing(monkeypatch, data_directory, code):
    """The operating system says no; our own code is the real one."""

    def full(descriptor):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    assert "空きがないため、「計画書.pdf」を保存できませんでした" in refused(pdf(), "計画書.pdf")
    assert [path for path in data_directory.rglob("*") if path.is_file()] == []


# Names are labels.


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\計画書.pdf", "計画書.pdf"),
        ("C:\\Users\\髙﨑\\計画書.pdf", "計画書.pdf"),
        ("計画\r\n書\x00.pdf", "計画書.pdf"),
        ("計画書\u202efdp.exe", "計画書fdp.exe"),
        ("㈱見本①𠮷.pdf", "㈱見本①𠮷.pdf"),
        ("...", "名称なし"),
        ("あ" * 300 + ".pdf", "あ" * 196 + ".pdf"),
    ],
    ids=ascii,
)
def test_a_name_is_only_a_label(name, shown):
    assert files.label(name) == shown


def test_a_name_with_a_path_writes_nowhere_else(data_directory):
    upload = SimpleUploadedFile("x", pdf())
    upload._name = "../../x.pdf"
    files.store(upload=upload, limits=ANY)
    assert not list(data_directory.parent.glob("x*"))


# Handing out.


def test_a_download_is_never_a_page_of_ours():
    stored = store(pdf(), "計画書.pdf")
    response = files.serve(stored, name="計画書.pdf")
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    response.close()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(stored.size)
    assert response["Content-Disposition"] == ("attachment; filename*=utf-8''%E8%A8%88%E7%94%BB%E6%9B%B8.pdf")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


def test_a_name_can_not_break_the_header():
    response = files.serve(files.store_bytes(b"x", kind="pdf"), name='a"; x=\r\nSet-Cookie: b.pdf')
    response.close()
    assert response["Content-Disposition"] == r'attachment; filename="a\"; x=Set-Cookie: b.pdf"'


@pytest.mark.parametrize(("kind", "shown"), [("pdf", "inline"), ("png", "inline"), ("csv", "attachment")])
def test_only_what_a_browser_shows_safely_is_inline(kind, shown):
    response = files.serve(files.store_bytes(kind.encode(), kind=kind), name="a", inline=True)
    response.close()
    assert response["Content-Disposition"].startswith(shown)


def test_a_kind_unknown_to_browsers_is_a_stream_of_bytes():
    response = files.serve(files.store_bytes(b"{}", kind="json"), name="a.json")
    response.close()
    assert response["Content-Type"] == "application/octet-stream"


def test_the_web_server_may_send_the_bytes(settings):
    settings.FILES_ACCEL = "/protected/"
    stored = files.store_bytes(b"x", kind="pdf")
    response = files.serve(stored, name="a.pdf")
    assert response["X-Accel-Redirect"] == f"/protected/{stored.sha256[:2]}/{stored.sha256}"
    assert response.content == b""
