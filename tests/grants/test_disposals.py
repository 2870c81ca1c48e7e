"""財産の処分 (適正化法22条): asked for, sent back, decided; so alone an asset leaves the register."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from common import canonical, clock
from common.audit.models import AuditEvent
from decisions.models import Decision, Document
from decisions.services.approving import approve_decision
from decisions.services.drafting import redraft_decision, return_decision
from grants.assets.reading import held, version_of
from grants.models import Disposal, DisposalVersion
from grants.services.disposing import close_disposal_correction, correct_disposal, withdraw_disposal
from law.assets import Standing
from tests.cast import membership
from tests.grants import granting as g
from tests.grants import owning as o
from tests.grants import reporting as r
from tests.grants.changing import codes

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


@pytest.fixture
def asset(grant):
    return o.with_period(o.registered(grant))


def letter(decision: Decision) -> dict:
    return json.loads(Document.objects.get(decision=decision).content)


@pytest.mark.rule("S22", "S26b")
def test_what_is_asked_is_frozen_with_the_asset_as_it_stood(asset):
    disposal = o.filed(asset)
    version = version_of(disposal)
    said = json.loads(version.content)
    assert (disposal.state, disposal.number, version.number) == ("filed", 1, 1)
    assert version.sha256 == canonical.sha256_hex(version.content.encode())
    assert version.receipt_number.startswith("RK")
    assert (said["asset"]["name"], said["asset"]["edition"], said["proceeds"]) == ("凍結乾燥機", 2, 4_000_001)
    assert AuditEvent.objects.get(act="file_disposal").facts == {"kind": "transfer", "asset": 1}


@pytest.mark.rule("S22")
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"why": " "}, "no_why"),
        ({"counterpart": ""}, "no_counterpart"),
        ({"planned_on": None}, "planned_before"),
    ],
)
def test_what_is_lacking_is_told(asset, more, code):
    more = {name: clock.today() if value is None else value for name, value in more.items()}
    assert codes(lambda: o.filed(asset, **more)) == [code]


def test_scrapping_needs_no_counterpart(asset):
    assert o.filed(asset, kind="scrapping", counterpart="", proceeds=0).state == "filed"


def test_one_is_open_at_a_time_and_holds_the_register(asset):
    disposal = o.filed(asset)
    assert codes(lambda: o.filed(asset)) == ["disposal_open"]
    assert codes(lambda: o.corrected(asset, name="別の名")) == ["disposal_open"]
    withdraw_disposal(disposal=disposal, membership=membership("lead"))
    assert o.filed(asset).number == 2


def test_a_member_or_a_stranger_asks_for_nothing(asset):
    assert codes(lambda: o.filed(asset, who="nibn_officer")) == ["role"]


@pytest.mark.rule("S22")
def test_an_asset_without_restriction_needs_no_approval(grant):
    assert codes(lambda: o.filed(o.registered(grant, quantity=25))) == ["not_restricted"]


def test_a_period_that_nobody_set_does_not_end(grant):
    assert o.filed(o.registered(grant)).state == "filed"


def test_all_remarks_go_at_once_and_the_mended_one_is_the_next_version(asset):
    disposal = o.sent_back(o.filed(asset))
    assert disposal.remarks.filter(closed_at=None).count() == 2
    arrived = disposal.arrived_at
    version = correct_disposal(
        disposal=disposal,
        asked=o.asked(remaining=2_500_000),
        membership=membership("lead"),
        arrived_at=clock.now(),
    )
    disposal = o.again(disposal)
    assert (disposal.state, version.number, disposal.arrived_at) == ("filed", 2, arrived)
    assert not disposal.remarks.filter(closed_at=None).exists()


def test_the_office_takes_its_remarks_back(asset):
    disposal = o.sent_back(o.filed(asset))
    close_disposal_correction(disposal=disposal, membership=membership("nibn_officer"))
    assert o.again(disposal).state == "filed"
    assert not disposal.remarks.filter(closed_at=None).exists()


@pytest.mark.rule("S22", "S7b", "R8")
def test_an_approved_transfer_leaves_the_register_with_its_letter(asset):
    disposal = o.filed(asset)
    decision = o.approved(disposal)
    assert o.anew(asset).state == "registered"
    o.issued(decision)
    assert (o.again(disposal).state, o.anew(asset).state) == ("approved", "disposed")
    assert o.anew(asset).revisions.last().act == "dispose_asset"
    told = letter(decision)
    assert (told["title"], told["repayment"], told["ends"]) == ("財産処分承認通知書", 2_000_000, True)
    assert [step["value"] for step in told["trace"]] == [4_000_001, 2_000_000, 2_000_000]
    assert told["conditions"] == ["処分の後30日以内に、譲渡の契約書の写しを提出すること。"]
    assert told["appeal_notice"]
    assert told["needs_legal_review"] is True


def test_what_is_lent_stays_in_the_register_guarded_as_before(asset):
    decision = o.issued(o.approved(o.filed(asset, kind="lease"), repays=False))
    assert held(o.anew(asset)).standing is Standing.RESTRICTED
    told = letter(decision)
    assert (told["repayment"], told["trace"], told["ends"]) == (None, [], False)


@pytest.mark.rule("S22")
def test_a_refusal_says_why_and_changes_nothing(asset):
    disposal = o.filed(asset)
    assert codes(lambda: o.draft(disposal, o.REFUSAL, reasons=" ")) == ["no_reasons"]
    decision = o.issued(o.approved(disposal, o.REFUSAL))
    assert (o.again(disposal).state, o.anew(asset).state) == ("refused", "registered")
    assert letter(decision)["reasons"].startswith("補助の目的に照らし")


def test_nothing_is_refused_once_the_restriction_is_over(asset):
    disposal = o.filed(asset)
    with r.on(asset.restricted_until + timedelta(days=1)):
        assert codes(lambda: o.draft(disposal, o.REFUSAL)) == ["restriction_over"]


def test_another_person_decides(asset):
    decision = o.draft(o.filed(asset))
    assert codes(
        lambda: approve_decision(decision=g.whole(decision), membership=membership("nibn_officer"))
    ) == ["role"]
    assert codes(lambda: o.draft(decision.disposal_version.disposal)) == ["drafted_already"]


def test_a_draft_is_of_what_was_filed_last(asset):
    disposal = o.filed(asset)
    decision = o.draft(disposal)
    o.sent_back(disposal)

    def approve():
        approve_decision(decision=g.whole(decision), membership=membership("nibn_decider"))

    assert "not_under_examination" in codes(approve)
    correct_disposal(
        disposal=o.again(disposal), asked=o.asked(), membership=membership("lead"), arrived_at=clock.now()
    )
    assert codes(approve) == ["stale_version"]


def test_a_returned_draft_is_drafted_anew_with_its_words(asset):
    decision = o.draft(o.filed(asset))
    return_decision(decision=g.whole(decision), note="条件を直す。", membership=membership("nibn_decider"))
    again = redraft_decision(
        decision=g.whole(decision),
        note="起案し直す。",
        membership=membership("nibn_officer"),
        outcome=o.APPROVAL,
        conditions=[],
        repays=False,
        reasons="",
        dated_on=clock.today(),
    )
    assert (again.state, again.conditions, again.particulars) == ("drafted", [], {"repays": False})


def refused(act) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


@pytest.mark.rule("S22")
def test_the_database_lets_nothing_go_without_its_decision(asset):
    disposal = o.filed(asset)
    rows = Disposal.objects.filter(pk=disposal.pk)
    refused(lambda: rows.update(state="approved"))
    refused(lambda: rows.update(number=7))
    refused(disposal.delete)
    refused(lambda: DisposalVersion.objects.update(proceeds=0))
    withdraw_disposal(disposal=disposal, membership=membership("lead"))
    refused(lambda: rows.update(state="filed"))
