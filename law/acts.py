"""What an act, its source and a refusal are. Nothing here knows a particular act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .roles import Role

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Reason:
    """Why an act is closed: a stable code, a sentence for the person, the facts behind it."""

    code: str
    text: str
    facts: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return self.text


Guard = Callable[[Facts], "Reason | None"]


class Basis(StrEnum):
    """Where a rule stands: in a statute, in a call's own text, or only in practice."""

    ARTICLE = "article"
    CALL = "call"
    PRACTICE = "practice"


@dataclass(frozen=True)
class Source:
    basis: Basis
    text: str
    rules: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


def article(text: str, *rules: str) -> Source:
    """An article of a statute; `rules` are ids of docs/rules.md (e.g. "N5")."""
    return Source(Basis.ARTICLE, text, rules)


def call(text: str) -> Source:
    """What a call's own text sets (公募要領); never printed as an article."""
    return Source(Basis.CALL, text)


def practice(text: str, *rules: str) -> Source:
    """What no statute says but the office does; never printed as an article."""
    return Source(Basis.PRACTICE, text, rules)


@dataclass(frozen=True)
class Act:
    """One row: one legal act.

    `start` None means that the act creates the thing. `end` equal to `start` means that the
    act leaves the state alone. Every guard must return None for the act to happen.
    """

    name: str
    label: str
    start: StrEnum | None
    end: StrEnum
    by: frozenset[Role]
    source: Source
    guards: tuple[Guard, ...] = ()


class Refused(Exception):
    """The law closes this act now. `reasons` is never empty."""

    def __init__(self, *reasons: Reason) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reason.text for reason in reasons))


@dataclass(frozen=True)
class Lifecycle:
    name: str
    label: str
    states: type[StrEnum]
    acts: tuple[Act, ...]
    terminal: frozenset[StrEnum] = frozenset()
    _by_key: dict[tuple[str, StrEnum | None], Act] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keys = {(act.name, act.start): act for act in self.acts}
        if len(keys) != len(self.acts):
            raise ValueError(f"{self.name}: an act stands twice for one state")
        object.__setattr__(self, "_by_key", keys)

    def row(self, name: str, state: StrEnum | None) -> Act | None:
        return self._by_key.get((name, state))

    def open_acts(self, state: StrEnum | None, role: Role) -> list[Act]:
        """Acts the table allows from here to this role; needs no facts."""
        return [act for act in self.acts if act.start == state and role in act.by]

    @property
    def used(self) -> list[StrEnum]:
        """The states that this lifecycle knows, in their own order; another may know more of them."""
        known = {act.start for act in self.acts} | {act.end for act in self.acts}
        return [state for state in self.states if state in known]

    def names(self) -> list[str]:
        return list(dict.fromkeys(act.name for act in self.acts))

    def label_of(self, name: str) -> str:
        return next(act.label for act in self.acts if act.name == name)


def refusals(act: Act, facts: Facts) -> Iterable[Reason]:
    for guard in act.guards:
        reason = guard(facts)
        if reason is not None:
            yield reason
