"""The demo's office: issuers, office-holders, the scheme. Everyone and everything is invented."""

from datetime import date

from accounts.cast import ensure_cast, ensure_organisation, ensure_person
from common.actor import SYSTEM_ACTOR
from funds.models import Scheme
from funds.services import known_schemes, load_document, publish_scheme_version

from ..models import Issuer
from ..services.issuers import change_holder, set_issuer
from ..signing import ensure_demo_keys

SINCE = date(2025, 11, 20)
# code, title, organisation, office-holder, form of the 文書番号
ISSUERS = (
    ("mhlw", "見本大臣", "ministry", "見本 治", "見本発医政{mmdd}第{n}号"),
    ("nibn", "見本理事長", "nibn", "基盤 理", "見本基盤発{mmdd}第{n}号"),
    ("desk", "見本省医政局　受付", "ministry", "", "見本受{mmdd}第{n}号"),
)


def ensure_office() -> Scheme:
    """The cast, the keys, the issuers and every scheme, published; returns the generics fund's."""
    ensure_cast()
    ensure_demo_keys()
    for row in ISSUERS:
        _ensure_issuer(*row)
    for code in known_schemes():
        publish_scheme_version(
            document=load_document(code),
            drafted_by=ensure_person("administrator"),
            published_by=ensure_person("decider"),
            actor=SYSTEM_ACTOR,
        )
    return Scheme.objects.get(code="generic-base")


def _ensure_issuer(code: str, title: str, organisation: str, holder: str, series: str) -> None:
    if Issuer.objects.filter(code=code).exists():
        return
    office = ensure_organisation(organisation)
    issuer = set_issuer(
        code=code, title=title, organisation=office, document_series=series, actor=SYSTEM_ACTOR
    )
    if holder:
        change_holder(issuer=issuer, name=holder, since=SINCE, actor=SYSTEM_ACTOR)
