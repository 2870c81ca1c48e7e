from datetime import date

from law.lifecycle import SchemeKind

from .models import Scheme, SchemeVersion


def version_in_force(scheme: Scheme, day: date) -> SchemeVersion | None:
    """The version of the scheme that a filing on `day` falls under."""
    return scheme.versions.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()


def open_schemes(day: date) -> list[Scheme]:
    """Schemes that take in applications on `day`. For 認定 the intake stands open (法附則24条)."""
    certifying = Scheme.objects.filter(kind=SchemeKind.CERTIFICATION.value).select_related("fund")
    return [scheme for scheme in certifying if version_in_force(scheme, day) is not None]
