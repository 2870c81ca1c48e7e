import json
import uuid
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction

from common import audit, clock
from common.actor import SYSTEM_ACTOR
from common.audit import head, sealing
from common.audit.models import AuditEvent, AuditSeal
from common.audit.verifying import verify
from common.models import NumberSeries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


@pytest.fixture
def before():
    """The seal at which the chain stood when the test began: the office's own lines are sealed."""
    return AuditSeal.objects.last().seq


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch):
    """How the layers above sign and read is their own test."""
    monkeypatch.setattr(head, "_registry", head._Registry())


@pytest.fixture
def signer():
    """Signs as a key would, and as plainly as possible."""
    head.register_signer(sign=lambda data: data.hex(), verify=lambda data, signature: data.hex() == signature)


def seal_and_publish():
    """What the periodic task does."""
    sealed = sealing.seal()
    head.publish()
    return sealed


def happen(times=1, **facts):
    subject = NumberSeries(code="GB2026")
    return [audit.record(act="draw", subject=subject, actor=SYSTEM_ACTOR, facts=facts) for _ in range(times)]


def codes(report):
    return [problem["code"] for problem in report.problems]


@contextmanager
def broken_in(*tables):
    """A burglar with the owner's rights takes the triggers away."""
    with connection.cursor() as cursor:
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            else:
                cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name=%s", [table])
                for (name,) in cursor.fetchall():
                    cursor.execute(f"DROP TRIGGER {name}")
        yield cursor


def test_a_line_holds_codes_only():
    (event,) = happen(
        number="GB2026-00001", when=date(2026, 4, 1), who=uuid.UUID(int=7), kept=[1, None, True]
    )
    event.refresh_from_db()
    assert event.facts == {
        "number": "GB2026-00001",
        "when": "2026-04-01",
        "who": "00000000-0000-0000-0000-000000000007",
        "kept": [1, None, True],
    }


@pytest.mark.parametrize("wrong", ["見本製薬", "two words", 0.5, b"x", "a" * 201], ids=repr)
def test_a_name_or_a_sentence_can_not_get_in(wrong):
    with pytest.raises(TypeError, match="ids and hashes"):
        happen(what=wrong)


@pytest.mark.parametrize("model", [AuditEvent, AuditSeal])
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_raw_sql_can_neither_change_nor_remove_a_row(model, verb):
    happen()
    seal_and_publish()
    column = "act" if model is AuditEvent else "hash"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(model._meta.db_table, column, "'x'"))


def test_the_log_can_not_be_emptied_at_once():
    happen()
    emptying = {"sqlite": "DELETE FROM common_auditevent", "postgresql": "TRUNCATE common_auditevent CASCADE"}
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(emptying[connection.vendor])


def test_every_event_is_sealed_once_and_the_chain_holds(before):
    happen(3)
    assert sealing.seal() == 3
    happen(2)
    assert sealing.seal() == 2
    assert sealing.seal() == 0
    report = verify()
    assert (report.ok, report.sealed, report.unsealed) == (True, before + 5, 0)
    seals = AuditSeal.objects.filter(seq__gt=before).order_by("seq")
    assert [seal.seq - before for seal in seals] == [1, 2, 3, 4, 5]


def test_more_than_one_batch_is_sealed_in_one_go(monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)
    happen(5)
    assert sealing.seal() == 5
    assert verify().ok


def test_an_event_that_commits_late_is_sealed_after_later_ones(before):
    """PostgreSQL gives the id at INSERT and shows the row at COMMIT."""
    first, second = happen(2)
    AuditSeal.objects.bulk_create(sealing._links(AuditSeal.objects.last(), [second]))
    assert sealing.seal() == 1
    seals = AuditSeal.objects.filter(seq__gt=before).order_by("seq")
    assert [seal.event_id for seal in seals] == [second.pk, first.pk]
    assert verify().ok


def test_what_was_overlooked_behind_many_is_found_by_the_whole_pass(monkeypatch):
    monkeypatch.setattr(sealing, "LOOK_BACK", 1)
    late, *others = happen(4)
    AuditSeal.objects.bulk_create(sealing._links(AuditSeal.objects.last(), others))
    cache.set("audit-whole-pass", value=True)
    assert sealing.seal() == 0
    cache.delete("audit-whole-pass")
    assert sealing.seal() == 1
    assert AuditSeal.objects.last().event_id == late.pk


def test_a_second_sealer_that_comes_too_late_seals_nothing_twice():
    events = happen(2)
    links = sealing._links(AuditSeal.objects.last(), events)
    seal_and_publish()
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditSeal.objects.bulk_create(links)
    assert verify().ok


def test_a_changed_event_is_found(before):
    event = happen(3)[1]
    seal_and_publish()
    with broken_in("common_auditevent") as cursor:
        cursor.execute("UPDATE common_auditevent SET actor_id = 99 WHERE id = %s", [event.pk])
    report = verify()
    assert report.problems == [{"code": "changed", "seq": before + 2, "event": event.pk}]


def test_a_removed_event_is_found():
    event = happen(3)[1]
    seal_and_publish()
    with broken_in("common_auditevent", "common_auditseal") as cursor:
        cursor.execute("DELETE FROM common_auditseal WHERE event_id = %s", [event.pk])
        cursor.execute("DELETE FROM common_auditevent WHERE id = %s", [event.pk])
    assert codes(verify()) == ["missing"]


def test_reordered_seals_are_found(before):
    happen(3)
    seal_and_publish()
    with broken_in("common_auditseal") as cursor:
        for old, new in ((2, 9), (3, 2), (9, 3)):
            cursor.execute(
                "UPDATE common_auditseal SET seq = %s WHERE seq = %s", [before + new, before + old]
            )
    assert set(codes(verify())) == {"reordered"}


def test_an_event_unsealed_for_a_minute_is_told():
    with clock.at(clock.real_now() - timedelta(seconds=90)):
        happen()
    assert codes(verify()) == ["unsealed_too_long"]


def test_an_event_of_this_moment_may_still_be_unsealed():
    happen()
    report = verify()
    assert (report.ok, report.unsealed) == (True, 1)


def test_a_head_that_nobody_here_can_judge_says_so():
    happen()
    seal_and_publish()
    assert json.loads(head.path().read_text())["signature"] is None
    report = verify(head.read(head.path()))
    assert (report.ok, report.head["signature"]) == (True, "unchecked")


def test_an_unsigned_head_is_told(signer):
    happen()
    seal_and_publish()
    written = {**head.read(head.path()), "signature": None}
    assert codes(verify(written)) == ["head_signature_unsigned"]
    head.path().write_text(json.dumps({**written, "in_letter": True}))
    assert codes(verify(head.read(head.path()))) == ["head_signature_unsigned"]


def test_a_head_that_is_gone_is_told(before, capsys):
    happen(2)
    seal_and_publish()
    head.path().unlink()
    status, told = run_command(capsys)
    assert (status, told["problems"]) == (1, [{"code": "head_missing"}])


def test_a_cut_tail_shows_against_the_signed_head(before, signer):
    happen(3)
    seal_and_publish()
    kept = head.read(head.path())
    with broken_in("common_auditseal", "common_auditevent") as cursor:
        cursor.execute("DELETE FROM common_auditseal WHERE seq = %s", [before + 3])
        cursor.execute("DELETE FROM common_auditevent WHERE id = (SELECT max(id) FROM common_auditevent)")
    assert verify().ok
    report = verify(kept)
    assert report.problems == [{"code": "cut_off", "first": before + 3, "last": before + 3}]
    assert report.head["signature"] == "good"


def test_a_cut_tail_never_overwrites_the_published_head(signer):
    happen(3)
    seal_and_publish()
    before = head.path().read_text()
    with broken_in("common_auditseal", "common_auditevent") as cursor:
        cursor.execute("DELETE FROM common_auditseal WHERE seq > 1")
        cursor.execute(
            "DELETE FROM common_auditevent WHERE id NOT IN (SELECT event_id FROM common_auditseal)"
        )
    seal_and_publish()
    assert head.path().read_text() == before


def test_a_chain_built_anew_differs_from_the_head(signer):
    happen(2)
    seal_and_publish()
    kept = head.read(head.path())
    with broken_in("common_auditseal", "common_auditevent") as cursor:
        cursor.execute("DELETE FROM common_auditseal")
        cursor.execute("UPDATE common_auditevent SET actor_id = 99")
    cache.delete("audit-whole-pass")
    seal_and_publish()
    assert verify().ok
    assert codes(verify(kept)) == ["differs_from_head"]


def test_a_head_with_a_bad_signature_is_told(signer):
    happen()
    seal_and_publish()
    forged = {**head.read(head.path()), "at": datetime(2020, 1, 1, tzinfo=UTC).isoformat()}
    assert codes(verify(forged)) == ["head_signature_bad"]


def run_command(capsys, *arguments):
    status = 0
    try:
        call_command("verify_audit", *arguments)
    except SystemExit as leaving:
        status = leaving.code
    return status, json.loads(capsys.readouterr().out)


def test_the_command_prints_json_and_leaves_with_zero_when_all_is_well(before, capsys):
    happen(2)
    seal_and_publish()
    status, told = run_command(capsys)
    assert (status, told["ok"]) == (0, True)
    assert told["sealed"] == told["head"]["seq"] == before + 2


def test_the_command_leaves_with_one_when_something_is_wrong(before, capsys, tmp_path):
    happen(2)
    seal_and_publish()
    longer = tmp_path / "kept.json"
    longer.write_text(json.dumps({"seq": before + 7, "hash": "ab" * 32}))
    status, told = run_command(capsys, "--head", str(longer))
    assert (status, told["problems"]) == (1, [{"code": "cut_off", "first": before + 3, "last": before + 7}])


def test_the_command_reads_the_head_in_a_pdf(capsys, tmp_path):
    head.register_pdf_reader(lambda file: json.loads(file.read_bytes().partition(b"%")[2]))
    letter = tmp_path / "letter.PDF"
    letter.write_bytes(b'PDF%{"seq": 999999, "hash": "' + b"ab" * 32 + b'"}')
    status, told = run_command(capsys, "--head", str(letter))
    assert (status, told["problems"][0]["code"]) == (1, "cut_off")


def test_the_command_says_when_a_head_can_not_be_read(tmp_path):
    nonsense = tmp_path / "head.json"
    nonsense.write_text("[]")
    with pytest.raises(CommandError, match="読み取れません"):
        call_command("verify_audit", "--head", str(nonsense))
