"""The demo's office: issuers, office-holders, the scheme. Everyone and everything is invented."""

from datetime import date, datetime, time

from accounts.cast import ensure_cast, ensure_organisation, ensure_person
from accounts.models import Membership
from common import clock
from common.actor import SYSTEM_ACTOR
from funds.calls.services.making import CallText, draft_call, publish_call
from funds.models import Call, Scheme
from funds.services import known_schemes, load_document, publish_scheme_version
from law.lifecycle import SchemeKind

from ..models import Issuer
from ..services.issuers import change_holder, set_issuer
from ..signing import ensure_demo_keys

SINCE = date(2025, 11, 20)
CONTACT = (
    "見本省医政局　見本課\n電話　03-0000-0000（平日9時30分から17時まで）\nメール　mihon-koubo@example.jp"
)
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
    for scheme in Scheme.objects.filter(kind=SchemeKind.CERTIFICATION).order_by("code"):
        ensure_intake(scheme)
    return Scheme.objects.get(code="generic-base")


def ensure_intake(scheme: Scheme) -> Call:
    """The fund's standing intake, from the day its scheme is in force."""
    if found := scheme.calls.filter(kind=Call.Kind.STANDING).first():
        return found
    text = CallText(
        round=1,
        name=f"{scheme.name}　随時の受付",
        opens_at=datetime.combine(SINCE, time(), tzinfo=clock.TOKYO),
        closes_at=None,
        summary="認定の申請を、期間を限らず受け付けます。審査は、申請が到達した日から始まります。",
        contact=CONTACT,
    )
    call = draft_call(scheme=scheme, text=text, membership=_post("officer"))
    return publish_call(call=call, seen=call.revision, membership=_post("decider"))


def _post(who: str) -> Membership:
    return ensure_person(who).memberships.select_related("user", "organisation").get()


def _ensure_issuer(code: str, title: str, organisation: str, holder: str, series: str) -> None:
    if Issuer.objects.filter(code=code).exists():
        return
    office = ensure_organisation(organisation)
    issuer = set_issuer(
        code=code, title=title, organisation=office, document_series=series, actor=SYSTEM_ACTOR
    )
    if holder:
        change_holder(issuer=issuer, name=holder, since=SINCE, actor=SYSTEM_ACTOR)
