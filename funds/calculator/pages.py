"""The calculator's pages: one for each kind, and for each way of fixing an amount."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from law.calculator.labels import LABELS

from ..schemes.editing.base import Rows
from .forms import (
    CATEGORIES,
    PAYMENTS,
    REFUNDS,
    CalculatorForm,
    GrantForm,
    PerCategoryForm,
    ProportionalForm,
    RecalculatedForm,
    SurchargeForm,
    TaxForm,
)
from .grid import GridForm


@dataclass(frozen=True)
class CalculatorPage:
    """`tab` is what the page's kind is called; pages of one tab are told apart by `way`."""

    key: str
    tab: str | Promise
    lead: str | Promise
    form: type[CalculatorForm]
    rows: tuple[Rows, ...] = ()
    way: str | Promise = ""


GRANT_LEAD = _(
    "一つの年度に一社が受ける補助金の見込み。対象経費と基準額の少ない方と、総事業費から収入を除いた額とを比べ、"
    "少ない方に補助率を掛けます。"
)
YEARS_LEAD = _(
    "何年にもわたる計画や、共同の計画の補助金の見込み。年度と参加者ごとに計算し、上限額を参加者、年度、全体の順に"
    "かけます。"
)
FIXING = _("額の確定")
FIXING_LEAD = _("事業が終わった後に確定する額。どの方法によるかは、制度が定めます。")
SURCHARGE_LEAD = _(
    "補助金を返還するときの加算金と延滞金（適正化法19条）。年10.95％、一年を365日として、受領の日と納付の日も"
    "一日と数えます。"
)
TAX_LEAD = _("補助金のうち、消費税の申告で控除を受けた額。0円でも報告が要ります。")
PAGES = {
    page.key: page
    for page in (
        CalculatorPage("grant", _("補助金の額"), GRANT_LEAD, GrantForm),
        CalculatorPage("multi-year", _("年度・参加者ごと"), YEARS_LEAD, GridForm),
        CalculatorPage("fixed-amount", FIXING, FIXING_LEAD, ProportionalForm, way=_("実績に応じて按分する")),
        CalculatorPage(
            "fixed-amount-recalculated", FIXING, FIXING_LEAD, RecalculatedForm, way=_("実績で計算し直す")
        ),
        CalculatorPage(
            "fixed-amount-per-category",
            FIXING,
            FIXING_LEAD,
            PerCategoryForm,
            (CATEGORIES,),
            _("経費区分ごとに比べる"),
        ),
        CalculatorPage("surcharge", _("加算金・延滞金"), SURCHARGE_LEAD, SurchargeForm, (PAYMENTS, REFUNDS)),
        CalculatorPage("consumption-tax", _("消費税仕入控除税額"), TAX_LEAD, TaxForm),
    )
}
AMOUNTS = {
    "grant": {"amount": _("補助金の見込額")},
    "multi_year": {"amount": _("補助金の見込額（合計）")},
    "fixed_amount": {"amount": _("確定額"), "to_pay": _("精算払の額"), "to_return": _("返還する額")},
    "surcharge": {"surcharge": _("加算金"), "late_charge": _("延滞金")},
    "consumption_tax": {"amount": _("仕入控除税額")},
}


def amounts_of(result: dict[str, Any]) -> list[tuple[str | Promise, int]]:
    """The sums that the page shows large."""
    return [(label, result[name]) for name, label in AMOUNTS[result["kind"]].items() if name in result]


def tables_of(result: dict[str, Any]) -> dict[str, Any] | None:
    """Of several years: parties by year, each with its sum, and all of them together."""
    if result["kind"] != "multi_year":
        return None
    years = list(result["by_year"])
    found = {(str(cell["fiscal_year"]), cell["party"]): cell["amount"] for cell in result["cells"]}
    rows = [
        (party, [found.get((year, party), 0) for year in years], total)
        for party, total in result["by_party"].items()
    ]
    rows.append((gettext("合計"), list(result["by_year"].values()), result["amount"]))
    return {"corner": LABELS["party"], "years": [int(year) for year in years], "rows": rows}
