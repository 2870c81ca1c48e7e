"""Who acts: a person on a post, or the system itself."""

from dataclasses import dataclass
from typing import Any

from law.roles import Role


@dataclass(frozen=True)
class Actor:
    user_id: int | None
    membership_id: int | None
    role: Role


SYSTEM_ACTOR = Actor(None, None, Role.SYSTEM)


def actor_of(membership: Any) -> Actor:
    """The person on this post (an accounts.Membership, which this layer does not know)."""
    return Actor(membership.user_id, membership.pk, Role(membership.role))
