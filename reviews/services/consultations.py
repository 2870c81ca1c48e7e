"""協議: the package, the record of sending, the answer."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import Plan
from applications.selectors import document_of, latest_version, lifecycle_of
from applications.services.starting import actor_of
from applications.services.telling import tell_assignee
from common import canonical, clock, jobs, numbers
from common.models import StoredFile
from common.transitions import begin, lock, perform
from law.acts import Reason, Refused
from law.lifecycle import CONSULTATION
from law.states import PlanState

from ..models import Consultation, Continuation, Resolution
from ..selectors import open_doubts, required_bodies, trigger_of

WORKING = (PlanState.FILED, PlanState.EXAMINATION, PlanState.CORRECTION)


@transaction.atomic
def prepare_consultation(
    *,
    plan: Plan,
    body: str,
    document_number: str,
    dated_on: date,
    membership: Membership,
    because: str = "",
) -> Consultation:
    """Make the package: the letter, a copy of the whole application, the contents list with hashes.

    附則19条・25条 (MOF) and 26条1項 (JFTC). The package is drawn by a Job. `because`: why the JFTC is asked
    although the companies' answers do not require it.
    """
    if lock(plan) not in WORKING:
        raise Refused(Reason("not_under_examination", _("審査中の申請だけについて協議できます。")))
    consultation = Consultation(
        plan=plan,
        version=latest_version(plan),
        body=body,
        because=_reason(because) if _is_needless(plan, body) else None,
        document_number=document_number,
        dated_on=dated_on,
        prepared_by=membership,
        prepared_at=clock.now(),
    )
    numbers.claim_entered(number=document_number, kind="consultation", subject=consultation.pk)
    actor = actor_of(membership)
    begin(lifecycle=CONSULTATION, act="prepare_consultation", subject=consultation, actor=actor, facts={})
    jobs.enqueue(
        kind="consultation_package",
        key=f"consultation:{consultation.pk}",
        payload={"consultation": str(consultation.pk)},
        case_id=plan.pk,
    )
    return consultation


def _reason(because: str) -> str:
    if not because.strip():
        text = _("申請の内容からは協議が必要と判定されていません。協議する理由を書いてください。")
        raise Refused(Reason("no_reason", text))
    return because.strip()


def _is_needless(plan: Plan, body: str) -> bool:
    """Not required by what was filed. Whom the scheme's law does not know is never asked."""
    if body not in document_of(plan)["consultations"]:
        raise Refused(Reason("not_required", _("この申請について、この機関への協議は必要ありません。")))
    if plan.consultations.filter(body=body).exclude(state__in=("answered", "closed")).exists():
        raise Refused(Reason("running", _("この機関への協議は、すでに進んでいます。")))
    return body not in required_bodies(plan, trigger_of(plan))


@transaction.atomic
def resolve_doubts(*, plan: Plan, note: str, membership: Membership) -> Resolution:
    """An officer has looked into what makes the need of a consultation doubtful, and writes how."""
    lock(plan)
    doubts = open_doubts(plan, trigger_of(plan))
    actor = actor_of(membership)
    row = perform(
        lifecycle=lifecycle_of(plan),
        act="resolve_doubts",
        subject=plan,
        actor=actor,
        facts={"doubts_open": doubts, "note": note},
        audit={"note_sha256": canonical.sha256_hex(note.encode())},
    )
    resolution = Resolution.objects.create(
        plan=plan,
        version=latest_version(plan),
        doubts=doubts,
        note=note.strip(),
        resolved_by=membership,
        resolved_at=clock.now(),
    )
    tell_assignee(plan, row, actor, "case_consultations")
    return resolution


@transaction.atomic
def record_sending(
    *, consultation: Consultation, sent_on: date, sent_by: str, membership: Membership
) -> Consultation:
    if not consultation.dated_on <= sent_on <= clock.today():
        raise Refused(Reason("sent_on", _("送付日には、協議書の日付以後、今日までの日を入れてください。")))
    _perform(
        consultation,
        "record_sending",
        membership,
        {"package_ready": consultation.package_id is not None},
        {"sent_on": sent_on, "sent_by": sent_by},
    )
    return consultation


@transaction.atomic
def record_answer(
    *,
    consultation: Consultation,
    answer: str,
    answered_on: date,
    number: str,
    text: str,
    scan: StoredFile | None,
    membership: Membership,
) -> Consultation:
    """Enter what the other side said. 継続 is no answer yet: the consultation runs on, the letter is kept."""
    lock(consultation.plan)
    lock(consultation)
    goes_on = answer == Consultation.Answer.CONTINUED
    changes = {
        "answer": answer,
        "answered_on": answered_on,
        "answer_number": number,
        "answer_text": text,
        "answer_scan": scan,
    }
    facts = {"sent_on": consultation.sent_on, "answered_on": answered_on, "today": clock.today()}
    _perform(consultation, "record_continuation" if goes_on else "record_answer", membership, facts, changes)
    if goes_on:
        Continuation.objects.create(
            consultation=consultation,
            answered_on=answered_on,
            number=number,
            text=text,
            scan=scan,
            recorded_at=clock.now(),
        )
    return consultation


@transaction.atomic
def close_consultation(*, consultation: Consultation, note: str, membership: Membership) -> Consultation:
    _perform(consultation, "close_consultation", membership, {}, {"note": note})
    return consultation


def _perform(
    consultation: Consultation,
    act: str,
    membership: Membership,
    facts: dict[str, Any],
    changes: dict[str, Any],
) -> None:
    """The officer in hand is told when another enters it: an answer makes it their turn again."""
    lock(consultation.plan)
    actor = actor_of(membership)
    row = perform(
        lifecycle=CONSULTATION, act=act, subject=consultation, actor=actor, facts=facts, changes=changes
    )
    tell_assignee(consultation.plan, row, actor, "case_consultations")
