"""The contract: current, valid, drawn as a page, and kept, whatever is sent by whomever."""

import os
from collections import Counter
from uuid import uuid4

import pytest
import schemathesis
import yaml
from django.db import transaction
from django.test import Client
from django.urls import reverse
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.schema import committed, made
from config.wsgi import application
from tests.api.test_routes import ApiWorld
from tests.cast import organisation, person, sign_in
from tests.plans import draft
from tests.responses import closed_after
from tests.routes import LETTERS

# Some per operation, role and mode in a common run; many by CONTRACT_EXAMPLES (CONTRIBUTING.md).
EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "1"))
SEED = int(os.environ.get("CONTRACT_SEED", "1"))
CHECKS = [
    not_a_server_error,
    allow_header_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
# What is worked on before it is filed.
OF_A_DRAFT = ("parts", "attachments", "check", "agree_plan", "discard_draft", "file_plan", "invite_party")
CSRF = "a" * 32
HEADERS = {"Idempotency-Key": "drawn", "If-Match": "*"}


def test_the_committed_contract_is_what_the_code_says():
    assert committed().read_text(encoding="utf-8") == made()
    assert not GENERATOR_STATS


def test_it_is_a_valid_contract():
    validate_schema(contract())


def contract() -> dict:
    return yaml.load(committed().read_text(encoding="utf-8"), yaml.CSafeLoader)


def test_anyone_may_take_it():
    answer = Client().get(reverse("api_schema"))
    assert answer.content == committed().read_bytes()
    assert answer["Content-Type"] == "application/yaml"


@pytest.mark.django_db
def test_the_page_tells_every_operation_without_a_script_of_its_own(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = Client().get(reverse("api_docs"))
    page = answer.content.decode()
    names = [said["operationId"] for path in contract()["paths"].values() for said in path.values()]
    assert [name for name in names if f'id="{name}"' not in page] == []
    assert len(names) > 100
    assert " style=" not in page
    assert "<script>" not in page
    assert 'id="problem-stale"' in page


# Whatever is sent


class Known:
    """Ids that stand for something, so that what is drawn reaches past the door."""

    def __init__(self, world: ApiWorld) -> None:
        plan = world.case.plan
        self.draft = draft().pk
        self.in_paths = {
            "plans": plan.pk, "sheets": world.sheet.pk, "pairings": world.pairing.pk,
            "consultations": world.consultation.pk, "decisions": world.decision.pk,
            "documents": world.document.pk, "people": person("lead").public_id,
            "organisations": organisation("lead").public_id, "calls": plan.call_id,
            "notices": person("lead").notices.first().public_id,
        }  # fmt: skip
        self.others = {
            "key": "costs", "party": organisation("lead").public_id, "number": 1, "code": plan.scheme_id,
            "file": plan.versions.get(number=1).files.first().pk, "paper": uuid4(), "document": uuid4(),
            "public_id": world.document.public_id, "sha256": world.document.file.sha256,
        }  # fmt: skip
        self.in_bodies = {
            "company": organisation("takasaki").public_id, "organisation": organisation("lead").public_id,
            "party": organisation("lead").public_id, "officer": person("officer2").public_id,
            "reviewer": person("reviewer_conflicted").public_id, "scheme": plan.scheme_id,
        }  # fmt: skip

    def path(self, operation) -> dict:
        kind = operation.path.split("/")[3]
        known = self.others | {"id": self.in_paths.get(kind)}
        if "/{party}/" not in operation.path:
            known["key"] = "effects"
        if any(f"/{word}/" in operation.path for word in OF_A_DRAFT):
            known["id"] = self.draft
        names = [each.name for each in operation.path_parameters]
        return {name: str(known[name]) if name != "number" else known[name] for name in names}

    def into(self, body) -> None:
        if isinstance(body, dict):
            for name, value in body.items():
                if name in self.in_bodies and isinstance(value, str):
                    body[name] = str(self.in_bodies[name])
                else:
                    self.into(value)
        elif isinstance(body, list):
            for each in body:
                self.into(each)


@pytest.fixture
def world(db, settings, data_directory, caplog):
    settings.API_REQUESTS_PER_MINUTE = settings.VERIFICATIONS_PER_MINUTE = 10**9
    settings.PUBLIC_LISTS_PER_MINUTE = 10**9
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
    caplog.set_level("CRITICAL")
    return Known(ApiWorld())


@pytest.mark.contract
@pytest.mark.parametrize("who", ["", *LETTERS.values()])
def test_no_request_breaks_the_contract_or_the_server(who, world):
    """Every operation, what fits its shape and what does not; each request finds the same world."""
    cookies, broken, reached = session_of(who), [], Counter()
    for result in schemathesis.openapi.from_wsgi("/api/v1/schema/", closing).get_all_operations():
        operation = result.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                ask(operation, mode, cookies, world, reached)
            except Unsatisfiable:  # an address without any question has no wrong one
                continue
            except AssertionError as error:
                broken.append(f"{operation.label} ({mode.value}): {error}")
            except BaseExceptionGroup as group:
                broken += [f"{operation.label} ({mode.value}): {each}" for each in group.exceptions]
    assert broken == [], "\n\n".join(broken)
    assert not who or reached[401] == 0 < reached[200], reached


def closing(environ, start_response):
    """The system as a server runs it: whatever was answered is read to its end and closed."""
    with closed_after(application(environ, start_response)) as answer:
        return [b"".join(answer)]


def session_of(who: str) -> dict[str, str]:
    if not who:
        return {}
    client = Client()
    sign_in(client, who)
    return {"sessionid": client.cookies["sessionid"].value, "csrftoken": CSRF}


def ask(operation, mode, cookies, world: Known, reached: Counter) -> None:
    plain = {"headers": HEADERS} if mode is GenerationMode.POSITIVE else {}
    strategy = operation.as_strategy(mode, path_parameters=world.path(operation), **plain)

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def one(case):
        if mode is GenerationMode.POSITIVE:
            world.into(case.body)
        with transaction.atomic():
            response = case.call(headers={"X-CSRFToken": CSRF}, cookies=cookies)
            transaction.set_rollback(True)
        reached[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    one()
