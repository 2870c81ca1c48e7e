"""One process that takes lists along: `python -m bench._process _exporting PLANS AT_ONCE`."""

import io
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import IO, Any

import psutil
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from openpyxl import load_workbook

from applications.models import ListExport
from applications.services.exporting import ask_for_export
from applications.worklist import listed
from common import clock
from common.jobs.running import attempt
from common.models import Job
from decisions.demo.acting import member
from decisions.demo.office import ensure_office

from ._seeding import seed

ROUNDS = 3
WHOLE = "state=all"  # with what has ended
LOOK_SECONDS = 0.05
Looks = list[tuple[int, int]]  # rows written so far, bytes of memory


def newest(most: int) -> str:
    """The address of a list of not quite so many: what arrived since the day after the one too many."""
    arrived = listed(member("officer")).filter(arrived_at__isnull=False).order_by("-arrived_at")
    last = arrived.values_list("arrived_at", flat=True)[most]
    return f"arrived_from={clock.local(last).date() + timedelta(days=1)}"


def at_once(client: Client, most: int) -> dict[str, Any]:
    address, seconds, cpu, content = (
        f"{reverse('take_list', args=['worklist', 'xlsx'])}?{WHOLE}&{newest(most)}",
        [],
        [],
        b"",
    )
    for _ in range(ROUNDS):
        started, spent = time.perf_counter(), time.process_time()
        response = client.get(address)
        content = b"".join(response.streaming_content)
        seconds.append(time.perf_counter() - started)
        cpu.append(time.process_time() - spent)
    rows = _rows(io.BytesIO(content))
    return {"rows": rows, "seconds": round(median(seconds), 2), "cpu_seconds": round(median(cpu), 2)}


def by_job() -> dict[str, Any]:
    export = ask_for_export(query=WHOLE, membership=member("officer"))
    started, spent = time.perf_counter(), time.process_time()
    with looking_at(export) as looks:
        attempt(str(Job.objects.get(key=export.job_key).pk))
    seconds, cpu = time.perf_counter() - started, time.process_time() - spent
    export.refresh_from_db()
    first, last = (next(at for at in looks if at[0] >= export.total * share) for share in (0.1, 0.9))
    return {
        "rows": _rows(export.path),
        "asked_for": export.total,
        "finished": export.finished_at is not None,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "progress_told": len({written for written, _resident in looks if written}),
        "resident_mb": [first[1] >> 20, last[1] >> 20],
        "growth": round(last[1] / first[1], 3),
    }


@contextmanager
def looking_at(export: ListExport) -> Iterator[Looks]:
    """Looks from outside, as the page does, at how far it is."""
    looks: Looks = []
    done = Event()

    def look() -> None:
        process = psutil.Process()
        while not done.wait(LOOK_SECONDS):
            written = ListExport.objects.values_list("written", flat=True).get(pk=export.pk)
            looks.append((written, process.memory_info().rss))
        connection.close()

    thread = Thread(target=look)
    thread.start()
    yield looks
    done.set()
    thread.join()


def _rows(file: IO[bytes] | Path) -> int:
    """Without the head."""
    book = load_workbook(file, read_only=True)
    found = sum(1 for _row in book.active.iter_rows(min_row=2, max_col=1))
    book.close()
    return found


def main(plans: int, most: int) -> None:
    ensure_office()
    member("clerk"), member("lead")
    seed(plans)
    with override_settings(ALLOWED_HOSTS=["testserver", *settings.ALLOWED_HOSTS]):
        client = Client()
        client.post(reverse("demo_sign_in", args=["officer"]))
        json.dump({"plans": plans, "at_once": at_once(client, most), "job": by_job()}, sys.stdout)
