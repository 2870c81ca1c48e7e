"""A grant from its start to the decision and the conditions of it."""

from typing import Any

from django.utils.translation import gettext as _

from applications.models import CostLine
from applications.services.saving import Saved
from decisions.models import Decision
from decisions.services import drafting
from decisions.services.granting import withdraw_granted as withdraw_after
from grants.models import Condition, Grant, GrantVersion
from grants.selectors import latest_grant_version, lines_of
from grants.services import conditions, examining, filing, starting
from law.acts import Reason, Refused
from law.grant_conditions import as_set
from law.states import GrantState

from ..grant_bodies import said_of
from ..problems import invalid
from .asked import Asked


def start_grant(asked: Asked) -> Grant:
    return starting.start_grant(plan=asked.on, membership=asked.membership, **asked.said)


def save_grant(asked: Asked) -> Grant:
    """All of it or nothing: a box that somebody else changed meanwhile is told, and none is saved."""
    saved = starting.save_grant(grant=asked.on, changes=changes_in(asked), membership=asked.membership)
    saved_or_refused(saved)
    return asked.on


def changes_in(asked: Asked) -> dict[str, tuple[str, str]]:
    return {row["field"]: (row["was"], row["now"]) for row in asked.said["changes"]}


def saved_or_refused(saved: Saved) -> None:
    if saved.refused:
        raise invalid(**dict(list(saved.refused.items())[:20]))
    if saved.conflicts:
        names = "、".join(each.field for each in saved.conflicts)
        text = _("ほかの方が先に変えた欄があります（%(names)s）。読み直してから送ってください。")
        raise Refused(Reason("conflict", text % {"names": names}))


def discard_grant(asked: Asked) -> None:
    starting.discard_grant(grant=asked.on, membership=asked.membership)


def file_grant(asked: Asked) -> Grant:
    return _filed(asked, filing.file_grant)


def correct_grant(asked: Asked) -> Grant:
    return _filed(asked, filing.correct_grant)


def _filed(asked: Asked, act: Any) -> Grant:
    act(grant=asked.on, membership=asked.membership, arrived_at=asked.arrived_at)
    return Grant.objects.get(pk=asked.on.pk)


def withdraw_grant(asked: Asked) -> Grant:
    act = withdraw_after if asked.on.state == GrantState.GRANTED else filing.withdraw_grant
    return act(grant=asked.on, membership=asked.membership)


def take_up_grant(asked: Asked) -> Grant:
    return examining.take_up_grant(grant=asked.on, membership=asked.membership)


def check_lines(asked: Asked) -> Grant:
    return examining.check_lines(grant=asked.on, checks=checks_in(asked), membership=asked.membership)


def checks_in(asked: Asked) -> dict[int, tuple[int, str]]:
    return {row["line"]: (row["assessed"], row["reason"]) for row in asked.said["lines"]}


def ask_grant_correction(asked: Asked) -> Grant:
    items = items_in(asked, latest_grant_version(asked.on))
    return examining.ask_grant_correction(
        grant=asked.on, items=items, due_on=asked.said["due_on"], membership=asked.membership
    )


def items_in(asked: Asked, version: GrantVersion | None) -> list[tuple[CostLine | None, str]]:
    """The remarks, each with the cost line of this version that it is about, or with none."""
    lines = {line.pk: line.cost_line for line in lines_of(version)} if version else {}
    if any(row["line"] and row["line"] not in lines for row in asked.said["items"]):
        raise invalid(items=_("この提出にない経費の行があります。"))
    return [(lines.get(row["line"]), row["text"]) for row in asked.said["items"]]


def close_grant_correction(asked: Asked) -> Grant:
    return examining.close_grant_correction(grant=asked.on, membership=asked.membership)


def draft_grant(asked: Asked) -> Decision:
    return _drafted(asked, Decision.Outcome.GRANT)


def draft_grant_refusal(asked: Asked) -> Decision:
    return _drafted(asked, Decision.Outcome.GRANT_REFUSAL)


def _drafted(asked: Asked, outcome: str) -> Decision:
    draft = _draft(asked, asked.on, outcome)
    return drafting.draft_grant_decision(grant=asked.on, membership=asked.membership, **draft)


def redraft_grant_decision(asked: Asked) -> Decision:
    draft = _draft(asked, asked.on.grant, asked.on.outcome)
    note = asked.said["note"]
    return drafting.redraft_decision(decision=asked.on, note=note, membership=asked.membership, **draft)


def draft_cancellation(asked: Asked) -> Decision:
    said = _cancelling(asked)
    return drafting.draft_cancellation(grant=asked.on, membership=asked.membership, **said)


def redraft_cancellation(asked: Asked) -> Decision:
    said = _cancelling(asked) | asked.take("note")
    return drafting.redraft_decision(decision=asked.on, membership=asked.membership, **said)


def _cancelling(asked: Asked) -> dict[str, Any]:
    said = asked.take("dated_on", "document_number", "issue_at", "ground", "fact", "reasons")
    return said | {"sums": {row["fiscal_year"]: row["amount"] for row in asked.said["sums"]}}


def draft_return_order(asked: Asked) -> Decision:
    said = asked.take("dated_on", "document_number", "issue_at", "reasons")
    return drafting.draft_return_order(grant=asked.on, membership=asked.membership, **said)


def redraft_return_order(asked: Asked) -> Decision:
    said = asked.take("dated_on", "document_number", "issue_at", "reasons", "note")
    return drafting.redraft_decision(decision=asked.on, membership=asked.membership, **said)


def _draft(asked: Asked, grant: Grant, outcome: str) -> dict[str, Any]:
    gives = outcome == Decision.Outcome.GRANT
    return asked.take("dated_on", "document_number", "issue_at") | {
        "outcome": outcome,
        "conditions": _conditions(asked, grant) if gives else [],
        "reasons": "" if gives else asked.said["reasons"],
    }


def _conditions(asked: Asked, grant: Grant) -> list[dict[str, Any]]:
    """Those that always go with it, the kinds asked for, and other words: the scheme's unless told."""
    version = latest_grant_version(grant)
    if version is None:
        raise Refused(Reason("not_filed", _("この交付申請はまだ提出されていません。")))
    block = grant.basis.scheme_version.document["letters"].get("grant", {})
    others = said_of(asked.said["others"]) if "others" in asked.said else None
    if others is None:
        others = [(text, None) for text in block.get("conditions", [])]
    return as_set(asked.said["kinds"], others, version.ends_on, grant.authority)


def report_condition(asked: Asked) -> Condition:
    scan = asked.said.get("scan")
    evidence = conditions.Evidence(scan, _("書類.%(kind)s") % {"kind": scan.kind}) if scan else None
    return conditions.report_condition(
        condition=asked.on, report=asked.said["report"], evidence=evidence, membership=asked.membership
    )


def return_condition_report(asked: Asked) -> Condition:
    return conditions.return_condition_report(condition=asked.on, membership=asked.membership, **asked.said)


def confirm_condition(asked: Asked) -> Condition:
    return conditions.confirm_condition(condition=asked.on, membership=asked.membership)


def miss_condition(asked: Asked) -> Condition:
    return conditions.miss_condition(condition=asked.on, membership=asked.membership)
