"""The contract: current, valid, drawn as a page, and kept, whatever is sent by whomever."""

import os
from collections import Counter, defaultdict

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
from applications.models import ListExport
from common.models import Job
from config.wsgi import application
from decisions.models import Decision, Document, WorkingPaper
from reviews.models import Consultation, Pairing
from tests.cast import membership, organisation, person, sign_in
from tests.reach.world import House
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
MOST_OF_THEM = 170
# What an officer may ask of and never finds.
OF_A_REVIEWER = {"GET /api/v1/pairings/{id}/acts/"}
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
    """Ids that stand for something this person may see, so that what is drawn reaches past the door."""

    def __init__(self, house: House, who: str) -> None:
        world, post = house.routes, membership(who or "lead")
        plan, ranking = world.case.plan, world.ranking
        written = Document.objects.exclude(file=None)
        own = written.filter(addressee=post.organisation).first()
        heard = Pairing.objects.get(plan=house.joint.plan)
        notice = post.user.notices.first() or person("lead").notices.first()
        waiting = world.book.entries.order_by("drafted_at").first()
        export = post.exports.first() or ListExport.objects.first()
        self.in_paths = {
            "plans": plan.pk, "sheets": world.sheet.pk, "pairings": heard.pk,
            "consultations": Consultation.objects.exclude(answer_scan=None).first().pk,
            "continuations": world.continuation.pk,
            "decisions": world.decision.pk, "documents": (own or world.document).pk,
            "people": person("lead").public_id, "organisations": organisation("lead").public_id,
            "calls": plan.call_id, "rankings": ranking.pk, "exports": export.pk,
            "scheme-drafts": world.scheme_draft.pk, "notices": notice.public_id,
            "books": world.book.pk, "entries": waiting.pk, "investments": world.investment.pk,
            "jobs": Job.objects.filter(case_id=plan.pk).first().pk,
            "grants": world.grant.pk, "conditions": house.reported.pk, "reports": world.report.pk,
            "payee-accounts": world.payee.pk, "claims": world.claim.pk, "runs": world.run.pk,
            "transfers": world.transfer.pk, "evidence-files": world.evidence_file.pk,
            "receivables": world.owed.pk, "remittances": world.remittance.pk,
            "bank-accounts": world.bank.account.pk, "bank-matches": world.bank.match.pk,
            "month-sheets": world.bank.sheet.pk,
            "appropriations": house.appropriation.pk, "treasury-payments": house.treasury.pk,
            "changes": world.change.pk, "assets": world.asset.pk, "disposals": world.disposal.pk,
        }  # fmt: skip
        self.others = {
            "key": "costs", "party": organisation("lead").public_id, "number": 1, "code": plan.scheme_id,
            "file": plan.versions.get(number=1).files.first().pk, "document": world.paper.document_id,
            "public_id": world.document.public_id, "sha256": world.document.file.sha256,
        }  # fmt: skip
        draft = {"id": house.draft.pk, "file": house.draft.attachments.get(party=None).pk}
        paper = WorkingPaper.objects.exclude(plan=None).first()
        scanned = Decision.objects.exclude(approval__external_scan=None).first()
        self.instead = {f"/{word}/": draft for word in OF_A_DRAFT} | {
            "/plans/{id}/papers/{": {"id": paper.plan_id, "paper": paper.pk},
            "/reports/{id}/papers/{": {"paper": world.report_paper.pk},
            "/rankings/{id}/papers/{": {"paper": world.ranking_paper.pk},
            "/decisions/{id}/scan/": {"id": scanned.pk},
            "/calls/{id}/files/": {"file": world.paper.pk},
            "/calls/{id}/standings/": {"id": ranking.call_id},
        }
        self.in_bodies = {
            "company": organisation("takasaki").public_id, "organisation": organisation("lead").public_id,
            "party": organisation("lead").public_id, "officer": person("officer2").public_id,
            "reviewer": person("reviewer_conflicted").public_id, "scheme": plan.scheme_id,
            "evidence": world.evidence.pk,
        }  # fmt: skip

    def path(self, operation) -> dict:
        known = self.others | {"id": self.in_paths.get(operation.path.split("/")[3])}
        if "/{party}/" not in operation.path:
            known["key"] = "effects"
        for words, instead in self.instead.items():
            known |= instead if words in operation.path else {}
        names = [each.name for each in operation.path_parameters]
        return {name: str(known[name]) if name != "number" else known[name] for name in names}

    def into(self, body) -> None:
        if isinstance(body, dict):
            for name, value in body.items():
                if name == "changes" and isinstance(value, dict):
                    body[name] = {"effects": {"was": "", "now": "見込まれる効果"}}
                elif name in self.in_bodies and isinstance(value, str):
                    body[name] = str(self.in_bodies[name])
                else:
                    self.into(value)
        elif isinstance(body, list):
            for each in body:
                self.into(each)


@pytest.fixture(scope="module")
def house(module_transaction) -> House:
    return House()


@pytest.fixture
def quick(settings, caplog):
    settings.API_REQUESTS_PER_MINUTE = settings.VERIFICATIONS_PER_MINUTE = 10**9
    settings.PUBLIC_LISTS_PER_MINUTE = 10**9
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
    caplog.set_level("CRITICAL")


@pytest.mark.contract
@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("who", ["", *LETTERS.values()])
def test_no_request_breaks_the_contract_or_the_server(who, house):
    """Every operation, what fits its shape and what does not; each request finds the same world."""
    known, cookies, broken, reached = Known(house, who), session_of(who), [], Counter()
    for result in schemathesis.openapi.from_wsgi("/api/v1/schema/", closing).get_all_operations():
        operation = result.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                ask(operation, mode, cookies, known, reached)
            except Unsatisfiable:  # an address without any question has no wrong one
                continue
            except AssertionError as error:
                broken.append(f"{operation.label} ({mode.value}): {error}")
            except BaseExceptionGroup as group:
                broken += [f"{operation.label} ({mode.value}): {each}" for each in group.exceptions]
    assert broken == [], "\n\n".join(broken)
    assert len({label for label, _status in reached}) > MOST_OF_THEM
    assert who != "officer" or unreached(reached) == OF_A_REVIEWER
    statuses = {status for _label, status in reached}
    assert not who or (401 not in statuses and 200 in statuses)


def unreached(reached: Counter) -> set[str]:
    """What may be read by this role, and was never found; a company's draft is its own."""
    codes = defaultdict(set)
    for label, status in reached:
        if not any(f"/{word}/" in label for word in OF_A_DRAFT):
            codes[label].add(status)
    return {
        label for label, found in codes.items() if label.startswith("GET") and not found & {200, 401, 403}
    }


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
        reached[operation.label, response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    one()
