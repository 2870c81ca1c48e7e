"""In which unit a page shows sums: 円, 千円 or 百万円, chosen once and remembered for the session.

Cut to the unit, never rounded, and the page says so. Letters, exports and the API know nothing of it: yen.
"""

from collections.abc import Callable
from enum import IntEnum
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

KEY = "unit"


class Unit(IntEnum):
    """Its value is its yen."""

    YEN = 1
    THOUSAND = 1_000
    MILLION = 1_000_000

    @property
    def label(self) -> str:
        return {Unit.YEN: _("円"), Unit.THOUSAND: _("千円"), Unit.MILLION: _("百万円")}[self]

    @property
    def heading(self) -> str:
        if self is Unit.YEN:
            return _("単位：円")
        return _("単位：%(unit)s（%(unit)s未満は切り捨て）") % {"unit": self.label}

    @property
    def all(self) -> list["Unit"]:
        return list(Unit)

    def shown(self, amount: int) -> str:
        """Cut towards zero, so that what is short is never made larger than it is."""
        whole = abs(amount) // self
        return f"{'-' if amount < 0 and whole else ''}{whole:,}{self.label}"


def unit_of(request: HttpRequest) -> Unit:
    chosen = request.session.get(KEY, Unit.YEN)
    return Unit(chosen) if chosen in set(Unit) else Unit.YEN


View = Callable[..., HttpResponseBase]


def remembers_unit(view: View) -> View:
    """`?unit=1000` sets it and leads to the same address without it: to everyone a list has one address."""

    @wraps(view)
    def remembering(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        wanted = request.GET.get(KEY)
        if wanted is None:
            return view(request, *args, **kwargs)
        if wanted in {str(unit.value) for unit in Unit}:
            request.session[KEY] = int(wanted)
        query = request.GET.copy()
        query.pop(KEY)
        return redirect(f"{request.path}?{query.urlencode()}".rstrip("?"))

    return remembering
