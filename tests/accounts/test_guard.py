"""Where demo people stand, neither web nor worker starts without DEMO=1."""

import os
import shutil
import subprocess
import sys

import pytest
from django.test import override_settings

from accounts.guard import DemoPeopleFound, refuse_demo_people, stop_worker
from accounts.models import User
from tests import databases
from tests.cast import person
from tests.source import ROOT

WEB = [sys.executable, "-c", "import config.wsgi"]
WORKER = [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool=solo"]
SENTENCE = "デモ用の利用者が登録されている"


def run(command: list[str], data_dir, demo: str) -> subprocess.CompletedProcess:
    environment = {
        **os.environ,
        "DATA_DIR": str(data_dir),
        "DEMO": demo,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """A database of its own, migrated and with one demo person in it."""
    place = tmp_path_factory.mktemp("installation")
    shutil.copy(databases.sqlite(), place / "kikin.sqlite3")
    done = run([sys.executable, "manage.py", "cast"], place, "1")
    assert done.returncode == 0, done.stderr
    return place


@pytest.mark.processes
def test_the_web_refuses(installation):
    refused = run(WEB, installation, "0")
    assert refused.returncode != 0
    assert SENTENCE in refused.stderr


@pytest.mark.processes
def test_the_worker_refuses(installation):
    refused = run(WORKER, installation, "0")
    assert refused.returncode != 0
    assert SENTENCE in refused.stderr


@pytest.mark.processes
def test_in_the_demo_the_web_starts(installation):
    started = run(WEB, installation, "1")
    assert started.returncode == 0, started.stderr


@pytest.mark.django_db
def test_real_people_may_work_anywhere():
    User.objects.update(is_demo=False)
    with override_settings(DEMO=False):
        refuse_demo_people()


@pytest.mark.django_db
def test_one_demo_person_is_enough():
    person("lead")
    with override_settings(DEMO=False):
        with pytest.raises(DemoPeopleFound):
            refuse_demo_people()
        with pytest.raises(SystemExit):
            stop_worker()
