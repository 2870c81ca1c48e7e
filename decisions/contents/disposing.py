"""What NIBN's 理事長 tells who asked to dispose of an asset: 財産処分承認通知書, or its refusal."""

from typing import Any

from django.utils.translation import gettext as _

from common import clock
from grants.assets.reading import said_of
from law.assets import ENDS, AssetKind, DisposalKind
from law.money import Repayment
from law.rules import rule

from ..about.disposing import AboutDisposal
from ..models import Decision
from .fixing import granted_by
from .grant import told
from .header import Heading

Content = dict[str, Any]


@rule("S22", "S7b", "T1", "T2")
def disposal(*, heading: Heading, decision: Decision) -> Content:
    """財産処分承認通知書: what may be done, the conditions, what is paid back and how it is reckoned."""
    matter = AboutDisposal(decision)
    back = matter.repayment
    return _told(heading, decision) | {
        "conditions": decision.conditions,
        "ends": matter.version.kind in ENDS,
        "repayment": back.amount if back else None,
        "trace": _steps(back) if back else [],
        "paragraphs": _block(decision).get("paragraphs", []),
    }


@rule("S22", "T1", "T2")
def non_disposal(*, heading: Heading, decision: Decision) -> Content:
    """財産処分不承認通知書: its reasons are told although no article orders it, and the 教示."""
    return _told(heading, decision) | {"reasons": decision.reasons}


def _block(decision: Decision) -> Content:
    return dict(AboutDisposal(decision).document["letters"].get("disposal", {}))


def _told(heading: Heading, decision: Decision) -> Content:
    matter, said = AboutDisposal(decision), said_of(decision.disposal_version)
    asked, asset = matter.disposal, said["asset"]
    return told(heading, matter.application, _block(decision)) | {
        "granted": granted_by(decision),
        "asset": {
            "number": asset["number"],
            "name": asset["name"],
            "kind": _(AssetKind.of(asset["kind"]).label),
            "place": asset["place"],
            "quantity": asset["quantity"],
            "acquired_on": asset["acquired_on"],
            "cost_with_tax": asset["cost_with_tax"],
            "share": asset["share"],
            "restricted_until": asset["restricted_until"],
        },
        "disposal": {
            "kind": _(DisposalKind.of(said["kind"]).label),
            "number": asked.number,
            "version": decision.disposal_version.number,
            "applied_on": clock.local(asked.arrived_at).date().isoformat(),
            "counterpart": said["counterpart"],
            "proceeds": said["proceeds"],
            "remaining": said["remaining"],
            "why": said["why"],
            "planned_on": said["planned_on"],
        },
    }


def _steps(back: Repayment) -> list[Content]:
    return [
        {
            "label": _(step.label),
            "rule": _(step.article),
            "inputs": [{"label": _(label), "value": value} for label, value in step.inputs],
            "rounding": _(step.rounding) if step.rounding else "",
            "value": step.value,
        }
        for step in back.trace
    ]
