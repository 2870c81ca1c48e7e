"""Form fields that understand what people type in Japanese, and the renderer that draws them."""

from .codes import normalise
from .dates import EraDateField, EraDateWidget, parse_date
from .numbers import CorporateNumberField, FullWidthIntegerField, YenField, YenInput, parse_yen
from .plain import PlainForm
from .renderer import Renderer
from .times import TimeField

__all__ = [
    "CorporateNumberField",
    "EraDateField",
    "EraDateWidget",
    "FullWidthIntegerField",
    "PlainForm",
    "Renderer",
    "TimeField",
    "YenField",
    "YenInput",
    "normalise",
    "parse_date",
    "parse_yen",
]
