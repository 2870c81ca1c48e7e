"""The innovation fund's demo: an incubation lab by two companies, and one that is being examined."""

from datetime import date, timedelta

from applications.services.filing import withdraw_plan
from funds.models import Scheme

from ..models import Decision
from . import typing as t
from .acting import Case, ask_correction, member, on

YEARS = range(2026, 2029)
FOUND = {
    "a": "研究開発に必要な施設及び設備を整備し、複数の利用者の共用に供するものである。",
    "b": "利用の条件と交流の機会が具体に示されており、革新的な医薬品等の実用化の支援を促進する。",
}
UNFIT = FOUND | {"b": "自社だけの利用に充てられ、革新的な医薬品等の実用化の支援を促進すると認められない。"}


def build_innovation(today: date) -> Case:
    """The certified one, whose grants come later."""
    scheme = Scheme.objects.get(code="innovative-drug")
    certified = _certified_lab(scheme, today - timedelta(days=55))
    _in_examination(scheme, today - timedelta(days=20))
    _refused(scheme, today - timedelta(days=48))
    _in_correction(scheme, today - timedelta(days=18))
    _withdrawn(scheme, today - timedelta(days=15))
    _on_the_way(scheme, today - timedelta(days=3))
    return certified


def lab(scheme: Scheme, title: str, lead: str, partner: str, *, total: int) -> Case:
    """An incubation lab over three fiscal years, complete and agreed, not yet filed."""
    case = Case.start(scheme, title, lead, (partner,))
    case.type(lead, "measure", t.measure(
        title=title,
        content="創薬を行う新興企業が入居する実験室と、共用の分析機器室を整備し、製薬企業や大学との交流の機会を設けます。",
        kinds=("facilities",),
        menus=("incubation-lab",),
        until="令和11-3-31",
    ))  # fmt: skip
    rooms = t.facility("f0000001", kind="incubation-lab", name="見本創薬ラボ　実験棟")
    shared = t.facility("f0000002", kind="incubation-lab", name="見本創薬ラボ　共用機器室", size="350")
    case.type(lead, "facilities", rooms | shared)
    case.type(lead, "effects", t.lab_effects(YEARS))
    for who in (lead, partner):
        _own_parts(case, who, total)
    case.fund(lead, partner)
    case.attach(lead, "schedule", "実施工程表.pdf")
    case.agree(lead, partner)
    return case


def _own_parts(case: Case, who: str, total: int) -> None:
    person = member(who).user.name
    applicant = t.applicant(department="事業開発部", person=person, notice="electronic")
    categories = ("building", "equipment")
    costs = t.costs(menu="incubation-lab", categories=categories, years=YEARS, total=total)
    case.type(who, "applicant", applicant, own=True)
    case.type(who, "costs", costs, own=True)
    case.attach(who, "financials", "決算書.pdf", own=True)
    case.attach(who, "registry", "登記事項証明書.pdf", own=True)


def _filed(scheme: Scheme, day: date, title: str, lead: str, partner: str, *, total: int) -> Case:
    with on(day):
        case = lab(scheme, title, lead, partner, total=total)
        case.file(lead)
    with on(day + timedelta(days=2)):
        case.take_up()
    return case


def _certified_lab(scheme: Scheme, day: date) -> Case:
    """Only the 財務大臣 is consulted (附則19条)."""
    case = _filed(scheme, day, "見本創薬ラボの整備と共用", "yoshino", "minohon", total=480_000_000)
    with on(day + timedelta(days=8)):
        case.consult("mof", days=14)
    with on(day + timedelta(days=30)):
        case.find(facts=FOUND)
        case.decide(Decision.Outcome.CERTIFICATION)
    return case


def _in_examination(scheme: Scheme, day: date) -> None:
    _filed(scheme, day, "見本湾岸インキュベーションラボの増設", "minohon", "takasaki", total=260_000_000)


def _refused(scheme: Scheme, day: date) -> None:
    case = _filed(scheme, day, "社内専用の実験棟の建替え", "takasaki", "minohon", total=150_000_000)
    with on(day + timedelta(days=25)):
        case.find(fits=False, facts=UNFIT)
        case.decide(Decision.Outcome.REFUSAL)


def _in_correction(scheme: Scheme, day: date) -> None:
    case = _filed(scheme, day, "見本動物実験施設の共用化", "yoshino", "takasaki", total=210_000_000)
    with on(day + timedelta(days=4)):
        ask_correction(case, under="省令第4条第1項第4号")


def _withdrawn(scheme: Scheme, day: date) -> None:
    case = _filed(scheme, day, "見本治験薬製造室の増設", "minohon", "yoshino", total=90_000_000)
    with on(day + timedelta(days=6)):
        for who in ("yoshino", "minohon"):
            withdraw_plan(plan=case.fresh, membership=member(who))


def _on_the_way(scheme: Scheme, day: date) -> None:
    """One that has just arrived, one at NIBN on its way to the Minister, one that is being written."""
    with on(day):
        lab(scheme, "見本臨海ラボの共用機器室の整備", "lead", "minohon", total=120_000_000).file("lead")
        through = lab(scheme, "見本内陸ラボの増床", "takasaki", "yoshino", total=180_000_000)
        through.file("takasaki", through_nibn=True)
        lab(scheme, "見本駅前ラボの整備", "yoshino", "takasaki", total=200_000_000)
