from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from accounts.models import Membership, User
from common.actor import Actor
from common.transitions import lock
from law.acts import Act
from law.roles import Role

from ..models import Decision


class About(ABC):
    """One decision towards what it is about: a case with a state, its facts, its people."""

    decider = Role.DECIDER

    def __init__(self, decision: Decision) -> None:
        self.decision = decision

    @property
    @abstractmethod
    def subject(self) -> Any:
        """The row that carries the state and is locked."""

    @property
    @abstractmethod
    def document(self) -> dict[str, Any]:
        """The scheme's document that the decision stands under."""

    @property
    @abstractmethod
    def issuer(self) -> str:
        """In whose name the letters leave."""

    @property
    @abstractmethod
    def snapshot(self) -> dict[str, Any]:
        """Which version of what was decided on, with its hash."""

    @property
    @abstractmethod
    def page(self) -> str:
        """Where the office works on it."""

    @abstractmethod
    def facts(self, membership: Membership | None) -> dict[str, Any]:
        """Every fact the law's guards ask for."""

    @abstractmethod
    def settle(self, actor: Actor) -> Act:
        """The issue takes the case into its new state, and ends what must not outlive it."""

    @abstractmethod
    def channels(self) -> dict[int, str]:
        """Organisation → electronic or paper, as it chose (情報通信技術活用法7条)."""

    @abstractmethod
    def tell_parties(self, act: Act) -> None: ...

    @abstractmethod
    def tell_officials(self, act: Act, people: Iterable[User], by: Actor | None) -> None: ...

    @property
    def in_hand(self) -> list[User]:
        """The drafter, and the officer who has the case in hand by now."""
        assignee = self.subject.assignee
        return [self.decision.drafted_by.user, *([assignee.user] if assignee else [])]

    def hold(self) -> None:
        """Locked until the transaction ends, and read anew."""
        lock(self.subject)
        self.subject.refresh_from_db()

    @abstractmethod
    def bind(self, membership: Membership) -> None:
        """What an approval binds besides its words: money, before any number is drawn."""

    @abstractmethod
    def unbind(self, actor: Actor) -> None:
        """A decision that is dropped gives back what its approval bound."""
