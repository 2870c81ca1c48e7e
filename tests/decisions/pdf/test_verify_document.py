"""The command answers with neither database nor network."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management.base import CommandError

from decisions.management.commands.verify_document import Command
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


def test_without_it_the_command_fails(letter, capsys):
    with pytest.raises(SystemExit, match="1"):
        Command().handle(file=letter, trust=[], status=None)
    assert json.loads(capsys.readouterr().out)["trust"] == "not_given"


def test_an_unreadable_trust_is_said(letter):
    with pytest.raises(CommandError, match="読み取れません"):
        Command().handle(file=letter, trust=[letter.with_name("nowhere.pem")], status=None)
