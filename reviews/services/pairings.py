"""Reviewers: assigned, free of conflict by their own word, heard. Their opinion is advice."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import access
from accounts.models import Membership, Organisation
from accounts.notices import notify
from applications.models import Plan
from applications.parts.reading import PlanReader
from applications.selectors import document_of, latest_version, read_plan
from applications.services.starting import actor_of
from applications.services.telling import tell_assignee
from common import clock
from common.transitions import begin, lock, perform
from law.acts import Act, Reason, Refused
from law.lifecycle import PAIRING
from law.roles import Role
from law.states import PlanState

from ..models import Pairing, Score

WORKING = (PlanState.FILED, PlanState.EXAMINATION, PlanState.CORRECTION)


@transaction.atomic
def assign_reviewer(
    *, plan: Plan, reviewer: Membership, due_on: date | None, membership: Membership
) -> Pairing:
    if lock(plan) not in WORKING:
        raise Refused(Reason("not_under_examination", _("審査中の申請だけに審査委員を割り当てられます。")))
    _refuse_if_unfit(plan, reviewer)
    pairing = Pairing(
        plan=plan,
        reviewer=reviewer,
        user_id=reviewer.user_id,
        assigned_by=membership,
        assigned_at=clock.now(),
        due_on=due_on,
    )
    row = begin(
        lifecycle=PAIRING,
        act="assign_reviewer",
        subject=pairing,
        actor=actor_of(membership),
        facts={"interests": known_interests(plan, reviewer)},
    )
    _tell(row, pairing)
    return pairing


def _refuse_if_unfit(plan: Plan, reviewer: Membership) -> None:
    if Role(reviewer.role) is not Role.REVIEWER:
        raise Refused(Reason("not_a_reviewer", _("審査委員として登録された人を選んでください。")))
    if plan.pairings.filter(reviewer__user=reviewer.user_id).exists():
        raise Refused(Reason("assigned_already", _("この審査委員は、すでに割り当てられています。")))


def known_interests(plan: Plan, reviewer: Membership) -> list[str]:
    return interests_in(read_plan(plan), reviewer.organisation)


def interests_in(reader: PlanReader, organisation: Organisation) -> list[str]:
    """What the system can see by itself: a company of the plan, or the top parent of its group."""
    found = []
    for party in reader.parties:
        words = {"name": party.organisation.name}
        if party.organisation_id == organisation.pk:
            found.append(_("%(name)sに所属") % words)
        elif _is_parent(reader.values("competition", party.pk), organisation):
            found.append(_("%(name)sの企業結合集団に所属") % words)
    return found


def _is_parent(values: dict[str, Any], organisation: Organisation) -> bool:
    """By 法人番号, or by name: a laboratory's name begins with its company's."""
    number, name = values.get("group_parent_number"), values.get("group_parent_name")
    by_number = bool(number) and number == organisation.corporate_number
    return by_number or (bool(name) and organisation.name.startswith(name))


@transaction.atomic
def declare_no_conflict(*, pairing: Pairing, membership: Membership) -> Pairing:
    """The reviewer's own word; only now does the case open to them."""
    _own(pairing, membership)
    _refuse_ended(pairing.plan)
    actor = actor_of(membership)
    perform(
        lifecycle=PAIRING,
        act="declare_no_conflict",
        subject=pairing,
        actor=actor,
        facts={},
        changes={"declared_at": clock.now()},
    )
    access.grant(case=pairing.plan.case, capacity=access.Capacity.REVIEWER, user=membership.user, actor=actor)
    return pairing


@transaction.atomic
def recuse(*, pairing: Pairing, because: str, membership: Membership) -> Pairing:
    """The reviewer steps back; the case closes to them at once."""
    _own(pairing, membership)
    lock(pairing.plan)
    row = perform(
        lifecycle=PAIRING,
        act="recuse",
        subject=pairing,
        actor=actor_of(membership),
        facts={},
        changes={"recused_because": because},
    )
    access.end(
        case=pairing.plan.case,
        capacity=access.Capacity.REVIEWER,
        user=membership.user,
        actor=actor_of(membership),
    )
    tell_assignee(pairing.plan, row)
    return pairing


@transaction.atomic
def submit_opinion(
    *, pairing: Pairing, opinion: str, scores: dict[str, tuple[int, str]], membership: Membership
) -> Pairing:
    """Scores (item -> points, comment) and an opinion on the plan's latest version."""
    _own(pairing, membership)
    _refuse_ended(pairing.plan)
    _refuse_odd_scores(pairing.plan, scores)
    row = perform(
        lifecycle=PAIRING,
        act="submit_opinion",
        subject=pairing,
        actor=actor_of(membership),
        facts={},
        changes={
            "opinion": opinion,
            "opinion_on": latest_version(pairing.plan),
            "submitted_at": clock.now(),
        },
    )
    Score.objects.bulk_create(
        Score(pairing=pairing, item=item, points=points, comment=comment)
        for item, (points, comment) in scores.items()
    )
    tell_assignee(pairing.plan, row)
    return pairing


def _refuse_ended(plan: Plan) -> None:
    """Advice that comes after the decision is no advice."""
    if lock(plan) not in WORKING:
        raise Refused(Reason("ended", _("この申請の審査は終わっているため、意見は受け付けていません。")))


def _refuse_odd_scores(plan: Plan, scores: dict[str, tuple[int, str]]) -> None:
    for item in document_of(plan)["review_items"]:
        points = scores.get(item["code"], (-1, ""))[0]
        if not 0 <= points <= item["most"]:
            words = {"name": item["name"], "most": item["most"]}
            text = _("「%(name)s」に0から%(most)sまでの点を付けてください。") % words
            raise Refused(Reason("score", text))


def _own(pairing: Pairing, membership: Membership) -> None:
    if pairing.reviewer_id != membership.pk:
        raise Refused(Reason("not_yours", _("ご自分に割り当てられた申請だけに行えます。")))


def _tell(act: Act, pairing: Pairing) -> None:
    notify(
        act=act,
        case=pairing.plan.case,
        to=[pairing.reviewer.user],
        context={"number": pairing.plan.number, "link": reverse("pairing", args=[pairing.pk])},
    )
