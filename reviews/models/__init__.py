from .consultation import Consultation, Continuation
from .finding import Finding
from .pairing import Pairing, Score
from .ranking import Ranking, RankingAmount, RankingLine
from .sheet import Sheet, SheetItem

__all__ = [
    "Consultation",
    "Continuation",
    "Finding",
    "Pairing",
    "Ranking",
    "RankingAmount",
    "RankingLine",
    "Score",
    "Sheet",
    "SheetItem",
]
