"""Who may know of what: law.visibility and the rows of access, and nothing of what any page asks.

Each thing that has an id is said to be of a case, of a kind of the table and of one company, or of one
person alone. What is neither is the whole house's; tests/routes.py says which roles it opens to.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from accounts.models import Access, Membership, Notice
from api.models import AccessToken
from applications.models import (
    Attachment,
    ListExport,
    PaperLetter,
    Plan,
    PlanPart,
    Receipt,
    SavedView,
    VersionFile,
)
from decisions.models import Decision, Delivery, Document, WorkingPaper
from funds.models import Call
from grants.models import (
    Condition,
    Evidence,
    EvidenceFile,
    EvidenceUpload,
    Grant,
    PerformanceReport,
    ReportPaper,
)
from law.authorities import Authority
from law.roles import ROLES, Role
from law.states import GrantState, PlanState
from law.visibility import Capacity, Kind, Stage, grant_stage_of, sight, stage_of
from payments.models import (
    BankAccount,
    BankLine,
    BankMatch,
    BankUpload,
    MonthSheet,
    PayeeAccount,
    PaymentClaim,
    PaymentRun,
    Transfer,
)
from reviews.models import Consultation, Continuation, Pairing, Ranking, Sheet

AS = {
    Role.OFFICER: Capacity.MINISTRY, Role.DECIDER: Capacity.MINISTRY, Role.CLERK: Capacity.CLERK,
    Role.NIBN_OFFICER: Capacity.NIBN, Role.NIBN_DECIDER: Capacity.NIBN, Role.NIBN_ACCOUNTANT: Capacity.NIBN,
    Role.AUDITOR: Capacity.AUDITOR, Role.REVIEWER: Capacity.REVIEWER, Role.CONSULTEE: Capacity.CONSULTEE,
}  # fmt: skip
NO_COMPANY = 0
OF_THE_DESK = frozenset({Role.OFFICER, Role.CLERK, Role.NIBN_OFFICER})


@dataclass(frozen=True)
class Thing:
    """`kinds`: any of them seen is enough. `owner`: it is this post's alone, whatever else is seen.

    `payee`: it is this company's, and of NIBN its payment people's, whatever else is seen.
    """

    name: str
    plan: Plan | Grant | None = None
    kinds: tuple[Kind, ...] = tuple(Kind)
    company: int | None = None
    owner: int | None = None
    reviewer: int | None = None
    payee: int | None = None
    of_the_bank: bool = False
    offices_only: bool = False


class Known:
    """Every id there is, and what it stands for."""

    def __init__(self) -> None:
        self.plans = {row.pk: row for row in Plan.objects.select_related("case", "started_by")}
        self.grants = {row.pk: row for row in Grant.objects.select_related("case", "party")}
        self.things = {str(key): thing for key, thing in self._all()}

    def _all(self) -> Iterator[tuple[Any, Thing]]:
        for plan in self.plans.values():
            yield plan.pk, Thing("plan", plan)
        for grant in self.grants.values():
            yield grant.pk, self.thing(grant)
        for model in (Attachment, VersionFile, Sheet, Pairing, Consultation, Continuation, Decision, Document,
                      WorkingPaper, PaperLetter, Ranking, ListExport, Notice, AccessToken, Call, Receipt,
                      Condition, PerformanceReport, ReportPaper, Evidence, EvidenceFile,
                      EvidenceUpload, PayeeAccount, PaymentClaim, PaymentRun,
                      Transfer, BankAccount, BankLine, BankMatch, BankUpload, MonthSheet):  # fmt: skip
            for row in model.objects.all():
                yield getattr(row, "public_id", row.pk) if model is Notice else row.pk, self.thing(row)

    def thing(self, row: Any) -> Thing:
        told = getattr(self, f"_{type(row).__name__.lower()}")(row)
        return replace(told, name=type(row).__name__)

    def _of(self, plan: Any, *kinds: Kind, **more: Any) -> Thing:
        return Thing("", self.plans[plan], kinds, **more)

    def _grants(self, grant: Any, *kinds: Kind) -> Thing:
        row = self.grants[grant]
        return Thing("", row, kinds, company=row.party.organisation_id)

    def _grant(self, row: Grant) -> Thing:
        return self._grants(row.pk, Kind.GRANT)

    def _condition(self, row: Condition) -> Thing:
        return self._grants(row.grant_id, Kind.GRANT)

    def _performancereport(self, row: PerformanceReport) -> Thing:
        return self._grants(row.grant_id, Kind.GRANT)

    def _reportpaper(self, row: ReportPaper) -> Thing:
        return self._performancereport(row.report)

    def _evidence(self, row: Evidence) -> Thing:
        """A company's own until a report is filed with it."""
        if row.filed_at is None:
            return replace(self._grants(row.grant_id, Kind.EVIDENCE), company=row.grant.party.organisation_id)
        return self._grants(row.grant_id, Kind.EVIDENCE)

    def _evidencefile(self, row: EvidenceFile) -> Thing:
        return self._evidence(row.evidence)

    def _evidenceupload(self, row: EvidenceUpload) -> Thing:
        return Thing("", owner=row.by_id)

    def _payeeaccount(self, row: PayeeAccount) -> Thing:
        return Thing("", payee=row.organisation_id)

    def _paymentclaim(self, row: PaymentClaim) -> Thing:
        return self._grants(row.grant_id, Kind.GRANT)

    def _paymentrun(self, row: PaymentRun) -> Thing:
        """It holds accounts of several companies: of NIBN's payment people alone."""
        return Thing("", payee=NO_COMPANY)

    def _transfer(self, row: Transfer) -> Thing:
        return self._paymentrun(row.run)

    def _bankaccount(self, _row: BankAccount) -> Thing:
        """A fund's own: of NIBN and whoever audits it."""
        return Thing("", of_the_bank=True)

    def _bankline(self, row: BankLine) -> Thing:
        return self._bankaccount(row.account)

    def _bankmatch(self, _row: BankMatch) -> Thing:
        return Thing("", of_the_bank=True)

    def _monthsheet(self, row: MonthSheet) -> Thing:
        return self._bankaccount(row.account)

    def _bankupload(self, row: BankUpload) -> Thing:
        return Thing("", owner=row.by_id)

    def _plan(self, row: Plan) -> Thing:
        return Thing("", self.plans[row.pk])

    def _planpart(self, row: PlanPart) -> Thing:
        kind = Kind.CONFIDENTIAL if row.confidential else Kind.PARTY if row.party_id else Kind.JOINT
        return self._of(row.plan_id, kind, company=row.party.organisation_id if row.party else None)

    def _file(self, row: Attachment | VersionFile, plan: Any) -> Thing:
        if not row.confidential:
            return self._of(plan, Kind.ATTACHMENT)
        if row.party is None:
            return self._of(plan, Kind.PAPER)
        return self._of(plan, Kind.CONFIDENTIAL, company=row.party.organisation_id)

    def _attachment(self, row: Attachment) -> Thing:
        return self._file(row, row.plan_id)

    def _versionfile(self, row: VersionFile) -> Thing:
        return self._file(row, row.version.plan_id)

    def _receipt(self, row: Receipt) -> Thing:
        return self._of(row.version.plan_id, Kind.RECEIPT)

    def _sheet(self, row: Sheet) -> Thing:
        return self._of(row.plan_id, Kind.SHEET)

    def _pairing(self, row: Pairing) -> Thing:
        """A reviewer's own from the first word on, another's never."""
        return self._of(row.plan_id, Kind.OPINION, reviewer=row.reviewer_id)

    def _finding(self, row: Any) -> Thing:
        return self._of(row.plan_id, Kind.FINDING)

    def _consultation(self, row: Consultation) -> Thing:
        return self._of(row.plan_id, Kind.CONSULTATION)

    def _continuation(self, row: Continuation) -> Thing:
        return self._consultation(row.consultation)

    def _decision(self, row: Decision) -> Thing:
        if row.grant_id:
            return self._grants(row.grant_id, Kind.GRANT_DRAFT)
        return self._of(row.plan_id, Kind.DECISION_DRAFT)

    def _document(self, row: Document) -> Thing:
        if row.decision and row.decision.grant_id:
            kind = Kind.GRANT_LETTER if row.issued_at else Kind.GRANT_DRAFT
            return self._grants(row.decision.grant_id, kind)
        plan = (row.decision or row.receipt.version).plan_id
        if row.decision is None:
            return self._of(plan, Kind.RECEIPT)
        if row.issued_at is None:
            return self._of(plan, Kind.DECISION_DRAFT)
        return self._of(plan, Kind.LETTER, company=row.addressee_id)

    def _delivery(self, row: Delivery) -> Thing:
        return self._document(row.document)

    def _workingpaper(self, row: WorkingPaper) -> Thing:
        if row.ranking:
            return self._ranking(row.ranking)
        kind = Kind.FINDING if row.kind == WorkingPaper.Kind.FINDINGS else Kind.DECISION_DRAFT
        return self._of(row.plan_id, kind)

    def _paperletter(self, row: PaperLetter) -> Thing:
        return self._of(row.plan_id, Kind.PAPER)

    def _ranking(self, row: Ranking) -> Thing:
        return self._of(row.lines.first().plan_id, Kind.RANKING)

    def _listexport(self, row: ListExport) -> Thing:
        return Thing("", owner=row.membership_id)

    def _savedview(self, row: SavedView) -> Thing:
        return Thing("", owner=row.membership_id)

    def _accesstoken(self, row: AccessToken) -> Thing:
        return Thing("", owner=row.membership_id)

    def _notice(self, row: Notice) -> Thing:
        return Thing("", owner=row.recipient.memberships.get().pk)

    def _call(self, row: Call) -> Thing:
        return Thing("", offices_only=row.state != "published")


def stage(case: Plan | Grant) -> Stage:
    if isinstance(case, Grant):
        return grant_stage_of(GrantState(case.state))
    return stage_of(PlanState(case.state))


def authority_of(case: Plan | Grant) -> str:
    return case.authority if isinstance(case, Grant) else Authority.NIBN


class Eyes:
    """One post, or nobody."""

    def __init__(self, post: Membership | None) -> None:
        self.post = post
        self.role = Role(post.role) if post else None

    @cached_property
    def cases(self) -> frozenset[Any]:
        """Where a row lets in its company or its person."""
        if self.post is None:
            return frozenset()
        rows = Access.objects.filter(valid_until=None)
        mine = rows.filter(organisation=self.post.organisation) | rows.filter(user=self.post.user)
        return frozenset(mine.values_list("case_id", flat=True))

    def capacity(self, plan: Plan | Grant, company: int | None) -> Capacity:
        if self.post is None or self.role is Role.ADMINISTRATOR:
            return Capacity.STRANGER
        if self._types(plan):
            return Capacity.OWNER
        everywhere = ROLES[self.role].sees_all and plan.case.filed_at is not None
        if not everywhere and plan.pk not in self.cases:
            return Capacity.STRANGER
        if company == self.post.organisation_id:
            return Capacity.OWNER  # an office is its own letter's addressee, too
        return AS.get(self.role) or (Capacity.PARTY if company else Capacity.OWNER)

    def _types(self, plan: Plan | Grant) -> bool:
        """The desk that has the paper in its hand."""
        if isinstance(plan, Grant):
            return False
        is_paper = plan.channel == Plan.Channel.PAPER and plan.state == PlanState.DRAFT
        own = is_paper and plan.started_by.organisation_id == self.post.organisation_id
        return own and self.role in OF_THE_DESK

    def sort_of(self, thing: Thing) -> tuple[Any, ...]:
        """What may differ between two things for these eyes; two of one sort are told apart by nobody."""
        own = thing.owner is not None and self.post is not None and thing.owner == self.post.pk
        if thing.plan is None:
            return thing.name, own, thing.offices_only, self.may_know(thing)
        stands_as, known = self.capacity(thing.plan, thing.company), self.may_know(thing)
        state = thing.plan.state if known else stage(thing.plan)
        told = getattr(thing.plan, "channel", ""), authority_of(thing.plan)
        return thing.name, thing.kinds, stands_as, known, state, *told

    @cached_property
    def heard_of(self) -> frozenset[str]:
        """The plans that a reviewer is asked about, to say whether there is a conflict."""
        rows = Pairing.objects.filter(reviewer=self.post) if self.role is Role.REVIEWER else ()
        return frozenset(str(row.plan_id) for row in rows)

    def may_know(self, thing: Thing) -> bool:
        if thing.owner is not None:
            return self.post is not None and self.post.pk == thing.owner
        if thing.payee is not None:
            return self._is_paid_or_pays(thing.payee)
        if thing.of_the_bank:
            return self.role in (Role.NIBN_OFFICER, Role.NIBN_DECIDER, Role.NIBN_ACCOUNTANT, Role.AUDITOR)
        if thing.plan is None:
            return not thing.offices_only or (self.role is not None and self._is_office())
        if thing.reviewer is not None and self.role is Role.REVIEWER:
            return self.post.pk == thing.reviewer
        stands_as = self.capacity(thing.plan, thing.company)
        return any(self._sees(stands_as, kind, thing.plan) for kind in thing.kinds)

    def _is_paid_or_pays(self, company: int) -> bool:
        if self.role in (Role.NIBN_OFFICER, Role.NIBN_ACCOUNTANT):
            return True
        return self.post is not None and self.post.organisation_id == company

    def _sees(self, stands_as: Capacity, kind: Kind, plan: Plan | Grant) -> bool:
        if kind is Kind.PAPER and self.post and self._types(plan):
            return True
        return bool(sight(stands_as, kind, stage(plan), authority_of(plan)))

    def _is_office(self) -> bool:
        return ROLES[self.role].sees_all or self.role is Role.ADMINISTRATOR
