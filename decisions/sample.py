"""The letters that a draft of a scheme's terms would lead to, to an invented company; stored nowhere."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from applications.sample import PARTY, sample_version
from common import clock
from funds.models import Call
from reviews.models import Finding, Ranking

from .contents import adoption
from .contents.header import Filed, Heading
from .models import Decision, Document, Issuer
from .outcomes import OUTCOMES
from .services.letters import MINISTER, NO_DOCUMENT, WRITERS


def sample_letters(document: dict[str, Any]) -> list[dict[str, Any]]:
    """One letter for each outcome that a plan may have under it. None while no issuer is set."""
    issuer = Issuer.objects.filter(pk=document.get("issuer", MINISTER)).prefetch_related("holders").first()
    if issuer is None:
        return []
    kind = document["kind"]
    outcomes = [code for code, terms in OUTCOMES.items() if terms.kind == kind and not terms.of_grant]
    return [_letter(document, outcome, issuer) for outcome in outcomes]


def _letter(document: dict[str, Any], outcome: str, issuer: Issuer) -> dict[str, Any]:
    filed = Filed(sample_version(document))
    terms = OUTCOMES[outcome]
    # What a real letter reads from the tables: one criterion unfit, nothing asked by 補正.
    filed.__dict__["findings"] = [
        (document["criteria"][0], Finding(fits=False, fact=_("（認められない事実）")))
    ]
    filed.__dict__["lapsed"] = []
    decision = _decision(document, filed, outcome)
    amount = filed.version.subsidy["amount"] or 0
    own = partial(adoption, amounts={PARTY: amount}) if terms.letter == Document.Kind.ADOPTION else None
    write = own or WRITERS[terms.letter]
    content = write(heading=_heading(terms, issuer), filed=filed, party=filed.parties[0], decision=decision)
    title = _("%(title)s（下見）") % {"title": content["title"]}
    return content | {"title": title, "document_id": NO_DOCUMENT, "verify_url": None}


def _decision(document: dict[str, Any], filed: Filed, outcome: str) -> Decision:
    words = document["letters"].get(outcome) or document["letters"].get("certificate") or {}
    call = Call(name=_("%(scheme)s　見本の公募") % {"scheme": document["name"]})
    favours = OUTCOMES[outcome].favours
    return Decision(
        plan=filed.version.plan,
        version=filed.version,
        ranking=Ranking(call=call),
        outcome=outcome,
        conditions=list(words.get("conditions", [])) if favours else [],
        reasons="" if favours else _("（選ばない理由、又は認定しない理由）"),
        dated_on=clock.today(),
    )


def _heading(terms: Any, issuer: Issuer) -> Heading:
    return Heading(
        kind=terms.letter.value,
        title=str(terms.letter.label),
        document_id=NO_DOCUMENT,
        number=_("見本"),
        document_number=_("（文書番号）"),
        dated_on=clock.today(),
        issuer=issuer,
    )
