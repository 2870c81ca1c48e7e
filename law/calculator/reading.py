"""Reads what was said, one member after another; whatever is not understood is refused by its place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, NoReturn, TypeVar

from ..acts import Reason, Refused
from ..deadlines import era
from ..money import parse_rate, whole_yen
from ..parameters import RATES_PER_YEAR_SINCE
from ..text import ja
from .labels import LABELS, PLACES

FIRST_DAY, LAST_DAY = RATES_PER_YEAR_SINCE, date(2199, 12, 31)
MOST_TEXT = 100
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RATE = re.compile(r"[0-9]{1,4}/[0-9]{1,4}")
_YEAR = re.compile(r"[0-9]{4}")

Choice = TypeVar("Choice", bound=StrEnum)
Row = TypeVar("Row")


class Reader:
    """One object of the document. `path` is where it stands, `within` what a person calls it."""

    def __init__(self, said: object, path: tuple[str | int, ...] = (), within: str = "") -> None:
        self.path, self.within = path, within
        self.read: set[str] = set()
        if not isinstance(said, Mapping):
            self._refuse_whole(ja("{label}は、名前と値の組（{{…}}）で書いてください。"))
        self.said: Mapping[str, Any] = said

    # Figures

    def yen(self, name: str, default: int | None = None) -> int:
        return self._whole(name, self._wanted(name, default))

    def yen_or_none(self, name: str) -> int | None:
        """What may be missing or null: there is none."""
        found = self._of(name)
        return None if found is None else self._whole(name, found)

    def unit(self, default: int) -> int:
        found = self.yen("unit", default)
        if found == 0:
            self.refuse("unit", ja("{label}は、1円以上で書いてください。"))
        return found

    def rate(self, name: str, default: str | None = None) -> Fraction:
        found = self._wanted(name, default)
        if not isinstance(found, str) or not _RATE.fullmatch(found):
            self.refuse(name, ja("{label}は、「1/2」のように半角の文字列で書いてください。"))
        try:
            return parse_rate(found)
        except Refused as refusal:
            self.refuse(name, "{text}", text=refusal)

    # Days and words

    def day(self, name: str, default: date | None = None) -> date:
        if name not in self.said and default is not None:
            self.read.add(name)
            return default
        found = self._wanted(name, None)
        if not isinstance(found, str) or not _DAY.fullmatch(found):
            self.refuse(name, ja("{label}は、「2026-05-01」のように書いてください。"))
        try:
            day = date.fromisoformat(found)
        except ValueError:
            self.refuse(name, ja("{label}の「{found}」という日はありません。"), found=found)
        if not FIRST_DAY <= day <= LAST_DAY:
            words = {"first": era(FIRST_DAY), "last": era(LAST_DAY)}
            self.refuse(name, ja("{label}は、{first}から{last}までの日にしてください。"), **words)
        return day

    def year(self, name: str) -> int:
        found = self._wanted(name, None)
        if isinstance(found, bool) or not isinstance(found, int) or not _is_year(found):
            self._refuse_year(name)
        return found

    def text(self, name: str) -> str:
        found = self._wanted(name, None)
        if not isinstance(found, str) or not found.strip() or len(found) > MOST_TEXT:
            words = {"most": MOST_TEXT}
            self.refuse(name, ja("{label}は、1字から{most}字までの文字で書いてください。"), **words)
        return found

    def choice(self, name: str, among: type[Choice], default: Choice | None = None) -> Choice:
        found = self._wanted(name, default)
        if not isinstance(found, str) or found not in list(among):
            words = {"among": "、".join(among)}
            self.refuse(name, ja("{label}は、{among}のどれかにしてください。"), **words)
        return among(found)

    def choices(self, name: str, among: type[Choice], default: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """All of `among`, in an order of one's own."""
        self.read.add(name)
        if name not in self.said:
            return default
        found: Any = self.said[name]
        if not isinstance(found, list) or sorted(map(str, found)) != sorted(among):
            words = {"among": "、".join(among)}
            self.refuse(name, ja("{label}は、{among}を一度ずつ、好きな順に並べてください。"), **words)
        return tuple(among(each) for each in found)

    # Parts

    def rows(
        self, name: str, read: Callable[["Reader"], Row], *, most: int, empty: bool = False
    ) -> list[Row]:
        found = self._wanted(name, [] if empty else None)
        if not isinstance(found, list):
            self.refuse(name, ja("{label}は、並び（[…]）で書いてください。"))
        if not found and not empty:
            self.refuse(name, ja("{label}を、一つは書いてください。"))
        if len(found) > most:
            self.refuse(name, ja("{label}は、{most}件までにしてください。"), most=f"{most:,}")
        return [self._row(name, place, each, read) for place, each in enumerate(found)]

    def _row(self, name: str, place: int, said: object, read: Callable[["Reader"], Row]) -> Row:
        within = ja("{label}の{n}番目").format(label=self.label(name), n=place + 1)
        return finished(Reader(said, (*self.path, name, place), within), read)

    def part(self, name: str, read: Callable[["Reader"], Row]) -> Row:
        """An object within; what is left out is an empty one."""
        within = Reader(self._wanted(name, {}), (*self.path, name), self.label(name))
        return finished(within, read)

    def sums_by(self, name: str) -> dict[str, int] | int | None:
        """One sum for all, or one by each name: {"2026": 1000}."""
        found = self._of(name)
        if not isinstance(found, Mapping):
            return None if found is None else self._whole(name, found)
        within = Reader(found, (*self.path, name), self.label(name))
        return {key: within._whole(key, each) for key, each in found.items()}

    # What nobody asked for, and what is missing

    def done(self) -> None:
        unknown = [str(name) for name in self.said if name not in self.read]
        if unknown:
            self.refuse(unknown[0][:60], ja("知らない項目「{name}」があります。取り除いてください。"))

    def label(self, name: str) -> str:
        own = str(LABELS.get(name, name))[:120]
        return ja("{within}の{own}").format(within=self.within, own=own) if self.within else own

    def refuse(self, name: str, sentence: str, **words: object) -> NoReturn:
        path = ".".join(map(str, (*self.path, name)))
        text = sentence.format(label=self.label(name), name=name, **words)
        raise Refused(Reason("unreadable", text, (("place", path),)))

    def _whole(self, name: str, found: object) -> int:
        try:
            return whole_yen(found, self.label(name))
        except Refused as refusal:
            self.refuse(name, "{text}", text=refusal)

    def _refuse_whole(self, sentence: str) -> NoReturn:
        text = sentence.format(label=self.within or ja("試算の内容"))
        raise Refused(Reason("unreadable", text, (("place", ".".join(map(str, self.path))),)))

    def _refuse_year(self, name: str) -> NoReturn:
        words = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
        self.refuse(
            name, ja("{label}は、年度の初めの西暦年（{first}から{last}まで）にしてください。"), **words
        )

    def _of(self, name: str) -> Any:
        self.read.add(name)
        return self.said.get(name)

    def _wanted(self, name: str, default: object) -> Any:
        self.read.add(name)
        found = self.said.get(name, default)
        if found is None:
            self.refuse(name, ja("{label}を書いてください。"))
        return found


def finished(reader: Reader, read: Callable[[Reader], Row]) -> Row:
    row = read(reader)
    reader.done()
    return row


def placed(refused: Refused) -> Refused:
    """The same, with the member of the document that each sentence is about."""
    return Refused(*(_placed(reason) for reason in refused.reasons))


def _placed(reason: Reason) -> Reason:
    facts = dict(reason.facts)
    if "place" in facts:
        return reason
    place = PLACES.get(str(facts.get("label")), "")
    return replace(reason, facts=(*reason.facts, ("place", place)))


def _is_year(year: int) -> bool:
    return FIRST_DAY.year <= year <= LAST_DAY.year


def year_of(key: str) -> int | None:
    """The year that a member's name says: "2026"."""
    return int(key) if _YEAR.fullmatch(key) and _is_year(int(key)) else None
