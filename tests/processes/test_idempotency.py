"""Many requests at once under one key, to several processes: one acts, and all get its answer."""

import json
import os
import signal
import socket
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest

from .conftest import Servers, end, python, wait_until

pytestmark = pytest.mark.processes
BURST = int(os.environ.get("IDEMPOTENCY_BURST", "2000"))
ON_ONE_FILE = 100  # SQLite takes one writer at a time
READY = """
from accounts.cast import ensure_person
from api.tokens import make_token
from decisions.demo.office import ensure_office
ensure_office()
post = ensure_person("lead").memberships.select_related("organisation", "user").get()
print(make_token(membership=post, name="burst", scope="write", days=1)[1])
"""


class Web:
    def __init__(self, system) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.place = f"127.0.0.1:{probe.getsockname()[1]}"
        wide = ("--workers", "3") if isinstance(system, Servers) else ("--workers", "1")
        serve = ("-m", "gunicorn", "config.wsgi", "-k", "gthread", *wide, "--threads", "4")
        environment = system.environment | {"API_REQUESTS_PER_MINUTE": "1000000"}
        quiet = ("--log-level", "error", "--no-control-socket", "-b", self.place)
        system.processes.append(python(environment, *serve, *quiet))
        wait_until(self.answers, "the web processes")

    def answers(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"http://{self.place}/livez", timeout=5) as answer:
            return answer.status == 200
        return False

    def start_plan(self, token: str, title: str = "一度だけ") -> tuple[int, dict]:
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": "the-only-one",
        }
        said = json.dumps({"scheme": "generic-base", "title": title}).encode()
        address = f"http://{self.place}/api/v1/acts/start_plan/"
        try:
            with urllib.request.urlopen(urllib.request.Request(address, said, headers), timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)


def token_of(system) -> str:
    process = python(system.environment, "manage.py", "shell", "-v0", "-c", READY, stdout=-1, text=True)
    system.processes.append(process)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return said.strip().splitlines()[-1]


def test_requests_with_one_key_act_once(system):
    token, count = token_of(system), BURST if isinstance(system, Servers) else ON_ONE_FILE
    web = Web(system)
    with ThreadPoolExecutor(24) as many:
        answers = list(many.map(lambda _number: web.start_plan(token), range(count)))
    assert {status for status, _said in answers} == {201}
    assert len({said["id"] for _status, said in answers}) == 1
    assert system.rows("SELECT count(*) FROM applications_plan")[0][0] == 1
    assert system.rows("SELECT count(*) FROM common_auditevent WHERE act = 'start_plan'")[0][0] == 1
    assert web.start_plan(token, "別の内容")[0] == 422


WAITING = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT%'"""


@pytest.mark.parametrize("system", ["servers"], indirect=True)
def test_a_request_killed_in_its_act_leaves_no_key_behind(system):
    """Its key is written first and its plan waits behind another's lock when the process is killed."""
    token, web = token_of(system), Web(system)
    with psycopg.connect(system.url) as other, ThreadPoolExecutor(1) as asking:
        other.execute("LOCK TABLE applications_plan IN EXCLUSIVE MODE")
        first = asking.submit(web.start_plan, token)
        wait_until(lambda: system.rows(WAITING)[0][0], "the act to wait")
        end(system.processes[-1], signal.SIGKILL)
        with pytest.raises(OSError):  # noqa: PT011  (whichever way the connection breaks)
            first.result()
    assert system.rows("SELECT count(*) FROM api_answeredcall")[0][0] == 0
    assert Web(system).start_plan(token)[0] == 201
    assert system.rows("SELECT count(*) FROM applications_plan")[0][0] == 1
