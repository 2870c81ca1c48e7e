"""The one door: nothing else in the system writes a `state`.

Lock, read, check, write, record, in one transaction and without any global lock. The conditional
UPDATE decides even where the row lock does nothing (SQLite).
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from law.acts import Act, Facts, Lifecycle, Reason, Refused, refusals
from law.roles import ROLES, Role

from .actor import SYSTEM_ACTOR, Actor
from .audit import record
from .audit.models import AuditEvent

__all__ = ["SYSTEM_ACTOR", "Actor", "begin", "lock", "perform"]

Subject = Any  # a model instance with a pk and a `state`; perhaps a case_id
GatherFacts = Facts | Callable[[], Facts]
Values = Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None


def perform(
    *,
    lifecycle: Lifecycle,
    act: str,
    subject: Subject,
    actor: Actor,
    facts: GatherFacts,
    changes: Values = None,
    audit: Values = None,
) -> Act:
    """Do `act` or raise Refused.

    Facts given as a function are gathered under the lock; changes and audit given as functions are
    worked out only when every guard is content.
    """
    start = subject.state
    with transaction.atomic():
        if lock(subject) != start:
            raise _raced(lifecycle, subject)
        row = _open_row(lifecycle, act, start, actor)
        _ask_guards(row, facts)
        values = {**_worked_out(changes), "state": row.end.value}
        if not type(subject)._base_manager.filter(pk=subject.pk, state=start).update(**values):
            raise _raced(lifecycle, subject)
        _record(row, subject, actor, _worked_out(audit), from_state=start)
    for name, value in values.items():
        setattr(subject, name, value)
    return row


def begin(
    *,
    lifecycle: Lifecycle,
    act: str,
    subject: Subject,
    actor: Actor,
    facts: GatherFacts,
    audit: Mapping[str, Any] | None = None,
) -> Act:
    """The act that creates its subject: a new row in the state where its life starts."""
    row = _open_row(lifecycle, act, None, actor)
    with transaction.atomic():
        _ask_guards(row, facts)
        subject.state = row.end.value
        subject.save(force_insert=True)
        _record(row, subject, actor, audit, from_state="")
    return row


def lock(subject: Subject) -> str:
    """Hold the row until the transaction ends; the state it has now.

    `no_key`: rows that point here may still be inserted, else two acts that each first write such
    a row and then lock would wait for each other.
    """
    rows = type(subject)._base_manager.select_for_update(of=("self",), no_key=True)
    found = rows.only("state").filter(pk=subject.pk).first()
    if found is None:
        raise Refused(
            Reason("gone", _("この手続の対象は、すでに削除されています。一覧に戻って確かめてください。"))
        )
    return str(found.state)


def _open_row(lifecycle: Lifecycle, act: str, state: str | None, actor: Actor) -> Act:
    row = lifecycle.row(act, state)  # type: ignore[arg-type]  # a stored str equals its member
    if row is None and act not in lifecycle.names():
        raise Refused(_unknown_here(lifecycle))
    if row is None:
        raise Refused(_wrong_state(lifecycle, act, state))
    if actor.role not in row.by:
        raise Refused(wrong_role(row, actor))
    return row


def _ask_guards(row: Act, facts: GatherFacts) -> None:
    if reasons := list(refusals(row, facts() if callable(facts) else facts)):
        raise Refused(*reasons)


def _worked_out(values: Values) -> Mapping[str, Any]:
    return (values() if callable(values) else values) or {}


def _record(
    row: Act, subject: Subject, actor: Actor, audit: Mapping[str, Any] | None, *, from_state: str
) -> None:
    record(
        act=row.name,
        subject=subject,
        actor=actor,
        facts=audit,
        from_state=from_state,
        to_state=row.end.value,
    )


def _unknown_here(lifecycle: Lifecycle) -> Reason:
    """Three kinds of scheme share one door; what one of them knows another may not."""
    text = _("「%(lifecycle)s」には、この手続はありません。対象の画面に出ている手続から選んでください。")
    return Reason("other_kind", text % {"lifecycle": _(lifecycle.label)})


def _wrong_state(lifecycle: Lifecycle, act: str, state: str | None) -> Reason:
    words = {"act": _(lifecycle.label_of(act)), "state": _label(lifecycle, state)}
    if state is None:
        return Reason(
            "state",
            _("「%(act)s」手続は、新しく始めるものではありません。対象を開いて、そこから進めてください。")
            % words,
        )
    return Reason(
        "state",
        _("いまの状態（%(state)s）では「%(act)s」ことはできません。") % words,
        (("state", state),),
    )


def wrong_role(row: Act, actor: Actor) -> Reason:
    """Who may, and as whom one asks."""
    words = {
        "act": _(row.label),
        "roles": "、".join(_role_label(role) for role in Role if role in row.by),
        "role": _role_label(actor.role),
    }
    return Reason(
        "role",
        _("「%(act)s」ことができるのは%(roles)sです。いまの役割は%(role)sです。") % words,
        (("role", actor.role.value),),
    )


def _raced(lifecycle: Lifecycle, subject: Subject) -> Refused:
    """Another person was quicker: say what now stands there."""
    state = lock(subject)
    done = AuditEvent.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk), to_state=state
    ).last()
    act = done.act if done and done.act in lifecycle.names() else ""
    words = {"act": _(lifecycle.label_of(act)) if act else "", "state": _label(lifecycle, state)}
    text = (
        _(
            "ほかの人が先に手続（%(act)s）をしたため、いまの状態は「%(state)s」です。画面を開き直して確かめてください。"
        )
        if act
        else _(
            "ほかの人が先に手続をしたため、いまの状態は「%(state)s」です。画面を開き直して確かめてください。"
        )
    )
    return Refused(Reason("raced", text % words, (("act", act), ("state", state))))


def _label(lifecycle: Lifecycle, state: str | None) -> str:
    return _(getattr(lifecycle.states(state), "label", state)) if state else ""


def _role_label(role: Role) -> str:
    return _(ROLES[role].label) if role in ROLES else _("システム")
