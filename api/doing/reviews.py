"""What officials ask and find: the two sheets, reviewers, findings, consultations."""

from typing import Any

from django.utils.translation import gettext as _

from applications.models import Plan
from applications.selectors import document_of, latest_version
from common import clock
from decisions.models import Decision
from decisions.selectors import live_decision
from decisions.services import papers
from law.acts import Reason, Refused
from law.roles import Role
from reviews.services import consultations, findings, pairings, sheets
from reviews.services.sheets import Item

from ..problems import invalid
from .asked import Asked, letter_of, party_pk, post_of


def request_correction(asked: Asked) -> Any:
    return sheets.request_correction(
        plan=asked.on,
        items=_items(asked),
        membership=asked.membership,
        **asked.take("purpose", "due_on"),
    )


def inquire(asked: Asked) -> Any:
    return sheets.inquire(
        plan=asked.on,
        items=_items(asked),
        membership=asked.membership,
        **asked.take("purpose", "responsible", "due_on"),
    )


def _items(asked: Asked) -> list[Item]:
    return [
        Item(each["key"], party_pk(asked.on, each), each["text"], each.get("provision", ""))
        for each in asked.said["items"]
    ]


def answer_sheet(asked: Asked) -> Any:
    return sheets.answer_sheet(
        sheet=asked.on,
        answer=asked.said["answer"],
        membership=asked.membership,
        arrived_at=asked.arrived_at,
    )


def answer_on_paper(asked: Asked) -> Any:
    return sheets.answer_on_paper(
        sheet=asked.on, answer=asked.said["answer"], paper=letter_of(asked), membership=asked.membership
    )


def decline_on_paper(asked: Asked) -> Any:
    return sheets.decline_on_paper(
        sheet=asked.on, answer=asked.said["answer"], paper=letter_of(asked), membership=asked.membership
    )


def decline_inquiry(asked: Asked) -> Any:
    return sheets.decline_inquiry(sheet=asked.on, membership=asked.membership, **asked.said)


def extend_correction(asked: Asked) -> Any:
    return sheets.extend_correction(sheet=asked.on, membership=asked.membership, **asked.said)


def close_correction(asked: Asked) -> Any:
    return sheets.close_correction(sheet=asked.on, membership=asked.membership)


def withdraw_correction(asked: Asked) -> Any:
    return sheets.withdraw_correction(sheet=asked.on, membership=asked.membership)


def clear_defect(asked: Asked) -> Any:
    return sheets.clear_defect(sheet=asked.on, membership=asked.membership, **asked.said)


def withdraw_inquiry(asked: Asked) -> Any:
    return sheets.withdraw_inquiry(sheet=asked.on, membership=asked.membership)


# Reviewers, findings, consultations


def assign_reviewer(asked: Asked) -> Plan:
    reviewer = post_of(asked.said["reviewer"], Role.REVIEWER, "reviewer")
    due = asked.said["due_on"]
    if due is not None and due <= clock.today():
        raise invalid(due_on=_("意見の期限には、明日以降の日を入れてください。"))
    pairings.assign_reviewer(plan=asked.on, reviewer=reviewer, due_on=due, membership=asked.membership)
    return asked.on


def declare_no_conflict(asked: Asked) -> Any:
    return pairings.declare_no_conflict(pairing=asked.on, membership=asked.membership)


def recuse(asked: Asked) -> Any:
    return pairings.recuse(pairing=asked.on, membership=asked.membership, **asked.said)


def submit_opinion(asked: Asked) -> Any:
    latest = latest_version(asked.on.plan)
    if latest is not None and asked.said["version"] != latest.number:
        text = _("申請が修正され、第%(latest)s版になりました。読み直してから提出してください。")
        raise Refused(Reason("stale_version", text % {"latest": latest.number}))
    scores = {each["item"]: (each["points"], each["comment"]) for each in asked.said["scores"]}
    _refuse_unknown_items(asked.on.plan, scores)
    return pairings.submit_opinion(
        pairing=asked.on, opinion=asked.said["opinion"], scores=scores, membership=asked.membership
    )


def _refuse_unknown_items(plan: Plan, scores: dict[str, Any]) -> None:
    known = {each["code"] for each in document_of(plan)["review_items"]}
    if set(scores) - known:
        raise invalid(scores=_("この制度にない審査項目があります。"))


def write_findings(asked: Asked) -> Plan:
    rows = [dict(each) for each in asked.said["findings"]]
    findings.write_findings(plan=asked.on, rows=rows, membership=asked.membership)
    return asked.on


def confirm_finding(asked: Asked) -> Plan:
    findings.confirm_finding(plan=asked.on, membership=asked.membership, **asked.said)
    return asked.on


def ask_for_paper(asked: Asked) -> Any:
    plan, kind = asked.on, asked.said["kind"]
    decision = live_decision(plan)
    outcome = {"certificate": Decision.Outcome.CERTIFICATION, "refusal": Decision.Outcome.REFUSAL}.get(kind)
    own = decision if decision and decision.outcome == outcome else None
    return papers.ask_for_paper(plan=plan, kind=kind, decision=own, membership=asked.membership)


def prepare_consultation(asked: Asked) -> Any:
    return consultations.prepare_consultation(plan=asked.on, membership=asked.membership, **asked.said)


def resolve_doubts(asked: Asked) -> Plan:
    consultations.resolve_doubts(plan=asked.on, membership=asked.membership, **asked.said)
    return asked.on


def record_sending(asked: Asked) -> Any:
    return consultations.record_sending(consultation=asked.on, membership=asked.membership, **asked.said)


def record_answer(asked: Asked) -> Any:
    said = {"scan": None} | asked.said
    return consultations.record_answer(consultation=asked.on, membership=asked.membership, **said)


def close_consultation(asked: Asked) -> Any:
    return consultations.close_consultation(consultation=asked.on, membership=asked.membership, **asked.said)
