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
    note = "内示額は、交付の決定の額ではありません。"
    told = {"note": note, "trace": [*found["trace"], step], "indicated": amount}
    letter = of_call(
        "adoption",
        "採択通知書",
        amount=amount,
        conditions=[CONDITION],
        annex=found | told,
    )
    return letter | changes


def non_adoption(**changes) -> dict:
    reasons = "審査の平均点が、採択の境界に達しなかったため。"
    return of_call("non_adoption", "不採択通知書", reasons=reasons) | changes


def selection(**changes) -> dict:
    told = of_call("selection", "選定結果通知書", selected=True, conditions=[], reasons="")
    return told | {"scheme": "創薬エコシステム発展支援事業"} | changes


def ranking(**changes) -> dict:
    lines = [
        {
            "place": place,
            "rank": place,
            "plan": PLAN,
            "parties": [each["name"] for each in PARTIES],
            "scores": 5,
            "mean": "13.67",
            "spread": 4,
            "asked": 1_950_000_000,
            "amount": 1_900_000_000,
            "chosen": place <= 6,
            "departure": "審査会で一致した。" if place == 3 else "",
        }
        for place in range(1, 9)
    ]
    told = header("ranking", "順位表", document_number="") | {
        "call": "令和８年度 バイオ後続品国内製造施設整備支援事業（第１次公募）",
        "scheme": "バイオ後続品国内製造施設整備支援事業",
        "state": "決裁待ち",
        "sum_label": "内示額（案）",
        "budget": 65_000_000_000,
        "cut_off": 6,
        "total": 11_400_000_000,
        "meeting": {"met_on": "2026-11-20", "members": ["見本 委員長"], "minutes": "採点の順とした。"},
        "lines": lines,
    }
    return told | changes
