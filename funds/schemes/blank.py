"""Where a new scheme begins: the document's frame and what every scheme of its kind has."""

from typing import Any

from django.utils.translation import gettext as _

from law.lifecycle import SchemeKind

SECTIONS = ["applicant", "measure", "costs", "funding", "effects", "other"]
MEGABYTE = 1024 * 1024


def blank_document(code: str, kind: str) -> dict[str, Any]:
    """Rates, days, menus, criteria and words are left for the editor to fill in."""
    word = {SchemeKind.CERTIFICATION.value: _("措置"), SchemeKind.COMMISSION.value: _("業務")}.get(
        kind, _("事業")
    )
    return {
        "schema": "kikin/scheme",
        "schema_version": 1,
        "code": code,
        "kind": kind,
        "law": {"object": word},
        "sections": SECTIONS,
        "measure": {"word": word, "kinds": []},
        "consultations": ["mof"] if kind == SchemeKind.CERTIFICATION else [],
        "last_days": {},
        "cut_to": 1 if kind == SchemeKind.COMMISSION else 1000,
        "uses_standard_amount": False,
        "menus": [],
        "criteria": [],
        "review_items": [],
        "documents": [],
        "limits": {"file_bytes": 20 * MEGABYTE, "files": 60, "products": 200},
        "standard_period_days": {},
        "letters": _letters(kind),
        "unconfirmed": [],
    }


def _letters(kind: str) -> dict[str, Any]:
    own = {"conditions": [], "needs_legal_review": True}
    if kind == SchemeKind.CERTIFICATION:
        return {"certificate": own}
    return {"adoption" if kind == SchemeKind.ADOPTION else "selection": own}
