"""The system as `./run demo` starts it, with the office and the cast prepared, and no plan yet."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from tests import databases

PATIENCE = 60
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from decisions.demo.office import ensure_office
ensure_office()
"""
OUTSIDE = {"DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SITE_URL"}
WORKER = (
    "-W ignore:::celery.platforms -m celery -q -A config worker"
    " --pool=solo -B -l WARNING --without-gossip --without-mingle"
)
WEB = (
    "-m gunicorn config.wsgi -k gthread --workers 1 --threads 4 --log-level warning --no-control-socket -b {}"
)


class System:
    """Embedded: SQLite, the database as broker, one web and one worker process."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes: list[subprocess.Popen] = []

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        own = {"DEMO": "1", "DATA_DIR": str(self.directory), "PORT": str(self.port), "SECRET_KEY": "tests"}
        # A crawler asks as many pages in a minute as many visitors would.
        return kept | own | {"SEAL_SECONDS": "1", "ISSUE_SECONDS": "1", "PUBLIC_LISTS_PER_MINUTE": "10000"}

    def start(self) -> None:
        shutil.copy(databases.sqlite(), self.directory / "kikin.sqlite3")
        self.shell(PREPARE)
        self._run("web", WEB.format(f"127.0.0.1:{self.port}").split())
        self.start_worker()
        wait_until(self.answers, "the web process to answer")

    def build(self, code: str) -> dict[str, str]:
        """Plans made through the services while no worker takes their jobs away."""
        end(self.worker, signal.SIGTERM)
        try:
            return json.loads(self.shell(code).splitlines()[-1])
        finally:
            self.start_worker()

    def start_worker(self) -> None:
        self.worker = self._run("worker", WORKER.split())

    def _run(self, name: str, arguments: list[str]) -> subprocess.Popen:
        with (self.directory / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def answers(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/livez", timeout=5) as answer:
            return answer.status == 200
        return False

    def stop(self) -> None:
        for process in self.processes:
            end(process, signal.SIGKILL)

    def log(self) -> str:
        return "".join(path.read_text() for path in sorted(self.directory.glob("*.log")))

    # The management shell

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=4 * PATIENCE,
        )

    def shell(self, code: str) -> str:
        done = self.manage("shell", "-v0", "-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @cached_property
    def cast(self) -> dict[str, dict]:
        """Key → what `manage.py cast` prints of this person."""
        rows = json.loads(self.manage("cast").stdout)
        return {row["username"].partition("@")[0]: row for row in rows}


def end(process: subprocess.Popen, how: signal.Signals) -> None:
    """Ends what was started here, its children too."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)
    process.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(true, what: str, patience: int = PATIENCE):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {patience} s for {what}")
