"""What a role may do to a decision on a grant that is drafted: draft anew, drop, record its 決裁."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from law.authorities import DESKS, Authority
from law.recording import recorder_is_another_person
from law.roles import Role
from law.states import DecisionState

from ...models import Decision


def on_decision(
    decision: Decision | None, membership: Membership, *, overtaken: bool
) -> list[dict[str, Any]]:
    """`overtaken`: what it rests on has changed since."""
    if decision is None:
        return []
    labels = {
        "redraft_decision": _("起案し直す"),
        "void_decision": _("廃案とする"),
        "record_approval": _("決裁を記録する"),
    }
    wanted = {
        "redraft_decision": (DESKS[Authority(decision.grant.authority)],)
        if _is_stale(decision, overtaken)
        else (),
        "void_decision": _roles(decision, "void_decision"),
        "record_approval": _roles(decision, decision.terms.record),
    }
    return [
        {"name": name, "label": label, "url": _url(name, decision), "post": False}
        | {"reasons": _reasons(name, decision, membership)}
        for name, label in labels.items()
        if Role(membership.role) in wanted[name]
    ]


def _reasons(name: str, decision: Decision, membership: Membership) -> list[str]:
    if name != "record_approval":
        return []
    facts = {"approver_id": membership.user_id, "drafter_id": decision.drafted_by.user_id}
    reason = recorder_is_another_person(facts)
    return [] if reason is None else [reason.text]


def _url(name: str, decision: Decision) -> str:
    route = "redraft_grant_decision" if name == "redraft_decision" else name
    return reverse(route, args=[decision.pk])


def _roles(decision: Decision, act: str) -> tuple[Role, ...]:
    row = decision.lifecycle.row(act, DecisionState.of(decision.state))
    return tuple(row.by) if row else ()


def _is_stale(decision: Decision, overtaken: bool) -> bool:
    if decision.state not in (DecisionState.DRAFTED, DecisionState.RETURNED):
        return False
    return decision.state == DecisionState.RETURNED or overtaken
