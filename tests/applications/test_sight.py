"""The leak test: what each capacity gets of a plan, down to the last confidential text."""

import pytest

from accounts.access import cases_visible_to
from accounts.cast import ensure_organisation
from applications.models import Plan
from applications.selectors import filed_plans_visible_to, paper_drafts_visible_to, plans_visible_to
from applications.services.starting import start_plan
from applications.sight import plan_view, version_view, viewer
from law.visibility import Kind
from tests.cast import membership, organisation
from tests.plans import attach, complete, draft, filed, scheme, version, withdraw

pytestmark = pytest.mark.django_db
OWN = {"competition", "volumes"}


def seen(plan, who):
    view = plan_view(plan, membership(who))
    return {(part.part.key, part.party.organisation.name if part.party else None) for part in view.parts}


def confidential(parts):
    return {part for part in parts if part[0] in OWN}


def test_each_company_sees_its_own_figures_and_never_its_partners():
    plan = draft()
    assert confidential(seen(plan, "lead")) == {(key, "見本製薬株式会社") for key in OWN}
    assert confidential(seen(plan, "takasaki")) == {(key, "髙﨑製薬株式会社") for key in OWN}


@pytest.mark.parametrize("who", ["officer", "decider", "clerk", "nibn_officer", "auditor"])
def test_the_office_sees_the_plans_of_the_cases_that_were_opened_to_it(who):
    """Said of the plan alone, which a list asks a million of; the case says the same."""
    draft()
    filed("minohon", ())
    withdraw(filed("takasaki", ()).plan)
    typed = start_plan(
        scheme=scheme(), title="紙", lead=organisation("yoshino"), membership=membership("officer")
    )
    post = membership(who)
    opened = set(Plan.objects.filter(case__in=cases_visible_to(post)))
    hidden = set() if who == "officer" else {typed}  # the paper lies on the ministry's desk
    assert set(filed_plans_visible_to(post)) | set(paper_drafts_visible_to(post)) == opened - hidden
    assert set(plans_visible_to(post)) == opened - hidden


@pytest.mark.parametrize(
    "who", ["stranger", "officer", "decider", "clerk", "nibn_officer", "auditor", "reviewer"]
)
def test_a_draft_is_hidden_from_everyone_else(who):
    assert seen(draft(), who) == set()


@pytest.mark.parametrize(
    ("who", "companies"),
    [
        ("officer", 2),
        ("decider", 2),
        ("auditor", 2),
        ("clerk", 0),
        ("nibn_officer", 0),
        ("nibn_accountant", 0),
    ],
)
def test_once_filed_the_figures_are_the_ministrys_and_the_auditors(who, companies):
    plan = filed().plan
    assert len(confidential(seen(plan, who))) == companies * len(OWN)
    assert ("measure", None) in seen(plan, who)


def test_a_filed_version_is_cut_by_the_same_table():
    plan = filed().plan
    for who, expected in (("lead", 2), ("takasaki", 2), ("officer", 4), ("nibn_officer", 0), ("stranger", 0)):
        cut = version_view(version(plan), viewer(plan, membership(who)))
        own = [part for part in cut.parts if part["key"] in OWN]
        assert len(own) == expected, who
        assert {name.split(":")[0] for name in cut.salts} <= {part["key"] for part in cut.parts}


def test_a_confidential_file_is_not_on_a_partners_list():
    case = complete()
    attach(case.plan, "takasaki", "financials", "決算書.pdf")
    names = {
        who: [a.name for a in plan_view(case.plan, membership(who)).attachments]
        for who in ("lead", "takasaki")
    }
    assert names == {"lead": ["工程表.pdf"], "takasaki": ["工程表.pdf", "決算書.pdf"]}


def test_the_desk_that_types_a_paper_application_sees_what_it_types():
    officer = membership("officer")
    plan = start_plan(scheme=scheme(), lead=ensure_organisation("mihon"), title="紙", membership=officer)
    plan = Plan.objects.select_related("case", "scheme").get(pk=plan.pk)
    assert confidential(seen(plan, "officer")) == {(key, "見本製薬株式会社") for key in OWN}
    assert seen(plan, "nibn_officer") == set()


def test_no_total_of_a_partners_confidential_figures_is_in_the_view():
    plan = filed().plan
    view = plan_view(plan, membership("takasaki"))
    shown = repr([(part.title, part.checked.values) for part in view.parts])
    assert "1000000000" not in shown.replace("domestic_sales': 1000000000", "", 1)


def test_a_stranger_stands_outside_in_every_kind():
    plan = filed().plan
    eyes = viewer(plan, membership("stranger"))
    assert not any(eyes.sees(kind) for kind in Kind)
