"""消費税仕入控除税額: the tax in a grant that the company gets back from the tax office.

No statute says how it is reckoned. What the offices' report sheets ask for is followed here: the tax in
what the grant paid for, as far as the company could deduct it, by the method of its own tax return.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..acts import practice
from ..rules import rule
from ..text import ja
from .trace import Inputs, Trace, Tracer
from .yen import Rounding, fraction_text, rate_text, refused, rounded, whole_yen

METHOD = practice("消費税仕入控除税額の報告の計算方法", "R7")


class TaxMethod(StrEnum):
    """How the company's tax return deducts the tax on what it bought."""

    FULL = "full"
    PROPORTIONAL = "proportional"
    INDIVIDUAL = "individual"
    SIMPLIFIED = "simplified"
    EXEMPT = "exempt"
    TAX_EXCLUDED = "tax_excluded"


TAX_METHODS = {
    TaxMethod.FULL: ja("全額控除（課税売上割合95%以上かつ課税売上高5億円以下）"),
    TaxMethod.PROPORTIONAL: ja("一括比例配分方式"),
    TaxMethod.INDIVIDUAL: ja("個別対応方式"),
    TaxMethod.SIMPLIFIED: ja("簡易課税"),
    TaxMethod.EXEMPT: ja("免税事業者"),
    TaxMethod.TAX_EXCLUDED: ja("税抜きで交付を受けた"),
}
# Nothing of the tax in the grant comes back to who reckons by one of these.
DEDUCTS_NOTHING = frozenset({TaxMethod.SIMPLIFIED, TaxMethod.EXEMPT, TaxMethod.TAX_EXCLUDED})
STANDARD_RATE = Fraction(10, 110)


@dataclass(frozen=True)
class Purchases:
    """What of the eligible cost bore tax, tax included, by what it was bought for."""

    for_taxed_sales: int = 0
    for_both: int = 0
    for_untaxed_sales: int = 0

    @property
    def all(self) -> int:
        return self.for_taxed_sales + self.for_both + self.for_untaxed_sales


@dataclass(frozen=True)
class Sales:
    """課税売上割合: taxed sales of all sales."""

    taxed: int
    all: int


@dataclass(frozen=True)
class DeductedTax:
    amount: int
    trace: Trace


@rule("R7")
def deducted_tax(
    *,
    method: TaxMethod,
    grant: int,
    eligible_cost: int = 0,
    purchases: Purchases = Purchases(),
    sales: Sales | None = None,
    tax_rate: Fraction = STANDARD_RATE,
) -> DeductedTax:
    """grant × deductible purchases ÷ eligible cost × 10/110, cut to the yen once; 0 is reported too."""
    tracer = Tracer(METHOD)
    whole_yen(grant, ja("補助金の額"))
    if method in DEDUCTS_NOTHING:
        told: Inputs = ((ja("申告の方法"), TAX_METHODS[method]),)
        return DeductedTax(tracer.step(ja("仕入控除税額（0円でも報告する）"), 0, told), tuple(tracer.lines))
    _check(eligible_cost, purchases)
    deductible = _deductible(method, purchases, sales)
    shown = tracer.step(
        ja("控除の対象となる課税仕入れ"),
        int(deductible),
        (*_inputs(purchases), *_ratio(method, sales), (ja("申告の方法"), TAX_METHODS[method])),
        ja("ここでは切り捨てず、{exact}円として次の計算に使う").format(exact=fraction_text(deductible))
        if deductible.denominator > 1
        else "",
    )
    amount = tracer.step(
        ja("仕入控除税額（補助金 × 控除の対象 ÷ 補助対象経費 × 税率）"),
        rounded(grant * deductible / eligible_cost * tax_rate, unit=1, rounding=Rounding.CUT),
        (
            (ja("補助金の額"), grant),
            (ja("控除の対象となる課税仕入れ"), shown),
            (ja("補助対象経費"), eligible_cost),
            (ja("税率"), f"{tax_rate_text(tax_rate)}"),
        ),
        ja("1円未満切捨て"),
    )
    return DeductedTax(amount, tuple(tracer.lines))


def tax_rate_text(rate: Fraction) -> str:
    """10/110 and not 1/11: as the sheets print it."""
    percent = rate / (1 - rate) * 100
    return f"{percent}/{100 + percent}" if percent.denominator == 1 else rate_text(rate)


def _deductible(method: TaxMethod, purchases: Purchases, sales: Sales | None) -> Fraction:
    if method is TaxMethod.FULL:
        return Fraction(purchases.all)
    ratio = _ratio_of(sales)
    if method is TaxMethod.PROPORTIONAL:
        return purchases.all * ratio
    return purchases.for_taxed_sales + purchases.for_both * ratio


def _ratio_of(sales: Sales | None) -> Fraction:
    label = ja("総売上高")
    if sales is None or whole_yen(sales.all, label) == 0:
        raise refused(
            "no_sales", ja("{label}は、課税売上割合の計算に必要です。1円以上で入力してください。"), label
        )
    if whole_yen(sales.taxed, ja("課税売上高")) > sales.all:
        sentence = ja("{label}が、総売上高を超えています。金額を確かめてください。")
        raise refused("taxed_above_all", sentence, ja("課税売上高"))
    return Fraction(sales.taxed, sales.all)


def _inputs(purchases: Purchases) -> Inputs:
    return (
        (ja("課税売上げにだけ要するもの"), purchases.for_taxed_sales),
        (ja("課税・非課税に共通して要するもの"), purchases.for_both),
        (ja("非課税売上げにだけ要するもの"), purchases.for_untaxed_sales),
    )


def _ratio(method: TaxMethod, sales: Sales | None) -> Inputs:
    if sales is None or method is TaxMethod.FULL:
        return ()
    return ((ja("課税売上高"), sales.taxed), (ja("総売上高"), sales.all))


def _check(eligible_cost: int, purchases: Purchases) -> None:
    for label, amount in _inputs(purchases):
        whole_yen(amount, label)
    label = ja("補助対象経費")
    if whole_yen(eligible_cost, label) == 0:
        raise refused("no_cost", ja("{label}は、1円以上で入力してください。"), label)
    if purchases.all > eligible_cost:
        sentence = ja("{label}の合計が、補助対象経費を超えています。金額を確かめてください。")
        raise refused("purchases_above_cost", sentence, ja("課税仕入れ"))
