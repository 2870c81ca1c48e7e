"""Filing: a version, its files and its receipt, or nothing at all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from accounts.models import Membership
from common import clock, numbers
from common.actor import Actor
from common.transitions import lock, perform
from funds.calls.selectors import call_at
from funds.models import Call
from funds.selectors import version_in_force
from law.acts import Act, Reason, Refused
from law.calls import Phase
from law.deadlines import fiscal_year
from law.roles import Role
from law.states import PlanState

from ..agreement import joint_text_of
from ..documents import PAPER_SCAN
from ..models import Plan, PlanVersion
from ..parts.reading import PlanReader
from ..readiness import FilingCheck, check_filing
from ..selectors import call_is_open, lifecycle_of, read_plan
from .ending import end_case
from .freezing import freeze
from .starting import actor_of, agree_plan
from .telling import tell_desk, tell_parties, tell_whose_desk


@dataclass(frozen=True)
class _Ready:
    reader: PlanReader
    check: FilingCheck


@transaction.atomic
def file_plan(
    *, plan: Plan, membership: Membership, arrived_at: datetime, through_nibn: bool = False
) -> PlanVersion:
    """File a draft to the Minister, or through NIBN (経由); 附則18条1項・24条1項.

    `arrived_at` is the instant the whole request was in (情報通信技術活用法6条3項: it arrives when recorded).
    """
    act = "file_plan_through_nibn" if through_nibn else "file_plan"
    return _file_first(plan, act, membership, arrived_at, at_nibn=through_nibn)


@transaction.atomic
def agree_and_file(
    *, plan: Plan, membership: Membership, arrived_at: datetime, through_nibn: bool = False
) -> PlanVersion:
    """Who files agrees to what it files; no second button asks for it."""
    if plan.state == PlanState.DRAFT:
        _agree_by_filing(plan, membership)
    return file_plan(plan=plan, membership=membership, arrived_at=arrived_at, through_nibn=through_nibn)


def _agree_by_filing(plan: Plan, membership: Membership) -> None:
    own = plan.parties.filter(organisation=membership.organisation_id).first()
    if own and not joint_text_of(plan).is_agreed_by(own):
        agree_plan(plan=plan, membership=membership)


@transaction.atomic
def file_paper_plan(*, plan: Plan, membership: Membership, stamped_at: datetime) -> PlanVersion:
    """Take in a paper application with its arrival stamp. Its scan hangs on the plan already."""
    _refuse_paper(plan, stamped_at)
    at_nibn = membership.role == "nibn_officer"
    act = "file_paper_at_nibn" if at_nibn else "file_paper_plan"
    return _file_first(plan, act, membership, stamped_at, at_nibn=at_nibn)


def _refuse_paper(plan: Plan, stamped_at: datetime) -> None:
    if not plan.attachments.filter(document=PAPER_SCAN).exists():
        text = _("紙の申請書の写しがありません。読み取ったファイルを添付してから受け付けてください。")
        raise Refused(Reason("no_scan", text))
    if stamped_at > clock.now():
        text = _("到達の日時が先の時刻です。受付印の日時を確かめてください。")
        raise Refused(Reason("stamp_ahead", text))
    if version_in_force(plan.scheme, clock.local(stamped_at).date()) is None:
        text = _("この制度は、受付印の日にはまだ申請を受け付けていません。受付印の日時を確かめてください。")
        raise Refused(Reason("before_the_scheme", text))


def _file_first(
    plan: Plan, act: str, membership: Membership, arrived_at: datetime, *, at_nibn: bool
) -> PlanVersion:
    lock(plan)
    plan.scheme_version = version_in_force(plan.scheme, clock.local(arrived_at).date())
    call = _call_taking_in(plan, arrived_at)
    ready = _ready(plan)

    def enter() -> dict[str, Any]:
        """The version stands before the plan's state says that something was filed (migration 0020)."""
        entry = _entry(plan, call, arrived_at, at_nibn=at_nibn)
        for name, value in entry.items():
            setattr(plan, name, value)
        freeze(reader=ready.reader, check=ready.check, act=act, arrived_at=arrived_at, membership=membership)
        return entry

    row = perform(
        lifecycle=lifecycle_of(plan),
        act=act,
        subject=plan,
        actor=actor_of(membership),
        facts=_facts(plan, call, ready.check),
        changes=enter,
    )
    access.open_to_office(plan.case, clock.now())
    tell_parties(plan, row)
    desk = Role.NIBN_OFFICER if at_nibn else Role.OFFICER
    tell_desk(plan, row, desk, actor_of(membership))
    return plan.versions.get()


def _call_taking_in(plan: Plan, arrived_at: datetime) -> Call | None:
    """The call it was made under, if it arrives while that takes in. Paper came by its own stamp:
    it belongs to the call in whose window it arrived, whichever the desk began it under.
    """
    if plan.call is not None and plan.call.phase(arrived_at) is Phase.OPEN:
        return plan.call
    return call_at(plan.scheme, arrived_at) if plan.channel == Plan.Channel.PAPER else None


def _entry(plan: Plan, call: Call | None, arrived_at: datetime, *, at_nibn: bool) -> dict[str, Any]:
    """What the first arrival fixes for good: the day, the number, the scheme's version."""
    arrival = {"nibn_arrived_at": arrived_at} if at_nibn else _arrival(plan, arrived_at)
    return arrival | {
        "number": _number(plan, arrived_at),
        "scheme_version": plan.scheme_version,
        "call": call,
    }


def _ready(plan: Plan) -> _Ready:
    reader = read_plan(plan)
    return _Ready(reader, check_filing(reader, list(plan.attachments.select_related("file"))))


def _facts(plan: Plan, call: Call | None, check: FilingCheck) -> dict[str, Any]:
    return {
        "intake_open": plan.scheme_version is not None and call is not None,
        "unreadable": check.unreadable,
        "parties_not_agreed": check.not_agreed,
    }


def _arrival(plan: Plan, arrived_at: datetime) -> dict[str, Any]:
    """The first arrival at the Minister, and the end of the standard period that starts with it."""
    days = plan.scheme_version.document["standard_period_days"]["minister"]
    due = clock.local(arrived_at).date() + timedelta(days=days)
    return {"arrived_at": arrived_at, "due_on": due}


def _number(plan: Plan, arrived_at: datetime) -> str:
    year = fiscal_year(clock.local(arrived_at).date())
    prefix = plan.scheme_version.document["prefix"]
    return numbers.draw(series=f"plan:{prefix}:{year}", form=f"{prefix}{year}-{{:05d}}")


@transaction.atomic
def forward_plan(*, plan: Plan, membership: Membership, arrived_at: datetime) -> Plan:
    """NIBN sends what it took in on to the Minister (省令104号 4条2項・5条2項)."""
    row = perform(
        lifecycle=lifecycle_of(plan),
        act="forward_plan",
        subject=plan,
        actor=actor_of(membership),
        facts={},
        changes=_arrival(plan, arrived_at),
    )
    tell_parties(plan, row)
    tell_desk(plan, row, Role.OFFICER, actor_of(membership))
    return plan


@transaction.atomic
def withdraw_plan(*, plan: Plan, membership: Membership) -> bool:
    """The applicant's own act, until the decision is issued. True when the plan is withdrawn.

    A joint application is withdrawn with the word of its last company; until then it goes on.
    """
    actor, at_nibn = actor_of(membership), plan.state == PlanState.AT_NIBN
    row = perform(lifecycle=lifecycle_of(plan), act="agree_withdrawal", subject=plan, actor=actor, facts={})
    plan.parties.filter(organisation=membership.organisation_id).update(withdraws_at=clock.now())
    waiting = [str(party) for party in plan.parties.filter(withdraws_at=None).select_related("organisation")]
    if not waiting:
        row = _withdraw(plan, actor)
    tell_parties(plan, row)
    tell_whose_desk(plan, row, actor, at_nibn=at_nibn)
    return not waiting


def _withdraw(plan: Plan, actor: Actor) -> Act:
    row = perform(
        lifecycle=lifecycle_of(plan),
        act="withdraw_plan",
        subject=plan,
        actor=actor,
        facts={"parties_not_withdrawing": []},
    )
    end_case(plan, actor)
    return row


def refile(
    *,
    plan: Plan,
    act: str,
    membership: Membership,
    arrived_at: datetime,
    facts: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
    audit: dict[str, Any] | None = None,
) -> PlanVersion:
    """The next version of a filed plan: a correction, an answer, an own amendment.

    Runs in the caller's transaction. The first arrival stays; the caller closes what it had opened.
    Who files agrees by filing; every other company must have agreed to the joint text as it is filed.
    """
    lock(plan)
    if plan.channel == Plan.Channel.PORTAL and plan.parties.count() > 1:
        _agree_by_filing(plan, membership)
    ready = _ready(plan)
    row = perform(
        lifecycle=lifecycle_of(plan),
        act=act,
        subject=plan,
        actor=actor_of(membership),
        facts={
            "unreadable": ready.check.unreadable,
            "parties_not_agreed": ready.check.not_agreed,
            "call_open": call_is_open(plan, arrived_at),
            **(facts or {}),
        },
        changes=changes,
        audit=audit,
    )
    tell_parties(plan, row)
    tell_whose_desk(plan, row, actor_of(membership), at_nibn=row.start is PlanState.AT_NIBN)
    return freeze(
        reader=ready.reader, check=ready.check, act=act, arrived_at=arrived_at, membership=membership
    )


@transaction.atomic
def take_up_plan(*, plan: Plan, membership: Membership) -> Plan:
    """Start the examination; the officer who does so has the case in hand (行政手続法7条)."""
    row = perform(
        lifecycle=lifecycle_of(plan),
        act="take_up_plan",
        subject=plan,
        actor=actor_of(membership),
        facts={},
        changes={"assignee": membership},
    )
    tell_parties(plan, row)
    return plan
