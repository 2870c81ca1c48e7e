from collections.abc import Iterator
from typing import Any

from common import clock
from law.deadlines import era
from law.rules import rule
from law.text import ja
from reviews.models import SheetItem

from ..models import Decision
from .findings import criteria_rows
from .header import Filed, Heading, header


@rule("A8", "T1", "T2")
def refusal(
    *,
    heading: Heading,
    filed: Filed,
    party: dict[str, Any],
    decision: Decision,
) -> dict[str, Any]:
    """不認定通知書: the reasons (行政手続法8条) and the 教示 of the scheme's block."""
    block = filed.scheme["letters"]["appeal_notice"]
    unfit = [row for row in criteria_rows(filed) if not row["fits"]]
    return header(heading, filed.addressee(party)) | {
        "law": filed.law("apply"),
        "applied_on": filed.applied_on,
        "fund": filed.fund,
        "plan": filed.plan,
        "version": filed.version.number,
        "parties": filed.party_rows(),
        "summary": decision.reasons,
        "reasons": [*unfit, *_formal_defects(filed, party)],
        "appeal_notice": block["paragraphs"],
        "needs_legal_review": block["needs_legal_review"],
    }


FORM = ja("申請の形式上の要件（行政手続法第7条、{provision}）")
LAPSED = ja("{asked}に、{due}までに補正するよう求めたが、補正されなかった（求めた内容：{text}）。")
OF_ANOTHER = ja("共同で申請した他の者の記載について、{due}までに補正するよう求めたが、補正されなかった。")


def _formal_defects(filed: Filed, party: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What was asked by 補正 and left undone; of another party only that something was."""
    for item in filed.lapsed:
        own = item.party_id in (None, party["party"])
        yield {
            "criterion": FORM.format(provision=item.provision),
            "fits": False,
            "fact": _left_undone(item) if own else OF_ANOTHER.format(due=era(item.sheet.due_on)),
            "page": "",
        }


def _left_undone(item: SheetItem) -> str:
    asked = era(clock.local(item.sheet.opened_at).date())
    return LAPSED.format(asked=asked, due=era(item.sheet.due_on), text=item.text)
