from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, User
from common.actor import Actor
from common.transitions import lock
from law.acts import Act
from law.roles import Role

from ..models import Decision, Document
from ..selectors import live_decision

TITLES = {Document.Kind.NIBN_NOTICE: gettext_lazy("認定の通知")}


class About(ABC):
    """One decision towards what it is about: a case with a state, its facts, its people."""

    @property
    def decider(self) -> Role:
        """Whose 決裁 it needs."""
        return Role.DECIDER

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

    def title_of(self, kind: Document.Kind) -> str:
        """What its letter of this kind is called, where that hangs on what was decided."""
        return str(TITLES.get(kind, kind.label))

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
    def live(self) -> Decision | None:
        """The one decision of its kind about the same thing that was not dropped."""
        return live_decision(self.subject)

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


def last_day(document: dict[str, Any], what: str) -> date | None:
    """The scheme's own last day for `what`."""
    found = document["last_days"].get(what)
    return date.fromisoformat(found) if found else None


def without_block(document: dict[str, Any], block: str) -> list[str]:
    """A scheme published before such letters were written here has no words for them: nothing may leave."""
    return [] if block in document["letters"] else [_("交付の通知書の文言と教示（制度の定めにありません）")]
