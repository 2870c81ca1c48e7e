from .attachment import PAPER_SCAN, Attachment
from .part import PartChange, PartOpening, PlanPart
from .plan import Plan, PlanParty
from .saved import SavedView
from .version import (
    CostLine,
    FacilityLine,
    FundingLine,
    Goal,
    PlanVersion,
    ProductLine,
    Receipt,
    UnitLine,
    VersionFile,
    VolumeLine,
)

__all__ = [
    "PAPER_SCAN",
    "Attachment",
    "CostLine",
    "FacilityLine",
    "FundingLine",
    "Goal",
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
