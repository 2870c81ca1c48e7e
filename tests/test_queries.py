"""What each page asks of the database: a literal number, the same for one row and for three."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import Organisation
from applications.models import PlanPart
from applications.services.starting import invite_party, start_plan
from common.corporate_number import with_check_digit
from common.jobs import run_pending
from decisions.models import Document
from decisions.services.issuing import issue_decision
from funds.services import known_schemes, load_document
from reviews.services.pairings import assign_reviewer
from reviews.services.sheets import Item, inquire
from tests.cast import actor, membership, organisation, sign_in
from tests.decisions.deciding import examined, sealed
from tests.plans import attach, called, complete, draft, filed, scheme, under_examination
from tests.worlds import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

NO_DATABASE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PARTNERS = {1: (), 3: ("takasaki", "yoshino")}


def a_draft(rows: int):
    return [complete(partners=PARTNERS[rows]).plan.pk]


def an_attachment(rows: int):
    plan = draft()
    for place in range(rows):
        attach(plan, "lead", "schedule", f"工程表{place}.pdf")
    return [plan.pk]


def a_version(rows: int):
    return [filed(partners=PARTNERS[rows]).plan.pk, 1]


def a_sheet(rows: int):
    plan = under_examination().plan
    keys = ("effects", "measure", "other")[:rows]
    sheet = inquire(
        plan=plan,
        items=[Item(key, None, "根拠を補ってください。") for key in keys],
        purpose="確認",
        responsible="担当 正",
        due_on=None,
        membership=membership("officer"),
    )
    return [sheet.pk]


def a_pairing(rows: int):
    plan = under_examination(partners=PARTNERS[rows]).plan
    paired = assign_reviewer(
        plan=plan, reviewer=membership("reviewer"), due_on=None, membership=membership("officer")
    )
    return [paired.pk]


def a_paper_plan(rows: int):
    officer = membership("officer")
    plan = start_plan(scheme=scheme(), lead=organisation("lead"), title="紙の計画", membership=officer)
    for who in PARTNERS[rows]:
        invite_party(plan=plan, organisation=organisation(who), membership=officer)
    return [plan.pk]


def a_paper_part(rows: int):
    [plan] = a_paper_plan(rows)
    return [plan, PlanPart.objects.get(plan=plan, key="measure").pk]


def companies(rows: int):
    for place in range(rows):
        Organisation.objects.create(
            kind="company",
            name=f"試験{place}株式会社",
            corporate_number=with_check_digit(f"99000000000{place}"),
        )
    return []


@kept
def certificate(rows: int) -> Document:
    issue_decision(decision=sealed(examined(partners=PARTNERS[rows])), actor=actor("officer"))
    run_pending()
    return Document.objects.filter(kind="certificate").first()


def a_certificate(rows: int):
    return [certificate(rows).pk]


def a_public_document(rows: int):
    return [certificate(rows).public_id]


def calls(rows: int):
    scheme()
    rounds = [code for code in known_schemes() if load_document(code)["kind"] == "adoption"]
    assert len(rounds) >= rows
    for code in rounds[:rows]:
        called(code)
    return []


def nothing(rows: int):
    """Schemes are nine always; what moves is what was filed under one."""
    filed(partners=PARTNERS[rows])
    return []


PAGES = [
    ("plan", "lead", a_draft, 10),
    ("review_plan", "lead", a_draft, 11),
    ("plan_parties", "lead", a_draft, 9),
    ("attachments", "lead", an_attachment, 9),
    ("plan_version", "lead", a_version, 11),
    ("receipt", "lead", a_version, 12),
    ("sheet", "lead", a_sheet, 14),
    ("pairing", "reviewer", a_pairing, 8),
    ("paper_plan", "officer", a_paper_plan, 10),
    ("paper_part", "officer", a_paper_part, 9),
    ("schemes", "officer", nothing, 6),
    ("organisations", "administrator", companies, 5),
    ("document", "lead", a_certificate, 5),
    ("rankings", "officer", calls, 7),
    ("verify", None, nothing, 0),
    ("verify_document", None, a_public_document, 2),
    ("public_calls", None, calls, 5),
    ("processing_period", None, nothing, 3),
]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "who", "made", "queries"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_costs_the_same(name, who, made, queries, rows, django_assert_num_queries):
    """The throttle counts in the cache, which in production is no database."""
    place = made(rows)
    client = Client()
    with override_settings(CACHES=NO_DATABASE):
        if who:
            sign_in(client, who)
        url = reverse(name, args=place)
        assert client.get(url).status_code == 200
        with django_assert_num_queries(queries):
            client.get(url)
