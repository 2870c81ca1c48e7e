"""Files a plan and follows it to its certificate, by the API alone.

KIKIN_TOKEN=kikin_… python api-example.py https://kikin.example api-example.json certificate.pdf
"""

import hashlib
import json
import os
import sys
import time
import uuid
from pathlib import Path
from urllib.request import Request, urlopen

HOST, PLAN, LETTER = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), Path(sys.argv[3])


def ask(path, method="GET", body=None, **headers):
    known = {"Authorization": f"Bearer {os.environ['KIKIN_TOKEN']}", "Content-Type": "application/json"}
    sent = None if body is None else json.dumps(body).encode()
    with urlopen(Request(HOST + path, sent, known | headers, method=method)) as answer:
        content = answer.read()
    return json.loads(content) if answer.headers["Content-Type"] == "application/json" else content


def act(path, body=None):
    return ask(path, "POST", body or {}, **{"Idempotency-Key": uuid.uuid4().hex})


plan = act("/api/v1/acts/start_plan/", {"scheme": PLAN["scheme"], "title": PLAN["title"]})
for part in ask(f"{plan['url']}parts/")["items"]:
    standing, typed = ask(part["url"])["data"], PLAN["parts"].get(part["key"], {})
    changes = {field: {"was": standing.get(field, ""), "now": text} for field, text in typed.items()}
    if changes:
        ask(part["url"], "PATCH", {"changes": changes}, **{"If-Match": f'"{part["version"]}"'})
print(act(f"{plan['url']}acts/file_plan/")["url"])
while (state := ask(plan["url"])["state"]) not in ("certified", "refused", "withdrawn"):
    time.sleep(1)
letters = [each for each in ask("/api/v1/documents/")["items"] if each["plan"] == plan["id"]]
for letter in (each for each in letters if each["kind"] == "certificate"):
    LETTER.write_bytes(ask(letter["pdf"]))
    digest = hashlib.sha256(LETTER.read_bytes()).hexdigest()
    print(state, letter["number"], ask(f"/api/v1/verification/files/{digest}/")["sentence"])
