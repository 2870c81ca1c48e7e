"""取得財産等管理台帳: kept by its company, the period set by NIBN, every writing with its trace."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.models import CostLine
from common import clock
from common.actor import actor_of
from common.transitions import begin, lock, perform
from law.acts import Reason, Refused
from law.assets import AssetKind, must_stand, restriction_ends
from law.lifecycle import ASSET
from law.roles import APPLICANTS

from ..assets.reading import asset_facts, figure_facts, grant_facts, terms_now
from ..forms import own_lines
from ..models import Asset, AssetRevision, Evidence, Grant
from .telling import tell_company, tell_desk

MOST_ASSETS = 5_000
NAMES = (
    "name", "kind", "gained", "place", "quantity", "acquired_on", "cost_with_tax", "cost_without_tax",
    "cost_line_id", "evidence_id", "share", "note", "is_guarded", "years", "restricted_until",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What is written of one asset; `line` is the key of its cost line, `evidence` the 証憑番号 or none."""

    name: str
    kind: str
    gained: str
    place: str
    quantity: int
    acquired_on: date
    cost_with_tax: int
    cost_without_tax: int
    line: int
    share: int
    evidence: str = ""
    note: str = ""


@transaction.atomic
def register_asset(*, grant: Grant, said: Said, membership: Membership) -> Asset:
    """From the day of the decision on; what the scheme restricts is guarded from here."""
    lock(grant)
    grant.refresh_from_db()
    _refuse_too_many(grant)
    line = _line(grant, said)
    asset = Asset(
        grant=grant,
        number=(grant.assets.aggregate(last=Max("number"))["last"] or 0) + 1,
        registered_at=clock.now(),
        registered_by=membership,
        **_values(grant, said, line, years=None),
    )
    begin(
        lifecycle=grant.under(ASSET),
        act="register_asset",
        subject=asset,
        actor=actor_of(membership),
        facts=grant_facts(grant, by_office=False) | figure_facts(grant, line, asdict(said)),
        audit={"number": asset.number, "guarded": asset.is_guarded},
    )
    _trace(asset, "register_asset", membership, number=1)
    return asset


@transaction.atomic
def correct_asset(
    *, asset: Asset, said: Said, reason: str, membership: Membership, seen: int | None = None
) -> Asset:
    """Its company until the completion is accepted, NIBN afterwards; how it stood stays readable.

    `seen`: the edition that the writer saw.
    """
    grant = _hold(asset)
    if seen is not None and seen != asset.edition:
        text = _("ほかの人がこの財産の記載を変えました。画面を開き直して、いまの記載を確かめてください。")
        raise Refused(Reason("changed_meanwhile", text))
    line = _line(grant, said)
    values = _values(grant, said, line, years=_kept_years(asset, said))
    facts = grant_facts(grant, by_office=membership.role not in APPLICANTS) | asset_facts(asset)
    _write(
        asset,
        "correct_asset",
        membership,
        values=values,
        reason=reason,
        facts=facts | figure_facts(grant, line, asdict(said)) | {"reason": reason},
    )
    return asset


@transaction.atomic
def set_asset_period(*, asset: Asset, years: int, reason: str, membership: Membership) -> Asset:
    """NIBN sets how long it may not be disposed of (施行令14条), from the day it was acquired."""
    grant = _hold(asset)
    values = {"years": years, "restricted_until": restriction_ends(asset.acquired_on, max(years, 1))}
    _write(
        asset,
        "set_asset_period",
        membership,
        values=values,
        reason=reason,
        facts=grant_facts(grant, by_office=True) | asset_facts(asset) | {"years": years, "reason": reason},
    )
    return asset


@transaction.atomic
def remove_asset(*, asset: Asset, reason: str, membership: Membership) -> Asset:
    """What was entered by mistake, while the register is its company's; the row itself stays."""
    grant = _hold(asset)
    facts = grant_facts(grant, by_office=False) | asset_facts(asset)
    _write(asset, "remove_asset", membership, values={}, reason=reason, facts=facts)
    return asset


def _hold(asset: Asset) -> Grant:
    """Locked, then read anew; the grant before its asset, as every act does."""
    lock(asset.grant)
    lock(asset)
    asset.refresh_from_db()
    asset.grant.refresh_from_db()
    return asset.grant


def _write(
    asset: Asset,
    act: str,
    membership: Membership,
    *,
    values: dict[str, Any],
    reason: str,
    facts: dict[str, Any],
) -> None:
    edition, actor = asset.edition + 1, actor_of(membership)

    def written() -> dict[str, Any]:
        """The trace first: a row is not changed without it (trigger)."""
        for name, value in values.items():
            setattr(asset, name, value)
        _trace(asset, act, membership, number=edition, reason=reason.strip())
        return values | {"edition": edition}

    row = perform(
        lifecycle=asset.grant.under(ASSET),
        act=act,
        subject=asset,
        actor=actor,
        facts=facts,
        changes=written,
        audit={"edition": edition, "asset": asset.number},
    )
    if membership.role in APPLICANTS:
        tell_desk(asset.grant, row, actor)
    else:
        tell_company(asset.grant, row, reason.strip())


def trace_of_disposal(asset: Asset, membership: Membership) -> int:
    """Before a disposed asset leaves the register; the edition that the row takes then."""
    edition = asset.edition + 1
    _trace(asset, "dispose_asset", membership, number=edition)
    return edition


def _trace(asset: Asset, act: str, membership: Membership, *, number: int, reason: str = "") -> None:
    AssetRevision.objects.create(
        asset=asset,
        number=number,
        act=act,
        values=_as_json(asset),
        reason=reason,
        by=membership,
        at=clock.now(),
    )


def _as_json(asset: Asset) -> dict[str, Any]:
    found = {name: getattr(asset, name) for name in NAMES}
    found["evidence_id"] = str(asset.evidence_id) if asset.evidence_id else None
    for name in ("acquired_on", "restricted_until"):
        found[name] = found[name].isoformat() if found[name] else None
    return found


def _values(grant: Grant, said: Said, line: CostLine, *, years: int | None) -> dict[str, Any]:
    """What stands in the row: as said, whether it is restricted, and until when."""
    terms, kind = terms_now(grant), AssetKind.of(said.kind)
    guarded = must_stand(kind, said.quantity, said.cost_with_tax, said.cost_without_tax, terms)
    period = (years or terms.years.get(kind)) if guarded else None
    return {
        "name": said.name,
        "kind": said.kind,
        "gained": said.gained,
        "place": said.place,
        "quantity": said.quantity,
        "acquired_on": said.acquired_on,
        "cost_with_tax": said.cost_with_tax,
        "cost_without_tax": said.cost_without_tax,
        "cost_line": line,
        "evidence": _evidence(grant, said),
        "share": said.share,
        "note": said.note,
        "is_guarded": guarded,
        "years": period,
        "restricted_until": restriction_ends(said.acquired_on, period),
    }


def _kept_years(asset: Asset, said: Said) -> int | None:
    """What was set for it stays while it is of the same kind."""
    return asset.years if said.kind == asset.kind else None


def _line(grant: Grant, said: Said) -> CostLine:
    found = next((line for line in own_lines(grant) if line.pk == said.line), None)
    if found is None:
        raise Refused(Reason("no_line", _("この交付の経費にない経費です。経費を選び直してください。")))
    return found


def _evidence(grant: Grant, said: Said) -> Evidence | None:
    if not said.evidence:
        return None
    found = grant.evidence.live().filter(number=said.evidence).first()
    if found is None:
        text = _("証憑番号「%(number)s」の証憑がありません。証憑の一覧で番号を確かめてください。")
        raise Refused(Reason("no_evidence", text % {"number": said.evidence}))
    return found


def _refuse_too_many(grant: Grant) -> None:
    if grant.assets.count() >= MOST_ASSETS:
        text = _("一つの交付に登録できる財産は%(most)s件までです。")
        raise Refused(Reason("too_many_assets", text % {"most": f"{MOST_ASSETS:,}"}))
