"""The table of routes holds for every role of the cast, a stranger's company, and nobody at all."""

from collections.abc import Iterator
from functools import cached_property

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.audience import EVERYONE as TO_EVERYONE
from accounts.audience import SIGNED_IN as TO_ACCOUNTS
from accounts.models import Membership, Notice
from common import clock, files
from common.jobs import run_pending
from decisions import status
from decisions.models import Decision, Delivery, Document, Receivable
from decisions.services.approving import approve_decision
from decisions.services.issuing import issue_decision
from decisions.services.papers import ask_for_paper, ask_for_ranking_paper
from funds.calls.services.papers import add_call_document
from funds.ledger.years import open_year
from funds.schemes.services import start_scheme_draft
from grants.models import Grant
from payments.models import Remittance
from reviews.services.consultations import prepare_consultation, record_answer, record_sending
from reviews.services.pairings import assign_reviewer
from reviews.services.sheets import Item, inquire
from tests.cast import PEOPLE, actor, membership, person
from tests.decisions.deciding import signed_in
from tests.decisions.test_rankings import ready, two_plans
from tests.funds.ledger.booking import OKU, filled, kept
from tests.grants import changing, evidencing, granting, owning, reporting, returning
from tests.payments import banking, paying
from tests.plans import PDF, party, under_examination
from tests.responses import closed_after
from tests.routes import AUDIENCE, EVERYONE, LETTERS, SIGNED_IN

OPEN = {200, 302, 405}
"""405: it let the person in and asks for a POST. The refused get 403 before the method is looked at."""
NOT_THERE: dict[str, str] = {}
for why, names in {
    "the world's plan came on line; tests/applications/test_paper_plan.py opens these": (
        "paper_plan discard_paper paper_part paper_file paper_again open_paper_amendment"
        " file_paper_amendment file_paper_withdrawal paper_letter answer_on_paper decline_on_paper"
    ),
    "nobody made this file in the world; its own page's test opens it": (
        "attachment export_file approval_scan pairing_file"
    ),
    "it is one person's own, and another's is a 404": "notice document document_pdf evidence_upload",
    "the world's decision is on a plan, which NIBN does not decide; tests/grants/test_pages.py opens these": (
        "record_approval return_decision void_decision record_dispatch record_delivery"
    ),
    "the world's grants are NIBN's, paid by runs; tests/grants/test_words_of_ministry.py opens these": (
        "record_treasury_payment reverse_treasury_payment"
    ),
    "nobody has reported on the world's condition; tests/grants/test_pages.py opens it": "condition_evidence",
}.items():
    NOT_THERE |= dict.fromkeys(names.split(), why)
CLOSED_BY_SIGHT = {
    "case_findings": "CNPA",
    "case_consultations": "CNPA",
    "case_decision": "CNPA",
    "case_letters": "NPA",
    "working_paper": "CNPA",
}
"""The route lets them in, law.visibility closes the tab and says why (tests/decisions/test_case_page.py)."""


DESK_OF_THE_OTHER_HOUSE = dict.fromkeys(
    (
        "check_grant_lines", "ask_grant_correction", "draft_grant_decision", "redraft_grant_decision",
        "check_report_lines", "ask_report_correction", "draft_fixing", "ask_change_correction",
        "require_approval", "draft_change_decision", "return_condition_report", "draft_cancellation",
        "draft_return_order", "record_remittance", "urge_payment", "reverse_remittance", "return_claim",
        "correct_grant_asset", "set_asset_period", "ask_disposal_correction", "draft_disposal_decision",
    ),
    "O",
)  # fmt: skip
"""The world's grants are NIBN's: the ministry's officer, who works on its own, finds no form there."""


def routes(patterns=None) -> Iterator[URLPattern]:
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from routes(pattern.url_patterns)


OURS = {
    route.name: route
    for route in routes()
    if hasattr(route.callback, "audience") and not route.name.startswith("api_")
}


def test_the_table_holds_every_route():
    assert set(OURS) == set(AUDIENCE)


@pytest.mark.parametrize("name", AUDIENCE)
def test_a_route_says_of_itself_what_the_table_says(name):
    said = OURS[name].callback.audience
    wanted = AUDIENCE[name]
    if wanted in (EVERYONE, SIGNED_IN):
        assert said == {EVERYONE: TO_EVERYONE, SIGNED_IN: TO_ACCOUNTS}[wanted]
    else:
        assert said == {membership_role(letter) for letter in wanted}


def membership_role(letter: str) -> str:
    return PEOPLE[LETTERS[letter]].role


class World:
    """One plan in examination and one certified, so that every route has an object to open."""

    def __init__(self) -> None:
        self.case = under_examination(title_lead := "lead")
        plan = self.case.plan
        officer = membership("officer")
        item = Item("effects", None, "根拠を補ってください。")
        self.sheet = inquire(
            plan=plan, items=[item], purpose="確認", responsible="担当 正", due_on=None, membership=officer
        )
        self.pairing = assign_reviewer(
            plan=plan, reviewer=membership("reviewer"), due_on=None, membership=officer
        )
        self.consultation = prepare_consultation(
            plan=plan, body="mof", document_number="見本第1号", dated_on=clock.today(), membership=officer
        )
        self._answered(officer)
        self.case.find()
        self.findings = ask_for_paper(plan=plan, kind="findings", decision=None, membership=officer)
        self.ranked, _best, _other = two_plans()
        self.ranking = ready(self.ranked)
        self.ranking_paper = ask_for_ranking_paper(ranking=self.ranking, membership=officer)
        self.decision = _certified(title_lead)
        self.document = Document.objects.filter(kind="certificate").first()
        self.delivery = Delivery.objects.get(document=self.document)
        self.scheme_draft = start_scheme_draft(
            actor=actor("administrator"), base=plan.scheme.versions.latest("number")
        )
        self.attachment = plan.attachments.first()
        self.book = filled(3 * OKU)
        self.posting = self.book.postings.first()
        self.investment = kept(self.book, OKU)
        self.grant = _granted(self.book)
        self.payee = paying.confirmed("lead")
        paying.payer(self.book)
        self.claim = paying.claimed(self.grant)
        self.run = paying.released(self.claim)
        self.transfer = self.run.transfers.get()
        self.owed, self.remittance = _owed()
        self.bank = banking.stood(self.book)
        self.condition = self.grant.conditions.first()
        self.change = changing.notified(self.grant, **changing.moving(1_000_000))
        self.asset = owning.registered(self.grant)
        self.disposal = owning.sent_back(owning.filed(self.asset))
        self.report = reporting.begun(self.grant)
        self.report_paper = reporting.paper_on(self.report, "検収書.pdf")
        self.evidence = evidencing.kept(self.grant, item="反応槽")
        [self.evidence_file] = evidencing.hung(self.evidence)
        self.evidence_upload = evidencing.taken_in(self.grant)
        self.report = reporting.told(self.report)
        status.publish()
        self.paper = add_call_document(
            call=plan.call,
            kind="guidelines",
            title="公募要領",
            upload=SimpleUploadedFile("要領.pdf", PDF),
            membership=officer,
        )

    def _answered(self, officer: Membership) -> None:
        """With scans, which pages serve: of the word that it goes on, and of the last one."""
        run_pending()
        self.consultation.refresh_from_db()
        today = clock.today()
        record_sending(consultation=self.consultation, sent_on=today, sent_by="手渡し", membership=officer)
        for answer, mark in (("continued", b"% to be continued"), ("no_objection", b"")):
            record_answer(
                consultation=self.consultation, answer=answer, answered_on=today, number="",
                text="", scan=files.store_bytes(PDF + mark, kind="pdf"), membership=officer,
            )  # fmt: skip
        self.continuation = self.consultation.continuations.get()

    def arguments(self, route: URLPattern) -> dict:
        """What the route's pattern asks for, by the name of what it opens."""
        names = set(route.pattern.converters) | set(getattr(route.pattern.regex, "groupindex", {}))
        return {name: self._argument(name, route.name) for name in names}

    def _argument(self, name: str, route: str):
        if name == "public_id":
            return self._public_id(route)
        if name == "key" and route == "scheme_draft_page":
            return "basic"
        if name == "file" and route in ("public_call_file", "call_file"):
            return self.paper.pk
        if name == "paper" and route == "ranking_paper":
            return self.ranking_paper.pk
        if name == "outcome" and route == "draft_grant_decision":
            return "grant"
        if name == "outcome" and route == "draft_change_decision":
            return "change"
        if name == "outcome" and route == "draft_disposal_decision":
            return "disposal"
        return self._pk(route) if name == "pk" else self.fixed[name]

    @cached_property
    def fixed(self) -> dict:
        plan = self.case.plan
        return {
            "key": "effects",
            "party": party(plan, "takasaki").pk,
            "number": 1,
            "document": "schedule",
            "scheme": plan.scheme_id,
            "code": plan.scheme_id,
            "file": plan.versions.get(number=1).files.first().pk,
            "part": plan.parts.first().pk,
            "body": "mof",
            "outcome": "certification",
            "kind": "findings",
            "paper": self.findings.pk,
            "letter": plan.pk,
            "call": self.ranked.pk,
            "listed": "certified",
            "page": "grant",
            "form": "csv",
            "table": "worklist",
            "criterion": "a",
            "version": 1,
            "month": "2026-04",
            "act": "record_interest",
            "year": self.book.years.earliest("fiscal_year").fiscal_year,
        }

    def _public_id(self, route: str):
        if route == "notice":
            return Notice.objects.filter(recipient=person("lead")).first().public_id
        return self.document.public_id if route == "verify_document" else person("lead").public_id

    def _pk(self, route: str):
        pattern = str(OURS[route].pattern).removeprefix("^")
        for start, thing in (
            ("sheets/", self.sheet),
            ("reviews/", self.pairing),
            ("consultations/", self.consultation),
            ("continuations/", self.continuation),
            ("decisions/", self.decision),
            ("documents/", self.document),
            ("deliveries/", self.delivery),
            ("calls/", self.case.plan.call),
            ("office/calls/documents/", self.paper.document),
            ("office/calls/", self.case.plan.call),
            ("rankings/", self.ranking),
            ("funds/postings/", self.posting),
            ("funds/entries/", self.posting.entry),
            ("funds/investments/", self.investment),
            ("scheme-drafts/", self.scheme_draft),
            ("grants/conditions/", self.condition),
            ("grants/evidence/files/", self.evidence_file),
            ("grants/evidence/uploads/", self.evidence_upload),
            ("grants/evidence/", self.evidence),
            ("grants/assets/", self.asset),
            ("office/grants/assets/", self.asset),
            ("grants/disposals/", self.disposal),
            ("office/grants/disposals/", self.disposal),
            ("grants/changes/", self.change),
            ("office/grants/changes/", self.change),
            ("grants/reports/papers/", self.report_paper),
            ("grants/reports/", self.report),
            ("office/grants/reports/", self.report),
            ("office/grants/conditions/", self.condition),
            ("office/grants/decisions/", self.grant.decisions.get()),
            ("payee-accounts/", self.payee),
            ("payments/claims/", self.claim),
            ("payments/runs/", self.run),
            ("payments/transfers/", self.transfer),
            ("receivables/", self.owed),
            ("remittances/", self.remittance),
            ("bank/accounts/", self.bank.account),
            ("bank/uploads/", self.bank.upload),
            ("bank/matches/", self.bank.match),
            ("bank/sheets/", self.bank.sheet),
            ("grants/", self.grant),
            ("office/grants/", self.grant),
        ):
            if pattern.startswith(start):
                return thing.pk
        if pattern.startswith("memberships/"):
            return membership("lead").pk
        return 1 if pattern.startswith("worklist/views/") else self.case.plan.pk


def _certified(lead: str) -> Decision:
    case = under_examination("yoshino", ())
    case.consult("mof", days=0)
    case.find()
    decision = approve_decision(decision=case.draft("certification"), membership=membership("decider"))
    run_pending()
    decision.refresh_from_db()
    return issue_decision(decision=decision, actor=actor("officer"))


def _granted(book) -> Grant:
    """A grant of the leading company, decided and issued."""
    for year in granting.YEARS[1:]:
        open_year(book=book, fiscal_year=year, line=None, membership=membership("nibn_decider"))
    return granting.granted(granting.certified("lead", ("takasaki",)))


def _owed() -> tuple[Receivable, Remittance]:
    """What another grant of that company owes, and one yen that came in for it."""
    owed = returning.owed_and_begun(granting.granted(granting.certified("lead", ("yoshino",))))
    return owed, owed.remittances.get()


@pytest.fixture(scope="module")
def world(module_transaction) -> World:
    return World()


def opens(name: str, letter: str) -> bool:
    wanted = AUDIENCE[name]
    return wanted in (EVERYONE, SIGNED_IN) or letter in wanted


def code_of(client: Client, name: str, world: "World", method: str = "get") -> int:
    arguments = {"key": "lead"} if name == "demo_sign_in" else world.arguments(OURS[name])
    with closed_after(getattr(client, method)(reverse(name, kwargs=arguments))) as response:
        return response.status_code


@pytest.mark.django_db
@pytest.mark.parametrize(("letter", "who"), LETTERS.items())
def test_every_route_opens_to_those_it_names_and_refuses_every_other_role(world, letter, who):
    client = signed_in(who)
    wrong = []
    for name in AUDIENCE:
        code = code_of(client, name, world)
        absent = code == 404 and opens(name, letter) and name in NOT_THERE
        if not absent and code not in wanted_of(name, letter):
            wrong.append((name, code))
    assert wrong == []


@pytest.mark.django_db
def test_what_is_not_there_needs_its_reason(world):
    """What opens by now to all whom it names needs none."""
    browsers = {letter: signed_in(who) for letter, who in LETTERS.items()}
    there = [
        name
        for name in NOT_THERE
        if not any(code_of(browsers[letter], name, world) == 404 for letter in LETTERS if opens(name, letter))
    ]
    assert there == []


def wanted_of(name: str, letter: str) -> set[int]:
    if not opens(name, letter) or letter in CLOSED_BY_SIGHT.get(name, ""):
        return {403}
    return {404} if letter in DESK_OF_THE_OTHER_HOUSE.get(name, "") else OPEN


@pytest.mark.django_db
def test_nobody_is_sent_to_sign_in_and_no_further(world):
    client = Client()
    wrong = []
    for name, wanted in AUDIENCE.items():
        arguments = {"key": "lead"} if name == "demo_sign_in" else world.arguments(OURS[name])
        with closed_after(client.get(reverse(name, kwargs=arguments))) as response:
            turned = response.status_code == 302 and response["Location"].startswith("/account/login/")
            if turned == (wanted == EVERYONE):
                wrong.append((name, response.status_code))
    assert wrong == []


@pytest.mark.django_db
def test_a_strangers_company_finds_nothing_of_anothers(world):
    client = signed_in("stranger")
    with_object = [
        name
        for name, wanted in AUDIENCE.items()
        if wanted not in (EVERYONE, SIGNED_IN) and "R" in wanted and "pk" in world.arguments(OURS[name])
    ]
    codes = {
        (name, method): code_of(client, name, world, method)
        for name in with_object
        for method in ("get", "post")
    }
    assert {key: code for key, code in codes.items() if code not in (404, 405)} == {}
    assert with_object
