"""Writes the audit line, in the transaction of the act it tells about."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from common import clock
from common.actor import Actor

from .models import AuditEvent

# Ids, codes, hashes and ISO times are printable ASCII; a Japanese name or a typed sentence is not.
CODE = re.compile(r"[\x21-\x7e]{0,200}")

Follower = Callable[[AuditEvent], None]
_followers: list[Follower] = []


def followed_by(follower: Follower) -> Follower:
    """Let a layer above keep something in step with every line, in the same transaction."""
    _followers.append(follower)
    return follower


def record(
    *,
    act: str,
    subject: models.Model,
    actor: Actor,
    facts: Mapping[str, Any] | None = None,
    from_state: str = "",
    to_state: str = "",
) -> AuditEvent:
    event = AuditEvent.objects.create(
        at=clock.now(),
        actor_id=actor.user_id,
        membership_id=actor.membership_id,
        role=actor.role.value,
        act=act,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        case_id=getattr(subject, "case_id", None),
        from_state=from_state,
        to_state=to_state,
        facts=_codes(dict(facts or {})),
    )
    for follower in _followers:
        follower(event)
    return event


def _codes(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(_codes(key)): _codes(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_codes(item) for item in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, str) and CODE.fullmatch(value):
        return str(value)
    raise TypeError(f"an audit line holds ids and hashes only, not {type(value).__name__} text")
