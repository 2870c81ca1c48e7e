"""file_plan: a version, its files and its receipt, or nothing at all."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Notice
from applications.models import CostLine, Plan, PlanVersion, Receipt, UnitLine
from applications.services.filing import file_plan, forward_plan, withdraw_plan
from applications.services.freezing import manifest_of, plan_hash
from applications.services.opening import file_amendment, open_amendment
from applications.services.starting import agree_plan
from common import canonical, clock, files
from common.files import FileRefused
from common.models import AuditEvent, Job
from decisions.contents.receipt import _through
from law.acts import Refused
from law.states import PlanState
from tests.cast import membership, person
from tests.plans import attach, complete, draft, filed, party

pytestmark = pytest.mark.django_db


def file(case, who="lead", **how):
    return file_plan(plan=case.fresh, membership=membership(who), arrived_at=clock.now(), **how)


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


@pytest.mark.rule("N3", "D6")
def test_filing_freezes_a_version_and_gives_a_receipt_record_at_once():
    case = complete()
    arrived = clock.now()
    version = file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=arrived)
    plan = case.fresh
    assert (plan.state, plan.arrived_at, plan.nibn_arrived_at) == (PlanState.FILED, arrived, None)
    assert (version.number, version.arrived_at) == (1, arrived)
    assert version.receipt.arrived_at == arrived
    assert version.receipt.sha256 == version.sha256
    stored = version.files.get().file
    assert version.receipt.files == [
        {
            "document": "schedule",
            "party": None,
            "confidential": False,
            "name": "工程表.pdf",
            "size": stored.size,
            "sha256": stored.sha256,
        }
    ]


def test_the_receipts_pdf_is_a_job_of_the_same_transaction():
    version = file(complete())
    job = Job.objects.get(kind="receipt")
    assert (job.status, job.payload) == ("queued", {"receipt": str(version.receipt.pk)})


@pytest.mark.rule("N3", "M3")
def test_the_version_holds_the_five_items_of_every_party():
    content = json.loads(file(complete()).content)
    keys = {(part["key"], bool(part["party"])) for part in content["parts"]}
    assert {
        ("applicant", True),
        ("measure", False),
        ("costs", True),
        ("funding", True),
        ("effects", False),
        ("other", False),
    } <= keys
    assert [each["name"] for each in content["parties"]] == ["見本製薬株式会社", "髙﨑製薬株式会社"]


def test_a_party_can_prove_its_own_part_without_seeing_anothers():
    version = file(complete())
    content = json.loads(version.content)
    own = next(part for part in content["parts"] if part["key"] == "competition")
    name = f"competition:{own['party']}"
    digest = canonical.sha256_hex(bytes.fromhex(version.salts[name]) + canonical.dumps(own))
    assert version.manifest[name] == digest
    assert manifest_of(content, version.salts) == version.manifest
    assert plan_hash(content, version.manifest) == version.sha256


def test_typed_rows_stand_beside_the_canonical_json():
    version = file(complete())
    assert CostLine.objects.filter(version=version).count() == 2 * 3 * 2
    unit = UnitLine.objects.filter(version=version).first()
    assert unit.expected_subsidy == 36_000_000
    assert version.subsidy["amount"] == 6 * 36_000_000 == sum(u["amount"] for u in version.subsidy["units"])
    eligible = sum(line.eligible_cost for line in CostLine.objects.filter(version=version))
    assert version.subsidy["amount"] <= Fraction(1, 2) * eligible
    assert version.product_lines.get().name == "見本錠5mg"
    assert version.volume_lines.count() == 2
    assert version.goals.count() == 3


def test_the_first_act_is_in_the_audit_log_with_hashes_only():
    plan = filed().plan
    event = AuditEvent.objects.get(act="file_plan")
    assert (event.subject_id, event.from_state, event.to_state) == (str(plan.pk), "draft", "filed")
    assert event.membership_id == membership("lead").pk


def test_a_number_is_drawn_without_a_gap():
    numbers = [filed("lead", ()).plan.number for _ in range(2)]
    first, second = (int(number.rsplit("-", 1)[1]) for number in numbers)
    assert second == first + 1


@pytest.mark.rule("M4", "D6")
def test_through_nibn_both_arrivals_are_kept_and_the_clock_of_the_ministry_starts_with_the_second():
    case = complete()
    early = clock.now() - timedelta(days=3)
    file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=early, through_nibn=True)
    plan = case.fresh
    assert (plan.state, plan.nibn_arrived_at, plan.arrived_at, plan.due_on) == (
        PlanState.AT_NIBN,
        early,
        None,
        None,
    )
    now = clock.now()
    forward_plan(plan=plan, membership=membership("nibn_officer"), arrived_at=now)
    plan = case.fresh
    assert (plan.state, plan.nibn_arrived_at, plan.arrived_at) == (PlanState.FILED, early, now)
    assert plan.due_on == clock.local(now).date() + timedelta(days=60)


@pytest.mark.rule("M4")
def test_at_nibn_it_is_corrected_of_ones_own_accord_and_both_first_arrivals_stay():
    case = complete()
    early = clock.now() - timedelta(days=3)
    lead = membership("lead")
    file_plan(plan=case.fresh, membership=lead, arrived_at=early, through_nibn=True)
    open_amendment(plan=case.fresh, parts=[("other", None)], membership=lead)
    case.type("lead", "other", {"text": "基盤研にある間に直しました。"})
    agree_plan(plan=case.fresh, membership=membership("takasaki"))
    second = file_amendment(plan=case.fresh, membership=lead, arrived_at=early + timedelta(days=1))
    assert (case.fresh.state, case.fresh.nibn_arrived_at, case.fresh.arrived_at) == ("at_nibn", early, None)
    assert "基盤研にある間に直しました。" in second.content
    told = Notice.objects.filter(recipient=person("nibn_officer"), act="file_amendment")
    assert told.get().link == f"/cases/{case.plan.pk}/"
    forward_plan(plan=case.fresh, membership=membership("nibn_officer"), arrived_at=early + timedelta(days=2))
    assert case.fresh.arrived_at == early + timedelta(days=2)
    through = [_through(each.receipt) for each in case.plan.versions.order_by("number")]
    assert through == [early, early + timedelta(days=1)]


def test_nibn_hears_of_a_withdrawal_while_the_application_lies_there():
    case = complete("lead", ())
    file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=clock.now(), through_nibn=True)
    withdraw_plan(plan=case.fresh, membership=membership("lead"))
    assert Notice.objects.filter(recipient=person("nibn_officer"), act="withdraw_plan").exists()


@pytest.mark.rule("N4")
def test_a_joint_application_needs_every_companys_word():
    case = complete()
    other = party(case.plan, "takasaki")
    other.agreed_at = None
    other.save(update_fields=["agreed_at"])
    with pytest.raises(Refused) as refused:
        file(case)
    assert codes(refused) == ["parties_not_agreed"]
    assert "髙﨑製薬株式会社" in str(refused.value)


def test_a_value_that_cannot_be_read_stops_the_filing_and_nothing_has_changed():
    case = complete()
    case.type("lead", "costs", {"cost-equipment-2026-machinery-total": "たくさん"}, own=True)
    with pytest.raises(Refused) as refused:
        file(case)
    assert codes(refused) == ["unreadable"]
    assert "資金（年度別）（見本製薬株式会社）" in str(refused.value)
    assert case.fresh.state == PlanState.DRAFT
    assert (PlanVersion.objects.count(), Receipt.objects.count(), case.fresh.number) == (0, 0, None)


def test_what_is_missing_is_warned_of_and_filed_all_the_same():
    plan = draft("lead", ())
    agree_plan(plan=plan, membership=membership("lead"))
    version = file_plan(plan=plan, membership=membership("lead"), arrived_at=clock.now())
    texts = " ".join(warned["text"] for warned in version.receipt.warnings)
    for missing in (
        "措置の内容",
        "対象とする品目",
        "必要な資金の額",
        "資金の調達方法",
        "見込まれる効果",
        "実施工程表",
    ):
        assert missing in texts


@pytest.mark.rule("O4")
@pytest.mark.parametrize(
    ("typed", "asked"), [("35,000,000", True), ("80,000,000", False), ("0", False), ("", False)]
)
def test_sales_smaller_than_the_costs_of_a_year_are_asked_about_of_that_company_alone(typed, asked):
    """35,000,000 may be 350億円 in 千円; the other company's 10億円 stands above its costs."""
    case = complete(sales={"lead": typed})
    warnings = file(case).receipt.warnings
    told = [each["party"] for each in warnings if "国内売上高合計額（" in each["text"]]
    assert told == [case.party("lead").pk] * asked


def test_a_file_that_is_gone_stops_the_filing_and_nothing_has_changed():
    case = complete()
    attachment = attach(case.plan, "lead", "registry", "登記.pdf", content=b"%PDF-1.4\n%other\n%%EOF\n")
    path = files.path_of(attachment.file)
    path.rename(path.with_suffix(".gone"))
    try:
        with pytest.raises(FileRefused, match="見つかりません"), transaction.atomic():
            file(case)
    finally:
        path.with_suffix(".gone").rename(path)
    assert case.fresh.state == PlanState.DRAFT
    assert not PlanVersion.objects.exists()


@pytest.mark.rule("N3")
def test_a_member_prepares_but_does_not_file():
    case = complete()
    with pytest.raises(Refused) as refused:
        file(case, who="lead_member")
    assert codes(refused) == ["role"]


def test_a_second_filing_of_the_same_draft_is_refused():
    case = complete()
    stale = Plan.objects.select_related("scheme", "case").get(pk=case.plan.pk)
    file(case)
    with pytest.raises(Refused):
        file_plan(plan=stale, membership=membership("lead"), arrived_at=clock.now())
    assert PlanVersion.objects.count() == Receipt.objects.count() == 1


def test_a_company_alone_withdraws_by_its_own_word():
    plan = filed("lead", ()).plan
    assert withdraw_plan(plan=plan, membership=membership("lead"))
    plan.refresh_from_db()
    assert plan.state == PlanState.WITHDRAWN
    with pytest.raises(Refused):
        withdraw_plan(plan=plan, membership=membership("lead"))


def test_a_joint_application_is_withdrawn_with_the_word_of_the_last_company():
    plan = filed().plan
    assert not withdraw_plan(plan=plan, membership=membership("lead"))
    plan.refresh_from_db()
    assert plan.state == PlanState.FILED
    assert withdraw_plan(plan=plan, membership=membership("takasaki"))
    plan.refresh_from_db()
    assert plan.state == PlanState.WITHDRAWN
    acts = AuditEvent.objects.filter(case_id=plan.pk, act__contains="withdraw").values_list("act", flat=True)
    assert list(acts) == ["agree_withdrawal", "agree_withdrawal", "withdraw_plan"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE applications_planversion SET content = '{}'",
        "DELETE FROM applications_costline",
        "UPDATE applications_receipt SET number = 'x'",
        "UPDATE applications_plan SET arrived_at = '2020-01-01'",
        "DELETE FROM applications_plan",
    ],
)
def test_what_was_filed_cannot_be_changed_even_by_raw_sql(statement):
    filed()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
