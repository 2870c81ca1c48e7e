"""The demo's days make sense: what a worker does for a step is done on that step's day."""

from datetime import timedelta

import pytest

from applications.selectors import read_plan, subsidy_of
from common import clock
from common.models import Job
from decisions.demo.acting import on
from decisions.demo.building import small_plan, taken_up
from decisions.models import Decision, Document
from tests.plans import scheme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def days(document: Document) -> set:
    moments = (document.sealed_at, document.issued_at)
    return {document.dated_on, *(clock.local(at).date() for at in moments)}


def test_a_receipt_is_of_the_filing_s_day_and_a_letter_of_its_own():
    filing = clock.today() - timedelta(days=50)
    deciding = filing + timedelta(days=20)
    case = taken_up(scheme(), filing, "倉庫の改修", "minohon")
    with on(deciding):
        case.find(fits=False)
        case.decide(Decision.Outcome.REFUSAL)
    receipt, letter = Document.objects.get(kind="receipt"), Document.objects.get(kind="refusal")
    assert (days(receipt), days(letter)) == ({filing}, {deciding})
    assert not Job.objects.exclude(status="done").exists()


def test_what_is_raised_is_what_is_spent_with_the_grant_that_may_be_expected():
    case = small_plan(scheme(), "点眼剤の設備増設", "minohon", ("yoshino",))
    reader = read_plan(case.fresh)
    expected = {(int(unit.party), unit.fiscal_year): unit.amount for unit in subsidy_of(reader).units}
    for party in reader.parties:
        rows = reader.values("funding", party.pk)["rows"]
        granted = {(party.pk, row["fiscal_year"]): row["amount"] for row in rows if row["source"] == "grant"}
        cells = reader.values("costs", party.pk)["cells"]
        assert granted == {key: amount for key, amount in expected.items() if key[0] == party.pk}
        assert sum(row["amount"] for row in rows) == sum(cell["total_cost"] for cell in cells)


def test_a_company_alone_takes_over_from_another():
    case = small_plan(scheme(), "点眼剤の設備増設", "minohon")
    [row] = read_plan(case.fresh).values("products")["rows"]
    assert row["from_maker"] != row["to_maker"] == case.party("minohon").organisation.name
