from .consultation import Consultation
from .finding import Finding
from .pairing import Pairing, Score
from .sheet import Sheet, SheetItem

__all__ = ["Consultation", "Finding", "Pairing", "Score", "Sheet", "SheetItem"]
