from datetime import date
from typing import Any

from accounts.models import Organisation
from law.rules import rule

from .header import Filed, Heading, header, organisation_address


@rule("N7")
def nibn_notice(
    *,
    heading: Heading,
    filed: Filed,
    to: Organisation,
    certified_on: date,
    certificates: list[dict[str, Any]],
) -> dict[str, Any]:
    """The Minister tells NIBN of the certification (附則18条5項・24条5項)."""
    measure = filed.values("measure")
    return header(heading, organisation_address(to)) | {
        "law": filed.law("notify"),
        "certified_under": filed.scheme["law"]["certify"],
        "certified_on": certified_on.isoformat(),
        "fund": filed.fund,
        "plan": filed.plan,
        "version": filed.version.number,
        "parties": filed.party_rows(),
        "measures": filed.measures(),
        "period": {"from": measure["starts_on"], "until": measure["ends_on"]},
        "certificates": certificates,
    }
