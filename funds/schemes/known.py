"""What stands beside a document in the tables, for its checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..models import Fund, SchemeVersion
from .places import Document


@dataclass(frozen=True)
class Known:
    """What stands beside the document: earlier versions of the scheme (oldest first), its kind,
    prefixes of the other schemes (prefix → name), funds (code → (name, law_fund))."""

    past: tuple[Document, ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=dict)
    funds: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def latest(self) -> Document | None:
        return self.past[-1] if self.past else None


def known_of(code: str) -> Known:
    """Earlier versions of this scheme, prefixes of the others, and the funds. Three queries."""
    past = SchemeVersion.objects.filter(scheme=code).order_by("number").values_list("document", flat=True)
    others = SchemeVersion.objects.exclude(scheme=code).values_list("document__prefix", "scheme__name")
    funds = Fund.objects.order_by("code").values_list("code", "name", "law_fund")
    return Known(
        past=tuple(past),
        prefixes=dict(others.order_by("scheme", "number")),
        funds={code: (name, law_fund) for code, name, law_fund in funds},
    )
