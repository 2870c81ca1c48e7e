"""Who acts: a person on a post, or the system itself."""

from dataclasses import dataclass

from law.roles import Role


@dataclass(frozen=True)
class Actor:
    user_id: int | None
    membership_id: int | None
    role: Role


SYSTEM_ACTOR = Actor(None, None, Role.SYSTEM)
