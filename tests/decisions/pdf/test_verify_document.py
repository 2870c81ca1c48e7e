"""The command answers with neither database nor network."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management.base import CommandError

from decisions import signing
from decisions.management.commands.verify_document import NOT_GENUINE, NOT_JUDGED, Command
from decisions.signing.keys import certificate_path


@pytest.fixture
def letter(tmp_path, signed):
    path = tmp_path / "letter.pdf"
    path.write_bytes(signed)
    return path


def test_with_the_root_it_is_genuine_though_the_database_is_dead(letter, tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing",
        "SECRET_KEY": "verification needs none",
        "DATA_DIR": str(tmp_path / "data"),
        "http_proxy": "http://127.0.0.1:9",
    }
    program = [sys.executable, settings.BASE_DIR / "manage.py", "verify_document", letter]
    trust = ["--trust", certificate_path("root")]
    answer = subprocess.run([*program, *trust], capture_output=True, text=True, env=environment, check=False)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["genuine"] is True


def code_of(letter, **given):
    with pytest.raises(SystemExit) as ended:
        Command().handle(file=letter, **({"trust": [], "status": None} | given))
    return ended.value.code


def test_without_it_a_sound_letter_is_not_judged(letter, capsys):
    assert code_of(letter) == NOT_JUDGED == 2
    said = json.loads(capsys.readouterr().out)
    assert (said["genuine"], said["trust"], said["integrity"]) == (None, "not_given", "intact")
    assert "真正かどうかは判定していません。" in "".join(said["messages"])


def test_without_it_a_changed_letter_is_not_genuine(letter, capsys):
    changed = bytearray(letter.read_bytes())
    changed[len(changed) // 2] ^= 1
    letter.write_bytes(changed)
    assert code_of(letter) == NOT_GENUINE == 1
    assert json.loads(capsys.readouterr().out)["genuine"] is False


def test_another_s_trust_is_not_genuine(letter, settings, tmp_path, capsys):
    settings.SIGNING_DIR = tmp_path / "other"
    signing.ensure_demo_keys({})
    assert code_of(letter, trust=[certificate_path("root")]) == NOT_GENUINE
    assert json.loads(capsys.readouterr().out)["trust"] == "untrusted"


def test_an_unreadable_trust_is_said_and_nothing_is_judged(letter):
    with pytest.raises(CommandError, match="読み取れません") as refused:
        Command().handle(file=letter, trust=[letter.with_name("nowhere.pem")], status=None)
    assert refused.value.returncode == NOT_JUDGED


def test_the_help_says_the_codes():
    assert "0 真正、1 真正でない、2 判定していない" in Command.help
