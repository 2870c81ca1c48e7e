"""The web process is killed while an upload streams in: a leftover, which the sweeper takes a day later."""

import os
import signal
import socket
import time
import urllib.request
from contextlib import closing, suppress

import pytest

from .conftest import end, python, wait_until

pytestmark = pytest.mark.processes
ANNOUNCED, SENT = 20 * 1024 * 1024, 6 * 1024 * 1024
HEAD = (
    "POST /verify/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    f"Content-Length: {ANNOUNCED}\r\n\r\n"
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
)


def test_a_web_process_killed_in_an_upload_leaves_a_leftover_and_no_more(system):
    port = free_port()
    web = start(system, port)
    with closing(socket.create_connection(("127.0.0.1", port))) as stranger:
        stranger.sendall(HEAD.encode())
        stranger.sendall(b"%PDF" + b"0" * SENT)
        wait_until(lambda: received(system), "the upload to be written")
        end(web, signal.SIGKILL)
    (left,) = received(system)
    assert system.rows("SELECT count(*) FROM common_storedfile") == [(0,)]
    assert system.manage("sweep_files")[1]["leftovers"] == []
    start(system, port)
    os.utime(left, (time.time() - 90_000,) * 2)
    assert system.manage("sweep_files")[1]["leftovers"] == [left.name]
    assert received(system) == []


def received(system):
    incoming = system.directory / "incoming"
    return [path for path in incoming.iterdir() if path.stat().st_size]


def start(system, port):
    arguments = ["-m", "gunicorn", "config.wsgi", "-b", f"127.0.0.1:{port}", "--no-control-socket"]
    web = python(system.environment, *arguments, "--log-level", "critical")
    system.processes.append(web)
    wait_until(lambda: answers(port), "the web process to answer")
    return web


def answers(port):
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=5) as answer:
        return answer.status == 200
    return False


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
