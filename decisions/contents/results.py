"""What a call's applicants are told: 採択通知書 with 内示, 不採択通知書, 選定結果通知書.

None of them rests on an article: the scheme's document says what is told, whether reasons are given and
whether there is a 教示 (whether 採択 is a 処分 is not settled, so by default there is none).
"""

from typing import Any

from law.rules import rule
from law.text import ja

from ..models import Decision
from .certificate import annex
from .header import Filed, Heading, header

NOTE = ja(
    "見込額は応募の内容から計算したものです。内示額は予算の範囲内で定めたものであり、交付の決定の額ではありません。"
)
INDICATED, AS_EXPECTED = ja("内示額"), ja("見込額のとおり")
WITHIN = ja("見込額 {expected} 円を予算の範囲内で調整")


def _told(heading: Heading, filed: Filed, party: dict[str, Any], decision: Decision) -> dict[str, Any]:
    return header(heading, filed.addressee(party)) | {
        "scheme": filed.scheme["name"],
        "call": decision.ranking.call.name,
        "applied_on": filed.applied_on,
        "plan": filed.plan,
        "version": filed.version.number,
        "parties": filed.party_rows(),
    }


def _block(filed: Filed, name: str) -> dict[str, Any]:
    """The scheme's words for this letter; a scheme that says nothing of it prints nothing more."""
    found: dict[str, Any] = filed.scheme["letters"].get(name, {})
    return found


def _further(filed: Filed, name: str) -> dict[str, Any]:
    block = _block(filed, name)
    return {
        "paragraphs": block.get("paragraphs", []),
        "appeal_notice": block.get("appeal_notice", []),
        "needs_legal_review": block.get("needs_legal_review", False),
    }


@rule("R9")
def adoption(
    *,
    heading: Heading,
    filed: Filed,
    party: dict[str, Any],
    decision: Decision,
    amounts: dict[int, int] | None = None,
) -> dict[str, Any]:
    """採択通知書 for one party: its own 内示額 with the trace, and what holds until the grant.

    `amounts` by party, where they are not those of a stored ranking.
    """
    amount = (amounts_of(decision) if amounts is None else amounts).get(party["party"], 0)
    return (
        _told(heading, filed, party, decision)
        | _further(filed, "adoption")
        | {
            "amount": amount,
            "conditions": decision.conditions,
            "annex": _indicated(annex(filed, party, note=NOTE), amount),
        }
    )


def amounts_of(decision: Decision) -> dict[int, int]:
    line = decision.ranking.lines.prefetch_related("amounts").get(plan=decision.plan_id)
    return {each.party_id: each.amount for each in line.amounts.all()}


def _indicated(found: dict[str, Any] | None, amount: int) -> dict[str, Any] | None:
    """The last step of the trace: from what was computed to what is indicated."""
    if found is None:
        return None
    expected = found["total"]["subsidy"]
    why = AS_EXPECTED if amount == expected else WITHIN.format(expected=f"{expected:,}")
    step = {"fiscal_year": None, "label": INDICATED, "rule": why, "value": amount}
    return found | {"trace": [*found["trace"], step], "indicated": amount}


def non_adoption(
    *, heading: Heading, filed: Filed, party: dict[str, Any], decision: Decision
) -> dict[str, Any]:
    """不採択通知書. Reasons only where the call says that they are given."""
    told = _told(heading, filed, party, decision)
    return told | _further(filed, "non_adoption") | {"reasons": decision.reasons}


def selection(*, heading: Heading, filed: Filed, party: dict[str, Any], decision: Decision) -> dict[str, Any]:
    """選定結果通知書: selected or not; the contract is made afterwards and binds only then."""
    told = _told(heading, filed, party, decision)
    words = _further(filed, decision.outcome)
    return (
        told
        | words
        | {
            "selected": decision.terms.favours,
            "conditions": decision.conditions,
            "reasons": decision.reasons,
        }
    )
