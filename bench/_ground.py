"""A database, a queue and a data directory of the measurement's own, gone when it ends."""

import os
import platform
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import psutil
import psycopg
import redis

SERVER = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("BENCH_REDIS_URL", "redis://127.0.0.1:6379/5")
TEMPLATE = os.environ.get("BENCH_TEMPLATE", "template1")  # one migrated already has nothing left to migrate
PACKAGES = ("django", "weasyprint", "pyhanko", "celery")


@contextmanager
def ground() -> Iterator[dict[str, str]]:
    """The environment of a migrated, empty system on PostgreSQL and Redis."""
    _require_servers()
    name = f"kikin_bench_{uuid.uuid4().hex[:12]}"
    with tempfile.TemporaryDirectory(prefix="kikin-bench-") as directory:
        _on_server(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        try:
            _empty_queue()
            environment = _environment(urlsplit(SERVER)._replace(path=f"/{name}").geturl(), directory)
            subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
            subprocess.run(
                [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
                env=environment,
                check=True,
            )
            yield environment
        finally:
            _on_server(f"DROP DATABASE {name} WITH (FORCE)")
            _empty_queue()


def machine() -> dict[str, Any]:
    with psycopg.connect(SERVER) as server, redis.Redis.from_url(REDIS) as queue:
        servers = {
            "postgresql": server.info.parameter_status("server_version"),
            "redis": queue.info("server")["redis_version"],
        }
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "cores": os.cpu_count(),
        "load": [round(each, 1) for each in os.getloadavg()],
        "memory_mb": psutil.virtual_memory().total // 2**20,
        "python": platform.python_version(),
        "system": platform.platform(),
        **servers,
        **{package: version(package) for package in PACKAGES},
    }


def _commit() -> str:
    """Empty where the source is no repository."""
    asked = ["git", "rev-parse", "HEAD"]
    return subprocess.run(asked, check=False, capture_output=True, text=True).stdout.strip()  # noqa: S603


def _require_servers() -> None:
    try:
        psycopg.connect(SERVER, connect_timeout=5).close()
        redis.Redis.from_url(REDIS, socket_connect_timeout=5).ping()
    except (psycopg.OperationalError, redis.ConnectionError) as error:
        raise SystemExit(
            f"PostgreSQL（{SERVER}）か Redis（{REDIS}）が答えません。起動するか、"
            "BENCH_DATABASE_URL と BENCH_REDIS_URL で場所を教えてください。"
        ) from error


def _environment(url: str, directory: str) -> dict[str, str]:
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url,
        "CELERY_BROKER_URL": REDIS,
        "REDIS_URL": REDIS,
        "DATA_DIR": directory,
        "DEMO": "1",
        "SECURE": "0",
        "SECRET_KEY": "bench",
        "API_REQUESTS_PER_MINUTE": "1000000",
    }
    return {**os.environ, **own}


def _on_server(sql: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql)


def _empty_queue() -> None:
    with redis.Redis.from_url(REDIS) as queue:
        queue.flushdb()
