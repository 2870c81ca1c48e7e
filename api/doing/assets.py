"""Assets of a grant: kept, their period set; their disposal until NIBN's draft of the decision."""

from django.utils.translation import gettext as _

from decisions.models import Decision
from decisions.services import drafting
from grants.evidence.rows import labels_of
from grants.models import Asset, Disposal, Grant
from grants.services import assets, disposing

from ..problems import invalid
from .asked import Asked


def _said(asked: Asked, grant: Grant) -> assets.Said:
    lines = dict(enumerate(labels_of(grant), start=1))
    told = asked.take(*assets.Said.__dataclass_fields__)
    if told["line"] not in lines:
        raise invalid(line=_("この交付にない経費の番号です。"))
    return assets.Said(**(told | {"line": lines[told["line"]]}))


def register_asset(asked: Asked) -> Asset:
    said = _said(asked, asked.on)
    return assets.register_asset(grant=asked.on, said=said, membership=asked.membership)


def correct_asset(asked: Asked) -> Asset:
    said = _said(asked, asked.on.grant)
    more = asked.take("reason", "seen")
    return assets.correct_asset(asset=asked.on, said=said, membership=asked.membership, **more)


def set_asset_period(asked: Asked) -> Asset:
    return assets.set_asset_period(asset=asked.on, membership=asked.membership, **asked.said)


def remove_asset(asked: Asked) -> Asset:
    reason = asked.said["because"]
    return assets.remove_asset(asset=asked.on, reason=reason, membership=asked.membership)


def file_disposal(asked: Asked) -> Disposal:
    version = disposing.file_disposal(
        asset=asked.on,
        asked=disposing.Asked(**asked.said),
        membership=asked.membership,
        arrived_at=asked.arrived_at,
    )
    return version.disposal


def correct_disposal(asked: Asked) -> Disposal:
    disposing.correct_disposal(
        disposal=asked.on,
        asked=disposing.Asked(**asked.said),
        membership=asked.membership,
        arrived_at=asked.arrived_at,
    )
    return asked.on


def withdraw_disposal(asked: Asked) -> Disposal:
    return disposing.withdraw_disposal(disposal=asked.on, membership=asked.membership)


def ask_disposal_correction(asked: Asked) -> Disposal:
    return disposing.ask_disposal_correction(
        disposal=asked.on,
        items=[(None, row["text"]) for row in asked.said["items"]],
        due_on=asked.said["due_on"],
        membership=asked.membership,
    )


def close_disposal_correction(asked: Asked) -> Disposal:
    return disposing.close_disposal_correction(disposal=asked.on, membership=asked.membership)


def draft_disposal(asked: Asked) -> Decision:
    said = asked.take("conditions", "repays", "dated_on", "document_number", "issue_at")
    return drafting.draft_disposal_decision(
        disposal=asked.on,
        outcome=Decision.Outcome.DISPOSAL,
        reasons="",
        membership=asked.membership,
        **said,
    )


def draft_disposal_refusal(asked: Asked) -> Decision:
    said = asked.take("reasons", "dated_on", "document_number", "issue_at")
    return drafting.draft_disposal_decision(
        disposal=asked.on,
        outcome=Decision.Outcome.NON_DISPOSAL,
        conditions=[],
        repays=False,
        membership=asked.membership,
        **said,
    )


def redraft_disposal(asked: Asked) -> Decision:
    return drafting.redraft_decision(
        decision=asked.on, outcome=asked.on.outcome, membership=asked.membership, **asked.said
    )
