"""What a call's applicants are told, one content of each kind."""

from .annexes import annex
from .matter import PARTIES, PLAN, header


def of_call(kind: str, title: str, **said) -> dict:
    return header(kind, title) | {
        "scheme": "バイオ後続品国内製造施設整備支援事業",
        "call": "令和８年度 バイオ後続品国内製造施設整備支援事業（第１次公募）",
        "applied_on": "2026-09-30",
        "plan": PLAN,
        "version": 2,
        "parties": PARTIES,
        "paragraphs": [],
        "appeal_notice": [],
        "needs_legal_review": True,
        **said,
    }


CONDITION = (
    "採択は、交付の決定ではありません。交付を受けるには、別に、厚生労働大臣に交付の申請をし、その決定を受ける"
    "必要があります。交付の決定の前に発注したものは、補助の対象になりません。"
)


def adoption(**changes) -> dict:
    found = annex(1)
    amount = found["total"]["subsidy"] - 1_000_000
    step = {"fiscal_year": None, "label": "内示額", "rule": "予算の範囲内で調整", "value": amount}
    told = of_call(
        "adoption",
        "採択通知書",
        amount=amount,
        conditions=[CONDITION],
        annex=found | {"trace": [*found["trace"], step], "indicated": amount},
    )
    return told | changes


def non_adoption(**changes) -> dict:
    reasons = "審査の平均点が、採択の境界に達しなかったため。"
    return of_call("non_adoption", "不採択通知書", reasons=reasons) | changes


def selection(**changes) -> dict:
    told = of_call("selection", "選定結果通知書", selected=True, conditions=[], reasons="")
    return told | {"scheme": "創薬エコシステム発展支援事業"} | changes
