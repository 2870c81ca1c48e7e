"""What is frozen when an application or a report is filed: the version, its rows and its receipt."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.models import Membership
from common import canonical, clock, numbers
from common.schemas import check_content
from law.deadlines import fiscal_year

from ..forms import GrantForm, own_units
from ..models import (
    Grant,
    GrantChange,
    GrantLine,
    GrantReceipt,
    GrantUnit,
    GrantVersion,
    PerformanceReport,
)
from ..money import Amounts


@dataclass(frozen=True)
class Filed:
    """Which version of what, by which act and whom, and when it was in."""

    grant: Grant
    number: int
    act: str
    by: Membership
    arrived_at: datetime
    report: PerformanceReport | None = None
    change: GrantChange | None = None


def freeze(
    *,
    form: GrantForm,
    content: dict[str, Any],
    schema: str,
    amounts: Amounts,
    filed: Filed,
    period: tuple[date, date],
) -> GrantVersion:
    check_content(content, schema)
    text = canonical.dumps(content)
    version = GrantVersion.objects.create(
        grant=filed.grant,
        report=filed.report,
        change=filed.change,
        number=filed.number,
        act=filed.act,
        arrived_at=filed.arrived_at,
        filed_by=filed.by,
        content=text.decode(),
        sha256=canonical.sha256_hex(text),
        amount=amounts.total,
        subsidy=amounts.as_json(),
        starts_on=period[0],
        ends_on=period[1],
    )
    _write_rows(version, form, amounts)
    year = fiscal_year(clock.local(filed.arrived_at).date())
    GrantReceipt.objects.create(
        version=version,
        number=numbers.draw(series=f"grant_receipt:{year}", form=f"RK{year}-{{:06d}}"),
        arrived_at=filed.arrived_at,
        warnings=list(form.checked.warnings.values()),
        sha256=version.sha256,
    )
    return version


def line_content(line: Any, cost: tuple[int, int]) -> dict[str, Any]:
    total, eligible = cost
    return {
        "fiscal_year": line.fiscal_year,
        "menu": line.menu,
        "category": line.category,
        "total_cost": total,
        "eligible_cost": eligible,
    }


def unit_content(form: GrantForm, unit: dict[str, Any]) -> dict[str, Any]:
    place = (unit["fiscal_year"], unit["menu"])
    planned = own_units(form.grant).get(place)
    return {
        "fiscal_year": place[0],
        "menu": place[1],
        "income": form.incomes().get(place, 0),
        "standard_amount": planned.standard_amount if planned else None,
        "amount": unit["amount"],
    }


def _write_rows(version: GrantVersion, form: GrantForm, amounts: Amounts) -> None:
    costs = form.costs()
    GrantLine.objects.bulk_create(
        GrantLine(
            version=version, cost_line=line, total_cost=costs[line.pk][0], eligible_cost=costs[line.pk][1]
        )
        for line in form.own_lines
    )
    GrantUnit.objects.bulk_create(
        GrantUnit(version=version, **unit_content(form, unit)) for unit in amounts.units
    )
