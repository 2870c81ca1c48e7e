"""A question that a lower floor asks and the floors above answer, each in its own panels.py."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
Answer = Callable[..., list[T]]


class Question(Generic[T]):
    def __init__(self) -> None:
        self._answers: list[Answer[T]] = []

    def answered_by(self, answer: Answer[T]) -> Answer[T]:
        self._answers.append(answer)
        return answer

    def ask(self, *about: object) -> list[T]:
        return [each for answer in self._answers for each in answer(*about)]
