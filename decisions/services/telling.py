"""Whose turn it is with a draft, told inside the office. No applicant hears of it before issue."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.models import Case, Notice, User
from accounts.notices import notify, people_holding
from common.actor import Actor
from law.acts import Act, Refused, practice
from law.roles import Role
from law.states import DecisionState
from law.text import ja
from reviews.models import Ranking

from ..about import about
from ..models import Decision

# What was announced for a minute and cannot leave: told to who must mend it, moves nothing.
WITHHOLD = Act(
    "withhold_issue",
    ja("施行を見合わせる"),
    DecisionState.SEALED,
    DecisionState.SEALED,
    frozenset({Role.SYSTEM}),
    practice("予告した日時に施行できないことの知らせ（事務）"),
)


def tell_deciders(decision: Decision, act: Act, by: Actor) -> None:
    """Any decider of the drafter's office may take it up."""
    matter = about(decision)
    deciders = people_holding(matter.decider, at=decision.drafted_by.organisation)
    matter.tell_officials(act, deciders, by)


def tell_drafter(decision: Decision, act: Act, by: Actor) -> None:
    """The drafter, and the officer who has the case in hand by now."""
    matter = about(decision)
    matter.tell_officials(act, matter.in_hand, by)


def tell_withheld(decision: Decision, refused: Refused) -> None:
    """The announced minute has come, and the law closes the issue: whoever has it in hand learns why."""
    matter = about(decision)
    since = decision.approval.at
    context = {"number": matter.subject.number, "link": matter.page}
    _tell_withheld(matter.in_hand, matter.subject.case, context, refused, since)


def tell_withheld_ranking(ranking: Ranking, refused: Refused) -> None:
    hands = [post.user for post in (ranking.proposed_by, ranking.drafted_by) if post is not None]
    context = {"number": ranking.call.name, "link": reverse("ranking", args=[ranking.call_id])}
    _tell_withheld(hands, None, context, refused, ranking.approved_at)


@transaction.atomic
def _tell_withheld(
    people: Iterable[User], case: Case | None, context: dict[str, Any], refused: Refused, since: datetime
) -> None:
    """Once for each set of reasons: the issue is tried again and again until it succeeds or is dropped."""
    text = str(refused)
    told = Notice.objects.filter(act=WITHHOLD.name, link=context["link"], text=text, created_at__gte=since)
    if not told.exists():
        notify(act=WITHHOLD, case=case, to=people, context=context | {"text": text})
