"""A migration is walked in a process and a database of its own: no test's transaction could hold it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import databases
from tests.source import ROOT

PRELUDE = """
import io
import json

import django

django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def to(targets):
    MigrationExecutor(connection).migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps

"""


def seen_by(script: str, directory: Path) -> Any:
    """What `script` prints as JSON, last of all; it begins with a migrated database."""
    shutil.copy(databases.sqlite(), directory / "kikin.sqlite3")
    environment = {
        **os.environ,
        "DATA_DIR": str(directory),
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", PRELUDE + script],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
