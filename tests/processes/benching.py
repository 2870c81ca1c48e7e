"""The small form of a bench, on the servers of the tests; each of its databases begins as a copy."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

from tests import databases

from .conftest import REDIS, SERVER


def small(name: str) -> tuple[int, dict]:
    """How it ended, and its figures."""
    own = {
        "BENCH_DATABASE_URL": SERVER,
        "BENCH_REDIS_URL": urlsplit(REDIS)._replace(path="/5").geturl(),  # a bench empties its queue
        "BENCH_TEMPLATE": databases.postgres(SERVER),
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench", name, "--small"],
        env={**os.environ, **own}, check=False, stdout=subprocess.PIPE,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)[name]
