"""What the processes of these tests do: tests/processes/running.py."""

import os
import random
from datetime import timedelta

from django.db import connection, transaction

from accounts.models import Membership
from applications.models import Plan
from applications.services.filing import file_plan, withdraw_plan
from applications.services.saving import save_part
from applications.services.starting import actor_of
from common import clock, jobs, numbers
from decisions.demo.acting import Case, member, moment
from decisions.demo.building import small_plan, taken_up
from decisions.demo.calls import apply_to, drafted_call, heard, open_call, proposed
from decisions.demo.office import ensure_office
from decisions.models import Decision
from decisions.services.approving import approve_decision
from decisions.services.issuing import issue_decision
from decisions.services.rankings import approve_ranking
from funds.calls.services.making import publish_call
from funds.models import Call
from law.acts import Refused
from reviews.models import Ranking
from reviews.services.rankings import draft_ranking
from tests.decisions.deciding import another_decider

from ..racing import racing
from .titles import CALLS, CERTIFICATION, DRAFTS, REFUSALS

ADOPTING = ("biosimilar-facility", "cluster-campus", "supply-emergency")


# The office before anything happens, and the acts that follow one another


def prepare():
    """Complete drafts, one drafted certification of three companies, and drafted refusals."""
    scheme = ensure_office()
    another_decider()
    for name in DRAFTS:
        small_plan(scheme, name, "minohon")
    _drafted(scheme, CERTIFICATION, ("yoshino", "minohon", "takasaki"), Decision.Outcome.CERTIFICATION)
    for code, name in zip(ADOPTING, CALLS, strict=True):
        opens = clock.now() + timedelta(hours=2)
        drafted_call(code, name, opens, opens + timedelta(days=9))
    for name in REFUSALS:
        _drafted(scheme, name, ("minohon",), Decision.Outcome.REFUSAL)
    jobs.run_pending()


def _drafted(scheme, title, who, outcome):
    day = clock.today() - timedelta(days=40)
    case = taken_up(scheme, day, title, who[0], who[1:])
    certifies = outcome == Decision.Outcome.CERTIFICATION
    if certifies:
        with clock.at(moment(day)):
            case.consult("mof", days=14)
    case.find(fits=certifies)
    case.draft(outcome)


def approve(*titles):
    for title in titles:
        approve_decision(decision=_decision(title), membership=member("decider"))


def seal(*titles):
    approve(*titles)
    jobs.run_pending()


def issue(*titles):
    for title in titles:
        issue_decision(decision=_decision(title), actor=actor_of(member("officer")))


def file(*titles):
    for title in titles:
        _file(_plan(title))


def hear(*names):
    """A closed call of each name, its two plans scored."""
    for code, name in zip(ADOPTING, names, strict=True):
        _heard(code, name, clock.today() - timedelta(days=20))


def _heard(code, name, day):
    with clock.at(moment(day, 8)):
        call = open_call(code, name, day, 10)
    menus = (call.scheme.versions.latest("number").document["menus"][0]["code"],)
    for who, points in (("minohon", (5, 4, 4)), ("yoshino", (3, 3, 3))):
        with clock.at(moment(day + timedelta(days=1))):
            case = apply_to(call, f"{name}　{who}", (who,), menus, 100_000_000)
        with clock.at(moment(day + timedelta(days=11))):
            heard(case, points)


def propose(*names):
    """Both plans of each call are placed above the line, within the budget."""
    for name in names:
        proposed(_call(name), 2, 1_000_000_000, clock.today())


# Acts that race


def race(*acts):
    racing(globals(), acts)


def race_to_issue(start, *titles):
    actor = actor_of(member("officer"))
    return _race(start, map(_decision, titles), lambda each: issue_decision(decision=each, actor=actor))


def race_to_withdraw(start, *titles):
    who = member("minohon")
    return _race(start, map(_plan, titles), lambda each: withdraw_plan(plan=each, membership=who))


def race_to_approve(start, key, *titles):
    who = _who(key)
    return _race(start, map(_decision, titles), lambda each: approve_decision(decision=each, membership=who))


def race_to_publish(start, key, *names):
    who = _who(key)
    return _race(
        start, map(_call, names), lambda each: publish_call(call=each, seen=each.revision, membership=who)
    )


def race_to_draft_ranking(start, key, *names):
    who = _who(key)
    return _race(start, map(_call, names), lambda each: draft_ranking(call=each, membership=who))


def race_to_approve_ranking(start, key, *names):
    who = _who(key)
    rankings = (Ranking.objects.select_related("call__scheme").get(call__name=name) for name in names)
    return _race(start, rankings, lambda each: approve_ranking(ranking=each, membership=who))


def race_to_file(start, *titles):
    return _race(start, map(_plan, titles), _file)


def race_to_type(start, text, *titles):
    return _race(start, map(_plan, titles), lambda each: _type(each, text))


def _type(plan, text):
    part = plan.parts.get(key="other")
    save_part(part=part, changes={"text": (part.data.get("text", ""), text)}, membership=member("minohon"))


def race_to_draw(start, count):
    """Half of the transactions fail after they have drawn."""
    chance = random.Random(os.getpid())
    connection.ensure_connection()
    start.wait()
    drawn = [_draw(fails=chance.random() < 0.5) for _ in range(count)]
    return [number for number in drawn if number]


def _draw(*, fails):
    with transaction.atomic():
        number = numbers.draw(series="race", form="N{:04d}")
        transaction.set_rollback(fails)
    return None if fails else number


def _race(start, subjects, act):
    loaded = list(subjects)
    start.wait()
    return [_tried(act, subject) for subject in loaded]


def _tried(act, subject):
    try:
        act(subject)
    except Refused as refused:
        return refused.reasons[0].code
    return "won"


def _file(plan):
    file_plan(plan=plan, membership=member("minohon"), arrived_at=clock.now())


def _who(key):
    return Membership.objects.select_related("user", "organisation").get(user__email__startswith=f"{key}@")


def _call(name):
    return Call.objects.select_related("scheme").get(name=name)


def _plan(title):
    return Case(Plan.objects.get(title=title)).fresh


def _decision(title):
    rows = Decision.objects.select_related(
        "plan__scheme", "plan__case", "version__scheme_version", "drafted_by"
    )
    return rows.get(plan__title=title)
