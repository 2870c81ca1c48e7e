"""取得財産等管理台帳: registered, mended with its trace, guarded until its restriction ends."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from common import clock
from common.audit.models import AuditEvent
from grants.assets.reading import held, terms_now
from grants.models import Asset, AssetRevision
from grants.services.assets import remove_asset, set_asset_period
from grants.services.evidence import remove_evidence
from law.assets import Standing
from tests.cast import membership
from tests.grants import evidencing as e
from tests.grants import fixing as f
from tests.grants import granting as g
from tests.grants import owning as o
from tests.grants import reporting as r
from tests.grants.changing import codes

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


@pytest.mark.rule("S22", "R8")
def test_what_is_bought_stands_in_the_register_and_is_guarded(grant):
    row = e.kept(grant)
    asset = o.registered(grant, evidence="A-001")
    assert (asset.number, asset.state, asset.evidence) == (1, "registered", row)
    assert (asset.is_guarded, asset.years, asset.restricted_until) == (True, None, None)
    assert held(asset).standing is Standing.OPEN
    event = AuditEvent.objects.get(act="register_asset")
    assert event.facts == {"number": 1, "guarded": True}
    assert [each.act for each in asset.revisions.all()] == ["register_asset"]
    assert o.registered(grant).number == 2


@pytest.mark.rule("S22", "R8")
@pytest.mark.parametrize(
    ("kind", "quantity", "guarded"),
    [("machine", 1, True), ("machine", 25, False), ("other", 25, False), ("real_estate", 25, True)],
)
def test_below_the_threshold_a_machine_is_free_and_a_building_is_not(grant, kind, quantity, guarded):
    """10,000,000 yen for 25 of them is 400,000 each, below the 500,000 of the scheme."""
    assert terms_now(grant).threshold == 500_000
    asset = o.registered(grant, kind=kind, quantity=quantity)
    assert asset.is_guarded is guarded
    assert held(asset).is_free is not guarded


@pytest.mark.rule("S22", "R8")
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"share": 5_500_001}, "share_above_rate"),
        ({"share": 0}, "share_above_rate"),
        ({"cost_without_tax": 11_000_001}, "tax_upside_down"),
        ({"acquired_on": date(2030, 1, 1)}, "acquired_later"),
        ({"line": 0}, "no_line"),
        ({"evidence": "なし-9"}, "no_evidence"),
    ],
)
def test_what_cannot_be_is_refused(grant, more, code):
    assert codes(lambda: o.registered(grant, **more)) == [code]
    assert not Asset.objects.exists()


def test_another_role_registers_nothing(grant):
    assert codes(lambda: o.registered(grant, who="nibn_officer")) == ["role"]


@pytest.mark.rule("S22")
def test_nibn_sets_the_period_and_after_it_the_asset_is_free(grant):
    asset = o.with_period(o.registered(grant))
    until = date(clock.today().year + 5, clock.today().month, clock.today().day)
    assert (asset.years, asset.restricted_until) == (5, until)
    assert AuditEvent.objects.filter(act="set_asset_period").count() == 1
    with r.on(until):
        assert held(o.anew(asset)).standing is Standing.RESTRICTED
        assert "まで" in held(o.anew(asset)).label
    with r.on(until + timedelta(days=1)):
        assert held(o.anew(asset)).standing is Standing.OVER
        assert "承認を受けずに処分できます" in held(o.anew(asset)).label
        assert codes(lambda: o.filed(asset)) == ["restriction_over"]


@pytest.mark.parametrize(
    ("years", "reason", "code"),
    [(0, "表", "years_absurd"), (61, "表", "years_absurd"), (5, " ", "no_reason")],
)
def test_a_period_is_set_with_its_ground(grant, years, reason, code):
    asset = o.registered(grant)
    said = {"years": years, "reason": reason, "membership": membership("nibn_officer")}
    assert codes(lambda: set_asset_period(asset=o.anew(asset), **said)) == [code]


def test_no_period_is_set_of_what_is_not_restricted(grant):
    asset = o.registered(grant, quantity=25)
    assert codes(lambda: o.with_period(asset)) == ["not_guarded"]


@pytest.mark.rule("S22", "R8")
def test_until_the_completion_is_accepted_its_company_mends_it(grant):
    asset = o.with_period(o.registered(grant))
    mended = o.corrected(asset, name="凍結乾燥機（改）", acquired_on=date(2026, 11, 1))
    assert (mended.name, mended.edition, mended.years) == ("凍結乾燥機（改）", 3, 5)
    assert mended.restricted_until == date(2031, 11, 1)
    assert [row.values["name"] for row in mended.revisions.all()][-2:] == ["凍結乾燥機", "凍結乾燥機（改）"]
    assert codes(
        lambda: o.correct_asset(
            asset=o.anew(asset), said=o.said(grant), reason="", membership=membership("lead"), seen=1
        )
    ) == ["changed_meanwhile"]


def test_the_period_of_another_kind_is_set_anew(grant):
    asset = o.with_period(o.registered(grant))
    assert o.corrected(asset, kind="real_estate").years is None


@pytest.mark.rule("S22", "R8")
def test_afterwards_only_nibn_does_and_says_why(grant):
    with r.on(r.AFTER_ALL):
        asset = o.registered(grant)
        fixed = f.reported(grant)
        assert codes(lambda: o.registered(fixed)) == ["register_closed"]
        assert codes(lambda: o.corrected(asset, name="別の名")) == ["register_closed", "no_reason"]
        assert codes(lambda: o.corrected(asset, "nibn_officer", name="別の名")) == ["no_reason"]
        mended = o.corrected(asset, "nibn_officer", "申出による誤記の訂正。", name="別の名")
        assert mended.revisions.last().reason == "申出による誤記の訂正。"
        lead = membership("lead")
        assert codes(lambda: remove_asset(asset=o.anew(asset), reason="誤り", membership=lead)) == [
            "register_closed"
        ]


def test_a_mistaken_entry_leaves_the_register_and_stays_readable(grant):
    asset = o.registered(grant)
    removed = remove_asset(asset=o.anew(asset), reason="二重の登録", membership=membership("lead"))
    assert removed.state == "removed"
    assert removed.revisions.last().reason == "二重の登録"
    assert codes(lambda: o.corrected(asset)) == ["state"]


def test_evidence_that_an_asset_rests_on_is_not_taken_out(grant):
    row = e.kept(grant)
    o.registered(grant, evidence="A-001")
    assert codes(lambda: remove_evidence(row=row, membership=membership("lead"))) == ["named_by_asset"]


def refused(act) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


@pytest.mark.rule("S22")
def test_the_database_keeps_the_register_whoever_writes(grant):
    asset = o.registered(grant)
    rows = Asset.objects.filter(pk=asset.pk)
    refused(lambda: rows.update(share=1))
    refused(lambda: rows.update(share=1, edition=2))
    refused(lambda: rows.update(number=9))
    refused(lambda: rows.update(state="disposed"))
    refused(asset.delete)
    refused(lambda: AssetRevision.objects.filter(asset=asset).update(reason="x"))
    refused(lambda: AssetRevision.objects.filter(asset=asset).delete())
