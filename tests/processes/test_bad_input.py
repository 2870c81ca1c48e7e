"""What is too much for a real web process: refused soon, in words, and in memory that it gives back.

No time is asserted. What is: how much of the body was taken before the answer came, and how much memory
the process had at its worst. The client's own timeout ends what would never end.
"""

import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import wait_until
from .test_idempotency import Web, token_of

pytestmark = [pytest.mark.processes, pytest.mark.parametrize("system", ["embedded"], indirect=True)]
MB = 1024 * 1024
PATIENCE = 60
# What a process may take besides what it holds when nothing is asked of it.
MOST_MEMORY = 96 * MB
# What lies in the sockets' buffers of one machine when nobody reads.
UNREAD = 8 * MB
BOX = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
FIELD = b'--x\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx\r\n'
FILE = b'--x\r\nContent-Disposition: form-data; name="f%d"; filename="a.pdf"\r\n\r\nx\r\n'
JSON, FORM, PARTS = "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


def fifty() -> Iterator[bytes]:
    return (b"a" * MB for _ in range(50))


def many(shape: bytes, joint: bytes = b"") -> Iterator[bytes]:
    for start in range(0, 100_000, 1_000):
        yield joint.join(shape % number for number in range(start, start + 1_000)) + joint


# The body's kind, its pieces, the length it tells of itself (0: none, None: its own), status, unread.
TOO_MUCH = {
    "50 MB of JSON": (JSON, fifty, 50 * MB, 413, True),
    "50 MB of a form": (FORM, fifty, 50 * MB, 413, True),
    "50 MB in one box of a form with files": (
        PARTS, lambda: (BOX, *fifty()), 51 * MB, 413, False
    ),
    "a gigabyte of files": (PARTS, fifty, 1024 * MB, 413, True),
    "50 MB that tell no length": (JSON, fifty, 0, 411, True),
    "a form that tells no length": (PARTS, fifty, 0, 411, True),
    "100,000 fields": (FORM, lambda: many(b"f%d=x", b"&"), None, 413, False),
    "100,000 parts": (PARTS, lambda: many(FIELD), None, 413, False),
    "100,000 files": (PARTS, lambda: many(FILE), None, 413, False),
}  # fmt: skip


class Client:
    """Sends piece by piece, until it is answered or has said everything."""

    def __init__(self, web: Web, **headers: str) -> None:
        self.place, self.headers = web.place, headers

    def send(self, path: str, kind: str, pieces, length: int | None) -> tuple[int, str, str, int]:
        connection = http.client.HTTPConnection(self.place, timeout=PATIENCE)
        connection.putrequest("POST", path)
        if length is None:
            pieces = [b"".join(pieces)]
            length = len(pieces[0])
        told = {"Content-Length": str(length)} if length else {"Transfer-Encoding": "chunked"}
        for name, value in {**self.headers, "Content-Type": kind, **told}.items():
            connection.putheader(name, value)
        connection.endheaders()
        sent = 0
        try:
            for piece in pieces:
                connection.send(piece if length else b"%x\r\n%s\r\n" % (len(piece), piece))
                sent += len(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass  # answered meanwhile
        with connection.getresponse() as answer:
            text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers["Content-Type"], text, sent


def signed_in(web: Web, who: str) -> Client:
    """By the demo's own door, as a browser would."""
    client = http.client.HTTPConnection(web.place, timeout=PATIENCE)
    client.request("GET", "/account/login/")
    token = re.search(r"csrftoken=(\w+)", client.getresponse().headers["Set-Cookie"])[1]
    client.close()
    headers = {"Cookie": f"csrftoken={token}", "Content-Type": FORM}
    client.request("POST", f"/demo/sign-in/{who}/", f"csrfmiddlewaretoken={token}", headers)
    said = "; ".join(client.getresponse().headers.get_all("Set-Cookie"))
    client.close()
    cookies = {name: re.search(rf"{name}=([\w-]+)", said)[1] for name in ("csrftoken", "sessionid")}
    kept = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return Client(web, Cookie=kept, **{"X-CSRFToken": cookies["csrftoken"]})


class Memory:
    """Of the process that answers, as the kernel counts it."""

    def __init__(self, system) -> None:
        master = system.processes[-1].pid
        (worker,) = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        self.place = Path(f"/proc/{worker}")

    def now(self, name: str = "VmRSS") -> int:
        return int(re.search(rf"{name}:\s+(\d+) kB", (self.place / "status").read_text())[1]) * 1024

    def forget_the_worst(self) -> None:
        (self.place / "clear_refs").write_text("5")


def test_too_much_is_refused_in_words_and_leaves_the_process_as_it_was(system):
    token = token_of(system)
    system.manage_text("collectstatic", "--noinput", "-v0")
    web = Web(system)
    memory = Memory(system)
    plan = web.start_plan(token)[1]["url"]
    ways = {
        f"{plan}acts/agree_plan/": Client(web, Authorization=f"Bearer {token}"),
        plan.removeprefix("/api/v1") + "attachments/add/schedule/": signed_in(web, "lead"),
    }
    for path, client in ways.items():
        for name, (kind, pieces, length, status, unread) in TOO_MUCH.items():
            memory.forget_the_worst()
            before = memory.now()
            answer, content_type, text, sent = client.send(path, kind, pieces(), length)
            assert (name, answer) == (name, status)
            assert in_words(content_type, text, status), (name, text)
            assert not unread or sent < UNREAD, (name, sent)
            assert memory.now("VmHWM") - before < MOST_MEMORY, name
    assert list((system.directory / "incoming").iterdir()) == []
    assert web.answers()


def in_words(content_type: str, text: str, status: int) -> bool:
    if content_type.startswith("application/problem+json"):
        said = json.loads(text)
        return said["status"] == status and said["instance"] > "urn:request:"
    return "受け取れませんでした" in text


def test_people_who_send_slowly_keep_no_one_else_from_an_answer(system):
    """One that stalls in its body holds one thread of four, and never the others."""
    token = token_of(system)
    web = Web(system)
    stalled = []
    for _number in range(3):
        connection = http.client.HTTPConnection(web.place, timeout=PATIENCE)
        connection.putrequest("POST", "/api/v1/acts/start_plan/")
        connection.putheader("Authorization", f"Bearer {token}")
        connection.putheader("Content-Type", JSON)
        connection.putheader("Content-Length", "1000")
        connection.endheaders()
        connection.send(b"{")
        stalled.append(connection)
    wait_until(web.answers, "an answer beside three that stall")
    assert web.start_plan(token)[0] == 201
    for connection in stalled:
        connection.close()
    wait_until(web.answers, "an answer after they hung up")
    assert system.rows("SELECT count(*) FROM applications_plan")[0][0] == 1
