"""Decisions from the draft to the delivered letter."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from applications.models import Plan
from applications.selectors import document_of
from decisions.models import Decision, Delivery
from decisions.services import approving, delivering, drafting, issuing

from ..problems import invalid
from .asked import Asked


def draft_certification(asked: Asked) -> Any:
    draft = _draft(asked, asked.on, Decision.Outcome.CERTIFICATION)
    return drafting.draft_decision(plan=asked.on, membership=asked.membership, **draft)


def draft_refusal(asked: Asked) -> Any:
    draft = _draft(asked, asked.on, Decision.Outcome.REFUSAL)
    return drafting.draft_decision(plan=asked.on, membership=asked.membership, **draft)


def redraft_decision(asked: Asked) -> Any:
    draft = _draft(asked, asked.on.plan, asked.on.outcome)
    note = asked.said["note"]
    return drafting.redraft_decision(decision=asked.on, note=note, membership=asked.membership, **draft)


def _draft(asked: Asked, plan: Plan, outcome: str) -> dict[str, Any]:
    certifies = outcome == Decision.Outcome.CERTIFICATION
    return asked.take("dated_on", "document_number", "issue_at") | {
        "outcome": outcome,
        "conditions": _conditions(asked, plan) if certifies else [],
        "reasons": "" if certifies else asked.said["reasons"],
        "weighing": {each["body"]: each["text"] for each in asked.said.get("weighing", [])},
    }


def _conditions(asked: Asked, plan: Plan) -> list[str]:
    """The scheme's own blocks, all of them unless some are named; a letter says nothing else."""
    blocks = list(document_of(plan)["letters"]["certificate"]["conditions"])
    wanted = asked.said.get("conditions", blocks)
    if not set(wanted) <= set(blocks):
        raise invalid(conditions=_("留意事項は、制度の定めにあるものから選んでください。"))
    return [block for block in blocks if block in wanted]


def approve_decision(asked: Asked) -> Any:
    return approving.approve_decision(decision=asked.on, membership=asked.membership, seen=asked.said["seen"])


def record_approval(asked: Asked) -> Any:
    elsewhere = approving.Elsewhere(**asked.said)
    return approving.record_approval(decision=asked.on, elsewhere=elsewhere, membership=asked.membership)


def return_decision(asked: Asked) -> Any:
    return drafting.return_decision(decision=asked.on, membership=asked.membership, **asked.said)


def void_decision(asked: Asked) -> Any:
    return drafting.void_decision(decision=asked.on, actor=asked.actor, **asked.said)


def issue_decision(asked: Asked) -> Any:
    return issuing.issue_decision(decision=asked.on, actor=asked.actor)


def record_dispatch(asked: Asked) -> Any:
    delivery = get_object_or_404(Delivery, document=asked.on)
    delivering.record_dispatch(delivery=delivery, membership=asked.membership, **asked.said)
    return asked.on


def record_delivery(asked: Asked) -> Any:
    delivery = get_object_or_404(Delivery, document=asked.on)
    delivering.record_delivery(delivery=delivery, membership=asked.membership, **asked.said)
    return asked.on
