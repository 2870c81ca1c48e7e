from datetime import datetime
from typing import Any

from applications.models import Receipt
from law.text import ja

from .header import Filed, Heading, header

NIBN = ja("国立研究開発法人医薬基盤・健康・栄養研究所")


def instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def receipt_copy(
    *, heading: Heading, filed: Filed, receipt: Receipt, party: dict[str, Any]
) -> dict[str, Any]:
    """受付票 for one party: the joint files and its own, never another's."""
    through = _through(receipt)
    own = (None, party["party"])
    return header(heading, filed.addressee(party)) | {
        "fund": filed.fund,
        "plan": filed.plan,
        "parties": filed.party_rows(),
        "version": receipt.version.number,
        "arrived_at": instant(receipt.arrived_at),
        "follows": _follows(receipt),
        "through": {"name": NIBN, "arrived_at": instant(through)} if through else None,
        "files": [_file(file) for file in receipt.files if file["party"] in own],
        "warnings": [warned["text"] for warned in receipt.warnings if warned["party"] in own],
        "plan_sha256": receipt.sha256,
    }


def _follows(receipt: Receipt) -> dict[str, str] | None:
    """Of a 補正 or another later version: what it was, and that the first arrival still stands."""
    if receipt.version.number == 1:
        return None
    plan = receipt.version.plan
    first = plan.arrived_at or plan.nibn_arrived_at
    return {"what": receipt.version.occasion, "first_arrived_at": instant(first)}


def _through(receipt: Receipt) -> datetime | None:
    """When it reached NIBN: the first version, and what the company amended before NIBN sent that on."""
    plan, arrived_at = receipt.version.plan, receipt.version.arrived_at
    before = plan.arrived_at is None or arrived_at < plan.arrived_at
    return arrived_at if plan.nibn_arrived_at and before else None


def _file(file: dict[str, Any]) -> dict[str, Any]:
    return {"name": file["name"], "size": file["size"], "sha256": file["sha256"]}
