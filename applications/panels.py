"""What the floors above add to an applicant's pages: what is due, letters, copies of a receipt.

Imports go down only. So this floor asks its questions here, and each app above answers them in a
`panels.py` of its own, which is found when Django starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from common import clock

T = TypeVar("T")
Answer = Callable[..., list[T]]


@dataclass(frozen=True)
class Due:
    """Something a company is asked for: a 補正, a 照会."""

    plan_id: UUID
    what: str
    act: str
    url: str
    due_on: date | None
    missed: str

    @property
    def days(self) -> int | None:
        return (self.due_on - clock.today()).days if self.due_on else None


@dataclass(frozen=True)
class Letter:
    title: str
    number: str
    dated_on: date
    url: str
    note: str = ""


@dataclass(frozen=True)
class Awaited:
    """What a paper applicant was asked, and where its letters are entered: label and address."""

    what: str
    due_on: date | None
    ways: list[tuple[str, str]]


class Question(Generic[T]):
    def __init__(self) -> None:
        self._answers: list[Answer[T]] = []

    def answered_by(self, answer: Answer[T]) -> Answer[T]:
        self._answers.append(answer)
        return answer

    def ask(self, *about: object) -> list[T]:
        return [each for answer in self._answers for each in answer(*about)]


what_is_due: Question[Due] = Question()  # asked with (plans, membership)
letters_to: Question[Letter] = Question()  # asked with (plan, membership)
letters_awaited: Question[Awaited] = Question()  # asked with (plan,)
copies_of_receipt: Question[Letter] = Question()  # asked with (receipt, membership)
