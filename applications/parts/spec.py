"""The registry of sections a plan may have. Keys are stable for ever.

Which of them a plan has, and in which order, is said by its scheme's document (`sections_of`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from funds.sections import TITLES

from . import forms
from .base import PartForm

FORM_VERSION = 1


@dataclass(frozen=True)
class PartSpec:
    """One section. `per_party`: each company has its own. `confidential`: only it and the ministry see it.

    `item` is the 号 of the five items an application for 認定 states (省令104号4条1項・5条1項);
    `article` is said by the scheme's document.
    """

    key: str
    title: str | Promise
    form: type[PartForm]
    per_party: bool = False
    confidential: bool = False
    item: int | None = None
    article: str = ""


def _spec(key: str, form: type[PartForm], **more: Any) -> PartSpec:
    return PartSpec(key, TITLES[key], form, **more)


PARTS = (
    _spec("applicant", forms.ApplicantForm, per_party=True, item=1),
    _spec("measure", forms.MeasureForm, item=2),
    _spec("products", forms.ProductsForm, item=2),
    _spec("costs", forms.CostsForm, per_party=True, item=3),
    _spec("funding", forms.FundingForm, per_party=True, item=3),
    _spec("effects", forms.EffectsForm, item=4),
    _spec("other", forms.OtherForm, item=5),
    _spec("competition", forms.CompetitionForm, per_party=True, confidential=True, item=5),
    _spec("volumes", forms.VolumesForm, per_party=True, confidential=True, item=5),
    _spec("facilities", forms.FacilitiesForm, item=2),
    _spec("precondition", forms.PreconditionForm),
)
SPECS = {spec.key: spec for spec in PARTS}
ATTACHMENTS = "attachments"


def sections_of(document: Mapping[str, Any]) -> dict[str, PartSpec]:
    """The sections of a plan under this document, in its order, each with its article."""
    return {key: replace(SPECS[key], article=_article(SPECS[key], document)) for key in document["sections"]}


def _article(spec: PartSpec, document: Mapping[str, Any]) -> str:
    """Empty where no ordinance lists the items: there the call's own text asks for them."""
    items = document["law"].get("ordinance_items")
    if items is None or spec.item is None:
        return ""
    return gettext("省令%(items)s第%(item)s号") % {"items": items, "item": spec.item}
