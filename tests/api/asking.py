"""A program that speaks JSON, for tests."""

import json
import uuid
from typing import Any

from django.test import Client

from api.tokens import make_token
from tests.cast import membership, sign_in

V1 = "/api/v1"


class Program:
    """One way in: a person's session, or a token of theirs."""

    def __init__(self, who: str = "", *, token: str = "", checks_csrf: bool = False) -> None:
        self.client = Client(enforce_csrf_checks=checks_csrf)
        self.headers: dict[str, str] = {"Authorization": f"Bearer {token}"} if token else {}
        if who:
            sign_in(self.client, who)

    def get(self, path: str, **headers: str):
        return self.client.get(_address(path), headers={**self.headers, **headers})

    def send(self, method: str, path: str, body: Any = None, **headers: str):
        content = body if isinstance(body, bytes) else json.dumps(body if body is not None else {})
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method, _address(path), content, content_type="application/json", headers=self.headers | said
        )

    def post(self, path: str, body: Any = None, **headers: str):
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str):
        return self.send("PATCH", path, body, **headers)

    def act(self, path: str, body: Any = None, key: str = ""):
        return self.post(path, body, Idempotency_Key=key or uuid.uuid4().hex)

    def decide(self, path: str, body: Any = None):
        return self.act(path, body)


def with_token(who: str, scope: str = "write") -> Program:
    _token, secret = make_token(membership=membership(who), name="試験", scope=scope, days=1)
    return Program(token=secret)


def _address(path: str) -> str:
    return path if path.startswith("/api/") else f"{V1}/{path}"


def problem(response, status: int, code: str) -> dict:
    """The one form of everything that goes wrong."""
    assert response.status_code == status, response.content.decode()[:500]
    assert response["Content-Type"] == "application/problem+json"
    said = response.json()
    assert (said["status"], said["type"].rpartition("problem-")[2]) == (status, code)
    assert said["title"]
    assert said["detail"]
    return said
