from .applicant import ApplicantForm
from .competition import CompetitionForm
from .costs import CostsForm
from .effects import EffectsForm
from .facilities import FacilitiesForm
from .funding import FundingForm
from .measure import MeasureForm, OtherForm
from .precondition import PreconditionForm
from .products import ProductsForm
from .volumes import VolumesForm

__all__ = [
    "ApplicantForm",
    "CompetitionForm",
    "CostsForm",
    "EffectsForm",
    "FacilitiesForm",
    "FundingForm",
    "MeasureForm",
    "OtherForm",
    "PreconditionForm",
    "ProductsForm",
    "VolumesForm",
]
