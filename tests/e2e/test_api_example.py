"""The example of docs/ runs as it stands: a program files, officials act by script, the certificate comes.

How an official signs in by script in the demo: by the demo's door, which is a session with both factors. In a
real office there is no such door; a person signs in and shows the second factor.
"""

import json
import os
import subprocess
import sys
import uuid
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from common import clock

from .system import System, wait_until

EXAMPLE = ("docs/api-example.py", "docs/api-example.json")
TOKEN = """
from accounts.cast import ensure_person
from api.tokens import make_token
post = ensure_person("lead").memberships.select_related("organisation", "user").get()
print(make_token(membership=post, name="example", scope="write", days=1)[1])
"""


class Official:
    """A session in cookies, as a browser has it."""

    def __init__(self, system: System, key: str) -> None:
        self.host = system.url
        self.cookies = CookieJar()
        self.browser = build_opener(HTTPCookieProcessor(self.cookies))
        self.browser.open(f"{self.host}/account/login/").close()
        said = urlencode({"csrfmiddlewaretoken": self.csrf}).encode()
        self.browser.open(f"{self.host}/demo/sign-in/{key}/", said).close()

    @property
    def csrf(self) -> str:
        return next(each.value for each in self.cookies if each.name == "csrftoken")

    def get(self, path: str) -> dict:
        with self.browser.open(self.host + path) as answer:
            return json.load(answer)

    def act(self, path: str, body: dict | None = None) -> dict:
        headers = {
            "Content-Type": "application/json",
            "X-CSRFToken": self.csrf,
            "Idempotency-Key": uuid.uuid4().hex,
        }
        sent = json.dumps(body or {}).encode()
        with self.browser.open(Request(self.host + path, sent, headers)) as answer:
            return json.load(answer)


def decide(system: System, plan: str) -> None:
    """From arrival to issue, by the API alone."""
    officer, decider = Official(system, "officer"), Official(system, "decider")
    today = clock.today().isoformat()
    officer.act(f"{plan}acts/take_up_plan/")
    asked = {"body": "mof", "document_number": "見本例第1号", "dated_on": today}
    consultation = officer.act(f"{plan}acts/prepare_consultation/", asked)["url"]
    wait_until(lambda: officer.get(consultation)["package"], "the package")
    officer.act(f"{consultation}acts/record_sending/", {"sent_on": today, "sent_by": "電子メール"})
    said = {"answer": "no_objection", "answered_on": today}
    officer.act(f"{consultation}acts/record_answer/", said)
    found = [{"criterion": each, "fits": True, "fact": "供給能力が増加する。", "page": "2"} for each in "ab"]
    officer.act(f"{plan}acts/write_findings/", {"findings": found})
    decision = officer.act(f"{plan}acts/draft_certification/", {"dated_on": today})["url"]
    read = decider.get(decision)["letters_sha256"]
    decider.act(f"{decision}acts/approve_certification/", {"seen": read})
    wait_until(lambda: officer.get(decision)["state"] == "sealed", "the sealed letter")
    officer.act(f"{decision}acts/issue_decision/")


def test_the_example_files_a_plan_and_follows_it_to_its_certificate(system, tmp_path):
    letter = tmp_path / "certificate.pdf"
    command = [sys.executable, EXAMPLE[0], system.url, EXAMPLE[1], str(letter)]
    environment = os.environ | {"KIKIN_TOKEN": system.shell(TOKEN).strip()}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as example:
        filed = example.stdout.readline().strip()
        assert filed.endswith("/versions/1/"), filed
        decide(system, filed.removesuffix("versions/1/"))
        said, _ = example.communicate(timeout=60)
    assert example.returncode == 0
    assert said.startswith("certified GBN")
    assert "真正です" in said
    assert letter.read_bytes().startswith(b"%PDF")
