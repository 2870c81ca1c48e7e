"""消費税仕入控除税額: what of a grant was tax that the company gets back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.acts import Refused
from law.money import Purchases, Sales, TaxMethod, deducted_tax


def tax(method, *, grant=1_100_000, cost=2_200_000, purchases=None, sales=None, **more):
    purchases = Purchases(for_both=cost) if purchases is None else purchases
    return deducted_tax(
        method=method, grant=grant, eligible_cost=cost, purchases=purchases, sales=sales, **more
    ).amount


@pytest.mark.rule("R7")
@pytest.mark.parametrize(
    ("method", "purchases", "sales", "amount"),
    [
        pytest.param(TaxMethod.FULL, Purchases(for_both=2_200_000), None, 100_000, id="全額控除：10/110"),
        pytest.param(
            TaxMethod.FULL, Purchases(for_both=1_100_000), None, 50_000, id="人件費など課税でない分を除く"
        ),
        pytest.param(
            TaxMethod.PROPORTIONAL, Purchases(for_both=2_200_000), Sales(80, 100), 80_000, id="一括比例配分"
        ),
        pytest.param(
            TaxMethod.INDIVIDUAL,
            Purchases(for_taxed_sales=1_100_000, for_both=550_000, for_untaxed_sales=550_000),
            Sales(80, 100),
            70_000,
            id="個別対応：課税用は全部、共通用は割合、非課税用はなし",
        ),
        pytest.param(TaxMethod.SIMPLIFIED, None, None, 0, id="簡易課税は0円"),
        pytest.param(TaxMethod.EXEMPT, None, None, 0, id="免税事業者は0円"),
        pytest.param(TaxMethod.TAX_EXCLUDED, None, None, 0, id="税抜きで交付を受けたら0円"),
    ],
)
def test_by_the_method_of_the_tax_return(method, purchases, sales, amount):
    assert tax(method, purchases=purchases, sales=sales) == amount


@pytest.mark.rule("R7")
def test_nothing_to_return_is_reported_too():
    found = deducted_tax(method=TaxMethod.EXEMPT, grant=1)
    assert found.trace[0].label == "仕入控除税額（0円でも報告する）"
    assert found.trace[0].inputs == (("申告の方法", "免税事業者"),)


@pytest.mark.rule("R7")
def test_the_yen_is_cut_once_at_the_end():
    assert tax(TaxMethod.PROPORTIONAL, grant=999, cost=1_000, sales=Sales(1, 3)) == 30
    assert tax(TaxMethod.FULL, grant=1_080, cost=1_080, tax_rate=Fraction(8, 108)) == 80


@pytest.mark.rule("R7")
@pytest.mark.parametrize(
    ("method", "more", "sentence"),
    [
        pytest.param(TaxMethod.PROPORTIONAL, {}, "総売上高は、課税売上割合の計算に必要", id="売上がない"),
        pytest.param(TaxMethod.PROPORTIONAL, {"sales": Sales(0, 0)}, "総売上高は", id="売上が0円"),
        pytest.param(TaxMethod.PROPORTIONAL, {"sales": Sales(2, 1)}, "課税売上高が、総売上高を超え", id="逆"),
        pytest.param(TaxMethod.FULL, {"cost": 0}, "補助対象経費は、1円以上", id="経費が0円"),
        pytest.param(
            TaxMethod.FULL, {"cost": 1, "purchases": Purchases(2)}, "補助対象経費を超えて", id="仕入れが多い"
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(method, more, sentence):
    with pytest.raises(Refused, match=sentence):
        tax(method, **more)


@pytest.mark.rule("R7")
@given(
    grant=st.integers(0, 10**13),
    parts=st.tuples(*[st.integers(0, 10**12)] * 3),
    taxed=st.integers(0, 10**6),
    untaxed=st.integers(0, 10**6),
)
def test_never_more_than_the_tax_in_the_grant(grant, parts, taxed, untaxed):
    purchases = Purchases(*parts)
    sales = Sales(taxed, taxed + untaxed + 1)
    for method in (TaxMethod.FULL, TaxMethod.PROPORTIONAL, TaxMethod.INDIVIDUAL):
        found = tax(method, grant=grant, cost=purchases.all + 1, purchases=purchases, sales=sales)
        assert 0 <= 11 * found <= grant
