"""A change of a granted grant (適正化法7条1項1号・3号): what is minor, so that a notice (届出) suffices.

No article says what 軽微な変更 is: each scheme sets how much may be moved between cost lines (流用) and by how many
days the work may end later. A scheme that sets nothing has no minor change. Whole yen, whole percent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from .acts import Source, article, practice
from .deadlines import era, fiscal_year, fiscal_year_label
from .money import yen
from .rules import rule
from .states import State
from .text import ja


class ChangeKind(State):
    PLAN = "plan", ja("計画の変更")
    SUSPENSION = "suspension", ja("中止")
    ABOLITION = "abolition", ja("廃止")


STOPS = (ChangeKind.SUSPENSION, ChangeKind.ABOLITION)


class Base(State):
    """Of which sum the limit is a part; law.md 2.3(6): schemes differ."""

    SMALLER = "smaller", ja("移す経費と移される経費のうち、最も少ない額")
    OWN = "own", ja("増減するそれぞれの経費の額")
    TOTAL = "total", ja("補助対象経費の合計額")


class Scope(State):
    """How the company says that the content changes; whether it is right the office judges."""

    NONE = "none", ja("内容は変わらない")
    MINOR = "minor", ja("補助の目的に影響しない細部だけが変わる")
    MAJOR = "major", ja("内容が変わる")


@dataclass(frozen=True)
class Limit:
    """What a scheme calls minor: `percent` of `base` moved, the end put off by `days` within its fiscal year."""

    percent: int
    base: Base
    days: int


def limit_of(said: dict[str, Any] | None) -> Limit | None:
    if said is None:
        return None
    return Limit(said["percent"], Base.of(said["base"]), said["days"])


@dataclass(frozen=True)
class Line:
    """A cost line's eligible cost, as it stands and as it is to be. `planned`: it was in the plan."""

    label: str
    was: int
    new: int
    planned: bool = True

    @property
    def moved(self) -> int:
        return abs(self.new - self.was)


@dataclass(frozen=True)
class Step:
    """One line of the trace: what changes, the rule that it was held against, whether a notice suffices."""

    code: str
    text: str
    source: Source
    minor: bool

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "text": self.text, "rule": str(self.source), "minor": self.minor}


ALLOCATION = article("適正化法7条1項1号", "S7")
CONTENT = article("適正化法7条1項3号", "S7")
FLOW = practice("流用の限度（制度ごとの定め）", "R8")
PERIOD = practice("完了の予定日の変更（制度ごとの定め）", "R8")
SUM = article("適正化法6条1項・7条1項1号", "S6", "S7")


class Code(StrEnum):
    FLOW = "flow"
    SUM = "sum"
    PERIOD = "period"
    CONTENT = "content"
    STOP = "stop"


@rule("S7", "R8")
def steps_of_lines(lines: Sequence[Line], limit: Limit | None) -> list[Step]:
    """Each line that changes against the scheme's limit, which is cut to the yen."""
    changed = [line for line in lines if line.moved]
    return [_flow(line, limit, _most(line, changed, lines, limit)) for line in changed]


def _most(line: Line, changed: Sequence[Line], lines: Sequence[Line], limit: Limit | None) -> int:
    """The most that may be moved. Of several lines that change the smallest stands for all: the stricter reading."""
    if limit is None:
        return 0
    base = {
        Base.SMALLER: min(each.was for each in changed),
        Base.OWN: line.was,
        Base.TOTAL: sum(each.was for each in lines),
    }[limit.base]
    return base * limit.percent // 100


def _flow(line: Line, limit: Limit | None, most: int) -> Step:
    words = {"line": line.label, "was": yen(line.was), "now": yen(line.new), "moved": yen(line.moved)}
    if limit is None:
        text = ja(
            "{line}：{was}から{now}（{moved}の増減）。制度に軽微な変更の定めがないため、承認が要ります。"
        )
        return Step(Code.FLOW, text.format(**words), ALLOCATION, False)
    words |= {"most": yen(most), "percent": str(limit.percent), "base": limit.base.label}
    minor = line.moved <= most
    text = ja("{line}：{was}から{now}（{moved}の増減）。限度は{base}の{percent}%で{most}：")
    text += ja("限度以内です。") if minor else ja("限度を超えます。")
    return Step(Code.FLOW, text.format(**words), FLOW, minor)


@rule("S7", "S6")
def steps_of_sums(was: dict[int, int], now: dict[int, int]) -> list[Step]:
    """The sum of a fiscal year is what was decided: it changes by a decision alone."""
    text = ja(
        "{year}の補助金の額：{was}から{now}。交付の決定の額が変わるため、承認（変更交付決定）が要ります。"
    )
    return [
        Step(
            Code.SUM,
            text.format(
                year=fiscal_year_label(year),
                was=yen(was.get(year, 0)),
                now=yen(now.get(year, 0)),
            ),
            SUM,
            False,
        )
        for year in sorted({*was, *now})
        if was.get(year, 0) != now.get(year, 0)
    ]


@rule("S7", "R8")
def steps_of_period(was: date, now: date, limit: Limit | None) -> list[Step]:
    """An earlier end needs no approval; a later one within the scheme's days and the fiscal year neither."""
    if was == now:
        return []
    words = {"was": era(was), "now": era(now), "days": str((now - was).days)}
    if now < was:
        text = ja("完了の予定日：{was}から{now}に早まります。届出で足ります。")
        return [Step(Code.PERIOD, text.format(**words), PERIOD, True)]
    most = limit.days if limit else 0
    minor = (now - was).days <= most and fiscal_year(now) == fiscal_year(was)
    text = ja("完了の予定日：{was}から{now}（{days}日の延長）。限度は同じ年度の中で{most}日：")
    text += ja("限度以内です。") if minor else ja("限度を超えます。")
    return [Step(Code.PERIOD, text.format(most=most, **words), PERIOD, minor)]


@rule("S7")
def steps_of_content(scope: str) -> list[Step]:
    if scope == Scope.MINOR:
        text = ja(
            "内容：補助の目的に影響しない細部の変更として届け出ます。承認が要ると判断されることがあります。"
        )
        return [Step(Code.CONTENT, text, CONTENT, True)]
    if scope == Scope.MAJOR:
        return [Step(Code.CONTENT, ja("内容の変更には、承認が要ります。"), CONTENT, False)]
    return []


def steps_of_stop(kind: str) -> list[Step]:
    if kind not in STOPS:
        return []
    return [Step(Code.STOP, ja("補助事業の中止・廃止には、承認が要ります。"), CONTENT, False)]


def is_minor(steps: Sequence[Step]) -> bool:
    return bool(steps) and all(step.minor for step in steps)
