"""Making a call: drafted, revised, published by a second person, or its draft taken back."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Membership
from common import clock
from common.actor import actor_of
from common.transitions import begin, perform
from law.acts import Act
from law.calls import contact_is_named, guidelines_are_there
from law.lifecycle import CALL, SchemeKind

from ...models import Call, CallDocument, CallDocumentVersion, Scheme
from ...selectors import version_in_force
from ..models import WITHDRAWN
from .telling import tell_maker, tell_publishers


@dataclass(frozen=True)
class CallText:
    """What an officer writes of a call. Without `closes_at` it is a standing intake.

    `budget` in yen; `menus` codes and `fiscal_years` of the scheme, empty for all of them.
    """

    round: int
    name: str
    opens_at: datetime
    closes_at: datetime | None
    summary: str = ""
    budget: int | None = None
    budget_note: str = ""
    menus: tuple[str, ...] = ()
    fiscal_years: tuple[int, ...] = ()
    contact: str = ""

    def fields(self) -> dict[str, Any]:
        lists = {"menus": list(self.menus), "fiscal_years": list(self.fiscal_years)}
        kind = Call.Kind.ROUND if self.closes_at else Call.Kind.STANDING
        return asdict(self) | lists | {"kind": kind.value}


@transaction.atomic
def draft_call(*, scheme: Scheme, text: CallText, membership: Membership) -> Call:
    """A call that nobody but the office sees yet."""
    scheme = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    call = Call(scheme=scheme, made_by=membership.user, **text.fields())
    row = begin(
        lifecycle=CALL,
        act="draft_call",
        subject=call,
        actor=actor_of(membership),
        facts=_facts_of_text(scheme, text, None),
    )
    tell_if_ready(call, row, membership, was_ready=False)
    return call


@transaction.atomic
def revise_call(*, call: Call, text: CallText, membership: Membership) -> Call:
    """Write the draft anew; who does so answers for it from now on."""
    call = held(call)
    Scheme.objects.select_for_update(of=("self",)).get(pk=call.scheme_id)
    was_ready = is_ready(call)
    row = perform(
        lifecycle=CALL,
        act="revise_call",
        subject=call,
        actor=actor_of(membership),
        facts=lambda: _facts_of_text(call.scheme, text, call),
        changes=text.fields() | touched(call, membership),
        audit={"revision": call.revision + 1},
    )
    tell_if_ready(call, row, membership, was_ready=was_ready)
    return call


@transaction.atomic
def withdraw_call(*, call: Call, membership: Membership) -> Call:
    """Take a draft back: nobody outside has seen it. What is published is never taken back."""
    call = held(call)
    perform(lifecycle=CALL, act="withdraw_call", subject=call, actor=actor_of(membership), facts={})
    return call


@transaction.atomic
def publish_call(*, call: Call, seen: int, membership: Membership) -> Call:
    """Let everyone read it, with its papers, as revision `seen`; by another person than wrote it."""
    call = held(call)
    now = clock.now()
    row = perform(
        lifecycle=CALL,
        act="publish_call",
        subject=call,
        actor=actor_of(membership),
        facts=lambda: {"as_seen": seen == call.revision, "now": now} | publishing_facts(call, membership),
        changes={"published_by": membership.user, "published_at": now},
        audit={"revision": call.revision},
    )
    CallDocumentVersion.objects.filter(document__call=call).update(published_at=now)
    tell_maker(call, row)
    return call


def publishing_facts(call: Call, membership: Membership) -> dict[str, Any]:
    """What `publish_call` asks, but for the revision that the publisher has seen and the minute."""
    return _facts_of_draft(call) | {"maker_id": call.made_by_id, "publisher_id": membership.user_id}


def _facts_of_draft(call: Call) -> dict[str, Any]:
    guidelines = call.documents.filter(kind=CallDocument.Kind.GUIDELINES)
    return {
        "standing": call.is_standing,
        "opens_at": call.opens_at,
        "has_guidelines": guidelines.exists(),
        "has_contact": bool(call.contact),
    }


def is_ready(call: Call) -> bool:
    """Nothing is missing but the second person."""
    facts = _facts_of_draft(call)
    return guidelines_are_there(facts) is None and contact_is_named(facts) is None


def tell_if_ready(call: Call, row: Act, membership: Membership, *, was_ready: bool) -> None:
    """Once, when the draft comes to wait for its publisher and for nothing else."""
    if is_ready(call) and not was_ready:
        tell_publishers(call, row, actor_of(membership))


def held(call: Call) -> Call:
    """The call as it stands now, held until the transaction ends."""
    rows = Call.objects.select_for_update(of=("self",), no_key=True).select_related("scheme", "made_by")
    return rows.get(pk=call.pk)


def touched(call: Call, membership: Membership) -> dict[str, Any]:
    return {"revision": call.revision + 1, "made_by": membership.user}


def _facts_of_text(scheme: Scheme, text: CallText, call: Call | None) -> dict[str, Any]:
    others = scheme.calls.exclude(state=WITHDRAWN).exclude(pk=call.pk if call else None)
    return {
        "standing": text.closes_at is None,
        "certification": scheme.kind == SchemeKind.CERTIFICATION,
        "stands_already": others.filter(kind=Call.Kind.STANDING).exists(),
        "round_taken": others.filter(round=text.round).exists(),
        "narrowed": bool(text.menus or text.fiscal_years),
        "unknown_terms": _unknown(scheme, text),
    }


def _unknown(scheme: Scheme, text: CallText) -> list[Any]:
    """Menus and years that the scheme does not offer on the day the call opens."""
    version = version_in_force(scheme, clock.local(text.opens_at).date()) or scheme.versions.last()
    document: dict[str, Any] = version.document if version else {}
    menus = {menu["code"] for menu in document.get("menus", ())}
    years = set(document.get("fiscal_years", ()))
    return [each for each in text.menus if each not in menus] + [
        year for year in text.fiscal_years if year not in years
    ]
