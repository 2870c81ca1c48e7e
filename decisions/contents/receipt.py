from datetime import datetime
from typing import Any

from applications.models import Receipt
from law.text import ja

from .header import Filed, Heading, header


def instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def receipt_copy(
    *, heading: Heading, filed: Filed, receipt: Receipt, party: dict[str, Any]
) -> dict[str, Any]:
    """受付票 for one party: the joint files and its own, never another's."""
    plan = receipt.version.plan
    through = plan.nibn_arrived_at
    own = (None, party["party"])
    return header(heading, filed.addressee(party)) | {
        "fund": filed.fund,
        "plan": filed.plan,
        "parties": filed.party_rows(),
        "version": receipt.version.number,
        "arrived_at": instant(receipt.arrived_at),
        "through": {"name": ja("医薬基盤・健康・栄養研究所"), "arrived_at": instant(through)}
        if through
        else None,
        "files": [_file(file) for file in receipt.files if file["party"] in own],
        "warnings": [warned["text"] for warned in receipt.warnings if warned["party"] in own],
        "plan_sha256": receipt.sha256,
    }


def _file(file: dict[str, Any]) -> dict[str, Any]:
    return {"name": file["name"], "size": file["size"], "sha256": file["sha256"]}
