"""Whose turn it is, and with what: one answer for every page, cut to what its reader may see.

What is awaited stands in rows, the most pressing first; the first that holds and that the reader
may see is the answer. So a reader from whom a row is hidden gets what they would get without it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from .roles import MINISTRY, Role
from .states import PlanState
from .text import ja
from .visibility import Kind


class Wait(StrEnum):
    """What may be awaited: of a paper that is being typed, then while an application is examined."""

    TYPING = "typing"
    APPROVAL = "approval"
    REDRAFTING = "redrafting"
    SEALING = "sealing"
    ISSUE = "issue"
    RANKING_APPROVAL = "ranking_approval"
    RANKING_REDRAFTING = "ranking_redrafting"
    AMENDMENT = "amendment"
    INQUIRY = "inquiry"
    FINDINGS = "findings"
    CONSULTING = "consulting"
    SENDING = "sending"
    OPINION = "opinion"
    CONSULTED = "consulted"
    RANKING = "ranking"


@dataclass(frozen=True)
class Turn:
    who: str
    what: str
    role: Role

    @property
    def is_ministry(self) -> bool:
        return self.role in MINISTRY


APPLICANT = ja("申請者")
OFFICER = ja("担当官")

# fmt: off
EXAMINING = (
    #  what is awaited   told by whoever sees  whose turn               with what
    (Wait.APPROVAL,      Kind.DECISION_DRAFT,  Turn(ja("決裁者"),       ja("起案の決裁"),             Role.DECIDER)),
    (Wait.REDRAFTING,    Kind.DECISION_DRAFT,  Turn(OFFICER,            ja("差し戻された起案の見直し"), Role.OFFICER)),
    (Wait.SEALING,       Kind.DECISION_DRAFT,  Turn(ja("システム"),     ja("署名した文書の作成"),     Role.SYSTEM)),
    (Wait.ISSUE,         Kind.DECISION_DRAFT,  Turn(OFFICER,            ja("施行"),                   Role.OFFICER)),
    (Wait.RANKING_APPROVAL, Kind.DECISION_DRAFT, Turn(ja("決裁者"),     ja("順位表の決裁"),           Role.DECIDER)),
    (Wait.RANKING_REDRAFTING, Kind.DECISION_DRAFT, Turn(OFFICER,        ja("差し戻された順位案の見直し"), Role.OFFICER)),
    (Wait.AMENDMENT,     Kind.JOINT,           Turn(APPLICANT,          ja("修正の提出"),             Role.REPRESENTATIVE)),
    (Wait.INQUIRY,       Kind.SHEET,           Turn(APPLICANT,          ja("照会への回答"),           Role.REPRESENTATIVE)),
    (Wait.FINDINGS,      Kind.FINDING,         Turn(OFFICER,            ja("審査調書の作成"),         Role.OFFICER)),
    (Wait.CONSULTING,    Kind.CONSULTATION,    Turn(OFFICER,            ja("協議書の作成"),           Role.OFFICER)),
    (Wait.SENDING,       Kind.CONSULTATION,    Turn(OFFICER,            ja("協議書の送付"),           Role.OFFICER)),
    (Wait.OPINION,       Kind.OPINION,         Turn(ja("審査委員"),     ja("意見の提出"),             Role.REVIEWER)),
    (Wait.CONSULTED,     Kind.CONSULTATION,    Turn(ja("協議先"),       ja("協議への回答"),           Role.CONSULTEE)),
    (Wait.RANKING,       Kind.DECISION_DRAFT,  Turn(OFFICER,            ja("順位案の作成"),           Role.OFFICER)),
)
STANDING = {
    PlanState.DRAFT:       Turn(APPLICANT,     ja("申請の提出"),   Role.REPRESENTATIVE),
    PlanState.AT_NIBN:     Turn(ja("基盤研"),  ja("大臣への送付"), Role.NIBN_OFFICER),
    PlanState.FILED:       Turn(OFFICER,       ja("審査の開始"),   Role.OFFICER),
    PlanState.EXAMINATION: Turn(OFFICER,       ja("審査"),         Role.OFFICER),
    PlanState.CORRECTION:  Turn(APPLICANT,     ja("補正の提出"),   Role.REPRESENTATIVE),
}
AWAITING = frozenset({PlanState.DRAFT, PlanState.EXAMINATION})  # where the answer hangs on what is awaited
TYPING = Turn(ja("窓口"), ja("紙の申請の入力"), Role.CLERK)
DRAFTING = Turn(OFFICER, ja("起案"), Role.OFFICER)
# fmt: on


def turn_of(state: PlanState, waits: Collection[str], sees: Callable[[Kind], object]) -> Turn | None:
    """None when the procedure has ended. `sees` is what the reader's capacity sees of this plan."""
    if state is PlanState.DRAFT and Wait.TYPING in waits:
        return TYPING
    if state is not PlanState.EXAMINATION:
        return STANDING.get(state)
    for wait, kind, turn in EXAMINING:
        if wait in waits and sees(kind):
            return turn
    return DRAFTING if sees(Kind.DECISION_DRAFT) else STANDING[state]
