"""By the API alone: a company registers an asset and asks to dispose of it, and NIBN decides."""

from datetime import timedelta

import pytest

from common import clock
from tests.api.asking import Program
from tests.decisions.deciding import do_jobs
from tests.grants import granting as g
from tests.grants import owning as o

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def plan(module_transaction):
    return g.certified()


@pytest.fixture(scope="module")
def book(plan):
    return g.book()


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


def offered(program: Program, path: str) -> dict[str, set[str]]:
    told = program.get(f"{path}/acts/").json()
    return {which: {each["act"] for each in told[which]} for which in ("open", "closed")}


def line(**more) -> dict:
    said = {
        "name": "凍結乾燥機",
        "kind": "machine",
        "gained": "bought",
        "place": "第二工場",
        "quantity": 1,
        "acquired_on": clock.today().isoformat(),
        "cost_with_tax": 11_000_000,
        "cost_without_tax": 10_000_000,
        "line": 1,
        "share": 5_000_000,
    }
    return said | more


def asking(**more) -> dict:
    said = {
        "kind": "transfer",
        "counterpart": "見本機械株式会社",
        "proceeds": 4_000_001,
        "remaining": 3_000_000,
        "why": o.WHY,
        "planned_on": (clock.today() + timedelta(days=90)).isoformat(),
    }
    return said | more


def test_from_the_register_to_the_letter(grant):
    company, desk, head = Program("lead"), Program("nibn_officer"), Program("nibn_decider")
    assert "register_asset" in offered(company, f"grants/{grant.pk}")["open"]
    made = company.act(f"grants/{grant.pk}/acts/register_asset/", line())
    assert made.status_code == 201, made.content.decode()
    path = f"assets/{made.json()['id']}"
    assert {"correct_asset", "remove_asset", "file_disposal"} <= offered(company, path)["open"]
    period = {"years": 5, "reason": "耐用年数の表の区分による。"}
    assert desk.act(f"{path}/acts/set_asset_period/", period).status_code == 200
    shown = company.get(f"{path}/").json()
    assert (shown["standing"], shown["years"], shown["line"]) == ("restricted", 5, 1)
    assert [each["act"] for each in shown["revisions"]] == ["register_asset", "set_asset_period"]
    [row] = desk.get(f"grants/{grant.pk}/assets/").json()["items"]
    assert row["url"].endswith(f"/{path}/")
    made = company.act(f"{path}/acts/file_disposal/", asking())
    assert made.status_code == 201, made.content.decode()
    disposal = f"disposals/{made.json()['id']}"
    assert "file_disposal" in offered(company, path)["closed"]
    asks = {"items": [{"text": "根拠を示してください。"}], "due_on": asking()["planned_on"]}
    assert desk.act(f"{disposal}/acts/ask_disposal_correction/", asks).status_code == 200
    assert company.get(f"{disposal}/").json()["remarks"][0]["text"] == "根拠を示してください。"
    assert company.act(f"{disposal}/acts/correct_disposal/", asking(remaining=1)).status_code == 200
    told = desk.get(f"{disposal}/").json()
    assert (told["state"], told["filed"]["remaining"], len(told["versions"])) == ("filed", 1, 2)
    draft = {"dated_on": clock.today().isoformat(), "conditions": [], "repays": True}
    drafted = desk.act(f"{disposal}/acts/draft_disposal/", draft)
    assert drafted.status_code == 201, drafted.content.decode()
    decision = f"decisions/{drafted.json()['id']}"
    assert "approve_disposal" in offered(head, decision)["open"]
    assert "approve_disposal_refusal" not in offered(head, decision)["open"]
    assert desk.get(f"{disposal}/").json()["decision"].endswith(f"/{decision}/")
    assert company.get(f"{disposal}/").json()["decision"] is None
    seen = head.get(f"{decision}/").json()["letters_sha256"]
    assert head.decide(f"{decision}/acts/approve_disposal/", {"seen": seen}).status_code == 200
    do_jobs("seal")
    assert desk.decide(f"{decision}/acts/issue_decision/").json()["state"] == "issued"
    assert company.get(f"{path}/").json()["state"] == "disposed"
    assert company.get(f"{disposal}/").json()["state"] == "approved"


def test_a_figure_that_cannot_be_is_a_problem_that_says_why(grant):
    company = Program("lead")
    answer = company.act(f"grants/{grant.pk}/acts/register_asset/", line(share=5_500_001))
    assert (answer.status_code, "share_above_rate" in answer.content.decode()) == (409, True)
    assert company.act(f"grants/{grant.pk}/acts/register_asset/", line(line=99)).status_code == 422


def test_a_stranger_finds_neither(grant):
    asset = o.registered(grant)
    disposal = o.filed(asset)
    other = Program("takasaki")
    for path in (f"assets/{asset.pk}/", f"disposals/{disposal.pk}/", f"grants/{grant.pk}/assets/"):
        assert other.get(path).status_code == 404
