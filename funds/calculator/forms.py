"""What a person types on the calculator's pages, and the document that it makes of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField, PlainForm, YenField
from law.calculator.labels import CHOICES, LABELS
from law.money import DEDUCTS_NOTHING, FixingRule, TaxMethod

from ..schemes.editing.base import RowForm, Rows, Values, textbox
from ..schemes.editing.money import UNITS, RateField

Document = dict[str, Any]


def sum_of(name: str, *, required: bool = True, help: Any = "") -> YenField:
    return YenField(label=LABELS[name], required=required, help_text=help)


def unit_choice(initial: int) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=LABELS["unit"], choices=UNITS, coerce=int, initial=initial)


def chosen(name: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=LABELS[name], choices=list(CHOICES[name].items()), **more)


def said(values: Values) -> Document:
    """Without what was left blank; days as JSON has them."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
        if value not in (None, "")
    }


class CalculatorForm(PlainForm):
    """`fixed` says what every document of the page says."""

    fixed: Document = {}

    def document(self, rows: dict[str, list[Values]]) -> Document:
        lists = {name: [said(without_code(row)) for row in each] for name, each in rows.items()}
        return {**self.fixed, **said(self.cleaned_data), **lists}


def without_code(row: Values) -> Values:
    return {name: value for name, value in row.items() if name != "code"}


class GrantForm(CalculatorForm):
    fixed = {"kind": "grant"}
    eligible_cost = sum_of("eligible_cost", help=_("総事業費のうち、補助の対象になる費用です。"))
    total_cost = sum_of("total_cost", help=_("事業にかかる費用の全額です。"))
    other_income = sum_of(
        "other_income", required=False, help=_("総事業費から差し引きます。なければ空のままにします。")
    )
    standard_amount = sum_of(
        "standard_amount", required=False, help=_("制度が基準額を定めているときだけ書きます。")
    )
    rate = RateField(label=LABELS["rate"], initial="1/2", max_length=20, help_text=_("例：1/2、3分の2"))
    unit = unit_choice(1000)
    cap = sum_of("cap", required=False, help=_("制度が上限額を定めているときだけ書きます。"))


PAID = _("概算払を受けているときに書くと、精算払の額か返還する額も出ます。")


class ProportionalForm(CalculatorForm):
    fixed = {"kind": "fixed_amount", "rule": FixingRule.PROPORTIONAL.value}
    decided_eligible_cost = sum_of("decided_eligible_cost")
    decided_grant = sum_of("decided_grant")
    actual_eligible_cost = sum_of("actual_eligible_cost")
    paid = sum_of("paid", required=False, help=PAID)
    unit = unit_choice(1)


class RecalculatedForm(CalculatorForm):
    fixed = {"kind": "fixed_amount", "rule": FixingRule.RECALCULATED.value}
    decided_grant = sum_of("decided_grant")
    actual_eligible_cost = sum_of("actual_eligible_cost")
    actual_total_cost = sum_of("actual_total_cost")
    actual_other_income = sum_of("actual_other_income", required=False)
    standard_amount = sum_of("standard_amount", required=False)
    rate = RateField(label=LABELS["rate"], initial="1/2", max_length=20)
    paid = sum_of("paid", required=False, help=PAID)
    unit = unit_choice(1)


class CategoryRow(RowForm):
    category = textbox(LABELS["category"], width="m")
    decided_grant = sum_of("decided_grant")
    actual_eligible_cost = sum_of("actual_eligible_cost")


class PerCategoryForm(CalculatorForm):
    fixed = {"kind": "fixed_amount", "rule": FixingRule.PER_CATEGORY.value}
    rate = RateField(label=LABELS["rate"], initial="1/2", max_length=20)
    paid = sum_of("paid", required=False, help=PAID)
    unit = unit_choice(1)


class DatedRow(RowForm):
    date = EraDateField(label=LABELS["date"])
    amount = sum_of("amount")


class SurchargeForm(CalculatorForm):
    fixed = {"kind": "surcharge"}
    from_article = chosen(
        "from_article", initial="17(1)", help_text=_("加算金は、17条1項の取消しによる返還にだけ付きます。")
    )
    refund_amount = sum_of("refund_amount")
    due_date = EraDateField(label=LABELS["due_date"], help_text=_("返還の命令で定められた日です。"))
    as_of = EraDateField(
        label=LABELS["as_of"],
        required=False,
        help_text=_("いつまで計算するか。空のままなら、最後に納付した日まで計算します。"),
    )


class TaxForm(CalculatorForm):
    fixed = {"kind": "consumption_tax"}
    method = chosen("method", help_text=_("補助事業の年度の消費税の申告の方法です。"))
    grant = sum_of("grant", help=_("確定した補助金の額です。"))
    eligible_cost = sum_of(
        "eligible_cost", required=False, help=_("税込みの額です。免税事業者と簡易課税では要りません。")
    )
    for_taxed_sales = sum_of(
        "for_taxed_sales",
        required=False,
        help=_("補助対象経費のうち課税仕入れ（税込み）を、用途ごとに書きます。"),
    )
    for_both = sum_of(
        "for_both",
        required=False,
        help=_("個別対応方式でなければ、課税仕入れのすべてをここに書いてかまいません。"),
    )
    for_untaxed_sales = sum_of("for_untaxed_sales", required=False)
    taxed_sales = sum_of(
        "taxed_sales", required=False, help=_("課税売上割合の計算に使います。全額控除では要りません。")
    )
    all_sales = sum_of("all_sales", required=False)

    def document(self, rows: dict[str, list[Values]]) -> Document:
        """What the method has no use for is not said."""
        found = said(self.cleaned_data)
        method = TaxMethod(found["method"])
        asked = ["method", "grant"]
        if method not in DEDUCTS_NOTHING:
            asked += ["eligible_cost", *(["taxed_sales", "all_sales"] * (method is not TaxMethod.FULL))]
            found["purchases"] = {name: found[name] for name in PURCHASES if name in found}
            asked += ["purchases"]
        return {**self.fixed, **{name: found[name] for name in asked if name in found}}


PURCHASES = ("for_taxed_sales", "for_both", "for_untaxed_sales")


def rows_of(name: str, add: Any, form: type[RowForm], help: Any = "") -> Rows:
    return Rows(name, LABELS[name], add, form, lambda document: document.get(name, [{}]), help=help)


CATEGORIES = rows_of("categories", _("経費区分を追加する"), CategoryRow)
PAYMENTS = rows_of(
    "payments", _("受領を追加する"), DatedRow, _("補助金を受け取った日と額。受け取るたびに一行書きます。")
)
REFUNDS = rows_of(
    "refunds", _("納付を追加する"), DatedRow, _("返還のために納めた日と額。まだなければ空のままにします。")
)
