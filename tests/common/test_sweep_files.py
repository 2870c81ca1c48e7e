"""Leftovers in the file store: what is surely nobody's goes, everything else stays."""

import hashlib
import io
import json
import os
import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from common import clock, files
from common.files import sweeping
from common.models import StoredFile

pytestmark = pytest.mark.django_db
DAY = 24 * 60 * 60


@pytest.fixture
def place(data_directory):
    return data_directory


def grown_old(path, seconds=DAY + 60):
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


def orphan(content=b"%PDF-1.7 rolled back", **age):
    """Stored, and then the transaction around it fell."""
    with transaction.atomic():
        stored = files.store_bytes(content, kind="pdf")
        transaction.set_rollback(True)
    return grown_old(files.path_of(stored), **age)


def test_a_file_whose_transaction_fell_goes_after_a_day(place):
    old, young = orphan(), orphan(b"%PDF-1.7 just now", seconds=DAY - 60)
    swept = sweeping.sweep()
    assert (swept.orphans, old.exists(), young.exists()) == ([old.name], False, True)
    assert not StoredFile.objects.exists()


def test_what_a_record_names_stays_however_old(place):
    stored = files.store_bytes(b"%PDF-1.7 kept", kind="pdf")
    grown_old(files.path_of(stored), 400 * DAY)
    assert sweeping.sweep().orphans == []
    assert files.path_of(stored).exists()


def test_the_clock_of_the_demo_makes_nothing_old(place):
    path = orphan(seconds=60)
    with clock.at(clock.now() + timedelta(days=30)):
        assert sweeping.sweep().orphans == []
    assert path.exists()


def test_leftovers_of_a_killed_upload_go_after_a_day(place):
    old, young = place / "incoming" / "a.part", place / "incoming" / "tmpx.upload"
    for path in (old, young):
        path.write_bytes(b"half")
    grown_old(old)
    assert sweeping.sweep().leftovers == ["a.part"]
    assert (old.exists(), young.exists()) == (False, True)


def test_the_same_content_received_after_the_judgement_keeps_its_file(place):
    content = b"%PDF-1.7 the same"
    path = orphan(content)
    assert list(sweeping._orphans()) == [path]
    stored = files.store_bytes(content, kind="pdf")
    assert sweeping._remove(path) is False
    files.verify_present(stored)


def test_receiving_it_anew_makes_it_young_again(place):
    content = b"%PDF-1.7 again"
    path = orphan(content)
    with transaction.atomic():
        files.store_bytes(content, kind="pdf")
        transaction.set_rollback(True)
    assert sweeping._remove(path) is False
    assert path.exists()
    assert not StoredFile.objects.exists()


def test_what_is_no_file_of_the_store_is_left(place):
    (place / "files" / "zz").mkdir(parents=True)
    other = place / "files" / "zz" / "README"
    other.write_text("x")
    grown_old(other)
    sweeping.sweep()
    assert other.exists()


def test_too_many_are_no_leftovers_and_stay(place, caplog):
    """As with a database restored from an old backup: files of later records are not thrown away."""
    kept = [orphan(f"%PDF-1.7 {number}".encode()) for number in range(3)]
    swept = sweeping.sweep(most=2)
    assert swept.refused
    assert all(path.exists() for path in kept)
    assert "too many to be leftovers" in caplog.text


def test_the_command_shows_first_and_removes_then(place):
    path = orphan()
    said = io.StringIO()
    call_command("sweep_files", dry_run=True, stdout=said)
    told = json.loads(said.getvalue())
    name = hashlib.sha256(b"%PDF-1.7 rolled back").hexdigest()
    assert (told["dry_run"], told["orphans"], path.exists()) == (True, [name], True)
    call_command("sweep_files", stdout=io.StringIO())
    assert not path.exists()


def test_the_command_says_why_it_removed_none(place):
    orphan()
    with pytest.raises(CommandError, match="多すぎる"):
        call_command("sweep_files", most=0, stdout=io.StringIO())
