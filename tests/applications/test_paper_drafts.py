"""What a desk types is a list of its own: whose it is, in which order, and what holds it there."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.models import Plan
from applications.services.starting import start_plan
from common import clock
from tests.api.asking import Program, problem
from tests.applications.pages import as_person
from tests.cast import membership, organisation
from tests.migrating import seen_by
from tests.plans import draft, filed, scheme

pytestmark = pytest.mark.django_db


def on_paper(by: str, title: str = "紙の計画") -> Plan:
    return start_plan(scheme=scheme(), lead=organisation("lead"), title=title, membership=membership(by))


def on_two_days(by: str) -> list[Plan]:
    """The one that was touched last was begun first."""
    with clock.at(clock.now() - timedelta(days=3)):
        early = on_paper(by, "先に始めた計画")
        late = on_paper(by, "後で始めた計画")
    Plan.objects.filter(pk=late.pk).update(updated_at=early.updated_at + timedelta(days=1))
    Plan.objects.filter(pk=early.pk).update(updated_at=early.updated_at + timedelta(days=2))
    return [late, early]


def listed(who: str, **typed: str) -> list[Plan]:
    return [row.plan for row in as_person(who).get(reverse("worklist"), typed).context["rows"]]


@pytest.mark.parametrize("who", ["officer", "clerk", "nibn_officer"])
def test_a_desk_finds_its_own_where_they_are_typed_and_only_there(who):
    plan, other = on_paper(who), filed("minohon", ()).plan
    on_paper("officer" if who != "officer" else "clerk")
    draft("takasaki", ())
    assert listed(who, queue="drafts") == [plan]
    assert listed(who) == [other]
    assert plan.desk == membership(who).organisation
    assert other.desk is None


@pytest.mark.parametrize("sort", ["", "number", "-arrived", "due"])
def test_what_has_lain_longest_comes_first_for_there_is_no_number_and_no_day_to_sort_by(sort):
    drafts = on_two_days("clerk")
    assert listed("clerk", queue="drafts", **({"sort": sort} if sort else {})) == drafts
    heads = as_person("clerk").get(reverse("worklist"), {"queue": "drafts"}).context["heads"]
    assert not any(head["sorts"] for head in heads)


def test_who_reads_the_days_of_moves_turns_the_order_round():
    drafts = on_two_days("officer")
    assert listed("officer", queue="drafts", sort="-updated") == drafts[::-1]
    heads = as_person("officer").get(reverse("worklist"), {"queue": "drafts"}).context["heads"]
    assert [(str(head["label"]), head["order"]) for head in heads if head["sorts"]] == [("更新", "up")]


def test_a_program_reads_the_same_lists():
    drafts, other = on_two_days("officer"), filed("minohon", ()).plan
    program = Program("officer")

    def found(address: str) -> list[str]:
        return [each["id"] for each in program.get(address).json()["items"]]

    assert found("plans/") == [str(other.pk)]
    assert found("plans/?queue=drafts&sort=updated") == [str(plan.pk) for plan in drafts]
    assert found("plans/?queue=drafts") == [str(plan.pk) for plan in drafts[::-1]]
    problem(program.get("plans/?queue=drafts&sort=due"), 422, "invalid")


@pytest.mark.parametrize("made", [lambda: on_paper("clerk"), lambda: draft("lead", ())])
def test_the_table_keeps_a_paper_on_the_desk_that_began_it(made):
    plan = made()
    houses = {membership("officer").organisation_id, None} - {plan.desk_id}
    for house in houses:
        with pytest.raises(IntegrityError, match="desk of the house that began it"), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(desk=house)
    assert houses


SCRIPT = """
BEFORE = [("applications", "0015_live_plans_from_indexes")]
AFTER = [("applications", "0017_lists_of_what_is_filed")]
from datetime import UTC, datetime

call_command("cast", stdout=io.StringIO())
was = to(BEFORE)
Post = was.get_model("accounts", "Membership")
clerk, company = (Post.objects.filter(role=role).first() for role in ("clerk", "representative"))
fund = was.get_model("funds", "Fund").objects.create(code="f", name="基金", law_fund="generics")
Scheme = was.get_model("funds", "Scheme").objects
scheme = Scheme.create(code="c", kind="certification", name="認定", fund=fund)
at = datetime(2026, 5, 1, tzinfo=UTC)
keys = {}
for channel, post in (("paper", clerk), ("portal", company)):
    case = was.get_model("accounts", "Case").objects.create(kind="plan")
    was.get_model("applications", "Plan").objects.create(
        case=case, scheme=scheme, state="draft", channel=channel, title="計画", lead=company.organisation,
        started_at=at, updated_at=at, started_by=post,
    )
    keys[channel] = case.pk
now = to(AFTER).get_model("applications", "Plan").objects
found = {name: now.get(pk=key).desk_id for name, key in keys.items()}
back = to(BEFORE).get_model("applications", "Plan").objects.count()
again = to(AFTER).get_model("applications", "Plan").objects.exclude(desk=None).count()
print(json.dumps([found == {"paper": clerk.organisation_id, "portal": None}, back, again]))
"""


@pytest.mark.processes
def test_papers_of_old_are_laid_on_their_desks_there_and_back(tmp_path):
    assert seen_by(SCRIPT, tmp_path) == [True, 2, 1]
