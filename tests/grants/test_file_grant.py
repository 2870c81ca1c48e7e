"""交付申請: begun from the certified plan, written box by box, frozen with its receipt."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Notice
from common import canonical, clock
from common.models import AuditEvent
from grants.models import Grant, GrantLine, LineCheck
from grants.selectors import latest_grant_version, lines_of
from grants.services.examining import ask_grant_correction, check_lines
from grants.services.filing import correct_grant, file_grant, withdraw_grant
from grants.services.starting import discard_grant, save_grant, start_grant, typed_changes
from law.acts import Refused
from tests.cast import membership, person
from tests.grants import granting as g
from tests.plans import under_examination

pytestmark = pytest.mark.django_db


def test_it_begins_with_what_was_certified(plan):
    grant = g.started(plan)
    line = grant.basis.cost_lines.filter(party=grant.party_id).order_by("fiscal_year", "pk").first()
    assert grant.state == "draft"
    assert grant.typed[f"total-{line.pk}"] == f"{line.total_cost:,}"
    assert grant.typed["content"]
    assert grant.fiscal_year is None


def test_each_party_asks_for_its_own(plan):
    lead, other = g.started(plan), g.started(plan, "takasaki")
    assert lead.party_id != other.party_id
    assert set(lead.typed) & set(other.typed) == {
        "address", "representative_title", "representative_name", "notice", "content",
        *(f"{day}_{box}" for day in ("starts_on", "ends_on") for box in ("year", "month", "day")),
    }  # fmt: skip


def test_one_span_is_asked_for_once(plan):
    g.started(plan)
    with pytest.raises(Refused, match="すでにあります"):
        start_grant(plan=plan, membership=membership("lead"))


def test_nobody_asks_before_the_certification():
    case = under_examination("yoshino", ())
    with pytest.raises(Refused, match="附則17条3項"):
        start_grant(plan=case.fresh, membership=membership("yoshino"))


def test_a_stranger_is_no_party(plan):
    with pytest.raises(Refused, match="申請者ではありません"):
        start_grant(plan=plan, membership=membership("stranger"))


# Writing


def test_two_people_in_one_box(plan):
    grant = g.started(plan)
    save_grant(grant=grant, changes={"other": ("", "先に書いた。")}, membership=membership("lead"))
    saved = save_grant(grant=grant, changes={"other": ("", "後から。")}, membership=membership("lead_member"))
    assert [each.theirs for each in saved.conflicts] == ["先に書いた。"]
    assert g.again(grant).typed["other"] == "先に書いた。"


def test_what_cannot_be_read_is_kept_and_stops_the_filing(plan):
    grant = g.typed(g.started(plan), total_0="たくさん")
    assert "たくさん" in grant.typed.values()
    with pytest.raises(Refused, match="令和8年度 設備整備・機械装置費 総事業費"):
        file_grant(grant=grant, membership=membership("lead"), arrived_at=clock.now())


def test_an_unknown_box_is_refused(plan):
    saved = save_grant(grant=g.started(plan), changes={"total-0": ("", "1")}, membership=membership("lead"))
    assert list(saved.refused) == ["total-0"]


def test_a_draft_is_really_thrown_away(plan):
    grant = g.started(plan)
    pk = grant.pk
    discard_grant(grant=grant, membership=membership("lead"))
    assert not Grant.objects.filter(pk=pk).exists()
    assert AuditEvent.objects.filter(act="discard_grant", subject_id=str(pk)).exists()


# Filing


@pytest.mark.rule("S26b")
def test_it_arrives_when_the_whole_request_was_in(plan):
    grant, at = g.started(plan), clock.now() - timedelta(minutes=3)
    version = file_grant(grant=grant, membership=membership("lead"), arrived_at=at)
    grant = g.again(grant)
    assert (grant.state, grant.arrived_at, version.receipt.arrived_at) == ("filed", at, at)
    assert grant.number.startswith("GBK")
    assert version.receipt.number.startswith("RK")


@pytest.mark.rule("R5")
def test_the_sum_is_half_of_what_is_eligible_cut_per_year(plan):
    version = latest_grant_version(g.filed(plan))
    assert version.amount == 3 * 36_000_000
    assert [(unit.fiscal_year, unit.amount) for unit in version.units.all()] == [
        (year, 36_000_000) for year in g.YEARS
    ]


def test_less_is_asked_for_line_by_line(plan):
    version = latest_grant_version(g.filed(plan, eligible_0="10,001,999"))
    first = lines_of(version)[0]
    assert first.eligible_cost == 10_001_999
    assert version.units.first().amount == (10_001_999 + 18_000_000) // 2 // 1000 * 1000


def test_income_lowers_what_is_paid(plan):
    version = latest_grant_version(g.filed(plan, **{"income-2026-equipment": "20,000,000"}))
    assert version.units.get(fiscal_year=2026).amount == 30_000_000


def test_the_version_is_frozen_with_its_hash(plan):
    version = latest_grant_version(g.filed(plan))
    assert canonical.sha256_hex(version.content.encode()) == version.sha256 == version.receipt.sha256


def test_more_than_was_certified_is_told_and_may_be_filed(plan):
    version = latest_grant_version(g.filed(plan, eligible_0="60,000,000"))
    assert "計画の額を超えています" in "".join(version.receipt.warnings)


def test_nothing_asked_is_no_application(plan):
    grant = g.typed(g.started(plan), **{f"eligible_{place}": "0" for place in range(6)})
    with pytest.raises(Refused, match="0円"):
        file_grant(grant=grant, membership=membership("lead"), arrived_at=clock.now())


def test_a_member_does_not_file(plan):
    with pytest.raises(Refused, match="申請代表者"):
        file_grant(grant=g.started(plan), membership=membership("lead_member"), arrived_at=clock.now())


def test_the_company_and_the_desk_are_told(plan):
    grant = g.filed(plan)
    told = Notice.objects.filter(case=grant.case, act="file_grant").values_list("recipient__email", flat=True)
    assert {person("lead").email, person("nibn_officer").email} <= set(told)
    assert person("takasaki").email not in told
    assert person("officer").email not in told


# Sent back, with all remarks at once


@pytest.fixture
def returned(plan) -> Grant:
    grant = g.taken_up(plan)
    line = lines_of(latest_grant_version(grant))[0].cost_line
    ask_grant_correction(
        grant=grant,
        items=[(line, "見積りの根拠を見直してください。")],
        due_on=clock.today() + timedelta(days=14),
        membership=membership("nibn_officer"),
    )
    return g.again(grant)


def test_only_the_line_that_was_named_opens(returned):
    line = lines_of(latest_grant_version(returned))
    first, second = line[0].cost_line_id, line[1].cost_line_id
    wanted = {f"eligible-{first}": "50,000,000", f"eligible-{second}": "1"}
    saved = save_grant(grant=returned, changes=typed_changes(returned, wanted), membership=membership("lead"))
    assert saved.saved == [f"eligible-{first}"]
    assert list(saved.refused) == [f"eligible-{second}"]


def test_what_is_mended_is_the_next_version_and_the_first_arrival_stays(returned):
    arrived = returned.arrived_at
    grant = g.typed(returned, eligible_0="50,000,000")
    version = correct_grant(grant=grant, membership=membership("lead"), arrived_at=clock.now())
    grant = g.again(grant)
    assert (version.number, grant.state, grant.arrived_at) == (2, "examination", arrived)
    assert not grant.remarks.filter(closed_at=None).exists()


def test_checks_of_the_older_version_are_not_the_newers(plan, returned):
    old = lines_of(latest_grant_version(returned))[0]
    correct_grant(grant=returned, membership=membership("lead"), arrived_at=clock.now())
    with pytest.raises(Refused, match="最新の版を査定"):
        check_lines(
            grant=g.again(returned), checks={old.pk: (1, "減額")}, membership=membership("nibn_officer")
        )


# 査定


def test_less_than_asked_has_a_reason_and_more_is_never_found(plan):
    grant = g.taken_up(plan)
    line = lines_of(latest_grant_version(grant))[0]
    desk = membership("nibn_officer")
    with pytest.raises(Refused, match="理由を書いてください"):
        check_lines(grant=grant, checks={line.pk: (1, "")}, membership=desk)
    with pytest.raises(Refused, match="提出された額（54,000,000円）まで"):
        check_lines(grant=grant, checks={line.pk: (54_000_001, "")}, membership=desk)


def test_a_later_check_stands_in_the_place_of_the_earlier_and_both_stay(plan):
    grant = g.taken_up(plan)
    line = lines_of(latest_grant_version(grant))[0]
    for assessed, why in ((1, "減額"), (1, "減額"), (2, "見直し")):
        check_lines(grant=grant, checks={line.pk: (assessed, why)}, membership=membership("nibn_officer"))
    assert list(LineCheck.objects.filter(line=line).values_list("assessed", flat=True)) == [1, 2]
    assert LineCheck.objects.standing().get(line=line).assessed == 2


# 取下げ before a decision


def test_withdrawn_it_may_be_asked_for_again(plan):
    grant = g.taken_up(plan)
    withdraw_grant(grant=grant, membership=membership("lead"))
    assert g.again(grant).state == "withdrawn"
    assert g.started(plan).state == "draft"


# What the tables refuse, whoever writes the SQL


def refused(act) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_what_was_filed_stays(plan):
    grant = g.filed(plan)
    version = latest_grant_version(grant)
    line = lines_of(version)[0]
    refused(lambda: GrantLine.objects.filter(pk=line.pk).update(eligible_cost=1))
    refused(lambda: version._meta.model.objects.filter(pk=version.pk).update(amount=1))
    refused(lambda: Grant.objects.filter(pk=grant.pk).update(number="X"))
    refused(lambda: Grant.objects.filter(pk=grant.pk).update(basis=version.grant.basis_id.__class__(int=0)))
    refused(lambda: version.receipt.__class__.objects.filter(version=version).delete())


def test_no_line_of_another_company_or_plan(plan):
    grant, other = g.filed(plan), g.filed(plan, "takasaki")
    stray = lines_of(latest_grant_version(other))[0].cost_line
    version = latest_grant_version(grant)
    refused(lambda: GrantLine.objects.create(version=version, cost_line=stray, total_cost=1, eligible_cost=1))


def test_no_check_of_more_than_the_line_asks(plan):
    grant = g.taken_up(plan)
    line = lines_of(latest_grant_version(grant))[0]
    desk = membership("nibn_officer")
    told = {"line": line, "reason": "", "by": desk, "at": clock.now()}
    refused(lambda: LineCheck.objects.create(asked=1, assessed=1, **told))
    refused(
        lambda: LineCheck.objects.create(asked=line.eligible_cost, assessed=line.eligible_cost + 1, **told)
    )
    refused(lambda: LineCheck.objects.create(asked=line.eligible_cost, assessed=1, **told))


def test_no_second_grant_over_the_same_span(plan):
    grant = g.started(plan)
    second = Grant(
        case=g.started(plan, "takasaki").case.__class__.objects.create(kind="grant"),
        plan=plan,
        party=grant.party,
        basis=grant.basis,
        started_at=clock.now(),
        updated_at=clock.now(),
        started_by=membership("lead"),
        state="draft",
    )
    refused(lambda: second.save(force_insert=True))
