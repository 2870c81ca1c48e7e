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
def command(tmp_path, signed):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(signed)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing",
        "SECRET_KEY": "verification needs none",
        "DATA_DIR": str(tmp_path / "data"),
        "http_proxy": "http://127.0.0.1:9",
    }

    def run(*arguments) -> subprocess.CompletedProcess:
        program = [sys.executable, settings.BASE_DIR / "manage.py", "verify_document", letter, *arguments]
        return subprocess.run(program, capture_output=True, text=True, env=environment, check=False)

    return run


def test_with_the_root_it_is_genuine(command):
    answer = command("--trust", certificate_path("root"))
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["genuine"] is True


def test_without_it_the_command_fails(command):
    answer = command()
    assert answer.returncode == 1
    assert json.loads(answer.stdout)["trust"] == "not_given"


def test_an_unreadable_trust_is_said(tmp_path):
    (tmp_path / "letter.pdf").write_bytes(b"")
    with pytest.raises(CommandError, match="読み取れません"):
        Command().handle(file=tmp_path / "letter.pdf", trust=[tmp_path / "nowhere.pem"], status=None)
