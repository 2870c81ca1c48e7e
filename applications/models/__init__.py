from .attachment import Attachment
from .export import ListExport
from .letter import PaperLetter
from .part import PartChange, PartOpening, PlanPart
from .plan import Plan, PlanParty
from .saved import SavedView
from .version import (
    CostLine,
    FacilityLine,
    FundingLine,
    Goal,
    JftcRequired,
    PlanVersion,
    ProductLine,
    Receipt,
    UnitLine,
    VersionFile,
    VolumeLine,
)

__all__ = [
    "Attachment",
    "CostLine",
    "FacilityLine",
    "FundingLine",
    "Goal",
    "JftcRequired",
    "ListExport",
    "PaperLetter",
    "PartChange",
    "PartOpening",
    "Plan",
    "PlanPart",
    "PlanParty",
    "PlanVersion",
    "ProductLine",
    "Receipt",
    "SavedView",
    "UnitLine",
    "VersionFile",
    "VolumeLine",
]
