"""The demo's grants of both funds: one in each state, made by the companies and NIBN of the demo."""

from collections.abc import Mapping
from datetime import date, timedelta

from applications.models import Plan
from common import clock, files
from common.actor import actor_of
from common.jobs import run_pending
from funds.ledger.models import Book
from funds.ledger.years import open_year
from grants.models import Condition, Grant, PerformanceReport
from grants.reports import Draft, latest_report_version
from grants.selectors import grants_with_parts, latest_grant_version, lines_of
from grants.services.conditions import report_condition
from grants.services.examining import ask_grant_correction, check_lines, take_up_grant
from grants.services.examining_reports import accept_report, ask_report_correction, check_report_lines
from grants.services.filing import file_grant
from grants.services.reporting import add_report_paper, file_report, save_report, start_report
from grants.services.starting import boxes_of_day, save_grant, start_grant, typed_changes
from law.grant_conditions import as_set
from law.reports import ReportKind

from ..about import DECISION_PARTS
from ..models import Decision
from ..services.approving import approve_decision
from ..services.drafting import draft_fixing, draft_grant_decision
from ..services.granting import withdraw_granted
from ..services.issuing import issue_decision
from .acting import member, on, paper
from .changes import told_and_approved, waiting
from .evidence import keep_payments

Outcome = Decision.Outcome
LAST_YEAR = 2029
Less = Mapping[int, tuple[int, str]]


class Asking:
    """One company's grant of a certified plan; every act happens at the clock's moment."""

    def __init__(self, plan: Plan, who: str) -> None:
        self.who = who
        self.grant = start_grant(plan=plan, membership=member(who))

    @property
    def fresh(self) -> Grant:
        self.grant = grants_with_parts(Grant.objects.all()).get(pk=self.grant.pk)
        return self.grant

    def type(self, **boxes: str) -> None:
        changes = typed_changes(self.fresh, boxes)
        save_grant(grant=self.grant, changes=changes, membership=member(self.who))

    def file(self) -> None:
        file_grant(grant=self.fresh, membership=member(self.who), arrived_at=clock.now())

    def take_up(self) -> None:
        take_up_grant(grant=self.fresh, membership=member("nibn_officer"))

    def check(self, less: Less | None = None) -> None:
        lines = lines_of(latest_grant_version(self.fresh))
        found = {
            line.pk: (less or {}).get(place, (line.eligible_cost, "")) for place, line in enumerate(lines)
        }
        check_lines(grant=self.grant, checks=found, membership=member("nibn_officer"))

    def draft(self, outcome: str = Outcome.GRANT, reasons: str = "") -> Decision:
        block = self.fresh.basis.scheme_version.document["letters"]["grant"]["conditions"]
        others = [(text, None) for text in block]
        others += [
            ("補助事業の実施の体制を、事業に着手する前に届け出ること。", clock.today() + timedelta(days=60))
        ]
        ends_on = latest_grant_version(self.grant).ends_on
        return draft_grant_decision(
            grant=self.grant,
            outcome=outcome,
            conditions=as_set(["profit", "tax", "books"], others, ends_on)
            if outcome == Outcome.GRANT
            else [],
            reasons=reasons,
            dated_on=clock.today(),
            membership=member("nibn_officer"),
        )

    def decide(self, outcome: str = Outcome.GRANT, reasons: str = "") -> None:
        self.approve_and_issue(self.draft(outcome, reasons))

    def approve_and_issue(self, decision: Decision) -> None:
        approve_decision(decision=decision, membership=member("nibn_decider"))
        run_pending()
        whole = Decision.objects.select_related(*DECISION_PARTS, "approval").get(pk=decision.pk)
        issue_decision(decision=whole, actor=actor_of(member("nibn_officer")))


def build_grants(first: Plan, second: Plan, shared: Plan, alone: Plan, today: date) -> None:
    """`first` of two companies, `second` of three, both certified more than four weeks ago; `shared` of the
    innovation fund, three weeks ago; `alone` of one company, before that.
    """
    with on(today - timedelta(days=29)):
        for book in Book.objects.all():
            for year in range(2027, LAST_YEAR + 1):
                open_year(book=book, fiscal_year=year, line=None, membership=member("nibn_decider"))
    _granted(first, today - timedelta(days=27))
    _waiting_for_approval(first, today - timedelta(days=15))
    _sent_back(second, today - timedelta(days=12))
    _refused_and_asked_anew(second, today - timedelta(days=26))
    _taken_back_and_begun_anew(second, today - timedelta(days=24))
    _fixed(shared, today - timedelta(days=23))
    _waiting_to_be_fixed(shared, today - timedelta(days=22))
    _changing(alone, today - timedelta(days=21))


def _examined(plan: Plan, who: str, day: date, less: Less | None = None) -> Asking:
    with on(day):
        asking = Asking(plan, who)
        asking.type(other="見積書は、求めに応じて提出します。")
        asking.file()
    with on(day + timedelta(days=1)):
        asking.take_up()
    with on(day + timedelta(days=4)):
        asking.check(less)
    return asking


def _granted(plan: Plan, day: date) -> None:
    """Decided with corrections and changed twice; a condition is reported on, and completion too."""
    less = {1: (200_000_000, "付帯工事のうち、既存の建物の補修に当たる部分は、補助の対象とならない。")}
    asking = _examined(plan, "lead", day, less)
    with on(day + timedelta(days=7)):
        asking.decide()
    with on(day + timedelta(days=12)):
        condition = Condition.objects.filter(grant=asking.grant, kind="other").last()
        report_condition(condition=condition, report="実施の体制を届け出ました。", membership=member("lead"))
    told_and_approved(asking, day + timedelta(days=13))
    _reported_and_sent_back(asking, day + timedelta(days=16))


def _reported_and_sent_back(asking: Asking, day: date) -> None:
    """The work was complete sooner than planned; the report on it is sent back with remarks on two lines."""
    with on(day):
        report = _reported(asking, day)
    with on(day + timedelta(days=2)):
        lines = [line.cost_line for line in lines_of(latest_report_version(report))[:2]]
        ask_report_correction(
            report=report,
            items=[
                (lines[0], "請求書の額と一致しません。請求書の額に直してください。"),
                (lines[1], "消費税を含むかどうかが分かりません。税抜きの額に直してください。"),
            ],
            due_on=clock.today() + timedelta(days=14),
            membership=member("nibn_officer"),
        )


def _reported(asking: Asking, day: date) -> PerformanceReport:
    """Completion, told today: all that was needed came in the first year."""
    who = member(asking.who)
    report = start_report(grant=asking.fresh, kind=ReportKind.COMPLETION, membership=who)
    draft = Draft(report)
    boxes = {"content": "機械装置を据え付け、試運転を終えた。以後の年度の経費は要しなかった。"}
    boxes |= boxes_of_day("starts_on", (day - timedelta(days=8)).isoformat())
    boxes |= boxes_of_day("ends_on", day.isoformat())
    first = draft.form.own_lines[0].fiscal_year
    costs = {}
    for line in [each for each in draft.form.own_lines if each.fiscal_year == first]:
        spent = draft.granted.lines[line.pk] * 9 // 10
        boxes |= {f"total-{line.pk}": f"{spent * 11 // 10:,}", f"eligible-{line.pk}": f"{spent:,}"}
        costs[line] = (spent * 11 // 10, spent)
    keep_payments(asking.fresh, asking.who, costs, day)
    save_report(report=report, changes=typed_changes(report, boxes), membership=who)
    listed = files.store_bytes(paper("支払の一覧", asking.grant.party.organisation.name), kind="pdf")
    add_report_paper(report=report, file=listed, name="支払の一覧.pdf", membership=who)
    file_report(report=report, membership=who, arrived_at=clock.now())
    return report


def _accepted(plan: Plan, who: str, day: date) -> Asking:
    """Decided, done, reported on and checked within two weeks and a half."""
    asking = _examined(plan, who, day)
    with on(day + timedelta(days=6)):
        asking.decide()
    with on(day + timedelta(days=14)):
        report = _reported(asking, day + timedelta(days=14))
    with on(day + timedelta(days=16)):
        lines = lines_of(latest_report_version(report))
        checks = {line.pk: (line.eligible_cost, "") for line in lines}
        check_report_lines(report=report, checks=checks, membership=member("nibn_officer"))
        accept_report(report=report, membership=member("nibn_officer"))
    return asking


def _changing(plan: Plan, day: date) -> None:
    """Granted; what is to change of it waits for its 決裁."""
    asking = _examined(plan, "takasaki", day)
    with on(day + timedelta(days=6)):
        asking.decide()
    waiting(asking, day + timedelta(days=12))


def _fixed(plan: Plan, day: date) -> None:
    """額の確定, issued: what is fixed is payable, the rest is free again."""
    asking = _accepted(plan, "yoshino", day)
    finding = "支払の一覧を請求書及び振込の記録と照合し、設備が据え付けられていることを現地で確かめた。"
    with on(day + timedelta(days=18)):
        decision = draft_fixing(
            grant=asking.fresh,
            finding=finding,
            dated_on=clock.today(),
            membership=member("nibn_officer"),
        )
        asking.approve_and_issue(decision)


def _waiting_to_be_fixed(plan: Plan, day: date) -> None:
    """Everything is checked; the draft of what it comes to is the desk's to write."""
    _accepted(plan, "minohon", day)


def _waiting_for_approval(plan: Plan, day: date) -> None:
    asking = _examined(plan, "takasaki", day)
    with on(day + timedelta(days=6)):
        asking.draft()


def _sent_back(plan: Plan, day: date) -> None:
    asking = _examined(plan, "takasaki", day)
    with on(day + timedelta(days=6)):
        line = lines_of(latest_grant_version(asking.fresh))[0].cost_line
        ask_grant_correction(
            grant=asking.grant,
            items=[(line, "機械装置の仕様が決まったため、見積りに基づく額に直してください。")],
            due_on=clock.today() + timedelta(days=21),
            membership=member("nibn_officer"),
        )


def _refused_and_asked_anew(plan: Plan, day: date) -> None:
    asking = _examined(plan, "yoshino", day)
    reasons = "申請に係る装置は、申請の前に発注されており、補助の対象とならない。"
    with on(day + timedelta(days=6)):
        asking.decide(Outcome.GRANT_REFUSAL, reasons)
    with on(day + timedelta(days=20)):
        again = Asking(plan, "yoshino")
        again.file()


def _taken_back_and_begun_anew(plan: Plan, day: date) -> None:
    """取下げ within the period of 適正化法9条; a new application is only begun."""
    asking = _examined(plan, "minohon", day)
    with on(day + timedelta(days=7)):
        asking.decide()
    with on(day + timedelta(days=10)):
        withdraw_granted(grant=asking.fresh, membership=member("minohon"))
    with on(day + timedelta(days=20)):
        Asking(plan, "minohon")
