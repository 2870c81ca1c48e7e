"""Builds the demo once: in every scheme a plan in each of its states, with its letters."""

from collections.abc import Callable
from datetime import date, timedelta

from accounts.cast import ensure_organisation
from applications.models import Plan
from applications.services.filing import forward_plan, withdraw_plan
from common import clock
from common.audit.sealing import seal as seal_audit
from funds.models import Scheme
from reviews.services.sheets import Item, inquire, request_correction

from ..models import Decision
from . import typing as t
from .acting import Case, member, on
from .books import build_books
from .calls import build_calls
from .grants import build_grants
from .innovation import build_innovation
from .office import ensure_office
from .rounds import AFTER_THE_STORIES, BEFORE_THE_STORIES, build_rounds

YEARS = range(2026, 2030)
Outcome = Decision.Outcome


def build_demo(tell: Callable[[str], object] = lambda _line: None) -> int:
    """Make what is missing, telling where it is; returns how many plans the demo holds."""
    scheme = ensure_office()
    if not Plan.objects.exists():
        today = clock.today()
        tell("後発医薬品の基金の申請を作っています（1/4）。")
        first = _consolidation(scheme, today - timedelta(days=75))
        second = _certified(
            scheme, today - timedelta(days=60), "去痰薬の共同生産", "yoshino", ("takasaki", "minohon")
        )
        alone = _certified(scheme, today - timedelta(days=58), "打錠工程の受託の増強", "takasaki")
        _refused(scheme, today - timedelta(days=50))
        _withdrawn(scheme, today - timedelta(days=45))
        _in_examination(scheme, today - timedelta(days=30))
        _in_correction(scheme, today - timedelta(days=25))
        _waiting_for_approval(scheme, today - timedelta(days=40))
        _just_filed(scheme, today - timedelta(days=3))
        _at_nibn(scheme, today - timedelta(days=2))
        _drafts(scheme, today - timedelta(days=1))
        tell("革新的医薬品の基金の申請を作っています（2/4）。")
        shared = build_innovation(today)
        tell("採択と委託の公募を作っています（3/4）。")
        build_rounds(BEFORE_THE_STORIES, today)
        build_calls(today)
        build_rounds(AFTER_THE_STORIES, today)
        build_books()
        tell("交付申請を作っています（4/4）。")
        build_grants(first.fresh, second.fresh, shared.fresh, alone.fresh, today)
        seal_audit()
    return Plan.objects.count()


def _consolidation(scheme: Scheme, day: date) -> Case:
    """15 成分 30 品目 by two companies above the 200億円 / 50億円 line; both bodies are consulted."""
    with on(day):
        case = Case.start(scheme, "経口固形製剤の製造所集約と中止代替", "lead", ("takasaki",))
        case.type("lead", "measure", t.measure(
            title="経口固形製剤15成分30品目の製造所集約及び中止代替",
            content="両社が重複して製造する経口固形製剤について、16品目は一方が製造をやめ他方が代替して供給し、14品目は製造所を一か所に集約します。",
            kinds=("integration", "substitute"),
            menus=("equipment", "coordination"),
            until="令和12-3-31",
        ))  # fmt: skip
        products = t.consolidated_products("見本製薬株式会社", "髙﨑製薬株式会社")
        case.type("lead", "products", products)
        rows = sorted({key.split("-")[1] for key in products})
        holding = str(ensure_organisation("affiliate").corporate_number)
        for who, sales, parent, number, total, notice in (
            ("lead", "350億円", "見本製薬株式会社", "", 1_200_000_000, "electronic"),
            ("takasaki", "８０億円", "髙﨑ホールディングス株式会社", holding, 640_000_000, "paper"),
        ):
            _own_parts(case, who, notice=notice, total=total)
            typed = t.competition(sales=sales, parent=parent, number=number, restructures=True)
            case.type(who, "competition", typed, own=True)
            case.type(who, "volumes", t.volumes(iter(rows)), own=True)
            case.attach(who, "financials", "決算書.pdf", own=True)
            case.attach(who, "registry", "登記事項証明書.pdf", own=True)
        case.fund("lead", "takasaki")
        _joint_parts(case, "lead")
        case.attach("lead", "schedule", "実施工程表①.pdf")
        case.agree("lead", "takasaki")
        case.file("lead")
    with on(day + timedelta(days=2)):
        case.take_up()
    with on(day + timedelta(days=10)):
        case.consult("mof", days=12)
        case.consult("jftc", days=30)
    with on(day + timedelta(days=45)):
        case.find()
        case.decide(Outcome.CERTIFICATION)
    return case


def _own_parts(case: Case, who: str, *, notice: str, total: int, menu: str = "equipment") -> None:
    person = member(who).user.name
    categories = ("machinery", "installation") if menu == "equipment" else ("advisory", "survey")
    case.type(who, "applicant", t.applicant(department="製造企画部", person=person, notice=notice), own=True)
    case.type(who, "costs", t.costs(menu=menu, categories=categories, years=YEARS, total=total), own=True)


def _joint_parts(case: Case, who: str) -> None:
    case.type(who, "effects", t.effects(YEARS))
    case.type(who, "other", {"text": "薬価削除の手続は、代替供給の開始を確認してから行います。"})


TABLET = ("カルボシステイン錠500mg「見本」", "カルボシステイン", "錠500mg")
EYE_DROPS = ("レボフロキサシン点眼液0.5％「見本」", "レボフロキサシン水和物", "点眼液0.5％")
OUTSIDER = "見本製剤株式会社"


def small_plan(
    scheme: Scheme,
    title: str,
    lead: str,
    partners: tuple[str, ...] = (),
    *,
    item: tuple[str, str, str] = TABLET,
    short: int = 0,
) -> Case:
    """A smaller plan below the JFTC's line, complete and agreed, not yet filed.

    A company that applies alone takes the item over from one outside the plan. `short` is what each
    forgot of its funding, in yen a year.
    """
    total = 240_000_000
    sales = {"lead": "150億円", "takasaki": "80億円", "yoshino": "30億円", "minohon": "45億円"}
    case = Case.start(scheme, title, lead, partners)
    _measure_and_item(case, lead, partners, item)
    for who in (lead, *partners):
        _own_parts(case, who, notice="electronic" if who != "minohon" else "paper", total=total)
        parent = member(who).organisation.name
        case.type(
            who, "competition", t.competition(sales=sales[who], parent=parent, restructures=False), own=True
        )
        case.type(who, "volumes", t.volumes(iter(["p0000001"])), own=True)
        case.attach(who, "financials", "決算書.pdf", own=True)
        case.attach(who, "registry", "登記事項証明書.pdf", own=True)
    case.fund(lead, *partners, short=short)
    _joint_parts(case, lead)
    case.attach(lead, "schedule", "実施工程表①.pdf")
    case.agree(lead, *partners)
    return case


def _measure_and_item(case: Case, lead: str, partners: tuple[str, ...], item: tuple[str, str, str]) -> None:
    case.type(lead, "measure", t.measure(
        title=case.plan.title,
        content="連携する各社が製造を分担し、供給能力を高めます。"
        if partners
        else f"{OUTSIDER}と連携し、同社の品目の製造を引き受けて、供給能力を高めます。",
        kinds=("cooperation",),
        menus=("equipment",),
        until="令和12-3-31",
    ))  # fmt: skip
    own = member(lead).organisation.name
    makers = (own, member(partners[0]).organisation.name) if partners else (OUTSIDER, own)
    name, ingredient, strength = item
    case.type(lead, "products", t.product(
        "p0000001", name=name, ingredient=ingredient, strength=strength,
        kind="cooperation", pattern="site", makers=makers, place=1,
    ))  # fmt: skip


def filed(
    scheme: Scheme, day: date, title: str, lead: str, partners: tuple[str, ...] = (), *, short: int = 0
) -> Case:
    with on(day):
        case = small_plan(scheme, title, lead, partners, short=short)
        case.file(lead)
    return case


def taken_up(
    scheme: Scheme, day: date, title: str, lead: str, partners: tuple[str, ...] = (), *, short: int = 0
) -> Case:
    case = filed(scheme, day, title, lead, partners, short=short)
    with on(day + timedelta(days=1)):
        case.take_up()
    return case


def _certified(scheme: Scheme, day: date, title: str, lead: str, partners: tuple[str, ...] = ()) -> Case:
    case = taken_up(scheme, day, title, lead, partners)
    with on(day + timedelta(days=5)):
        case.consult("mof", days=14)
    with on(day + timedelta(days=25)):
        case.find()
        case.decide(Outcome.CERTIFICATION)
    return case


def _refused(scheme: Scheme, day: date) -> None:
    case = taken_up(scheme, day, "倉庫の改修", "minohon")
    with on(day + timedelta(days=20)):
        case.find(fits=False)
        case.decide(Outcome.REFUSAL)


def _withdrawn(scheme: Scheme, day: date) -> None:
    case = filed(scheme, day, "外用剤の設備更新", "yoshino")
    with on(day + timedelta(days=6)):
        withdraw_plan(plan=case.fresh, membership=member("yoshino"))


def _in_examination(scheme: Scheme, day: date) -> None:
    case = taken_up(scheme, day, "注射剤の共同製造ライン", "lead", ("minohon",))
    with on(day + timedelta(days=4)):
        case.assign(heard=False)
        inquire(
            plan=case.fresh,
            items=[Item("effects", None, "年度ごとの目標の算定の考え方を補ってください。")],
            purpose="効果の見込みを確かめるため",
            responsible=member("officer").user.name,
            due_on=clock.today() + timedelta(days=40),
            membership=member("officer"),
        )


def _in_correction(scheme: Scheme, day: date) -> None:
    case = taken_up(scheme, day, "造粒工程の統合", "takasaki", short=20_000_000)
    own = case.party("takasaki").pk
    with on(day + timedelta(days=5)):
        request_correction(
            plan=case.fresh,
            items=[Item("funding", own, "調達方法の内訳が総事業費と合っていません。", "省令第5条第1項第3号")],
            purpose="申請書の記載事項の補正",
            due_on=clock.today() + timedelta(days=30),
            membership=member("officer"),
        )


def _waiting_for_approval(scheme: Scheme, day: date) -> None:
    case = taken_up(scheme, day, "充填・包装工程の連携", "yoshino", ("minohon",))
    with on(day + timedelta(days=5)):
        case.consult("mof", days=14)
    with on(day + timedelta(days=30)):
        case.assign(heard=True)
        case.find()
        case.draft(Outcome.CERTIFICATION)


def _just_filed(scheme: Scheme, day: date) -> None:
    filed(scheme, day, "散剤の受託製造の集約", "takasaki", ("yoshino",))


def _at_nibn(scheme: Scheme, day: date) -> None:
    with on(day - timedelta(days=4)):
        forwarded = small_plan(scheme, "点眼剤の設備増設", "minohon", item=EYE_DROPS)
        forwarded.file("minohon", through_nibn=True)
    with on(day - timedelta(days=1)):
        forward_plan(plan=forwarded.fresh, membership=member("nibn_officer"), arrived_at=clock.now())
    with on(day):
        waiting = small_plan(scheme, "吸入剤の共同試験", "lead")
        waiting.file("lead", through_nibn=True)


def _drafts(scheme: Scheme, day: date) -> None:
    with on(day):
        small_plan(scheme, "漢方製剤の共同調達", "lead", ("takasaki",))
        Case.start(scheme, "貼付剤の製造所集約", "lead", ("takasaki", "yoshino"))
