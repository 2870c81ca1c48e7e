from typing import Any

from applications.models import Plan
from law.states import PairingState

from .header import Filed, Heading, header


def criteria_rows(filed: Filed) -> list[dict[str, Any]]:
    """Criterion by criterion, as found."""
    return [
        {
            "criterion": f"{criterion['name']}　{criterion['text']}（{criterion['article']}）",
            "fits": finding.fits,
            "fact": finding.fact,
            "page": finding.page,
        }
        for criterion, finding in filed.findings
        if finding is not None
    ]


def findings_record(
    *, heading: Heading, filed: Filed, addressee: dict[str, Any], conclusion: str
) -> dict[str, Any]:
    """審査調書: the findings, and the reviewers' advice in short."""
    plan = filed.version.plan
    return header(heading, addressee) | {
        "law": filed.law("certify"),
        "fund": filed.fund,
        "plan": filed.plan,
        "parties": filed.party_rows(),
        "criteria": criteria_rows(filed),
        "opinions": _opinions(plan, filed),
        "conclusion": conclusion,
    }


def _opinions(plan: Plan, filed: Filed) -> list[dict[str, Any]]:
    items = {item["code"]: item for item in filed.scheme["review_items"]}
    heard = plan.pairings.filter(state=PairingState.SUBMITTED).select_related("reviewer__user")
    return [
        {
            "reviewer": pairing.reviewer.user.name,
            "opinion": pairing.opinion,
            "scores": [
                {"item": items[score.item]["name"], "score": score.points, "of": items[score.item]["most"]}
                for score in pairing.scores.all()
            ],
        }
        for pairing in heard.prefetch_related("scores")
    ]
