from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from common import clock
from law.lifecycle import SchemeKind

from .models import Call, Scheme, SchemeVersion


def version_in_force(scheme: Scheme, day: date) -> SchemeVersion | None:
    """The version of the scheme that a filing on `day` falls under."""
    return scheme.versions.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()


def stands_open(scheme: Scheme) -> bool:
    """For 認定 the intake stands open (法附則24条); the other kinds take in with a call only."""
    return scheme.kind == SchemeKind.CERTIFICATION


def call_at(scheme: Scheme, moment: datetime) -> Call | None:
    """The published call in whose window `moment` lies; the minute it closes lies outside."""
    window = Q(closes_at__isnull=True) | Q(closes_at__gt=moment)
    calls = scheme.calls.filter(window, published_at__isnull=False, opens_at__lte=moment)
    return calls.order_by("-round").first()


def open_schemes(day: date) -> list[Scheme]:
    """Schemes that take in applications on `day`: a fund at any time, another with a call."""
    in_force = SchemeVersion.objects.filter(scheme=OuterRef("pk"), valid_from__lte=day)
    now = clock.now()
    window = Q(closes_at__isnull=True) | Q(closes_at__gt=now)
    calls = Call.objects.filter(window, scheme=OuterRef("pk"), published_at__isnull=False, opens_at__lte=now)
    takes_in = Q(kind=SchemeKind.CERTIFICATION.value) | Exists(calls)
    schemes = Scheme.objects.filter(takes_in, Exists(in_force))
    return list(schemes.select_related("fund").order_by("code"))


def uncleared_blocks(document: dict[str, Any]) -> list[str]:
    """Fixed words of the letters that no lawyer has cleared yet (要法務確認)."""
    names = {"appeal_notice": _("教示"), "certificate": _("認定通知書の留意事項")}
    blocks = document["letters"].items()
    return [names.get(key, _("通知書の文言")) for key, block in blocks if block["needs_legal_review"]]
