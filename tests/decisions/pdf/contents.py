"""One content of each kind, with the names and sums that are hardest to print."""

import copy
import json
from pathlib import Path

from .annexes import CATEGORIES, annex
from .letters_of_calls import adoption, non_adoption, ranking, selection
from .matter import (
    FUND,
    HASH,
    LONG_NAME,
    MEASURE,
    MEASURES,
    PARTIES,
    PERIOD,
    PLAN,
    STATUTE,
    header,
    law,
    office,
)


def certificate(**changes) -> dict:
    return (
        header("certificate", "認定通知書")
        | {
            "law": law("附則第24条第3項"),
            "applied_on": "2026-09-30",
            "fund": FUND,
            "plan": PLAN,
            "version": 2,
            "parties": PARTIES,
            "measures": MEASURES,
            "period": PERIOD,
            "notes": [
                (
                    "この認定は、資金の交付その他の支援を約するものではありません。資金の交付を受けるには、別に、国立研究"
                    "開発法人医薬基盤・健康・栄養研究所の理事長に交付の申請をし、その決定を受ける必要があります。"
                ),
                (
                    "正当な理由がないのに適切に実施されていないと認めるときは、附則第24条第4項の規定により、この認定"
                    "を取り消すことがあります。"
                ),
            ],
            "annex": annex(),
        }
        | changes
    )


CRITERION = (
    "基準（ア）　中長期目標において定める業務の対象となる製造基盤整備措置の基準に適合していること。"
    "（附則第24条第3項）"
)
SUITABILITY = (
    "基準（イ）　当該製造基盤整備措置に係る後発医薬品の安定的な供給の確保を促進することが適切であること。"
    "（附則第24条第3項）"
)
FACT = (
    "代替する品目の製造能力は年間１２００万錠と記載されているが、添付書類３の設備仕様書から算定"
    "される能力は年間４００万錠にとどまる。この差を補う設備は、申請書にも添付書類にも記載されて"
    "いない。"
)
SCHEME = Path(__file__).parents[3] / "funds/data/generic-base.json"
APPEAL = json.loads(SCHEME.read_text())["letters"]["appeal_notice"]["paragraphs"]


def refusal(**changes) -> dict:
    return (
        header("refusal", "不認定通知書")
        | {
            "law": law("附則第24条第1項"),
            "applied_on": "2026-09-30",
            "fund": FUND,
            "plan": PLAN,
            "version": 2,
            "parties": PARTIES[:1],
            "summary": "基準（イ）に適合すると認められないため。",
            "reasons": [
                {
                    "criterion": CRITERION,
                    "fits": True,
                    "fact": "対象となる品目は、いずれも特定医薬品である。",
                    "page": "３ページ",
                },
                {"criterion": SUITABILITY, "fits": False, "fact": FACT, "page": "１２ページ、添付書類３"},
            ],
            "appeal_notice": APPEAL,
            "needs_legal_review": True,
        }
        | changes
    )


def nibn_notice(**changes) -> dict:
    addressee = office("国立研究開発法人医薬基盤・健康・栄養研究所") | {
        "representative_title": "理事長",
        "representative_name": "見本　次郎",
    }
    return (
        header("nibn_notice", f"{MEASURE}の認定について（通知）", addressee=addressee)
        | {
            "law": law("附則第24条第5項"),
            "certified_under": "附則第24条第3項",
            "certified_on": "2026-11-21",
            "fund": FUND,
            "plan": PLAN,
            "version": 2,
            "parties": PARTIES,
            "measures": MEASURES,
            "period": PERIOD,
            "certificates": [
                {
                    "copy_number": index,
                    "addressee": party["name"],
                    "document_number": f"厚生労働省発医政1121第{index + 2}号",
                    "number": f"見本-R8-認-{index:04d}",
                }
                for index, party in enumerate(PARTIES, start=1)
            ],
        }
        | changes
    )


def files(count: int) -> list[dict]:
    return [
        {
            "name": f"添付書類{index}　設備の仕様書（{LONG_NAME[: index % 40 + 4]}）.pdf",
            "size": 7 ** (index % 11),
            "sha256": HASH,
        }
        for index in range(1, count + 1)
    ]


def receipt(**changes) -> dict:
    return (
        header("receipt", "受付票", number="見本-R8-0001", document_number="")
        | {
            "fund": FUND,
            "plan": PLAN,
            "parties": PARTIES,
            "version": 1,
            "arrived_at": "2026-09-30T01:42:05Z",
            "through": {
                "name": "国立研究開発法人医薬基盤・健康・栄養研究所",
                "arrived_at": "2026-09-29T08:59:59Z",
            },
            "files": files(30),
            "warnings": [
                "登記事項証明書（見本製薬株式会社）が添付されていません。",
                (
                    "令和１２年度の総事業費が他の年度の1,000倍です。千円単位で入力していないか、確認してく"
                    "ださい。"
                ),
            ],
            "plan_sha256": HASH,
        }
        | changes
    )


CONSULTED = (
    f"下記の申請について{STATUTE}附則第24条第1項の認定をしようとするところ、当該申請に係る{MEASURE}は、事業再編"
    "（産業競争力強化法（平成25年法律第98号）第2条第17項に規定する事業再編をいう。）を伴うものであって、国立研究開発"
    "法人医薬基盤・健康・栄養研究所法施行令（平成16年政令第356号）附則第17条第1号及び第2号に掲げるものに該当する"
    "ので、国立研究開発法人医薬基盤・健康・栄養研究所法附則第26条第1項の規定により、申請書の写しを送付し、協議しま"
    "す。"
)


def consultation(**changes) -> dict:
    return (
        header(
            "consultation",
            f"{MEASURE}の認定に係る協議について",
            addressee=office("公正取引委員会", "公正取引委員会委員長"),
        )
        | {
            "law": law("附則第26条第1項"),
            "fund": FUND,
            "plan": PLAN,
            "parties": PARTIES,
            "subject": f"{MEASURE}の認定",
            "body": [CONSULTED],
            "contents": files(8),
        }
        | changes
    )


def application_copy(**changes) -> dict:
    head = [
        "番号",
        "品目名",
        "成分",
        "剤形・規格",
        "承認番号",
        "類型",
        "移す者",
        "受ける者",
        "供給開始",
        "数量（後）",
    ]
    lines = [
        [
            index,
            f"見本スタチン錠{index}mg「ミホン」",
            "見本スタチンカルシウム水和物",
            f"フィルムコーティング錠 {index}mg",
            f"22800AMX{index:05d}",
            "中止代替" if index % 2 else "製造所集約",
            LONG_NAME[:20],
            "見本製薬株式会社",
            "令和10年4月",
            12_345_678 * index,
        ]
        for index in range(1, 31)
    ]
    money = [
        [f"令和{8 + index}年度", name, 9_999_999_999_999, 8_888_888_888_888]
        for index in range(6)
        for name in CATEGORIES
    ]
    return (
        header(
            "application_copy",
            "申請書の写し",
            number="見本-R8-0001",
            document_number="",
            addressee=office("公正取引委員会"),
        )
        | {
            "fund": FUND,
            "plan": PLAN,
            "version": 2,
            "arrived_at": "2026-09-30T01:42:05Z",
            "plan_sha256": HASH,
            "sections": [
                {
                    "heading": "１　申請者",
                    "rows": [
                        {"label": "名称", "value": LONG_NAME},
                        {"label": "資本金（円）", "value": 1_000_000_000},
                        {"label": "連絡先", "value": None},
                    ],
                    "tables": [],
                },
                {
                    "heading": "２　措置の内容及び実施時期",
                    "rows": [
                        {
                            "label": "内容",
                            "value": "老朽化した製造所の品目を集約し、\n製造を中止する品目を代替する。" * 30,
                        }
                    ],
                    "tables": [],
                },
                {
                    "heading": "３　品目",
                    "rows": [],
                    "tables": [{"caption": "対象とする品目（30品目）", "head": head, "rows": lines}],
                },
                {
                    "heading": "４　資金（年度別）",
                    "rows": [],
                    "tables": [
                        {
                            "caption": "年度及び経費区分ごとの額（円）",
                            "head": ["年度", "経費区分", "総事業費", "補助対象経費"],
                            "rows": money,
                        }
                    ],
                },
            ],
        }
        | changes
    )


def findings(**changes) -> dict:
    return (
        header(
            "findings",
            "審査調書",
            document_number="",
            issuer={"title": "医政局医薬産業振興・医療情報企画課", "name": "見本　花子"},
            addressee=office("厚生労働大臣"),
        )
        | {
            "law": law("附則第24条第3項"),
            "fund": FUND,
            "plan": PLAN,
            "parties": PARTIES,
            "criteria": [
                {
                    "criterion": CRITERION,
                    "fits": True,
                    "fact": "対象となる品目は、いずれも特定医薬品であり、二以上の者の工程を統合する。",
                    "page": "３～８ページ",
                },
                {"criterion": SUITABILITY, "fits": True, "fact": FACT, "page": "１２ページ"},
            ],
            "opinions": [
                {
                    "reviewer": "評価者Ａ",
                    "opinion": "集約先の製造所の品質管理の体制は十分であり、実施時期も無理がない。",
                    "scores": [
                        {"item": "供給の安定", "score": 4, "of": 5},
                        {"item": "実現可能性", "score": 5, "of": 5},
                    ],
                },
                {"reviewer": "評価者Ｂ", "opinion": "代替の時期に余裕が少ない。", "scores": []},
            ],
            "conclusion": "審査基準のいずれにも適合するため、認定することが適当である。",
        }
        | changes
    )


KINDS = {
    make.__name__: make
    for make in (
        certificate,
        refusal,
        nibn_notice,
        adoption,
        non_adoption,
        selection,
        ranking,
        receipt,
        consultation,
        application_copy,
        findings,
    )
}


def make(kind: str, **changes) -> dict:
    return copy.deepcopy(KINDS[kind](**changes))
