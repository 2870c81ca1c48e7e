"""財産の処分の承認 (適正化法22条): asked for, sent back with all remarks at once, taken back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import Membership
from applications.models import CostLine
from common import canonical, clock, numbers
from common.actor import actor_of
from common.schemas import check_content
from common.transitions import begin, lock, perform
from law.acts import Act
from law.deadlines import fiscal_year
from law.lifecycle import DISPOSAL

from ..assets.reading import disposal_facts, open_disposal_remarks
from ..models import Asset, Disposal, DisposalVersion
from .examining import write_remarks
from .telling import tell_company, tell_desk

SCHEMA, SCHEMA_VERSION = "kikin/disposal_application", 1


@dataclass(frozen=True)
class Asked:
    """What is to be done with it: `proceeds` and `remaining` are yen, 0 where there are none."""

    kind: str
    counterpart: str
    proceeds: int
    remaining: int
    why: str
    planned_on: date


@transaction.atomic
def file_disposal(
    *, asset: Asset, asked: Asked, membership: Membership, arrived_at: datetime
) -> DisposalVersion:
    """処分の承認の申請; nothing may be done with it before the approval is told."""
    lock(asset.grant)
    lock(asset)
    asset.refresh_from_db()
    grant = asset.grant
    grant.refresh_from_db()
    disposal = Disposal(
        grant=grant,
        asset=asset,
        number=(grant.disposals.aggregate(last=Max("number"))["last"] or 0) + 1,
        arrived_at=arrived_at,
        filed_by=membership,
    )
    row = begin(
        lifecycle=asset.grant.under(DISPOSAL),
        act="file_disposal",
        subject=disposal,
        actor=actor_of(membership),
        facts=disposal_facts(asset, asdict(asked)),
        audit={"kind": asked.kind, "asset": asset.number},
    )
    return _filed(disposal, row, asked, membership, arrived_at)


@transaction.atomic
def correct_disposal(
    *, disposal: Disposal, asked: Asked, membership: Membership, arrived_at: datetime
) -> DisposalVersion:
    """The next version, with what was remarked on mended; the first arrival stays."""
    _hold(disposal)
    row = perform(
        lifecycle=disposal.grant.under(DISPOSAL),
        act="correct_disposal",
        subject=disposal,
        actor=actor_of(membership),
        facts=disposal_facts(disposal.asset, asdict(asked)),
    )
    open_disposal_remarks(disposal).update(closed_at=clock.now())
    return _filed(disposal, row, asked, membership, arrived_at)


@transaction.atomic
def withdraw_disposal(*, disposal: Disposal, membership: Membership) -> Disposal:
    """The company's own act, until the decision on it is issued."""
    row = _move(disposal, "withdraw_disposal", membership)
    open_disposal_remarks(disposal).update(closed_at=clock.now())
    _tell(disposal, row, membership)
    return disposal


@transaction.atomic
def ask_disposal_correction(
    *,
    disposal: Disposal,
    items: Sequence[tuple[CostLine | None, str]],
    due_on: date,
    membership: Membership,
) -> Disposal:
    """All remarks at once."""
    facts = {"items": items, "due_on": due_on, "today": clock.today()}
    row = _move(disposal, "ask_disposal_correction", membership, facts, {"due_on": due_on})
    write_remarks(disposal.grant, disposal, items, due_on, membership)
    tell_company(disposal.grant, row)
    return disposal


@transaction.atomic
def close_disposal_correction(*, disposal: Disposal, membership: Membership) -> Disposal:
    """The office takes its remarks back; what stands filed is examined on."""
    row = _move(disposal, "close_disposal_correction", membership)
    open_disposal_remarks(disposal).update(closed_at=clock.now())
    _tell(disposal, row, membership)
    return disposal


def _hold(disposal: Disposal) -> None:
    lock(disposal.grant)
    lock(disposal)
    disposal.refresh_from_db()
    disposal.asset.refresh_from_db()
    disposal.grant.refresh_from_db()
    disposal.asset.grant = disposal.grant


def _move(
    disposal: Disposal,
    act: str,
    membership: Membership,
    facts: dict[str, Any] | None = None,
    audit: dict[str, Any] | None = None,
) -> Act:
    lock(disposal.grant)
    return perform(
        lifecycle=disposal.grant.under(DISPOSAL),
        act=act,
        subject=disposal,
        actor=actor_of(membership),
        facts=facts or {},
        audit=audit,
    )


def _filed(
    disposal: Disposal, row: Act, asked: Asked, membership: Membership, arrived_at: datetime
) -> DisposalVersion:
    number = disposal.versions.count() + 1
    content = disposal_content(disposal, asked, number)
    check_content(content, "disposal_application.v1")
    text, year = canonical.dumps(content), fiscal_year(clock.local(arrived_at).date())
    version = DisposalVersion.objects.create(
        disposal=disposal,
        number=number,
        act=row.name,
        arrived_at=arrived_at,
        filed_by=membership,
        receipt_number=numbers.draw(series=f"grant_receipt:{year}", form=f"RK{year}-{{:06d}}"),
        content=text.decode(),
        sha256=canonical.sha256_hex(text),
        **asdict(asked),
    )
    _tell(disposal, row, membership)
    return version


def disposal_content(disposal: Disposal, asked: Asked, number: int) -> dict[str, Any]:
    """What is asked, and the asset as it stands in the register at that moment."""
    asset = disposal.asset
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "grant": disposal.grant.number,
        "disposal": str(disposal.pk),
        "version": number,
        "asset": {
            "number": asset.number,
            "edition": asset.edition,
            "name": asset.name,
            "kind": asset.kind,
            "place": asset.place,
            "quantity": asset.quantity,
            "acquired_on": asset.acquired_on.isoformat(),
            "cost_with_tax": asset.cost_with_tax,
            "cost_without_tax": asset.cost_without_tax,
            "share": asset.share,
            "years": asset.years,
            "restricted_until": asset.restricted_until.isoformat() if asset.restricted_until else None,
        },
        **asdict(asked),
        "planned_on": asked.planned_on.isoformat(),
    }


def _tell(disposal: Disposal, row: Act, membership: Membership) -> None:
    tell_company(disposal.grant, row)
    tell_desk(disposal.grant, row, actor_of(membership))
