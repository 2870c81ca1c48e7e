"""Who may see which part, at which stage. One table; everything shown to anyone passes through it.

A company's own figures (sales, volumes, notifications under the Antimonopoly Act) are seen by
itself and by the ministry only: fellow applicants are its competitors, and NIBN, the contractor
and reviewers need not know them. The consulted see them: the 公正取引委員会 gets a copy of the whole
application (附則26条1項); that the 財務大臣 gets one too is practice, for 附則25条 names no copy.
"""

from enum import StrEnum

from .authorities import Authority
from .states import ENDED, GrantState, PlanState
from .text import ja


class Capacity(StrEnum):
    """In what capacity a membership stands towards a case."""

    OWNER = "owner"  # a party, towards its own parts
    PARTY = "party"  # a party, towards another party's parts and the joint ones
    MINISTRY = "ministry"
    CLERK = "clerk"
    NIBN = "nibn"
    REVIEWER = "reviewer"
    CONSULTEE = "consultee"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    STRANGER = "stranger"


class Kind(StrEnum):
    """What kind of thing a part is."""

    JOINT = "joint"
    PARTY = "party"
    CONFIDENTIAL = "confidential"
    ATTACHMENT = "attachment"
    PAPER = "paper"  # the scan of a paper application: every party's figures on one sheet
    RECEIPT = "receipt"
    SHEET = "sheet"
    OPINION = "opinion"
    FINDING = "finding"
    CONSULTATION = "consultation"
    RANKING = "ranking"
    DECISION_DRAFT = "decision_draft"
    LETTER = "letter"
    HISTORY = "history"
    GRANT = "grant"  # a company's own application for its grant, its changes, its conditions
    GRANT_CHECK = "grant_check"
    GRANT_DRAFT = "grant_draft"
    GRANT_LETTER = "grant_letter"
    GRANT_HISTORY = "grant_history"
    EVIDENCE = "evidence"  # what the payments of a filed report show
    EVIDENCE_ELSEWHERE = "evidence_elsewhere"  # that the same invoice or file stands in another grant


class Stage(StrEnum):
    DRAFT = "draft"
    FILED = "filed"
    ENDED = "ended"


class Sight(StrEnum):
    NO = "no"
    YES = "yes"
    NAMELESS = "nameless"

    def __bool__(self) -> bool:
        return self is not Sight.NO


KIND_LABELS = {
    Kind.JOINT: ja("共同の記載"),
    Kind.PARTY: ja("各社の記載"),
    Kind.CONFIDENTIAL: ja("各社の非開示の記載"),
    Kind.ATTACHMENT: ja("添付書類（非開示を除く）"),
    Kind.PAPER: ja("紙の申請書の写し"),
    Kind.RECEIPT: ja("受付票"),
    Kind.SHEET: ja("補正・照会の票"),
    Kind.OPINION: ja("審査委員の意見"),
    Kind.FINDING: ja("審査調書"),
    Kind.CONSULTATION: ja("協議"),
    Kind.RANKING: ja("公募の順位表"),
    Kind.DECISION_DRAFT: ja("起案・決裁"),
    Kind.LETTER: ja("施行した文書"),
    Kind.HISTORY: ja("経緯"),
    Kind.GRANT: ja("交付申請、その変更、交付の条件"),
    Kind.GRANT_CHECK: ja("交付申請の査定"),
    Kind.GRANT_DRAFT: ja("交付の決定の起案・決裁"),
    Kind.GRANT_LETTER: ja("交付の決定の通知書"),
    Kind.GRANT_HISTORY: ja("交付申請の経緯"),
    Kind.EVIDENCE: ja("実績報告の証憑"),
    Kind.EVIDENCE_ELSEWHERE: ja("証憑のほかの交付との重なり"),
}

_N, _Y, _W = Sight.NO, Sight.YES, Sight.NAMELESS
_ORDER = (
    Capacity.OWNER,
    Capacity.PARTY,
    Capacity.MINISTRY,
    Capacity.CLERK,
    Capacity.NIBN,
    Capacity.REVIEWER,
    Capacity.CONSULTEE,
    Capacity.AUDITOR,
    Capacity.ADMINISTRATOR,
    Capacity.STRANGER,
)

# fmt: off
_FILED = {
    #                     owner party ministry clerk nibn reviewer consultee auditor admin stranger
    Kind.JOINT:          (_Y,   _Y,   _Y,      _Y,   _Y,  _Y,      _Y,       _Y,     _N,   _N),
    Kind.PARTY:          (_Y,   _Y,   _Y,      _Y,   _Y,  _Y,      _Y,       _Y,     _N,   _N),
    Kind.CONFIDENTIAL:   (_Y,   _N,   _Y,      _N,   _N,  _N,      _Y,       _Y,     _N,   _N),
    Kind.ATTACHMENT:     (_Y,   _Y,   _Y,      _Y,   _Y,  _Y,      _Y,       _Y,     _N,   _N),
    Kind.PAPER:          (_N,   _N,   _Y,      _N,   _N,  _N,      _Y,       _Y,     _N,   _N),
    Kind.RECEIPT:        (_Y,   _Y,   _Y,      _Y,   _Y,  _N,      _N,       _Y,     _N,   _N),
    Kind.SHEET:          (_Y,   _Y,   _Y,      _Y,   _N,  _N,      _N,       _Y,     _N,   _N),
    Kind.OPINION:        (_N,   _N,   _Y,      _N,   _N,  _Y,      _N,       _Y,     _N,   _N),
    Kind.FINDING:        (_N,   _N,   _Y,      _N,   _N,  _N,      _N,       _Y,     _N,   _N),
    Kind.CONSULTATION:   (_N,   _N,   _Y,      _N,   _N,  _N,      _Y,       _Y,     _N,   _N),
    Kind.RANKING:        (_N,   _N,   _Y,      _N,   _N,  _N,      _N,       _Y,     _N,   _N),
    Kind.DECISION_DRAFT: (_N,   _N,   _Y,      _N,   _N,  _N,      _N,       _Y,     _N,   _N),
    Kind.LETTER:         (_Y,   _N,   _Y,      _Y,   _N,  _N,      _N,       _Y,     _N,   _N),
    Kind.HISTORY:        (_W,   _W,   _Y,      _Y,   _W,  _N,      _N,       _Y,     _N,   _N),
    # Every participant asks for its own grant and of NIBN alone; the ministry oversees and audits.
    Kind.GRANT:          (_Y,   _N,   _Y,      _N,   _Y,  _N,      _N,       _Y,     _N,   _N),
    Kind.GRANT_CHECK:    (_N,   _N,   _N,      _N,   _Y,  _N,      _N,       _Y,     _N,   _N),
    Kind.GRANT_DRAFT:    (_N,   _N,   _N,      _N,   _Y,  _N,      _N,       _Y,     _N,   _N),
    Kind.GRANT_LETTER:   (_Y,   _N,   _Y,      _N,   _Y,  _N,      _N,       _Y,     _N,   _N),
    Kind.GRANT_HISTORY:  (_W,   _N,   _W,      _N,   _Y,  _N,      _N,       _Y,     _N,   _N),
    Kind.EVIDENCE:       (_Y,   _N,   _Y,      _N,   _Y,  _N,      _N,       _Y,     _N,   _N),
    # A company never learns of another's.
    Kind.EVIDENCE_ELSEWHERE: (_N, _N, _Y,      _N,   _Y,  _N,      _N,       _Y,     _N,   _N),
}
# fmt: on
# What the ministry grants itself it does alone: to NIBN, which has no part in it, there is nothing to see.
_GRANTED_BY_MINISTRY = {
    #                     owner party ministry clerk nibn reviewer consultee auditor admin stranger
    Kind.GRANT: (_Y, _N, _Y, _N, _N, _N, _N, _Y, _N, _N),
    Kind.GRANT_CHECK: (_N, _N, _Y, _N, _N, _N, _N, _Y, _N, _N),
    Kind.GRANT_DRAFT: (_N, _N, _Y, _N, _N, _N, _N, _Y, _N, _N),
    Kind.GRANT_LETTER: (_Y, _N, _Y, _N, _N, _N, _N, _Y, _N, _N),
    Kind.GRANT_HISTORY: (_W, _N, _Y, _N, _N, _N, _N, _Y, _N, _N),
    Kind.EVIDENCE: (_Y, _N, _Y, _N, _N, _N, _N, _Y, _N, _N),
    Kind.EVIDENCE_ELSEWHERE: (_N, _N, _Y, _N, _N, _N, _N, _Y, _N, _N),
}  # fmt: skip
_DRAFT_KINDS = frozenset(
    {
        Kind.JOINT,
        Kind.PARTY,
        Kind.CONFIDENTIAL,
        Kind.ATTACHMENT,
        Kind.HISTORY,
        Kind.GRANT,
        Kind.GRANT_HISTORY,
    }
)


def sight(capacity: Capacity, kind: Kind, stage: Stage, authority: str = Authority.NIBN) -> Sight:
    """What `capacity` sees of `kind` at `stage`. A draft belongs to its parties alone.

    `authority`: who gives the grant that it is of; nothing else hangs on it.
    """
    own = _GRANTED_BY_MINISTRY if authority == Authority.MINISTRY else {}
    allowed = own.get(kind, _FILED[kind])[_ORDER.index(capacity)]
    if stage is not Stage.DRAFT:
        return allowed
    is_party = capacity in (Capacity.OWNER, Capacity.PARTY)
    return allowed if is_party and kind in _DRAFT_KINDS else Sight.NO


def stage_of(state: PlanState) -> Stage:
    if state is PlanState.DRAFT:
        return Stage.DRAFT
    return Stage.ENDED if state in ENDED else Stage.FILED


def grant_stage_of(state: GrantState) -> Stage:
    if state is GrantState.DRAFT:
        return Stage.DRAFT
    return Stage.ENDED if state in (GrantState.REFUSED, GrantState.WITHDRAWN) else Stage.FILED


def table(authority: str = Authority.NIBN) -> list[tuple[Kind, Stage, tuple[Sight, ...]]]:
    """Every cell, for the generated docs/visibility.md; of the ministry's grants those of grants alone."""
    kinds = _GRANTED_BY_MINISTRY if authority == Authority.MINISTRY else Kind
    return [
        (kind, stage, tuple(sight(capacity, kind, stage, authority) for capacity in _ORDER))
        for kind in kinds
        for stage in (Stage.DRAFT, Stage.FILED)
    ]


CAPACITIES = _ORDER
