"""The letters of a decision, as they will read: one per party, and NIBN's own when certified.

The draft's preview and the approved snapshot come from here alike, so nobody signs what was not shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Organisation
from applications.parts.forms.applicant import ELECTRONIC
from common import canonical
from common.audit import head as audit_head

from ..about import about
from ..about.grants import NIBN
from ..about.plans import MINISTER
from ..contents import (
    adoption,
    cancellation,
    certificate,
    change,
    change_refusal,
    disposal,
    fixing,
    grant_decision,
    grant_refusal,
    nibn_notice,
    non_adoption,
    non_disposal,
    refusal,
    return_order,
    selection,
)
from ..contents.header import Filed, Heading, new_document_id
from ..models import Decision, Delivery, Document, Issuer
from ..selectors import date_of

NO_DOCUMENT = "0" * 32
Kind = Document.Kind
WRITERS: dict[str, Callable[..., dict[str, Any]]] = {
    Kind.CERTIFICATE: certificate,
    Kind.REFUSAL: refusal,
    Kind.ADOPTION: adoption,
    Kind.NON_ADOPTION: non_adoption,
    Kind.SELECTION: selection,
}
OF_GRANT: dict[str, Callable[..., dict[str, Any]]] = {
    Kind.GRANT: grant_decision,
    Kind.GRANT_REFUSAL: grant_refusal,
    Kind.FIXING: fixing,
    Kind.CHANGE: change,
    Kind.CHANGE_REFUSAL: change_refusal,
    Kind.RETURN_ORDER: return_order,
    Kind.CANCELLATION: cancellation,
    Kind.DISPOSAL: disposal,
    Kind.NON_DISPOSAL: non_disposal,
}
# What differs from one printing to the next, or is drawn only when it is approved.
VOLATILE = ("document_id", "verify_url", "audit_head", "number", "document_number", "certificates")


@dataclass(frozen=True)
class Numbers:
    """Our own number, the office's, the office's on the notice to NIBN; and where the audit log stood."""

    own: str
    document: str
    notice: str = ""
    log: dict[str, Any] = field(default_factory=audit_head.current)


@dataclass(frozen=True)
class Letter:
    kind: str
    addressee: Organisation
    content: dict[str, Any]


def letters_of(decision: Decision, numbers: Numbers) -> list[Letter]:
    """One letter per party, each with its own rows; NIBN's own numbered letter where the law tells it."""
    code = about(decision).issuer
    issuers = {each.pk: each for each in _issuers(code)}
    if decision.terms.of_grant:
        return [_to_company(decision, numbers, issuers[code])]
    filed = Filed(decision.version)
    own = list(_to_parties(decision, filed, numbers, issuers[code]))
    if not decision.terms.tells_nibn:
        return own
    return [*own, _to_nibn(decision, filed, numbers, own, issuers)]


def _issuers(code: str) -> QuerySet[Issuer]:
    rows = Issuer.objects.filter(pk__in=(code, MINISTER, NIBN)).select_related("organisation")
    return rows.prefetch_related("holders")


def draft_letters(decision: Decision) -> list[dict[str, Any]]:
    """As they would read if approved now; every title says 案, and no number is drawn."""
    numbers = Numbers(_("案"), decision.document_number or _("案（未決裁）"), _("案（未決裁）"))
    return [_as_draft(letter.content) for letter in letters_of(decision, numbers)]


def _as_draft(content: dict[str, Any]) -> dict[str, Any]:
    title = _("%(title)s（案）") % {"title": content["title"]}
    return content | {"title": title, "document_id": NO_DOCUMENT, "verify_url": None}


def digest_of(letters: list[dict[str, Any]]) -> str:
    """What a decider has before their eyes; it changes when any word of a draft would."""
    words = [{key: value for key, value in content.items() if key not in VOLATILE} for content in letters]
    return canonical.sha256_hex(canonical.dumps(words))


def _to_parties(decision: Decision, filed: Filed, numbers: Numbers, issuer: Issuer) -> Iterator[Letter]:
    parties = decision.plan.parties.select_related("organisation")
    organisations = {party.pk: party.organisation for party in parties}
    kind = decision.terms.letter
    for place, party in enumerate(filed.parties, start=1):
        heading = _heading(
            decision,
            issuer,
            kind,
            number=f"{numbers.own}-{place}",
            document_number=numbers.document,
            on_paper=filed.values("applicant", party["party"])["notice"] != ELECTRONIC,
            log=numbers.log,
        )
        content = WRITERS[kind](heading=heading, filed=filed, party=party, decision=decision)
        yield Letter(kind, organisations[party["party"]], content)


def _to_company(decision: Decision, numbers: Numbers, issuer: Issuer) -> Letter:
    """交付決定 is one company's own: of a joint plan the others hear nothing of it."""
    kind = decision.terms.letter
    heading = _heading(
        decision,
        issuer,
        kind,
        number=numbers.own,
        document_number=numbers.document,
        on_paper=Delivery.Channel.PAPER in about(decision).channels().values(),
        log=numbers.log,
    )
    content = OF_GRANT[kind](heading=heading, decision=decision)
    return Letter(kind, decision.grant.party.organisation, content)


def _to_nibn(
    decision: Decision, filed: Filed, numbers: Numbers, own: list[Letter], issuers: dict[str, Issuer]
) -> Letter:
    institute = issuers[NIBN].organisation
    heading = _heading(
        decision,
        issuers[MINISTER],
        Kind.NIBN_NOTICE,
        number=f"{numbers.own}-K",
        document_number=numbers.notice,
        log=numbers.log,
    )
    copies = [_copy(place, letter) for place, letter in enumerate(own, start=1)]
    content = nibn_notice(
        heading=heading, filed=filed, to=institute, certified_on=date_of(decision), certificates=copies
    )
    return Letter(Kind.NIBN_NOTICE, institute, content)


def _copy(place: int, letter: Letter) -> dict[str, Any]:
    return {
        "copy_number": place,
        "addressee": letter.content["addressee"]["name"],
        "document_number": letter.content["document_number"],
        "number": letter.content["number"],
    }


def _heading(
    decision: Decision,
    issuer: Issuer,
    kind: Document.Kind,
    *,
    number: str,
    document_number: str,
    log: dict[str, Any],
    on_paper: bool = False,
) -> Heading:
    return Heading(
        kind=kind.value,
        title=about(decision).title_of(kind),
        document_id=new_document_id(),
        number=number,
        document_number=document_number,
        dated_on=date_of(decision),
        issuer=issuer,
        on_paper=on_paper,
        log=log,
    )
