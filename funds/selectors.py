from datetime import date

from django.db.models import Exists, OuterRef

from law.lifecycle import SchemeKind

from .models import Scheme, SchemeVersion


def version_in_force(scheme: Scheme, day: date) -> SchemeVersion | None:
    """The version of the scheme that a filing on `day` falls under."""
    return scheme.versions.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()


def open_schemes(day: date) -> list[Scheme]:
    """Schemes that take in applications on `day`. For 認定 the intake stands open (法附則24条)."""
    in_force = SchemeVersion.objects.filter(scheme=OuterRef("pk"), valid_from__lte=day)
    certifying = Scheme.objects.filter(Exists(in_force), kind=SchemeKind.CERTIFICATION.value)
    return list(certifying.select_related("fund").order_by("code"))
