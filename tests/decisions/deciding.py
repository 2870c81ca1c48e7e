"""A case on its way to a decision, made through the services."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.cast import ensure_organisation
from accounts.services import add_person, give_membership
from applications.services.opening import file_amendment, open_amendment
from common import clock, files
from common.actor import SYSTEM_ACTOR
from common.jobs.models import Job, Status
from common.jobs.running import attempt
from decisions.demo.acting import Case
from decisions.models import Decision
from decisions.services.approving import Elsewhere, approve_decision
from decisions.services.drafting import draft_decision
from law.roles import Role
from reviews.models import Consultation
from reviews.services.consultations import prepare_consultation
from tests.cast import membership, sign_in
from tests.plans import PDF, under_examination
from tests.responses import closed_after
from tests.worlds import kept

SCAN = files.Limits(max_bytes=10_000, kinds=frozenset({files.Kind.PDF}))
CERTIFICATION, REFUSAL = Decision.Outcome.CERTIFICATION, Decision.Outcome.REFUSAL


def answered(
    case: Case, body: str = "mof", answer: str = "no_objection", text: str = "", because: str = ""
) -> Consultation:
    """A consultation with its answer; the package itself is another test's."""
    consultation = prepare_consultation(
        plan=case.fresh,
        body=body,
        document_number=f"見本発第{Consultation.objects.count() + 1}号",
        dated_on=clock.today(),
        membership=membership("officer"),
        because=because,
    )
    today = clock.today()
    Consultation.objects.filter(pk=consultation.pk).update(
        state="answered", sent_on=today, answered_on=today, answer=answer, answer_text=text
    )
    return consultation


@kept
def examined(*, fits: bool = True, **how) -> Case:
    """Findings are written and the MOF has answered: what the officer may draft from."""
    case = under_examination(**how)
    case.find(fits=fits)
    answered(case)
    return case


@kept
def draft(case: Case, outcome: str = CERTIFICATION, who: str = "officer", **words) -> Decision:
    said = {
        "conditions": ["条件を守ること。"] if outcome == CERTIFICATION else [],
        "reasons": "" if outcome == CERTIFICATION else "基準（イ）に適合すると認められないため。",
        "weighing": {},
        "dated_on": clock.today(),
    }
    return draft_decision(plan=case.fresh, outcome=outcome, membership=membership(who), **(said | words))


@kept
def approved(case: Case, outcome: str = CERTIFICATION) -> Decision:
    return approve_decision(decision=draft(case, outcome), membership=membership("decider"))


@kept
def sealed(case: Case, outcome: str = CERTIFICATION) -> Decision:
    decision = approved(case, outcome)
    do_jobs("seal")
    return anew(decision)


def do_jobs(kind: str) -> None:
    """The worker's part for this kind alone: the receipts and packages that wait are other tests' subject,
    and each would be printed and signed."""
    for job in Job.objects.filter(kind=kind, status=Status.QUEUED):
        assert attempt(str(job.pk))


def anew(decision: Decision) -> Decision:
    rows = Decision.objects.select_related(
        "plan__scheme", "plan__case", "version__scheme_version", "approval"
    )
    return rows.get(pk=decision.pk)


def amend(case: Case) -> None:
    """The applicant files something anew of its own accord."""
    open_amendment(plan=case.fresh, parts=[("other", None)], membership=membership("lead"))
    later = clock.now() + timedelta(minutes=1)
    file_amendment(plan=case.fresh, membership=membership("lead"), arrived_at=later)


def second_post(who: str, role: Role):
    """The same person on another post of the ministry."""
    return give_membership(
        user=membership(who).user,
        organisation=membership(who).organisation,
        role=role,
        valid_from=membership(who).valid_from,
        actor=SYSTEM_ACTOR,
    )


def taken_elsewhere(**said) -> Elsewhere:
    """A 決裁 of the office's own system, with its scan."""
    scan = files.store(upload=SimpleUploadedFile("決裁書.pdf", PDF), limits=SCAN)
    usual = {"number": "決裁第8号", "on": clock.today(), "approver": "見本 局長", "scan": scan}
    return Elsewhere(**usual | said)


def another_desk():
    """A second officer of NIBN: who records there what another drafted."""
    person = {"email": "nibn2@mihon.example", "name": "基盤 二郎", "name_kana": "キバン ジロウ"}
    user = add_person(**person, is_demo=True, actor=SYSTEM_ACTOR)
    post = {"organisation": ensure_organisation("nibn"), "role": Role.NIBN_OFFICER}
    return give_membership(user=user, valid_from=clock.today(), actor=SYSTEM_ACTOR, **post)


def another_decider():
    user = add_person(
        email="decider2@mihon.example",
        name="決裁 二郎",
        name_kana="ケッサイ ジロウ",
        is_demo=True,
        actor=SYSTEM_ACTOR,
    )
    post = {"organisation": ensure_organisation("ministry"), "role": Role.DECIDER}
    return give_membership(user=user, valid_from=clock.today(), actor=SYSTEM_ACTOR, **post)


def signed_in(who: str) -> Client:
    """A browser of this person's own."""
    client = Client()
    sign_in(client, who)
    return client


def download(client, url: str):
    """The answer with its whole file read, and the file closed again."""
    response = client.get(url)
    if response.streaming:
        with closed_after(response):
            b"".join(response.streaming_content)
    return response
