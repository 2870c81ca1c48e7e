"""Acts of the demo's people, by name and at a moment."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.cast import ensure_organisation, ensure_person
from accounts.models import Membership
from applications.models import Attachment, Plan, PlanParty
from applications.raised import by_year
from applications.selectors import cost_facts, read_plan, subsidy_of
from applications.services.attaching import add_attachment
from applications.services.filing import file_plan, take_up_plan
from applications.services.saving import save_part
from applications.services.starting import actor_of, agree_plan, invite_party, start_plan
from common import clock
from common.audit.sealing import seal as seal_audit
from common.jobs import run_pending
from funds.models import Scheme
from reviews.models import Consultation
from reviews.services.consultations import prepare_consultation, record_answer, record_sending
from reviews.services.findings import write_finding
from reviews.services.pairings import assign_reviewer, declare_no_conflict, submit_opinion
from reviews.services.sheets import Item, request_correction

from ..models import Decision
from ..pdf.engine import engine
from ..services.approving import approve_decision
from ..services.drafting import draft_decision
from ..services.issuing import issue_decision
from .typing import Typed, funding


def member(key: str) -> Membership:
    return ensure_person(key).memberships.select_related("organisation", "user").get()


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.TOKYO)


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[datetime]:
    """One step of the story, at its own moment. Its jobs are done then too, as a worker would:
    a receipt is made on the day of the filing, not on the day the demo was built."""
    with clock.at(moment(day, hour)) as now:
        yield now
        run_pending()


class Case:
    """One plan of the demo and the people around it; every act happens at the clock's moment."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @classmethod
    def start(cls, scheme: Scheme, title: str, lead: str, partners: tuple[str, ...] = ()) -> "Case":
        starter = member(lead)
        plan = start_plan(scheme=scheme, lead=starter.organisation, title=title, membership=starter)
        for partner in partners:
            invite_party(plan=plan, organisation=ensure_organisation(partner), membership=starter)
        return cls(plan)

    @property
    def fresh(self) -> Plan:
        self.plan = Plan.objects.select_related("scheme", "scheme_version", "call", "case").get(
            pk=self.plan.pk
        )
        return self.plan

    def party(self, who: str) -> PlanParty:
        return self.plan.parties.get(organisation=member(who).organisation)

    def type(self, who: str, key: str, typed: Typed, *, own: bool = False) -> None:
        party = self.party(who) if own else None
        part = self.plan.parts.get(key=key, party=party)
        changes = {field: (part.data.get(field, ""), text) for field, text in typed.items()}
        saved = save_part(part=part, changes=changes, membership=member(who))
        if saved.refused or saved.conflicts:
            raise ValueError(f"{key}: {saved.refused} {saved.conflicts}")

    def fund(self, *who: str, short: int = 0) -> None:
        """Each raises what its typed costs come to, with the grant that the plan may expect of them.

        `short`: yen a year that each forgot.
        """
        reader = read_plan(self.fresh)
        cells, _facts = cost_facts(reader)
        units = subsidy_of(reader).units
        for each in who:
            party = str(self.party(each).pk)
            spent = by_year((cell.fiscal_year, cell.total_cost) for cell in cells if cell.party == party)
            granted = by_year((unit.fiscal_year, unit.amount) for unit in units if unit.party == party)
            raised = {year: cost - short for year, cost in spent.items()}
            self.type(each, "funding", funding(raised, granted), own=True)

    def attach(self, who: str, document: str, name: str, *, own: bool = False) -> Attachment:
        page = paper(name.removesuffix(".pdf"), member(who).organisation.name)
        upload = SimpleUploadedFile(name, page, content_type="application/pdf")
        party = self.party(who) if own else None
        return add_attachment(
            plan=self.fresh, party=party, document=document, upload=upload, membership=member(who)
        )

    def agree(self, *who: str) -> None:
        for each in who:
            agree_plan(plan=self.fresh, membership=member(each))

    def file(self, who: str, *, through_nibn: bool = False) -> None:
        file_plan(plan=self.fresh, membership=member(who), arrived_at=clock.now(), through_nibn=through_nibn)

    def take_up(self) -> None:
        take_up_plan(plan=self.fresh, membership=member("officer"))

    def consult(
        self, body: str, *, days: int, answer: str = Consultation.Answer.NO_OBJECTION
    ) -> Consultation:
        number = f"見本発医政{clock.today():%m%d}第{10 + len(body)}-{self.plan.number}号"
        consultation = prepare_consultation(
            plan=self.fresh,
            body=body,
            document_number=number,
            dated_on=clock.today(),
            membership=member("officer"),
        )
        run_pending()
        consultation.refresh_from_db()
        record_sending(
            consultation=consultation,
            sent_on=clock.today(),
            sent_by="電子メール",
            membership=member("officer"),
        )
        with on(clock.today() + timedelta(days=days)):
            record_answer(
                consultation=consultation,
                answer=answer,
                answered_on=clock.today(),
                number=f"見本回第{days}号",
                text="異存ありません。",
                scan=None,
                membership=member("officer"),
            )
        return consultation

    def find(self, *, fits: bool = True, facts: Mapping[str, str] | None = None) -> None:
        """Criterion by criterion; `facts` says what was found under another scheme than the generics'."""
        facts = facts or {
            "a": "対象品目はいずれも後発医薬品であり、複数社の製造工程の統合により供給能力が増加する。",
            "b": "年度別の資金計画と調達方法に無理がなく、安定的な供給の確保に資する。"
            if fits
            else "供給能力の増加が見込まれず、安定的な供給の確保を促進するものと認められない。",
        }
        for criterion, fact in facts.items():
            good = fits or criterion == "a"
            write_finding(
                plan=self.fresh,
                criterion=criterion,
                fits=good,
                fact=fact,
                page="申請書 2、3",
                membership=member("officer"),
            )

    def assign(self, *, heard: bool) -> None:
        """A reviewer is asked; `heard`: declares no conflict and gives an opinion."""
        reviewer = member("reviewer")
        pairing = assign_reviewer(
            plan=self.fresh,
            reviewer=reviewer,
            due_on=clock.today() + timedelta(days=14),
            membership=member("officer"),
        )
        if not heard:
            return
        declare_no_conflict(pairing=pairing, membership=reviewer)
        items = self.plan.scheme_version.document["review_items"]
        submit_opinion(
            pairing=pairing,
            opinion="実施体制は整っており、効果の見込みの根拠も示されている。",
            scores={item["code"]: (item["most"] - 1, "") for item in items},
            membership=reviewer,
        )

    def draft(self, outcome: str) -> Decision:
        certifies = outcome == Decision.Outcome.CERTIFICATION
        letters = self.plan.scheme_version.document["letters"]
        return draft_decision(
            plan=self.fresh,
            outcome=outcome,
            conditions=letters["certificate"]["conditions"] if certifies else [],
            reasons="" if certifies else "基準（イ）に適合すると認められないため。",
            weighing={},
            dated_on=clock.today(),
            membership=member("officer"),
        )

    def decide(self, outcome: str) -> Decision:
        decision = self.draft(outcome)
        seal_audit()
        decision = approve_decision(decision=decision, membership=member("decider"))
        run_pending()
        decision = Decision.objects.select_related(
            "plan__scheme", "plan__case", "version__scheme_version"
        ).get(pk=decision.pk)
        return issue_decision(decision=decision, actor=actor_of(member("officer")))


def ask_correction(case: Case, *, under: str = "公募要領の応募書類の定め") -> None:
    """The goals of one year are missing; `under` is what asks for them."""
    request_correction(
        plan=case.fresh,
        items=[Item("effects", None, "目標の年度を補ってください。", under)],
        purpose="申請書の記載事項の補正",
        due_on=clock.today() + timedelta(days=30),
        membership=member("officer"),
    )


@cache
def paper(title: str, company: str) -> bytes:
    """A small PDF that stands for a company's own document."""
    press = engine()
    style = "font-family: BIZ UDMincho"
    html = f"<html lang=ja><title>{title}</title><body style='{style}'><h1>{title}（見本）</h1><p>{company}"
    return press.weasyprint.HTML(string=html).write_pdf(font_config=press.fonts)
