"""What the processes of these tests do: tests/processes/running.py."""

import hashlib
import json
import os
import random
import sys
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from common import files, jobs
from common.actor import Actor
from common.audit import record, sealing
from common.files import sweeping
from common.models import NumberSeries
from common.transitions import SYSTEM_ACTOR, begin, perform
from law.acts import Refused
from law.roles import Role
from tests.common.matter import MATTER

from .models import Matter

ROLES = {"close_matter": Role.DECIDER, "drop_matter": Role.OFFICER}


def say(word):
    sys.stdout.write(json.dumps(word) + "\n")
    sys.stdout.flush()


def enqueue(count, seconds):
    with transaction.atomic():
        for number in range(int(count)):
            jobs.enqueue(kind="slow", key=f"j{number}", payload={"seconds": float(seconds)})


def open_matters(count):
    actor = Actor(user_id=1, membership_id=1, role=Role.OFFICER)
    for _ in range(int(count)):
        begin(lifecycle=MATTER, act="open_matter", subject=Matter(), actor=actor, facts={})


def act(name):
    """Load everything while it is open, wait for the word, then act on each."""
    matters = list(Matter.objects.order_by("pk"))
    actor = Actor(user_id=os.getpid(), membership_id=1, role=ROLES[name])
    say("ready")
    sys.stdin.readline()
    say([_try(name, matter, actor) for matter in matters])


def _try(name, matter, actor):
    try:
        perform(lifecycle=MATTER, act=name, subject=matter, actor=actor, facts={"complete": True})
    except Refused as refused:
        return refused.reasons[0].code
    return "won"


def happen(count):
    """Events whose ids are given long before they commit, so that later ids overtake them."""
    for number in range(int(count)):
        with transaction.atomic():
            subject = NumberSeries(code=f"{os.getpid()}-{number}")
            record(act="happen", subject=subject, actor=SYSTEM_ACTOR, facts={})
            time.sleep(random.random() / 50)


def seal(seconds):
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        sealing.seal()


def store_what_lies_there(count):
    """An orphan of each content lies in the store already; the same content is then received."""
    for number in range(int(count)):
        content = f"content {number}".encode()
        home = files_dir() / "files" / (name := hashlib.sha256(content).hexdigest())[:2] / name
        home.parent.mkdir(parents=True, exist_ok=True)
        home.write_bytes(content)
        files.store_bytes(content, kind="pdf")


def sweep_files(seconds):
    """As if a day had passed since each file was written."""
    sweeping.AGE = timedelta(0)
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        for path in sweeping._orphans():
            sweeping._remove(path)


def files_dir():
    return Path(settings.FILES_DIR)
