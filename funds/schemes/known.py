"""What stands beside a document in the tables, for its checks."""

from ..models import Fund, SchemeVersion
from .checks import Known


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
