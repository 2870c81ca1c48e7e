"""What the letters of these tests have in common: invented companies, their plan, the heading."""

HASH = "0123456789abcdef" * 4
STATUTE = "国立研究開発法人医薬基盤・健康・栄養研究所法（平成16年法律第135号）"
MEASURE = "製造基盤整備措置"
LONG_NAME = "株式会社" + "髙﨑𠮷野①製薬ホールディングス" * 3 + "見本医薬品製造販売開発機構㈱"
PLAN = {
    "number": "見本-R8-0001",
    "title": "後発医薬品15成分30品目の製造所集約及び中止代替による安定供給体制の整備",
}
FUND = "後発医薬品製造基盤整備基金"
PERIOD = {"from": "2026-12-01", "until": "2030-03-31"}
MEASURES = ["一　工程統合（製造所集約）", "二　代替設備（中止代替）"]
PARTIES = [
    {
        "name": "見本製薬株式会社",
        "corporate_number": "9999999999993",
        "address": "東京都千代田区見本町一丁目１番１号",
    },
    {
        "name": LONG_NAME,
        "corporate_number": "8999999999994",
        "address": "富山県富山市葛󠄀見本１２３４番地５ 見本第三ビルディング十二階",
    },
    {"name": "邉󠄐見本薬品工業株式会社", "corporate_number": None, "address": ""},
]
MINISTER = {"title": "厚生労働大臣", "name": "見本　太郎"}
COMPANY = {
    "name": "見本製薬株式会社",
    "address": "東京都千代田区見本町一丁目１番１号",
    "representative_title": "代表取締役社長",
    "representative_name": "髙﨑　𠮷子",
}


def office(name: str, title: str = "", honorific: str = "殿") -> dict:
    return {
        "name": name,
        "address": "",
        "representative_title": title,
        "representative_name": "",
        "honorific": honorific,
    }


def header(kind: str, title: str, **changes) -> dict:
    return {
        "schema": f"{kind}.v1",
        "kind": kind,
        "specimen": True,
        "document_id": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "number": "見本-R8-認-0001",
        "document_number": "厚生労働省発医政1121第3号",
        "dated_on": "2026-11-21",
        "title": title,
        "issuer": MINISTER,
        "addressee": COMPANY,
        "verify_url": ("https://kikin.example.go.jp/verify/0f1e2d3c4b5a69788796a5b4c3d2e1f0/"),
        "audit_head": {"seq": 1048576, "hash": HASH},
        "snapshot_sha256": HASH,
    } | changes


def law(article: str) -> dict:
    return {"statute": STATUTE, "article": article, "object": MEASURE}
