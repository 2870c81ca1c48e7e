"""What the demo's companies type, field by field, as a person would."""

from collections.abc import Iterator, Mapping

from common import clock
from law.jftc_doubts import last_closed_year

Typed = dict[str, str]

INGREDIENTS = (
    "アムロジピンベシル酸塩",
    "ランソプラゾール",
    "ファモチジン",
    "カンデサルタンシレキセチル",
    "ピタバスタチンカルシウム",
    "ロキソプロフェンナトリウム水和物",
    "レボフロキサシン水和物",
    "モンテルカストナトリウム",
    "オルメサルタンメドキソミル",
    "セレコキシブ",
    "ドネペジル塩酸塩",
    "プレガバリン",
    "ラベプラゾールナトリウム",
    "テルミサルタン",
    "エゼチミブ",
)
STRENGTHS = ("錠5mg", "錠10mg")


def day(name: str, typed: str) -> Typed:
    """Three boxes 年 月 日; `typed` like 令和8-12-1."""
    year, month, number = typed.split("-")
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": number}


def applicant(*, department: str, person: str, notice: str) -> Typed:
    return {
        "contact_department": department,
        "contact_name": person,
        "contact_phone": "０３－００００－００００",
        "contact_email": "contact@mihon.example",
        "notice": notice,
    }


def measure(*, title: str, content: str, kinds: tuple[str, ...], menus: tuple[str, ...], until: str) -> Typed:
    return {
        "title": title,
        "content": content,
        "place": "見本県見本市　見本工場",
        **day("starts_on", "令和8-12-1"),
        **day("ends_on", until),
        **{f"kind_{kind}": "on" for kind in kinds},
        **{f"menu_{menu}": "on" for menu in menus},
    }


def consolidated_products(first: str, second: str) -> Typed:
    """15 成分 30 品目: 16 中止代替, 14 製造所集約."""
    typed: Typed = {}
    for place in range(30):
        stops = place < 16
        maker, other = (first, second) if place % 2 else (second, first)
        typed |= product(
            f"p{place:07d}",
            name=f"{INGREDIENTS[place // 2]}{STRENGTHS[place % 2]}「見本」",
            ingredient=INGREDIENTS[place // 2],
            strength=STRENGTHS[place % 2],
            kind="substitute" if stops else "integration",
            pattern="stop" if stops else "site",
            makers=(other, maker),
            place=place,
        )
    return typed


def product(
    row: str,
    *,
    name: str,
    ingredient: str,
    strength: str,
    kind: str,
    pattern: str,
    makers: tuple[str, str],
    place: int,
) -> Typed:
    fields = {
        "name": name,
        "ingredient": ingredient,
        "strength": strength,
        "approval_number": f"22900AMX{place:05d}000",
        "yj_code": f"21710{place % 10}2F{place:04d}",
        "kind": kind,
        "pattern": pattern,
        "from_maker": makers[0],
        "to_maker": makers[1],
        "from_site": "見本第一工場",
        "to_site": "見本第二工場",
        **day("starts_on", "令和9-10-1"),
        **(day("stopped_on", "令和8-9-30") if kind == "substitute" else {}),
    }
    return {f"rows-{row}-{field}": text for field, text in fields.items()}


def costs(*, menu: str, categories: tuple[str, str], years: range, total: int, income: int = 0) -> Typed:
    """The same sum each year, split between two categories; a little less is eligible."""
    typed = {"tax_basis": "excluded", "tax_status": "general"}
    first, second = categories
    for year in years:
        for category, share in ((first, 3), (second, 1)):
            amount = total * share // 4
            typed[f"cost-{menu}-{year}-{category}-total"] = f"{amount:,}"
            typed[f"cost-{menu}-{year}-{category}-eligible"] = f"{amount * 9 // 10:,}"
        if income:
            typed[f"income-{menu}-{year}"] = f"{income:,}"
    return typed


def funding(spent: Mapping[int, int], granted: Mapping[int, int]) -> Typed:
    """Yen by year: the grant that may be expected, the rest half by itself and half by a loan."""
    typed: Typed = {}
    for year, cost in spent.items():
        loan = (cost - granted[year]) // 2
        sums = {"own": cost - granted[year] - loan, "loan": loan, "grant": granted[year]}
        typed |= {f"fund-{year}-{source}": f"{amount:,}" for source, amount in sums.items()}
    return typed


def effects(years: range) -> Typed:
    goals = {
        f"goal-{year}": f"対象品目の{(place + 1) * 20}％について移行を完了する。"
        for place, year in enumerate(years)
    }
    return {"effects": "品目ごとの生産能力を1.5倍とし、限定出荷を解消して安定供給を確保する。", **goals}


def competition(*, sales: str, parent: str, restructures: bool, number: str = "") -> Typed:
    typed = {
        "domestic_sales": sales,
        "sales_fiscal_year": str(last_closed_year(clock.today())),
        "group_parent_name": parent,
        "group_parent_number": number,
        "restructuring": "yes" if restructures else "no",
        "notifying": "no",
    }
    if restructures:
        typed |= {"structural_ヘ": "on", "change_ロ": "on"}
    return typed


def volumes(rows: Iterator[str]) -> Typed:
    typed: Typed = {}
    for place, row in enumerate(rows):
        before = 12_000_000 + place * 350_000
        typed |= {
            f"before-{row}": f"{before:,}",
            f"after-{row}": f"{before * 3 // 2:,}",
            f"unit-{row}": "錠",
            f"year-{row}": "2029",
        }
    return typed


def facility(row: str, *, kind: str, name: str, size: str = "１，２００") -> Typed:
    fields = {
        "kind": kind,
        "name": name,
        "place": "見本県見本市一丁目",
        "size": size,
        "rooms": "8",
        "equipment": "安全キャビネット、共用の培養装置及び分析装置",
        "users": "創薬を行う新興企業、大学の研究者及び製薬企業",
        "terms": "審査のうえ、1室を原則3年まで利用できる。装置は予約制で共用する。",
        "fee": "近隣の賃料を参考とし、設立5年以内の企業は半額とする。",
        "programme": "月1回の交流会と、年2回の製薬企業との面談会を開く。",
        **day("opens_on", "令和10-4-1"),
    }
    return {f"rows-{row}-{field}": text for field, text in fields.items()}


def request(row: str, *, name: str) -> Typed:
    """A 増産要請 of the ministry."""
    fields = {"number": "見本産情発0401第1号", "name": name, **day("requested_on", "令和8-4-1")}
    return {f"rows-{row}-{field}": text for field, text in fields.items()}


def lab_effects(years: range) -> Typed:
    goals = {
        f"goal-{year}": f"入居する新興企業を{(place + 1) * 4}社とする。" for place, year in enumerate(years)
    }
    text = "創薬を行う新興企業の研究開発の期間を短くし、製薬企業との共同研究につなげる。"
    return {"effects": text, **goals}
