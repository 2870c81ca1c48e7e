"""決裁, the first door: what is said is fixed here, and what can't be printed is refused here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation
from applications.services.starting import actor_of
from common import canonical, clock, jobs, numbers
from common.models import StoredFile
from common.transitions import lock, perform
from law.acts import Reason, Refused
from law.deadlines import fiscal_year
from law.lifecycle import DECISION

from ..contents import certificate, nibn_notice, refusal
from ..contents.findings import criteria_rows
from ..contents.header import Filed, Heading, new_document_id
from ..models import Approval, Decision, Document, Issuer
from ..pdf import ContentInvalid, preflight
from ..pdf.schema import check_content
from ..selectors import deciding_facts

MINISTER, NIBN = "mhlw", "nibn"
Kind = Document.Kind


@dataclass(frozen=True)
class Elsewhere:
    """A 決裁 taken in the office's own system: number, day, who, scan."""

    number: str
    on: date
    approver: str
    scan: StoredFile | None = None


@transaction.atomic
def approve_decision(*, decision: Decision, membership: Membership) -> Decision:
    """A different person than the drafter approves. Snapshot, numbers and the sealing Job are written."""
    return _approve(decision, "approve", membership, None)


@transaction.atomic
def record_approval(*, decision: Decision, elsewhere: Elsewhere, membership: Membership) -> Decision:
    """Record the 決裁 that the office took in its own system; the same facts are asked."""
    return _approve(decision, "record", membership, elsewhere)


def _approve(decision: Decision, door: str, membership: Membership, elsewhere: Elsewhere | None) -> Decision:
    lock(decision.plan)
    lock(decision)
    decision = Decision.objects.select_related("plan__scheme", "plan__case", "version__scheme_version").get(pk=decision.pk)
    now = clock.now()
    perform(
        lifecycle=DECISION,
        act=_act(decision, door),
        subject=decision,
        actor=actor_of(membership),
        facts=lambda: deciding_facts(decision.plan, decision, membership),
        changes=lambda: _fix(decision, now),
        audit=lambda: {"sha256": decision.snapshot_sha256},
    )
    Approval.objects.create(
        decision=decision,
        at=now,
        snapshot_sha256=decision.snapshot_sha256,
        drafter_id=decision.drafted_by.user_id,
        recorded_by=membership,
        **_by_whom(membership, elsewhere),
    )
    jobs.enqueue(kind="seal", key=f"seal:{decision.pk}", payload={"decision": str(decision.pk)})
    return decision


def _act(decision: Decision, door: str) -> str:
    outcome = decision.outcome
    return f"approve_{outcome}" if door == "approve" else f"record_{outcome}_approval"


def _by_whom(membership: Membership, elsewhere: Elsewhere | None) -> dict[str, Any]:
    if elsewhere is None:
        return {"approver_id": membership.user_id}
    return {
        "external_number": elsewhere.number,
        "external_on": elsewhere.on,
        "external_approver": elsewhere.approver,
        "external_scan": elsewhere.scan,
    }


def _fix(decision: Decision, now: datetime) -> dict[str, Any]:
    """Draw the numbers, write every letter's content, and hash the whole: what is approved."""
    year = fiscal_year(decision.dated_on)
    prefix = decision.version.scheme_version.document["prefix"]
    mark = "N" if decision.is_certification else "F"
    decision.number = numbers.draw(series=f"decision:{prefix}{mark}:{year}", form=f"{prefix}{mark}{year}-{{:04d}}")
    decision.document_number = decision.document_number or _document_number(decision, Issuer.objects.get(pk=MINISTER))
    letters = list(_letters(decision))
    _refuse_incomplete(letters)
    _refuse_undrawable(letters)
    decision.snapshot = canonical.dumps(_snapshot(decision, letters)).decode()
    decision.snapshot_sha256 = canonical.sha256_hex(decision.snapshot.encode())
    for letter in letters:
        _write_document(decision, letter)
    return {
        "number": decision.number,
        "document_number": decision.document_number,
        "approved_at": now,
        "snapshot": decision.snapshot,
        "snapshot_sha256": decision.snapshot_sha256,
    }


def _document_number(decision: Decision, issuer: Issuer) -> str:
    day = f"{decision.dated_on:%m%d}"
    series = f"document:{issuer.pk}:{decision.dated_on.isoformat()}"
    return numbers.draw(series=series, form=issuer.document_series.replace("{mmdd}", day).replace("{n}", "{}"))


def _snapshot(decision: Decision, letters: list["Letter"]) -> dict[str, Any]:
    return {
        "schema": "kikin/decision",
        "schema_version": 1,
        "decision": str(decision.pk),
        "number": decision.number,
        "outcome": decision.outcome,
        "plan": str(decision.plan_id),
        "plan_version": decision.version.number,
        "plan_sha256": decision.version.sha256,
        "letters": [letter.content for letter in letters],
    }


# The letters


@dataclass(frozen=True)
class Letter:
    kind: str
    addressee: Organisation
    content: dict[str, Any]


def _letters(decision: Decision) -> Iterator[Letter]:
    """One letter per party, each with its own rows; NIBN's own numbered letter when certified."""
    filed = Filed(decision.version)
    organisations = {party.pk: party.organisation for party in decision.plan.parties.select_related("organisation")}
    own = [
        Letter(_kind(decision), organisations[party["party"]], _to_party(decision, filed, party, place))
        for place, party in enumerate(filed.parties, start=1)
    ]
    yield from own
    if decision.is_certification:
        yield _to_nibn(decision, filed, own)


def _kind(decision: Decision) -> str:
    return Kind.CERTIFICATE if decision.is_certification else Kind.REFUSAL


def _to_party(decision: Decision, filed: Filed, party: dict[str, Any], place: int) -> dict[str, Any]:
    heading = _heading(decision, _kind(decision), f"{decision.number}-{place}", decision.document_number or "")
    if decision.is_certification:
        return certificate(heading=heading, filed=filed, party=party, conditions=decision.conditions)
    criteria = [row for row in criteria_rows(decision.plan) if not row["fits"]]
    return refusal(heading=heading, filed=filed, party=party, decision=decision, criteria=criteria)


def _to_nibn(decision: Decision, filed: Filed, own: list[Letter]) -> Letter:
    institute = Issuer.objects.select_related("organisation").get(pk=NIBN).organisation
    number = _document_number(decision, Issuer.objects.get(pk=MINISTER))
    heading = _heading(decision, Kind.NIBN_NOTICE, f"{decision.number}-K", number)
    copies = [
        {
            "copy_number": place,
            "addressee": letter.content["addressee"]["name"],
            "document_number": letter.content["document_number"],
            "number": letter.content["number"],
        }
        for place, letter in enumerate(own, start=1)
    ]
    content = nibn_notice(
        heading=heading, filed=filed, to=institute, certified_on=decision.dated_on, certificates=copies
    )
    return Letter(Kind.NIBN_NOTICE, institute, content)


def _heading(decision: Decision, kind: str, number: str, document_number: str) -> Heading:
    titles = {
        Kind.CERTIFICATE: _("認定通知書"),
        Kind.REFUSAL: _("不認定通知書"),
        Kind.NIBN_NOTICE: _("認定の通知"),
    }
    return Heading(
        kind=str(kind),
        title=titles[Kind(kind)],
        document_id=new_document_id(),
        number=number,
        document_number=document_number,
        dated_on=decision.dated_on,
        issuer=Issuer.objects.get(pk=MINISTER),
    )


def _refuse_incomplete(letters: list[Letter]) -> None:
    """The letter's schema says what it must say; what the application left out can't be certified."""
    for letter in letters:
        try:
            check_content(letter.content)
        except ContentInvalid as error:
            words = {"what": error}
            raise Refused(Reason("incomplete_letter", _("通知書に必要な記載が申請にありません（%(what)s）。申請者に補正または修正を求めてください。") % words)) from error


def _refuse_undrawable(letters: list[Letter]) -> None:
    missing = preflight([text for letter in letters for text in texts_of(letter.content)])
    if missing:
        words = {"marks": "　".join(missing)}
        raise Refused(Reason("undrawable", _("印字できる字形のない文字があります：%(marks)s。申請者に確かめ、別の字体に直してから決裁してください。") % words))


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)


def _write_document(decision: Decision, letter: Letter) -> Document:
    content = letter.content | {"snapshot_sha256": decision.snapshot_sha256}
    return Document.objects.create(
        public_id=content["document_id"],
        kind=letter.kind,
        decision=decision,
        addressee=letter.addressee,
        issuer_id=MINISTER,
        number=content["number"],
        document_number=content["document_number"],
        dated_on=decision.dated_on,
        content=json.dumps(content, ensure_ascii=False, sort_keys=True),
    )
