"""Calls on the clock: which take in now, which will, which are over; and what of a scheme a call takes."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import DateField, DateTimeField, Exists, F, OuterRef, Prefetch, Q, QuerySet

from accounts.models import Membership
from common import clock
from common.written import Slot, Written
from law.calls import Phase
from law.lifecycle import SchemeKind
from law.roles import MINISTRY, NIBN, Role
from law.states import CallState, ClosingState

from ..models import Call, CallDocument, CallDocumentVersion, ClosingChange, Scheme, SchemeVersion
from .models import PUBLISHED

# How people look for papers: what binds first.
PAPERS = list(CallDocument.Kind)
MOST_FIRST = 20
# Who in the office reads calls before everyone does.
READERS = MINISTRY | NIBN | {Role.CLERK, Role.AUDITOR, Role.ADMINISTRATOR}


def in_phase(phase: Phase, at: datetime | Slot) -> Q:
    """Calls that stand there at `at`; law.calls.phase_of in SQL."""
    closed = Q(closes_at__isnull=False, closes_at__lte=at)
    return {
        Phase.UPCOMING: Q(opens_at__gt=at),
        Phase.OPEN: Q(opens_at__lte=at) & ~closed,
        Phase.CLOSED: closed,
    }[phase]


def published_calls() -> QuerySet[Call]:
    return Call.objects.filter(state=PUBLISHED).select_related("scheme__fund")


def calls_seen_by(membership: Membership | None) -> QuerySet[Call]:
    """What is published is everyone's; a draft is the office's."""
    if membership is None or membership.role not in READERS:
        return published_calls()
    return Call.objects.select_related("scheme__fund", "made_by", "published_by")


def open_calls(at: datetime) -> QuerySet[Call]:
    """What takes in at `at`, the nearest end first; a scheme without a version in force takes in nothing."""
    return _open_calls(at, clock.local(at).date())


def _open_calls(at: datetime | Slot, day: date | Slot) -> QuerySet[Call]:
    in_force = SchemeVersion.objects.filter(scheme=OuterRef("scheme"), valid_from__lte=day)
    found = published_calls().filter(in_phase(Phase.OPEN, at), Exists(in_force))
    return found.order_by(F("closes_at").asc(nulls_last=True), "scheme_id", "round")


def first_open_calls(at: datetime) -> list[Call]:
    return _first_open_calls().ask(at=at, day=clock.local(at).date())


@cache
def _first_open_calls() -> Written[Call]:
    """The rest stand on the public page, which is searched and paged."""
    return Written(_open_calls(Slot("at", DateTimeField()), Slot("day", DateField()))[:MOST_FIRST])


def call_at(scheme: Scheme, moment: datetime) -> Call | None:
    """The published call of the scheme in whose window `moment` lies; of several the latest round."""
    found = scheme.calls.filter(in_phase(Phase.OPEN, moment), state=PUBLISHED)
    return found.order_by("-round").first()


def lacks_intake(scheme: Scheme) -> bool:
    """A scheme of 認定 takes nothing in before its standing intake is made."""
    return (
        scheme.kind == SchemeKind.CERTIFICATION
        and not scheme.calls.exclude(state=CallState.WITHDRAWN).exists()
    )


def open_schemes(day: date) -> list[Scheme]:
    """Schemes with a version in force on `day` that take in now."""
    in_force = SchemeVersion.objects.filter(scheme=OuterRef("pk"), valid_from__lte=day)
    running = Call.objects.filter(in_phase(Phase.OPEN, clock.now()), scheme=OuterRef("pk"), state=PUBLISHED)
    schemes = Scheme.objects.filter(Exists(running), Exists(in_force))
    return list(schemes.select_related("fund").order_by("code"))


def called_schemes(day: date) -> list[Scheme]:
    """Schemes with a version in force on `day` that take in or once did: paper comes by its own stamp."""
    in_force = SchemeVersion.objects.filter(scheme=OuterRef("pk"), valid_from__lte=day)
    called = Call.objects.filter(scheme=OuterRef("pk"), state=PUBLISHED, opens_at__lte=clock.now())
    return list(Scheme.objects.filter(Exists(called), Exists(in_force)).order_by("code"))


def search_calls(calls: QuerySet[Call], words: str) -> QuerySet[Call]:
    """Every word in the call's or its scheme's name, or in what it is for."""
    for word in words.split()[:10]:
        calls = calls.filter(
            Q(name__icontains=word) | Q(scheme__name__icontains=word) | Q(summary__icontains=word)
        )
    return calls


def terms_of(document: dict[str, Any], call: Call | None) -> dict[str, Any]:
    """A scheme's document as narrowed by the call a plan is made under."""
    narrowed = dict(document)
    if call is not None and call.menus:
        narrowed["menus"] = [menu for menu in document["menus"] if menu["code"] in call.menus]
    if call is not None and call.fiscal_years and document.get("fiscal_years"):
        narrowed["fiscal_years"] = [year for year in document["fiscal_years"] if year in call.fiscal_years]
    return narrowed


def documents_of(call: Call) -> list[CallDocument]:
    """With all their versions, the newest first; in the order in which people look for them."""
    versions = CallDocumentVersion.objects.select_related("file").order_by("-number")
    found = call.documents.prefetch_related(Prefetch("versions", versions))
    return sorted(found, key=lambda each: (PAPERS.index(CallDocument.Kind(each.kind)), each.title))


def closings_of(call: Call) -> list[ClosingChange]:
    """What moved the closing, the newest first."""
    return list(call.closings.filter(state=ClosingState.APPROVED).order_by("-decided_at"))


def proposed_closing(call: Call) -> ClosingChange | None:
    rows = call.closings.select_related("proposed_by")
    return rows.filter(state=ClosingState.PROPOSED).first()


def last_closings(calls: Iterable[Call]) -> dict[Any, ClosingChange]:
    """By call, the last approved change of its closing; a standing intake has none to change."""
    ending = [call for call in calls if call.closes_at]
    if not ending:
        return {}
    rows = ClosingChange.objects.filter(call__in=ending, state=ClosingState.APPROVED)
    return {each.call_id: each for each in rows.order_by("decided_at")}
