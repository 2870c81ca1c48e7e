"""By the API alone: an amount is ordered back, and what comes in is told; a decision is cancelled in part."""

from datetime import timedelta

import pytest

from common import clock
from tests.api.asking import Program, problem
from tests.decisions.deciding import do_jobs
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants import returning as back
from tests.payments import paying

pytestmark = pytest.mark.django_db
DAY = r.AFTER_ALL + timedelta(days=10)


@pytest.fixture(scope="module")
def grant(module_transaction):
    plan, book = g.certified(), g.book()
    paying.payer(book)
    paying.confirmed("lead")
    return g.granted(plan)


def open_acts(program: Program, path: str) -> set[str]:
    return {each["act"] for each in program.get(f"{path}/acts/").json()["open"]}


def decided(program: Program, path: str, act: str, approve: str, said: dict) -> str:
    """Drafted by the desk, approved by the head, issued: the address of the decision."""
    drafted = program.act(f"{path}/acts/{act}/", said)
    assert drafted.status_code == 201, drafted.content.decode()
    head = Program("nibn_decider")
    decision = head.get(drafted.json()["url"]).json()
    about = f"decisions/{decision['id']}/acts"
    approved = head.decide(f"{about}/{approve}/", {"seen": decision["letters_sha256"]})
    assert approved.status_code == 200, approved.content.decode()
    do_jobs("seal")
    assert program.decide(f"{about}/issue_decision/").json()["state"] == "issued"
    return str(drafted.json()["url"])


def test_from_the_order_to_the_last_yen(grant):
    desk, company, till = Program("nibn_officer"), Program("lead"), Program("nibn_accountant")
    path = f"grants/{grant.pk}"
    closed = {each["act"]: each for each in desk.get(f"{path}/acts/").json()["closed"]}
    assert closed["draft_return_order"]["reasons"][0]["code"] == "nothing_to_return"
    back.overpaid(grant)
    with r.on(DAY):
        assert "draft_return_order" in open_acts(desk, path)
        said = {"dated_on": str(clock.today()), "reasons": back.WHY}
        decided(desk, path, "draft_return_order", "approve_return_order", said)
        [owed] = company.get("receivables/").json()["items"]
        assert (owed["under"], owed["state"], owed["left"]) == ("18(2)", "open", owed["principal"])
        assert company.get(f"{path}/").json()["money"]["ordered"] == owed["principal"]
        assert Program("takasaki").get("receivables/").json()["items"] == []
        at = f"receivables/{owed['id']}"
        assert "record_remittance" in open_acts(till, at)
        assert open_acts(company, at) == set()
        paid = {"on": str(clock.today()), "amount": owed["principal"] + 1, "reference": "001"}
        problem(till.act(f"{at}/acts/record_remittance/", paid), 409, "closed")
        paid["amount"] = owed["principal"]
        made = till.act(f"{at}/acts/record_remittance/", paid)
        assert made.status_code == 201, made.content.decode()
        shown = company.get(f"{at}/").json()
        assert (shown["state"], shown["left"], shown["is_final"]) == ("paid", 0, True)
        assert [each["principal"] for each in shown["remittances"]] == [owed["principal"]]
        again = till.act(f"remittances/{made.json()['id']}/acts/reverse_remittance/", {"note": "取り違え"})
        assert again.json()["state"] == "reversed", again.content.decode()
        assert company.get(f"{at}/").json()["state"] == "open"


def test_overdue_it_is_urged(grant):
    desk = Program("nibn_officer")
    back.overpaid(grant)
    with r.on(DAY):
        owed = back.ordered(grant)
    with r.on(owed.due_on + timedelta(days=1)):
        said = {"pay_by": str(clock.today() + timedelta(days=14))}
        assert desk.act(f"receivables/{owed.pk}/acts/urge_payment/", said).status_code == 200
        shown = desk.get(f"receivables/{owed.pk}/").json()
        assert shown["late_charge"] > 0
        assert [each["owed"] for each in shown["urgings"]] == [shown["left"]]


def test_a_decision_is_cancelled_in_part(grant):
    desk, path = Program("nibn_officer"), f"grants/{grant.pk}"
    said = {
        "dated_on": str(clock.today()),
        "ground": "conditions",
        "fact": "承認を受けずに内容を変更した。",
        "reasons": "条件に違反したため。",
        "sums": [{"fiscal_year": 2026, "amount": 6_000_000}],
    }
    decided(desk, path, "draft_cancellation", "approve_cancellation", said)
    shown = Program("lead").get(f"{path}/").json()
    assert (shown["state"], shown["money"]["cancelled"]) == ("granted", 6_000_000)
    assert shown["money"]["stands"] == shown["money"]["may_still_be_paid"] == 102_000_000
    holdings = Program("lead").get(f"{path}/holdings/").json()["items"]
    assert sum(each["held"] for each in holdings) == 102_000_000
