"""Processes that are asked in turn, so that what else the machine does weighs on all of them alike."""

import json
import subprocess
import sys
from typing import Any


class Asked:
    """A process with its own database."""

    def __init__(self, environment: dict[str, str], module: str, size: int) -> None:
        self.process = subprocess.Popen(  # noqa: S603  (our own module)
            [sys.executable, "-m", "bench._process", module, str(size)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def hear(self) -> dict[str, Any]:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(self.process.wait() or 1)
        heard: dict[str, Any] = json.loads(line)
        return heard

    def ask(self, page: str) -> dict[str, Any]:
        print(page, file=self.process.stdin, flush=True)
        return self.hear()

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()
