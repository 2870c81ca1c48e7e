from typing import Any

from common import clock
from law.text import ja

from ..models import Decision
from .header import Filed, Heading, header


def refusal(
    *,
    heading: Heading,
    filed: Filed,
    party: dict[str, Any],
    decision: Decision,
    criteria: list[dict[str, Any]],
) -> dict[str, Any]:
    """不認定通知書: the reasons (行政手続法8条) and the 教示 of the scheme's block."""
    block = filed.scheme["letters"]["appeal_notice"]
    return header(heading, filed.addressee(party)) | {
        "law": filed.law("certify"),
        "applied_on": clock.local(filed.version.plan.arrived_at).date().isoformat(),
        "fund": filed.fund,
        "plan": filed.plan,
        "parties": filed.party_rows(),
        "reasons": [*criteria, _overall(decision)],
        "appeal_notice": block["paragraphs"],
        "needs_legal_review": block["needs_legal_review"],
    }


def _overall(decision: Decision) -> dict[str, Any]:
    return {"criterion": ja("理由の要旨"), "fits": False, "fact": decision.reasons, "page": ""}
