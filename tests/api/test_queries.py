"""How many queries an answer costs, with one row and with three."""

import pytest

from accounts.models import User
from accounts.services import add_person
from applications.models import Plan
from common import jobs
from common.actor import SYSTEM_ACTOR
from decisions.models import Document
from tests.api.asking import Program, with_token
from tests.plans import attach, draft, filed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_documents(count, django_assert_num_queries):
    for _number in range(count):
        filed("lead", ())
    jobs.run_pending()
    assert Document.objects.count() == count
    program = with_token("lead")
    program.get("me/")
    with django_assert_num_queries(2):  # the token, the rows
        assert len(program.get("documents/").json()["items"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_notices(count, django_assert_num_queries):
    for _number in range(count):
        filed("lead", ())
    program = with_token("lead")
    program.get("me/")
    with django_assert_num_queries(2):
        assert len(program.get("notices/").json()["items"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_parts_of_one_plan_and_of_three_companies(count, django_assert_num_queries):
    partners = ("takasaki", "yoshino")[: count - 1]
    plan = draft("lead", partners).pk
    program = with_token("lead")
    program.get("me/")
    with django_assert_num_queries(6):
        program.get(f"plans/{plan}/parts/")


@pytest.mark.parametrize("count", [1, 3])
def test_attachments(count, data_directory, django_assert_num_queries):
    plan = draft("lead", ())
    for number in range(count):
        attach(plan, "lead", "schedule", f"工程表{number}.pdf")
    program = with_token("lead")
    program.get("me/")
    with django_assert_num_queries(7):
        assert len(program.get(f"plans/{plan.pk}/attachments/").json()["items"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_filed_version(count, django_assert_num_queries):
    partners = ("takasaki", "yoshino")[: count - 1]
    plan = filed("lead", partners).plan
    officer = Program("officer")
    officer.get("me/")
    with django_assert_num_queries(8):
        officer.get(f"plans/{plan.pk}/versions/1/")


@pytest.mark.parametrize("more", [1, 3])
def test_people(more, django_assert_num_queries):
    administrator, cast = Program("administrator"), User.objects.count()
    for number in range(more):
        add_person(
            email=f"new{number}@mihon.example", name="新 人", name_kana="シン ジン", actor=SYSTEM_ACTOR
        )
    administrator.get("me/")
    with django_assert_num_queries(6):
        assert len(administrator.get("people/").json()["items"]) == cast + more
    assert not Plan.objects.exists()
