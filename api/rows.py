"""One act as the API offers it, and what the law's table says of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from law.acts import Act, Lifecycle
from law.lifecycle import LIFECYCLES
from law.roles import Role
from law.states import PlanState

from . import bodies as b
from .doing.asked import Asked
from .subjects import Subject


@dataclass(frozen=True)
class Row:
    """One act.

    `law` are the acts of the law that this request performs: the first that stands says who may and when.
    `by`, `label` and `within` are for what moves no state and so stands in no lifecycle.
    `only`: of those who may, who does it in this way (the desk with a letter, a company by itself).
    `decides`: taken in person, with a fresh second factor and a key of its own.
    `unsaid` are facts for a guard that the body will tell, under another name there.
    `fits` is False where the act can never be this thing's (an inquiry has no 補正 to extend).
    """

    name: str
    on: Subject
    body: type[b.Body]
    do: Callable[[Asked], Any]
    law: tuple[str, ...] = ()
    by: frozenset[Role] = frozenset()
    only: frozenset[Role] = frozenset(Role)
    label: str | Promise = ""
    within: frozenset[PlanState] = frozenset()
    decides: bool = False
    creates: bool = False
    unsaid: frozenset[str] = frozenset()
    fits: Callable[[Any], bool] = lambda _thing: True

    @property
    def law_names(self) -> tuple[str, ...]:
        return self.law or (self.name,)

    @property
    def law_rows(self) -> list[Act]:
        return [act for name in self.law_names for act in lawful(name)]

    @property
    def roles(self) -> frozenset[Role]:
        found = frozenset(role for act in self.law_rows for role in act.by)
        return ((self.by or found) & self.only) - {Role.SYSTEM}

    def is_done_by(self, role: Role, of: Iterable[Lifecycle]) -> bool:
        """Whether this role does it to a thing of these lifecycles: NIBN's desk to its grants, not to the
        ministry's. What moves no state stands in none, and `by` has told it."""
        acts = [act for name in self.law_names for act in lawful(name, of)]
        return not acts or any(role in act.by for act in acts)

    @property
    def title(self) -> str | Promise:
        return self.label or next(act.label for act in self.law_rows)

    def sources(self, of: Iterable[Lifecycle] = LIFECYCLES) -> list[str]:
        """The articles, of these lifecycles only: what a 委託 rests on is not what a 認定 rests on."""
        rows = (act for name in self.law_names for act in lawful(name, of))
        return list(dict.fromkeys(str(act.source) for act in rows))


def lawful(name: str, of: Iterable[Lifecycle] = LIFECYCLES) -> Iterator[Act]:
    for lifecycle in of:
        yield from (act for act in lifecycle.acts if act.name == name)
