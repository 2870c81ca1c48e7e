"""実績報告 (適正化法14条): when one is owed, of what, and by when."""

from dataclasses import dataclass
from datetime import date

from .deadlines import ONE_DAY, fiscal_year, fiscal_year_span, last_day
from .rules import rule
from .states import State
from .text import ja

APRIL_10 = (4, 10)


class ReportKind(State):
    """On approved abolition it is owed as on completion: the work ends on its day (docs/adr/0030)."""

    YEAR_END = "year_end", ja("年度終了の実績報告")
    COMPLETION = "completion", ja("完了の実績報告")


@dataclass(frozen=True)
class Owed:
    """One report of a grant: `year` is the fiscal year that ended, None on completion."""

    kind: ReportKind
    year: int | None
    due_on: date


@rule("S14")
def reports_owed(*, starts_on: date, ends_on: date, only: int | None, days: int | None) -> list[Owed]:
    """One for each fiscal year that ends before the work does, and one on completion.

    `only`: the year of a grant that is decided year by year; it owes one report. `days`: the scheme's own
    period after completion, None for the default (R4).
    """
    last = fiscal_year(ends_on)
    years = range(fiscal_year(starts_on), last) if only is None else [only] if only < last else []
    found = [Owed(ReportKind.YEAR_END, year, year_end_due(year)) for year in years]
    if only is None or only >= last:
        found.append(Owed(ReportKind.COMPLETION, None, completion_due(ends_on, days)))
    return found


@rule("R4")
def completion_due(completed_on: date, days: int | None = None) -> date:
    """The earlier of one month counted from completion, its day included, and 10 April after that year.

    厚労省補助金等交付規則4条 counts the year of the decision; a grant over several years is reported on by
    the year in which its work ends.
    """
    period = {"months": 1} if days is None else {"days": days}
    passed = last_day(completed_on, **period) + ONE_DAY
    return min(passed, year_end_due(fiscal_year(completed_on)))


def year_end_due(year: int) -> date:
    return date(year + 1, *APRIL_10)


def over_on(kind: str, year: int | None, completed_on: date | None) -> date | None:
    """The first day on which it may be told: of completion, or after the year's last."""
    if kind == ReportKind.COMPLETION or year is None:
        return completed_on
    return fiscal_year_span(year)[1] + ONE_DAY
