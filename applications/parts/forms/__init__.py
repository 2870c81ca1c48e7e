from .applicant import ApplicantForm
from .competition import CompetitionForm
from .costs import CostsForm
from .effects import EffectsForm
from .funding import FundingForm
from .measure import MeasureForm, OtherForm
from .products import ProductsForm
from .volumes import VolumesForm

__all__ = [
    "ApplicantForm",
    "CompetitionForm",
    "CostsForm",
    "EffectsForm",
    "FundingForm",
    "MeasureForm",
    "OtherForm",
    "ProductsForm",
    "VolumesForm",
]
