"""By the API alone: a company changes its grant, NIBN decides, and what stands is told."""

import pytest

from common import clock
from grants.changes import ChangeDraft
from grants.models import GrantChange
from tests.api.asking import Program, problem
from tests.decisions.deciding import do_jobs
from tests.grants import changing as c
from tests.grants import granting as g

pytestmark = pytest.mark.django_db
ALL = 108_000_000


@pytest.fixture(scope="module")
def plan(module_transaction):
    return g.certified()


@pytest.fixture(scope="module")
def book(plan):
    return g.book()


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


def open_acts(program: Program, path: str) -> set[str]:
    return {each["act"] for each in program.get(f"{path}/acts/").json()["open"]}


def begun(company: Program, grant, kind: str = "plan") -> str:
    made = company.act(f"grants/{grant.pk}/acts/start_change/", {"kind": kind})
    assert made.status_code == 201, made.content.decode()
    return f"changes/{made.json()['id']}"


def typed(company: Program, path: str, **boxes: str):
    data = company.get(f"{path}/").json()["data"]
    changes = [{"field": name, "was": data[name], "now": text} for name, text in boxes.items()]
    return company.act(f"{path}/acts/save_change/", {"changes": changes})


def eligible(place: int) -> str:
    return f"eligible-{ChangeDraft(GrantChange.objects.get()).form.own_lines[place].pk}"


def test_from_the_draft_to_the_letter(grant):
    company, desk, head = Program("lead"), Program("nibn_officer"), Program("nibn_decider")
    assert "start_change" in open_acts(company, f"grants/{grant.pk}")
    path = begun(company, grant)
    closed = {each["act"]: each for each in company.get(f"{path}/acts/").json()["closed"]}
    codes = {reason["code"] for reason in closed["file_change"]["reasons"]}
    assert {"nothing_changes", "no_why"} <= codes
    assert typed(company, path, **{eligible(0): "44,000,000", "why": c.WHY}).status_code == 200
    shown = company.get(f"{path}/").json()
    assert shown["notice_suffices"] is False
    assert [step["code"] for step in shown["steps"]] == ["flow", "sum"]
    assert shown["asked"]["amount"] == ALL - 5_000_000
    problem(company.act(f"{path}/acts/notify_change/"), 409, "closed")
    assert desk.get(f"{path}/").status_code == 404
    assert company.act(f"{path}/acts/file_change/").json()["state"] == "filed"
    seen = desk.get(f"{path}/").json()
    assert (seen["filed"]["amount"], seen["steps"], seen["data"]) == (ALL - 5_000_000, [], {})
    assert {"draft_change", "draft_change_refusal", "ask_change_correction"} <= open_acts(desk, path)

    drafted = desk.act(f"{path}/acts/draft_change/", {"dated_on": str(clock.today())})
    assert drafted.status_code == 201, drafted.content.decode()
    decision = head.get(drafted.json()["url"]).json()
    about = f"decisions/{decision['id']}/acts"
    approved = head.decide(f"{about}/approve_change/", {"seen": decision["letters_sha256"]})
    assert approved.status_code == 200, approved.content.decode()
    do_jobs("seal")
    assert company.get(f"grants/{grant.pk}/").json()["money"]["decided"] == ALL
    assert desk.decide(f"{about}/issue_decision/").json()["state"] == "issued"
    told = company.get(f"grants/{grant.pk}/").json()
    assert told["money"]["decided"] == ALL - 5_000_000
    assert [change["state"] for change in told["changes"]] == ["approved"]
    kinds = {each["kind"] for each in company.get("documents/").json()["items"] if each["grant"]}
    assert kinds == {"grant_decision", "change"}


def test_a_notice_and_its_answer(grant):
    company, desk = Program("lead"), Program("nibn_officer")
    path = begun(company, grant)
    boxes = {eligible(0): "53,000,000", eligible(1): "19,000,000", "why": c.WHY}
    typed(company, path, **boxes)
    assert company.get(f"{path}/").json()["notice_suffices"] is True
    assert company.act(f"{path}/acts/notify_change/").json()["state"] == "notified"
    said = {"items": [{"text": "承認を申請してください。"}], "due_on": "2027-01-29"}
    assert desk.act(f"{path}/acts/require_approval/", said).json()["state"] == "correction"
    assert "close_change_correction" not in open_acts(desk, path)
    assert company.act(f"{path}/acts/correct_change/").json()["state"] == "filed"
    assert company.act(f"{path}/acts/withdraw_change/").json()["state"] == "withdrawn"


def test_refused_and_drafted_anew(grant):
    desk, head = Program("nibn_officer"), Program("nibn_decider")
    change = c.filed(grant, "abolition", **c.stop_on(clock.today()))
    path = f"changes/{change.pk}"
    said = {"dated_on": str(clock.today()), "reasons": "目的に合わないため。"}
    made = desk.act(f"{path}/acts/draft_change_refusal/", said)
    about = f"decisions/{head.get(made.json()['url']).json()['id']}/acts"
    assert "approve_change_refusal" in open_acts(head, about.removesuffix("/acts"))
    assert "approve_change" not in open_acts(head, about.removesuffix("/acts"))
    head.act(f"{about}/return_decision/", {"note": "詳しく。"})
    again = desk.act(
        f"{about}/redraft_change/", said | {"reasons": "補助の目的に合わないため。", "note": "直した。"}
    )
    assert again.status_code == 201, again.content.decode()
    assert desk.get(again.json()["url"]).json()["reasons"] == "補助の目的に合わないため。"


def test_a_stranger_finds_nothing(grant):
    change = c.filed(grant, eligible_0="44,000,000")
    for who in ("takasaki", "stranger"):
        assert Program(who).get(f"changes/{change.pk}/").status_code == 404
    assert Program("officer").act(f"changes/{change.pk}/acts/draft_change/", {}).status_code == 403
