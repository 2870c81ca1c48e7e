"""財産 (適正化法22条, 施行令13条・14条): what is restricted, until when, and what an approval asks back."""

from datetime import date
from fractions import Fraction

import pytest

from law.assets import (
    ENDS,
    AssetKind,
    AssetTerms,
    DisposalKind,
    RepaymentBase,
    Standing,
    Tax,
    asset_terms,
    must_stand,
    restriction_ends,
    standing_on,
)
from law.lifecycle import ASSET, DISPOSAL, DISPOSAL_DECISION
from law.money import repayment_on_disposal
from law.roles import Role


@pytest.mark.rule("S22", "R8")
@pytest.mark.parametrize(
    ("kind", "quantity", "with_tax", "without_tax", "tax", "stands"),
    [
        (AssetKind.MACHINE, 1, 550_000, 500_000, Tax.EXCLUDED, True),
        (AssetKind.MACHINE, 1, 549_998, 499_999, Tax.EXCLUDED, False),
        (AssetKind.MACHINE, 1, 500_000, 454_546, Tax.INCLUDED, True),
        (AssetKind.MACHINE, 1, 499_999, 454_545, Tax.INCLUDED, False),
        (AssetKind.OTHER, 2, 1_100_000, 1_000_000, Tax.EXCLUDED, True),
        (AssetKind.OTHER, 2, 1_099_998, 999_999, Tax.EXCLUDED, False),
        (AssetKind.REAL_ESTATE, 1, 11, 10, Tax.EXCLUDED, True),
        (AssetKind.VESSEL, 9, 11, 10, Tax.EXCLUDED, True),
        (AssetKind.FIXTURE, 1, 11, 10, Tax.EXCLUDED, True),
    ],
)
def test_machines_are_restricted_from_a_unit_price_on_and_buildings_always(
    kind, quantity, with_tax, without_tax, tax, stands
):
    terms = AssetTerms(tax=tax)
    assert must_stand(kind, quantity, with_tax, without_tax, terms) is stands


@pytest.mark.rule("S22")
@pytest.mark.parametrize(
    ("acquired_on", "years", "until"),
    [
        (date(2027, 3, 10), 5, date(2032, 3, 10)),
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
        (date(2027, 3, 10), None, None),
    ],
)
def test_the_period_runs_from_the_day_after_the_acquisition(acquired_on, years, until):
    assert restriction_ends(acquired_on, years) == until


@pytest.mark.rule("S22")
def test_a_restriction_is_a_date_and_one_that_nobody_set_does_not_end():
    until = date(2032, 3, 10)
    assert standing_on(until, is_guarded=True, until=until) is Standing.RESTRICTED
    assert standing_on(date(2032, 3, 11), is_guarded=True, until=until) is Standing.OVER
    assert standing_on(date(2099, 1, 1), is_guarded=True, until=None) is Standing.OPEN
    assert standing_on(until, is_guarded=False, until=None) is Standing.FREE


@pytest.mark.rule("R8")
def test_what_a_scheme_leaves_out_is_as_in_practice():
    assert asset_terms(None) == asset_terms({}) == AssetTerms(500_000, Tax.EXCLUDED, RepaymentBase.LARGER)
    said = {"threshold": 300_000, "tax": "included", "repayment_base": "proceeds", "years": {"machine": 7}}
    assert asset_terms(said) == AssetTerms(
        300_000, Tax.INCLUDED, RepaymentBase.PROCEEDS, {AssetKind.MACHINE: 7}
    )


@pytest.mark.rule("S22", "S7b", "R8")
@pytest.mark.parametrize(
    ("base", "proceeds", "remaining", "share", "amount"),
    [
        ("larger", 4_000_001, 3_000_000, 5_000_000, 2_000_000),
        ("larger", 0, 3_000_001, 5_000_000, 1_500_000),
        ("proceeds", 0, 3_000_000, 5_000_000, 0),
        ("remaining", 9_000_000, 3_000_000, 5_000_000, 1_500_000),
        ("larger", 20_000_000, 3_000_000, 5_000_000, 5_000_000),
    ],
)
def test_the_rate_of_what_it_is_worth_goes_back_and_never_more_than_was_granted(
    base, proceeds, remaining, share, amount
):
    found = repayment_on_disposal(
        base=base, rate=Fraction(1, 2), proceeds=proceeds, remaining=remaining, share=share
    )
    assert found.amount == amount
    assert [step.rule for step in found.trace] == ["R8", "R8", "S7b"]
    assert found.trace[-1].value == amount


@pytest.mark.rule("S22")
def test_only_an_issued_approval_takes_an_asset_out_and_another_person_decides():
    away = [act for act in ASSET.acts if act.end == "disposed"]
    assert [act.name for act in away] == ["dispose_asset"]
    assert Role.REPRESENTATIVE not in away[0].by
    file = next(act for act in DISPOSAL.acts if act.name == "file_disposal")
    assert file.by == {Role.REPRESENTATIVE}
    approve = next(act for act in DISPOSAL_DECISION.acts if act.name == "approve_disposal")
    assert "approver_is_another_person" in {guard.__name__ for guard in approve.guards}
    assert set(ENDS) < set(DisposalKind)
