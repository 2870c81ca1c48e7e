"""What was filed stands in the tables before any state says so, whoever writes the SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from applications.models import Plan, PlanVersion, Receipt
from applications.services.filing import file_plan
from common import clock
from law.states import PlanState
from tests.cast import membership
from tests.plans import complete, draft, filed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
UNFILED = "no plan is filed without its version and receipt"


def key(plan: Plan) -> str:
    return plan.pk if connection.vendor == "postgresql" else plan.pk.hex


def write(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("state", ["filed", "at_nibn", "examination", "correction", "withdrawn"])
def test_no_draft_becomes_a_filed_plan_by_its_state_alone(state):
    """It has all that the row itself is asked for: a number, a call, the scheme's version, its arrival."""
    model, plan = filed().plan, draft("yoshino", ())
    Plan.objects.filter(pk=plan.pk).update(
        number="GB2026-99999",
        call=model.call,
        scheme_version=model.scheme_version,
        arrived_at=clock.now(),
    )
    with pytest.raises(IntegrityError, match=UNFILED):
        write("UPDATE applications_plan SET state = %s WHERE case_id = %s", state, key(plan))


def test_no_plan_comes_into_the_table_filed():
    model = filed().plan
    names = [field.column for field in Plan._meta.concrete_fields if not field.generated]
    copied = [name if name not in ("case_id", "number") else "%s" for name in names]
    case = draft("yoshino", ()).case
    fresh = key(Plan(case=type(case).objects.create(kind=case.kind)))
    values = {"case_id": fresh, "number": "GB2026-99998"}
    with pytest.raises(IntegrityError, match=UNFILED):
        write(
            f"INSERT INTO applications_plan ({', '.join(names)}) SELECT {', '.join(copied)}"
            " FROM applications_plan WHERE case_id = %s",
            *[values[name] for name in names if name in values],
            key(model),
        )


def test_the_filing_itself_writes_them_first():
    case = complete()
    version = file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=clock.now())
    assert (version.number, case.fresh.state) == (1, PlanState.FILED)
    assert (PlanVersion.objects.count(), Receipt.objects.count()) == (1, 1)
