"""The log of a case from draft to issue: whole as it is; what a burglar with owner rights does shows."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from common import files
from common.audit import head, sealing
from common.audit.models import AuditEvent, AuditSeal
from common.audit.tasks import seal
from common.jobs import run_pending
from decisions.models import Document
from decisions.services.issuing import issue_decision
from tests.cast import actor

from .deciding import examined, sealed

pytestmark = pytest.mark.django_db
TABLES = ("common_auditseal", "common_auditevent")


@pytest.fixture(scope="module")
def certificate(module_transaction, tmp_path_factory):
    """The certificate of an issued decision. Built once: each test's own transaction undoes what it does."""
    directory = tmp_path_factory.mktemp("data")
    (directory / "incoming").mkdir()
    places = {"DATA_DIR": directory, "FILES_DIR": directory, "FILE_UPLOAD_TEMP_DIR": directory / "incoming"}
    with override_settings(**places):
        case = examined()
        seal()
        decision = sealed(case)
        run_pending()
        issue_decision(decision=decision, actor=actor("officer"))
        seal()
        yield _copy_of_certificate(directory)


def _copy_of_certificate(directory):
    stored = Document.objects.filter(kind="certificate").first().file
    copy = directory / "certificate.pdf"
    copy.write_bytes(files.path_of(stored).read_bytes())
    return copy


@pytest.fixture
def burglar(certificate):
    """Takes the triggers away, as only the tables' owner can, and writes raw SQL."""
    with connection.cursor() as cursor:
        for table in TABLES:
            _disarm(cursor, table)
        yield cursor


def _disarm(cursor, table):
    if connection.vendor == "postgresql":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        return
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP TRIGGER {name}")


def told(capsys, *arguments):
    """The command's exit status and its problems."""
    status = 0
    try:
        call_command("verify_audit", *map(str, arguments))
    except SystemExit as leaving:
        status = leaving.code
    return status, json.loads(capsys.readouterr().out)["problems"]


def cut(burglar, seq):
    """Everything from this link on is gone, and no trace in the database says so."""
    burglar.execute("DELETE FROM common_auditseal WHERE seq >= %s", [seq])
    burglar.execute("DELETE FROM common_auditevent WHERE id NOT IN (SELECT event_id FROM common_auditseal)")


def test_the_log_of_a_whole_case_holds(certificate, capsys):
    acts = set(AuditEvent.objects.values_list("act", flat=True))
    assert {"file_plan", "approve_certification", "seal_decision", "issue_decision", "certify_plan"} <= acts
    assert AuditSeal.objects.count() == AuditEvent.objects.count()
    assert told(capsys) == (0, [])


def test_it_holds_against_the_head_in_the_issued_letter(certificate, capsys):
    assert 0 < head.read(certificate)["seq"] < AuditSeal.objects.count()
    assert told(capsys, "--head", certificate) == (0, [])


def test_another_name_under_the_approval_is_found(burglar, capsys):
    approval = AuditEvent.objects.get(act="approve_certification")
    burglar.execute("UPDATE common_auditevent SET actor_id = actor_id + 1 WHERE id = %s", [approval.pk])
    found = {"code": "changed", "seq": approval.seal.seq, "event": approval.pk}
    assert told(capsys) == (1, [found])


def test_an_approval_taken_out_of_the_log_is_found(burglar, capsys):
    approval = AuditEvent.objects.get(act="approve_certification")
    seq = approval.seal.seq
    burglar.execute("DELETE FROM common_auditseal WHERE seq = %s", [seq])
    burglar.execute("DELETE FROM common_auditevent WHERE id = %s", [approval.pk])
    assert told(capsys) == (1, [{"code": "missing", "first": seq, "last": seq}])


def test_a_tail_cut_off_shows_against_the_signed_head(burglar, capsys):
    last = AuditSeal.objects.count()
    cut(burglar, last - 1)
    head.path().rename(kept := head.path().with_name("kept"))
    assert told(capsys) == (1, [{"code": "head_missing"}])
    kept.rename(head.path())
    assert told(capsys) == (1, [{"code": "cut_off", "first": last - 1, "last": last}])


def test_a_tail_cut_off_shows_against_the_letter_that_a_company_holds(burglar, certificate, capsys):
    seq = head.read(certificate)["seq"]
    cut(burglar, seq)
    assert told(capsys, "--head", certificate) == (1, [{"code": "cut_off", "first": seq, "last": seq}])


def test_a_log_written_anew_differs_from_the_letter(burglar, certificate, capsys):
    burglar.execute("UPDATE common_auditevent SET role = 'clerk' WHERE act = 'start_plan'")
    burglar.execute("DELETE FROM common_auditseal")
    AuditSeal.objects.bulk_create(sealing._links(None, list(AuditEvent.objects.order_by("id"))))
    seq = head.read(certificate)["seq"]
    assert told(capsys, "--head", certificate) == (1, [{"code": "differs_from_head", "seq": seq}])


def test_a_letter_with_one_byte_changed_is_no_witness(certificate, tmp_path):
    forged = bytearray(certificate.read_bytes())
    forged[len(forged) // 2] ^= 1
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(forged)
    with pytest.raises(LookupError):
        head.read(letter)
