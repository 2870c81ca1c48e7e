"""The table of acts: nothing that the law or a page can do is missing, and each does what its page does."""

import re

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from api.acts import ACTS, Row
from api.finding import plan_or_404
from api.following import FOLLOW
from api.offers import offers
from api.schema import committed
from api.subjects import PLAN
from common import clock
from common.audit.models import AuditEvent
from common.jobs import run_pending
from decisions.models import Decision, Document
from law.lifecycle import CERTIFICATION, CONSULTATION, DECISION, GRANT, LIFECYCLES, PAIRING, SHEET
from law.roles import Role
from tests.api.asking import Program, problem, with_token
from tests.api.pages import BY_HAND, IN_A_BROWSER
from tests.cast import membership, organisation, person
from tests.decisions.deciding import amend, draft, examined
from tests.plans import PDF, filed, under_examination
from tests.responses import content_of
from tests.routes import AUDIENCE

BY_NAME = {row.name: row for row in ACTS}


def test_every_act_of_the_law_can_be_asked_for_or_follows_another():
    asked = {name for row in ACTS for name in row.law_names}
    missing = {name for each in LIFECYCLES for name in each.names()} - asked - set(FOLLOW)
    assert missing == set()
    assert asked & {*FOLLOW} == set()


def test_every_row_names_who_may_and_what_it_is_called():
    assert [row.name for row in ACTS if not row.roles or not str(row.title)] == []
    assert len(BY_NAME) == len(ACTS)


def test_whoever_decides_is_a_person_with_a_fresh_second_factor():
    """Approving, recording another's approval, issuing, voiding what is approved, publishing."""
    deciding = ("approve_", "issue_", "void_", "publish_")
    recording = re.compile(r"record_\w*approval")
    wanted = {row.name for row in ACTS if row.name.startswith(deciding) or recording.fullmatch(row.name)}
    assert {row.name for row in ACTS if row.decides} >= wanted
    assert len(wanted) > 15


def test_no_row_asks_the_law_for_an_act_it_does_not_know():
    known = {name for each in LIFECYCLES for name in each.names()}
    assert [row.name for row in ACTS if not row.by and not set(row.law_names) <= known] == []


def test_what_a_page_can_do_the_api_can_do():
    """tests/api/pages.py says of each route that has no act of its name how the API does it, or why not."""
    silent = set(AUDIENCE) - {row.name for row in ACTS} - set(BY_HAND) - set(IN_A_BROWSER)
    assert {name for name in silent if not name.startswith("api_")} == set()
    assert {*BY_HAND, *IN_A_BROWSER} <= set(AUDIENCE)
    assert set(BY_HAND) & set(IN_A_BROWSER) == set()


def test_every_door_that_a_page_is_said_to_have_stands():
    paths = yaml.load(committed().read_text(encoding="utf-8"), yaml.CSafeLoader)["paths"]
    standing = {f"{method.upper()} {named(path)}" for path, said in paths.items() for method in said}
    claimed = {door for doors in BY_HAND.values() for door in doors.split(", ")}
    assert {named(door) for door in claimed} - standing - set(BY_NAME) == set()


def named(door: str) -> str:
    """Whatever a place in an address is called."""
    return re.sub(r"{\w+}", "{}", door.removeprefix("/api/v1/"))


# From the desk to the letter


@pytest.mark.django_db
def test_officials_carry_a_plan_from_arrival_to_the_certificate():
    plan = filed().plan
    path = f"plans/{plan.pk}"
    officer, decider = Program("officer"), Program("decider")
    assert officer.act(f"{path}/acts/take_up_plan/").json()["state"] == "examination"
    made = officer.act(
        f"{path}/acts/prepare_consultation/",
        {"body": "mof", "document_number": "見本第1号", "dated_on": str(clock.today())},
    )
    assert made.status_code == 201, made.content.decode()
    run_pending()
    about = made.json()["url"]
    sent = {"sent_on": str(clock.today()), "sent_by": "電子メール"}
    assert officer.act(f"{about}acts/record_sending/", sent).json()["state"] == "sent"
    said = {"answer": "no_objection", "answered_on": str(clock.today())}
    assert officer.act(f"{about}acts/record_answer/", said).json()["state"] == "answered"
    findings = [
        {"criterion": each, "fits": True, "fact": "供給能力が増加する。", "page": "2"} for each in "ab"
    ]
    assert officer.act(f"{path}/acts/write_findings/", {"findings": findings}).status_code == 200
    drafted = officer.act(f"{path}/acts/draft_certification/", {"dated_on": str(clock.today())})
    assert drafted.status_code == 201, drafted.content.decode()
    decision = decider.get(drafted.json()["url"]).json()
    approved = decider.decide(
        f"decisions/{decision['id']}/acts/approve_certification/", {"seen": decision["letters_sha256"]}
    )
    assert approved.status_code == 200, approved.content.decode()
    run_pending()
    issued = officer.decide(f"decisions/{decision['id']}/acts/issue_decision/")
    assert issued.json()["state"] == "issued", issued.content.decode()
    assert AuditEvent.objects.filter(act="issue_decision").count() == 1
    follow(plan.pk)


def follow(plan) -> None:
    """The company's program finds its certificate, takes it and checks it."""
    program = with_token("lead")
    assert program.get(f"plans/{plan}/").json()["state"] == "certified"
    documents = program.get("documents/").json()["items"]
    found = next(each for each in documents if each["kind"] == "certificate")
    assert content_of(program.get(found["pdf"])).startswith(b"%PDF")
    said = Program().get(f"verification/files/{found['sha256']}/").json()
    assert (said["found"], said["valid"], said["specimen"]) == (True, True, True)
    assert Program().get(found["verification"]).json()["valid"]
    assert Document.objects.get(pk=found["id"]).delivery.first_opened_by == membership("lead")


@pytest.mark.django_db
def test_a_decision_is_never_taken_unread_nor_by_its_drafter():
    decision = draft(examined())
    decider = Program("decider")
    path = f"decisions/{decision.pk}/acts/approve_certification/"
    unread = problem(decider.decide(path, {"seen": "0" * 64}), 409, "closed")
    assert unread["reasons"][0]["code"] == "not_as_seen"
    problem(decider.decide(path, {}), 422, "invalid")
    problem(decider.decide(path.replace("certification", "refusal"), {"seen": "0" * 64}), 404, "not-found")


@pytest.mark.django_db
def test_a_letter_says_only_what_the_scheme_lays_down():
    case = examined()
    said = {"dated_on": str(clock.today()), "conditions": ["勝手な条件"]}
    refused = problem(
        Program("officer").act(f"plans/{case.plan.pk}/acts/draft_certification/", said), 422, "invalid"
    )
    assert refused["errors"][0]["field"] == "conditions"
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_an_outdated_draft_is_closed_with_its_reason():
    case = examined()
    decision = draft(case)
    amend(case)
    offered = Program("decider").get(f"decisions/{decision.pk}/acts/").json()
    closed = {each["act"]: [reason["code"] for reason in each["reasons"]] for each in offered["closed"]}
    assert "stale_version" in closed["approve_certification"]
    assert "return_decision" in {each["act"] for each in offered["open"]}


@pytest.mark.django_db
def test_a_second_draft_is_closed_by_the_state_of_the_first():
    case = examined()
    draft(case)
    offered = Program("officer").get(f"plans/{case.plan.pk}/acts/").json()
    closed = {each["act"]: each["reasons"][0] for each in offered["closed"]}
    assert closed["draft_certification"]["code"] == "state"
    assert "決裁待ち" in closed["draft_certification"]["text"]


@pytest.mark.django_db
def test_a_correction_is_asked_for_answered_and_leads_back():
    plan = under_examination().plan
    officer, program = Program("officer"), with_token("lead")
    own = str(organisation("lead").public_id)
    items = [{"key": "applicant", "party": own, "text": "部署名を補ってください。", "provision": "省令第5条"}]
    said = {"items": items, "purpose": "記載の補正", "due_on": "2099-01-01"}
    asked = officer.act(f"plans/{plan.pk}/acts/request_correction/", said)
    assert asked.status_code == 201, asked.content.decode()
    sheet = asked.json()["url"]
    assert program.get(sheet).json()["items"][0]["party"] == own
    offered = {each["act"] for each in program.get(f"{sheet}acts/").json()["open"]}
    assert offered == {"answer_sheet"}
    part = f"plans/{plan.pk}/parts/applicant/{own}/"
    typed = program.get(part).json()["data"]["contact_department"]
    change = {"changes": {"contact_department": {"was": typed, "now": "製造企画部"}}}
    assert program.patch(part, change, If_Match="*").status_code == 200
    answer = program.act(f"{sheet}acts/answer_sheet/", {"answer": "補いました。"})
    assert answer.json()["url"] == f"/api/v1/plans/{plan.pk}/versions/2/"
    assert program.get(f"plans/{plan.pk}/").json()["state"] == "examination"


@pytest.mark.django_db
def test_a_reviewer_declares_and_gives_an_opinion():
    plan = under_examination().plan
    officer, reviewer = Program("officer"), Program("reviewer")
    names = officer.get("officials/").json()["items"]
    found = next(each for each in names if each["id"] == str(person("reviewer").public_id))
    assert officer.act(f"plans/{plan.pk}/acts/assign_reviewer/", {"reviewer": found["id"]}).status_code == 200
    pairing = reviewer.get("pairings/").json()["items"][0]
    problem(reviewer.get(f"plans/{plan.pk}/versions/1/"), 404, "not-found")
    assert reviewer.act(f"{pairing['url']}acts/declare_no_conflict/").json()["state"] == "declared"
    assert reviewer.get(f"plans/{plan.pk}/versions/1/").status_code == 200
    items = plan.scheme_version.document["review_items"]
    scores = [{"item": each["code"], "points": each["most"]} for each in items]
    said = {"version": 1, "opinion": "支障はない。", "scores": scores}
    assert reviewer.act(f"{pairing['url']}acts/submit_opinion/", said | {"version": 2}).status_code == 409
    assert reviewer.act(f"{pairing['url']}acts/submit_opinion/", said).json()["state"] == "submitted"
    assert officer.get(f"plans/{plan.pk}/pairings/").json()["items"][0]["opinion"] == "支障はない。"


@pytest.mark.django_db
def test_a_scan_comes_along_in_a_form(data_directory):
    decision = draft(examined())
    officer = Program("officer2")  # another than who drafted
    data = {
        "number": "決第1号", "on": str(clock.today()), "approver": "見本局長",
        "scan": SimpleUploadedFile("決裁.pdf", PDF),
    }  # fmt: skip
    path = f"/api/v1/decisions/{decision.pk}/acts/record_certification_approval/"
    answer = officer.client.post(path, data, headers={"Idempotency-Key": "scan-1"})
    assert answer.json()["state"] == "approved", answer.content.decode()
    assert content_of(officer.get(f"decisions/{decision.pk}/scan/")) == PDF


@pytest.mark.django_db
def test_a_desk_takes_in_a_paper_and_an_administrator_keeps_people(data_directory):
    filed()
    clerk = Program("clerk")
    company = clerk.get(f"companies/?q={organisation('takasaki').corporate_number}").json()["items"][0]
    said = {"scheme": "generic-base", "title": "紙の計画", "company": company["id"]}
    begun = clerk.act("acts/start_paper_plan/", said)
    assert begun.status_code == 201, begun.content.decode()
    refused = clerk.act(f"{begun.json()['url']}acts/file_paper_plan/", {"stamped_at": "2026-01-05T10:00:00"})
    assert problem(refused, 409, "closed")["reasons"][0]["code"] == "no_scan"
    data = {"document": "paper_scan", "file": SimpleUploadedFile("申請書.pdf", PDF)}
    taken = clerk.client.post(f"{begun.json()['url']}attachments/", data)
    assert taken.status_code == 201, taken.content.decode()
    part = f"{begun.json()['url']}parts/effects/"
    typed = {"changes": {"effects": {"was": "", "now": "安定供給"}}}
    assert clerk.patch(part, typed, If_Match='"0"').status_code == 200
    stamped = {"stamped_at": clock.local(clock.now()).isoformat()}
    taken_in = clerk.act(f"{begun.json()['url']}acts/file_paper_plan/", stamped)
    assert taken_in.status_code == 201, taken_in.content.decode()
    problem(clerk.get(part), 404, "not-found")
    administrator = Program("administrator")
    post = {"organisation": company["id"], "role": "member", "valid_from": str(clock.today())}
    added = administrator.decide(
        "acts/add_person/", post | {"name": "新任 太郎", "email": "new@mihon.example"}
    )
    assert added.status_code == 201, added.content.decode()
    url = added.json()["url"]
    ended = {"organisation": company["id"], "role": "member", "last_day": str(clock.today())}
    assert administrator.decide(f"{url}acts/end_membership/", ended).status_code == 200
    posts = administrator.get(url).json()["posts"]
    assert [each["valid_until"] for each in posts] == [str(clock.today())]


# What is offered


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["lead", "lead_member", "officer", "decider", "clerk", "auditor"])
def test_what_is_offered_is_what_the_law_gives_this_role(who):
    plan = under_examination().plan
    post = membership(who)
    found = offers(PLAN, plan_or_404(post, plan.pk), post)
    ours = {
        name
        for each in (CERTIFICATION, SHEET, PAIRING, CONSULTATION, GRANT, DECISION)
        for name in each.names()
    }
    assert {offer.row.name for offer in found} == {
        row.name
        for row in ACTS
        if row.on is PLAN and Role(post.role) in row.roles and (row.by or ours & set(row.law_names))
    }


@pytest.mark.django_db
def test_what_is_offered_as_open_is_not_refused_for_the_state():
    """An act that asks for nothing and is offered is done when it is asked for."""
    plan = filed().plan
    officer = Program("officer")
    for each in officer.get(f"plans/{plan.pk}/acts/").json()["open"]:
        row: Row = BY_NAME[each["act"]]
        if not row.body().fields:
            assert officer.act(each["url"]).status_code in (200, 201), each["act"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_acts_of_a_plan_cost_a_fixed_number_of_queries(count, django_assert_num_queries):
    partners = ("takasaki", "yoshino", "minohon")[:count]
    plan = under_examination("lead", partners).plan
    officer = Program("officer")
    officer.get("me/")
    with django_assert_num_queries(12):
        officer.get(f"plans/{plan.pk}/acts/")


@pytest.mark.django_db
def test_a_ranking_is_no_paper_of_one_plan():
    path = f"plans/{under_examination().plan.pk}/acts/ask_for_paper/"
    said = problem(Program("officer").act(path, {"kind": "ranking"}), 422, "invalid")
    assert "kind" in str(said["errors"])
