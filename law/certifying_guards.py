"""What must be true before a certification beside law/guards.py: its consultations rest on firm answers, its
day lies within the fund's time, and what it was approved on is still so when it is issued.
"""

from collections.abc import Iterable
from functools import wraps

from .acts import Facts, Guard, Reason
from .deadlines import era
from .guards import listed
from .rules import rule
from .text import ja


@rule("N9", "O3", "O4")
def every_doubt_is_resolved(facts: Facts) -> Reason | None:
    """附則26条1項 hangs on what the companies say; what contradicts itself is no answer yet."""
    if not facts["doubts_open"]:
        return None
    return Reason(
        "doubts_open",
        ja("公正取引委員会への協議の要否について、確かめていない点があります：")
        + listed(facts["doubts_open"])
        + ja("確かめた結果を記録するか、公正取引委員会に協議してください。"),
    )


def some_doubt_is_open(facts: Facts) -> Reason | None:
    if facts["doubts_open"]:
        return None
    return Reason("no_doubt", ja("公正取引委員会への協議の要否について、確かめていない点はありません。"))


@rule("N9")
def resolving_says_how(facts: Facts) -> Reason | None:
    if facts["note"].strip():
        return None
    return Reason("no_note", ja("何により、どのように確かめたかを書いてください。"))


@rule("N1")
def certification_is_not_too_late(facts: Facts) -> Reason | None:
    """附則17条1項・2項: support ends on a day, and with it what may be certified for it. The scheme sets a day
    before that, by which grants can still follow. The day is the letter's, or today where that is later.
    """
    day = max(facts["dated_on"] or facts["today"], facts["today"])
    end, last = facts["support_ends_on"], facts["certification_last_on"]
    if end is not None and day > end:
        return Reason(
            "support_ended",
            ja(
                "基金による支援の期限（{day}）を過ぎた日に認定することはできません（基盤研法附則17条）。"
            ).format(day=era(end)),
            (("last", end),),
        )
    if last is not None and day > last:
        return Reason(
            "certification_too_late",
            ja("認定の最終日（{day}）を過ぎています。").format(day=era(last))
            + ja("施行日をこの日までにするか、制度の定めを確かめてください。"),
            (("last", last),),
        )
    return None


def once_more(outcome: str, guards: Iterable[Guard]) -> tuple[Guard, ...]:
    """What a decision of this outcome was drafted and approved on, asked again at its issue.

    Between the two doors a finding may be written anew, a 補正 may lapse, a consultation may begin.
    """
    return tuple(_of(outcome, guard) for guard in guards)


def _of(outcome: str, guard: Guard) -> Guard:
    @wraps(guard)
    def asked(facts: Facts) -> Reason | None:
        return guard(facts) if facts["outcome"] == outcome else None

    asked.__name__ = f"{guard.__name__} (of {outcome})"
    return asked
