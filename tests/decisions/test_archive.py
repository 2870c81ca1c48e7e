"""archive_documents: every issued PDF as it was issued, with a list that says what each is."""

import json

import pytest
from django.core.management import CommandError, call_command

from common import canonical, files
from decisions.models import Document
from decisions.services.issuing import issue_decision
from tests.cast import actor
from tests.decisions.deciding import REFUSAL, do_jobs, examined, sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


@pytest.fixture
def issued():
    """A certification told to two companies and to NIBN; its receipts; a refusal that has not left yet."""
    issue_decision(decision=sealed(examined()), actor=actor("officer"))
    do_jobs("receipt")
    sealed(examined(fits=False, lead="yoshino", partners=()), REFUSAL)
    return Document.objects.exclude(issued_at=None).order_by("number")


def written(directory):
    call_command("archive_documents", str(directory))
    return json.loads((directory / "manifest.json").read_text(encoding="utf-8"))["documents"]


def test_every_issued_letter_is_written_whole_and_none_that_was_not_issued(issued, tmp_path):
    entries = written(tmp_path / "kept")
    assert [entry["number"] for entry in entries] == [document.number for document in issued]
    assert {entry["kind"] for entry in entries} == {"certificate", "nibn_notice", "receipt"}
    assert Document.objects.filter(kind="refusal", issued_at=None).exclude(file=None).exists()
    names = {path.name for path in (tmp_path / "kept").iterdir()}
    assert names == {"manifest.json", *(entry["file"] for entry in entries)}
    for entry, document in zip(entries, issued, strict=True):
        pdf = (tmp_path / "kept" / entry["file"]).read_bytes()
        assert pdf == files.path_of(document.file).read_bytes()
        assert (entry["sha256"], entry["size"]) == (canonical.sha256_hex(pdf), len(pdf))
        assert entry["document_number"] == document.document_number
        assert entry["dated_on"] == document.dated_on.isoformat()
        assert entry["issued_at"] == document.issued_at.isoformat()
        assert (entry["status"], entry["status_on"]) == ("valid", None)


def test_a_letter_that_lost_its_force_says_since_when(issued, tmp_path):
    first = issued.filter(kind="certificate").first()
    Document.objects.filter(pk=first.pk).update(status="cancelled", status_on=first.dated_on)
    told = {entry["number"]: (entry["status"], entry["status_on"]) for entry in written(tmp_path / "kept")}
    assert told[first.number] == ("cancelled", first.dated_on.isoformat())


def test_a_file_that_is_not_what_was_issued_stops_it(issued, tmp_path):
    first = issued.first()
    path = files.path_of(first.file)
    letter = path.read_bytes()
    path.unlink()
    path.write_bytes(letter + b"%")
    with pytest.raises(CommandError, match=f"{first.number} のファイルが記録と一致しません"):
        call_command("archive_documents", str(tmp_path / "kept"))
    assert not (tmp_path / "kept" / "manifest.json").exists()


def test_nothing_that_is_there_is_mixed_with_it(issued, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "note.txt").write_text("x")
    with pytest.raises(CommandError, match="空ではありません"):
        call_command("archive_documents", str(tmp_path / "kept"))
