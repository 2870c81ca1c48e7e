from .consultation import Consultation, Continuation, Resolution
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
    "Resolution",
    "Score",
    "Sheet",
    "SheetItem",
]
