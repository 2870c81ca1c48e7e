"""The sections of a plan, in the order of the steps. Keys are stable for ever."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import forms
from .base import PartForm

FORM_VERSION = 1


@dataclass(frozen=True)
class PartSpec:
    """One section. `per_party`: each company has its own. `confidential`: only it and the ministry see it."""

    key: str
    title: str | Promise
    form: type[PartForm]
    per_party: bool = False
    confidential: bool = False
    article: str | Promise = ""


PARTS = (
    PartSpec("applicant", _("申請者"), forms.ApplicantForm, per_party=True, article=_("省令第5条第1項第1号")),
    PartSpec("measure", _("内容・実施時期"), forms.MeasureForm, article=_("省令第5条第1項第2号")),
    PartSpec("products", _("品目"), forms.ProductsForm, article=_("省令第5条第1項第2号")),
    PartSpec("costs", _("資金（年度別）"), forms.CostsForm, per_party=True, article=_("省令第5条第1項第3号")),
    PartSpec("funding", _("調達方法"), forms.FundingForm, per_party=True, article=_("省令第5条第1項第3号")),
    PartSpec("effects", _("見込まれる効果"), forms.EffectsForm, article=_("省令第5条第1項第4号")),
    PartSpec("other", _("その他の事項"), forms.OtherForm, article=_("省令第5条第1項第5号")),
    PartSpec(
        "competition",
        _("売上高・事業再編"),
        forms.CompetitionForm,
        per_party=True,
        confidential=True,
        article=_("省令第5条第1項第5号"),
    ),
    PartSpec(
        "volumes",
        _("生産数量"),
        forms.VolumesForm,
        per_party=True,
        confidential=True,
        article=_("省令第5条第1項第5号"),
    ),
)
SPECS = {spec.key: spec for spec in PARTS}
ATTACHMENTS = "attachments"
