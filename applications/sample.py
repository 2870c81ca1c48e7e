"""A plan as a scheme's document would have it, typed by an invented company and stored nowhere.

Previews read it through the same registry, forms and sums as a real one.
"""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation
from common import canonical, clock
from common.corporate_number import with_check_digit
from funds.models import Scheme, SchemeVersion

from .models import Plan, PlanPart, PlanParty, PlanVersion
from .parts.base import PartContext
from .parts.reading import PlanReader
from .parts.spec import sections_of
from .selectors import subsidy_of
from .services.freezing import content_of, subsidy_json

PARTY = 1
TOTAL, ELIGIBLE = "100,000,000", "80,000,000"
REGISTRY = "999901000001"  # no registry office has this number
PRODUCT = "p0000001"


def sample_organisation() -> Organisation:
    return Organisation(
        pk=PARTY,
        name=_("見本製薬株式会社"),
        corporate_number=with_check_digit(REGISTRY),
        address=_("見本県見本市見本町一丁目1番1号"),
        representative_title=_("代表取締役社長"),
        representative_name=_("見本 太郎"),
    )


def sample_context(document: dict[str, Any]) -> PartContext:
    """For forms that are only looked at."""
    name = sample_organisation().name
    return PartContext(
        scheme=document, parties=((PARTY, name),), products=((PRODUCT, _("見本錠5mg")),), party_name=name
    )


def sample_version(document: dict[str, Any]) -> PlanVersion:
    """A filed version of the sample, with its expected subsidy; never saved."""
    scheme = Scheme(code=document["code"], kind=document["kind"], name=document["name"])
    standing = SchemeVersion(scheme=scheme, number=1, document=document)
    now = clock.now()
    plan = Plan(
        scheme=scheme,
        scheme_version=standing,
        title=_("見本の計画"),
        number=_("%(prefix)s-見本") % {"prefix": document["prefix"]},
        arrived_at=now,
    )
    party = PlanParty(pk=PARTY, plan=plan, organisation=sample_organisation(), is_lead=True)
    reader = PlanReader(plan, document, [party], _parts(plan, party, document), version_id=standing.pk)
    return PlanVersion(
        plan=plan,
        number=1,
        scheme_version=standing,
        arrived_at=now,
        content=canonical.dumps(content_of(reader, [], 1)).decode(),
        subsidy=subsidy_json(subsidy_of(reader)),
    )


def _parts(plan: Plan, party: PlanParty, document: dict[str, Any]) -> list[PlanPart]:
    typed = _typed(document)
    return [
        PlanPart(
            pk=place,
            plan=plan,
            key=key,
            party=party if spec.per_party else None,
            confidential=spec.confidential,
            form_version=1,
            data=typed.get(key, {}),
        )
        for place, (key, spec) in enumerate(sections_of(document).items())
    ]


def _typed(document: dict[str, Any]) -> dict[str, dict[str, str]]:
    menu, year = document["menus"][0], document["fiscal_years"][0]
    category = menu["cost_categories"][0]
    cost = f"cost-{menu['code']}-{year}-{category['code']}"
    company = sample_organisation()
    standard = {f"standard-{menu['code']}-{year}": ELIGIBLE} if document["uses_standard_amount"] else {}
    return {
        "applicant": {
            "name": company.name,
            "address": company.address,
            "representative_title": company.representative_title,
            "representative_name": company.representative_name,
        },
        "measure": {
            "title": _("見本の計画"),
            **_day("starts_on", f"{year}-10-1"),
            **_day("ends_on", f"{year + 1}-3-31"),
            **{f"kind_{kind['code']}": "on" for kind in document["measure"]["kinds"][:1]},
            f"menu_{menu['code']}": "on",
        },
        "costs": {"tax_basis": "excluded", f"{cost}-total": TOTAL, f"{cost}-eligible": ELIGIBLE, **standard},
    }


def _day(name: str, text: str) -> dict[str, str]:
    return {
        f"{name}_{box}": part for box, part in zip(("year", "month", "day"), text.split("-"), strict=True)
    }
