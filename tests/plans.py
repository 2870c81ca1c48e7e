"""Plans for tests, made through the services by the demo's own people."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Plan, PlanParty, PlanVersion
from applications.services.attaching import add_attachment
from applications.services.filing import file_plan, take_up_plan, withdraw_plan
from applications.services.starting import agree_plan, invite_party, start_plan
from common import clock
from decisions.demo import calls as demo
from decisions.demo import typing as t
from decisions.demo.acting import Case, moment
from funds.calls.selectors import call_at
from funds.models import Scheme
from tests.cast import membership, organisation
from tests.worlds import kept

YEARS = range(2026, 2029)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n95\n%%EOF\n"
)


def called(code: str) -> Scheme:
    """A scheme that takes in now: a fund always, another by a call that opened yesterday."""
    found = Scheme.objects.get(code=code)
    if call_at(found, clock.now()) is None:
        yesterday = clock.today() - timedelta(days=1)
        with clock.at(moment(yesterday, 8)):
            demo.open_call(code, "見本の公募", yesterday, 30)
    return found


def scheme() -> Scheme:
    return Scheme.objects.get(code="generic-base")


@kept
def draft(
    lead: str = "lead", partners: tuple[str, ...] = ("takasaki",), title: str = "見本の製造所集約"
) -> Plan:
    """A draft with its parties and nothing typed yet."""
    starter = membership(lead)
    plan = start_plan(scheme=scheme(), lead=starter.organisation, title=title, membership=starter)
    for partner in partners:
        invite_party(plan=plan, organisation=organisation(partner), membership=starter)
    return plan


def party(plan: Plan, who: str) -> PlanParty:
    return plan.parties.get(organisation=organisation(who))


@kept
def complete(
    lead: str = "lead",
    partners: tuple[str, ...] = ("takasaki",),
    *,
    sales: dict[str, str] | None = None,
    restructures: bool = False,
    notice: str = "electronic",
) -> Case:
    """A draft with everything typed and agreed, one attachment; ready to be filed."""
    case = Case(draft(lead, partners))
    case.type(lead, "measure", t.measure(
        title="見本の製造所集約", content="製造所を集約します。", kinds=("integration",),
        menus=("equipment",), until="令和11-3-31",
    ))  # fmt: skip
    case.type(lead, "products", t.product(
        "p0000001", name="見本錠5mg", ingredient="見本塩酸塩", strength="錠5mg", kind="integration",
        pattern="site",
        makers=("見本製薬株式会社", "髙﨑製薬株式会社"), place=1,
    ))  # fmt: skip
    case.type(lead, "effects", t.effects(YEARS))
    case.type(lead, "other", {"text": "特になし。"})
    for who in (lead, *partners):
        _own(case, who, (sales or {}).get(who, "10億円"), restructures, notice)
    attach(case.plan, lead, "schedule", "工程表.pdf")
    for who in (lead, *partners):
        agree_plan(plan=case.fresh, membership=membership(who))
    return case


def _own(case: Case, who: str, sales: str, restructures: bool, notice: str) -> None:
    name = organisation(who).name
    case.type(who, "applicant", t.applicant(department="企画部", person=name, notice=notice), own=True)
    costs = t.costs(menu="equipment", categories=("machinery", "installation"), years=YEARS, total=80_000_000)
    case.type(who, "costs", costs, own=True)
    spent, granted = dict.fromkeys(YEARS, 80_000_000), dict.fromkeys(YEARS, 36_000_000)
    case.type(who, "funding", t.funding(spent, granted), own=True)
    case.type(
        who, "competition", t.competition(sales=sales, parent=name, restructures=restructures), own=True
    )
    case.type(who, "volumes", t.volumes(iter(["p0000001"])), own=True)


def attach(plan: Plan, who: str, document: str, name: str, content: bytes = PDF):
    return add_attachment(
        plan=plan,
        party=party(plan, who),
        document=document,
        upload=SimpleUploadedFile(name, content),
        membership=membership(who),
    )


@kept
def filed(lead: str = "lead", partners: tuple[str, ...] = ("takasaki",), **how) -> Case:
    case = complete(lead, partners, **how)
    file_plan(plan=case.fresh, membership=membership(lead), arrived_at=clock.now())
    case.fresh  # noqa: B018  (reads the plan anew)
    return case


@kept
def under_examination(lead: str = "lead", partners: tuple[str, ...] = ("takasaki",), **how) -> Case:
    case = filed(lead, partners, **how)
    take_up_plan(plan=case.fresh, membership=membership("officer"))
    case.fresh  # noqa: B018
    return case


def version(plan: Plan, number: int = 1) -> PlanVersion:
    return plan.versions.get(number=number)


def day(text: str) -> date:
    return date.fromisoformat(text)


def withdraw(plan: Plan) -> None:
    """Every company of the plan says so, the last one's word withdraws it."""
    for each in plan.parties.select_related("organisation"):
        post = each.organisation.memberships.select_related("organisation", "user").get(role="representative")
        withdraw_plan(
            plan=Plan.objects.select_related("scheme", "call", "case").get(pk=plan.pk), membership=post
        )
