"""A call decided as one: ranked, approved by another, told to all at one instant, and to nobody before."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Notice
from applications.services.filing import withdraw_plan
from common import clock
from common.actor import SYSTEM_ACTOR
from common.jobs import run_pending
from common.models import AuditEvent
from decisions.demo import calls as demo
from decisions.demo.acting import actor_of, moment
from decisions.models import Decision, Document
from decisions.services.drafting import draft_decision, void_decision
from decisions.services.issuing import issue_decision
from decisions.services.rankings import (
    approve_ranking,
    issue_ranking,
    issue_rankings_due,
    ranking_digest,
    record_ranking_approval,
    void_ranking,
)
from law.acts import Refused
from law.roles import Role
from law.states import DecisionState, PlanState, RankingState
from reviews.models import Ranking
from reviews.services.rankings import (
    Proposal,
    draft_ranking,
    propose_ranking,
    record_meeting,
    return_ranking,
    revise_ranking,
)
from reviews.services.sheets import Item, inquire
from tests.cast import membership
from tests.decisions.deciding import second_post, taken_elsewhere
from tests.plans import scheme
from tests.worlds import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
BUDGET = 6_500_000_000


@kept
def two_plans(code: str = "biosimilar-facility", points=((5, 5, 4), (3, 3, 3))):
    """A closed call with a joint plan and a single one, both scored."""
    scheme()
    start = clock.today() - timedelta(days=20)
    with clock.at(moment(start, 8)):
        call = demo.open_call(code, "見本の公募", start, 10)
    menus = (call.scheme.versions.latest("number").document["menus"][-1]["code"],)
    with clock.at(moment(start + timedelta(days=1))):
        best = demo.apply_to(call, "製剤ラインの整備", ("lead", "takasaki"), menus, 400_000_000)
        other = demo.apply_to(call, "包装の自動化", ("yoshino",), menus, 300_000_000)
    with clock.at(moment(start + timedelta(days=11))):
        demo.heard(best, points[0])
        demo.heard(other, points[1])
    return call, best, other


@kept
def ready(call, cut_off: int = 1, **said) -> Ranking:
    ranking = demo.proposed(call, cut_off, said.pop("budget", BUDGET), clock.today())
    ranking.refresh_from_db()
    return ranking


@kept
def approved(call) -> Ranking:
    ranking = approve_ranking(ranking=ready(call), membership=membership("decider"))
    run_pending()
    ranking.refresh_from_db()
    return ranking


def announced_and_approved(call) -> tuple[Ranking, datetime]:
    """Proposed anew with a minute at which all is told."""
    officer, decider = membership("officer"), membership("decider")
    ranking = ready(call)
    return_ranking(ranking=ranking, note="施行の日時を予告すること", membership=decider)
    revise_ranking(ranking=ranking, proposal=Proposal(BUDGET, 1), membership=officer)
    announced = clock.now() + timedelta(minutes=5)
    propose_ranking(
        ranking=ranking,
        dated_on=clock.local(announced).date(),
        issue_at=announced,
        membership=officer,
    )
    approve_ranking(ranking=ranking, membership=decider)
    run_pending()
    return ranking, announced


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def refuses(code: str, act, **words) -> None:
    with pytest.raises(Refused) as refused:
        act(**words)
    assert code in codes(refused)


@pytest.fixture
def call_and_plans():
    return two_plans()


def test_the_marks_make_the_first_order(call_and_plans):
    call, best, other = call_and_plans
    ranking = draft_ranking(call=call, membership=membership("officer"))
    lines = list(ranking.lines.select_related("plan"))
    assert [(line.plan, line.place, line.rank, line.points) for line in lines] == [
        (best.plan, 1, 1, 14),
        (other.plan, 2, 2, 9),
    ]
    assert [each.amount for each in lines[0].amounts.all()] == [180_000_000, 180_000_000]
    assert AuditEvent.objects.get(act="draft_ranking").subject_id == str(ranking.pk)


def test_only_one_ranking_is_worked_on(call_and_plans):
    call, *_plans = call_and_plans
    draft_ranking(call=call, membership=membership("officer"))
    refuses("ranked_already", draft_ranking, call=call, membership=membership("officer"))


def test_a_ranking_waits_for_the_call_to_close():
    scheme()
    start = clock.today() - timedelta(days=1)
    with clock.at(moment(start, 8)):
        call = demo.open_call("biosimilar-facility", "見本の公募", start, 10)
    refuses("call_open", draft_ranking, call=call, membership=membership("officer"))


def test_the_approval_decides_all_and_tells_nobody(call_and_plans):
    call, best, other = call_and_plans
    before = Notice.objects.count()
    ranking = approved(call)
    decisions = {decision.plan_id: decision for decision in Decision.objects.all()}
    assert decisions[best.plan.pk].outcome == "adoption"
    assert decisions[other.plan.pk].outcome == "non_adoption"
    assert {decision.state for decision in decisions.values()} == {DecisionState.SEALED}
    assert ranking.state == RankingState.APPROVED
    assert {best.fresh.state, other.fresh.state} == {PlanState.EXAMINATION}
    assert Notice.objects.count() == before
    assert not Document.objects.filter(decision__isnull=False, issued_at__isnull=False).exists()
    line = AuditEvent.objects.get(act="approve_ranking")
    assert line.facts == {"sha256": ranking.snapshot_sha256}


def test_all_are_told_at_one_instant_each_by_its_own_letter(call_and_plans):
    call, best, other = call_and_plans
    issue_ranking(ranking=approved(call), actor=actor_of(membership("officer")))
    assert best.fresh.state == PlanState.ADOPTED
    assert other.fresh.state == PlanState.NOT_ADOPTED
    letters = Document.objects.filter(decision__isnull=False).order_by("number")
    assert sorted(letters.values_list("kind", flat=True)) == ["adoption", "adoption", "non_adoption"]
    assert len(set(letters.values_list("issued_at", flat=True))) == 1
    assert set(
        AuditEvent.objects.filter(act__in=["adopt_plan", "not_adopt_plan"]).values_list("act", flat=True)
    ) == {
        "adopt_plan",
        "not_adopt_plan",
    }


@pytest.mark.rule("R9")
def test_the_letter_indicates_each_companys_own_sum_and_is_no_grant(call_and_plans):
    call, best, _other = call_and_plans
    approved(call)
    first, second = Document.objects.filter(decision__plan=best.plan).order_by("number")
    content = json.loads(first.content)
    assert content["amount"] == content["annex"]["indicated"] == 180_000_000
    assert content["annex"]["trace"][-1]["label"] == "内示額"
    assert "交付の決定ではありません" in content["conditions"][0]
    assert content["appeal_notice"] == []
    assert first.addressee != second.addressee
    assert json.loads(second.content)["annex"]["party"] == second.addressee.name


def test_a_contractor_is_selected_and_no_word_of_a_subsidy_is_said():
    call, best, other = two_plans("ecosystem-development")
    issue_ranking(ranking=approved(call), actor=actor_of(membership("officer")))
    assert (best.fresh.state, other.fresh.state) == (PlanState.SELECTED, PlanState.NOT_SELECTED)
    for document in Document.objects.filter(decision__isnull=False):
        assert document.kind == "selection"
        assert "補助" not in document.content
        assert "認定" not in document.content


# What keeps it back


def test_whoever_proposed_does_not_approve(call_and_plans):
    call, *_plans = call_and_plans
    ranking = ready(call)
    post = second_post("officer", Role.DECIDER)
    refuses("same_person", approve_ranking, ranking=ranking, membership=post)


def test_what_was_not_seen_is_not_approved(call_and_plans):
    call, *_plans = call_and_plans
    ranking = ready(call)
    refuses("not_as_seen", approve_ranking, ranking=ranking, membership=membership("decider"), seen="0" * 64)
    seen = ranking_digest(ranking)
    assert approve_ranking(ranking=ranking, membership=membership("decider"), seen=seen).approved_at


def test_the_sum_stays_within_the_budget(call_and_plans):
    call, *_plans = call_and_plans
    with pytest.raises(Refused) as refused:
        ready(call, budget=359_999_999)
    assert codes(refused) == ["over_budget"]


def test_no_plan_is_given_more_than_its_figures_come_to(call_and_plans):
    call, best, _other = call_and_plans
    ranking = draft_ranking(call=call, membership=membership("officer"))
    amounts = {best.party("lead").pk: 180_000_001}
    revise_ranking(
        ranking=ranking, proposal=Proposal(BUDGET, 1, amounts=amounts), membership=membership("officer")
    )
    with pytest.raises(Refused) as refused:
        propose_ranking(
            ranking=ranking, dated_on=clock.today(), issue_at=None, membership=membership("officer")
        )
    assert codes(refused) == ["no_meeting", "amount_over"]


def test_an_order_against_the_marks_needs_its_reason(call_and_plans):
    call, best, other = call_and_plans
    officer = membership("officer")
    ranking = draft_ranking(call=call, membership=officer)
    record_meeting(ranking=ranking, met_on=clock.today(), members="委員", minutes="概要", membership=officer)
    places = {best.plan.pk: 2, other.plan.pk: 1}
    revise_ranking(ranking=ranking, proposal=Proposal(BUDGET, 1, places), membership=officer)
    words = {"dated_on": clock.today(), "issue_at": None, "membership": officer}
    refuses("departure", propose_ranking, ranking=ranking, **words)
    why = dict.fromkeys(places, "審査会で一致した。")
    revise_ranking(ranking=ranking, proposal=Proposal(BUDGET, 1, places, departures=why), membership=officer)
    assert propose_ranking(ranking=ranking, **words).proposed_at


def test_one_place_is_given_once(call_and_plans):
    call, best, other = call_and_plans
    ranking = draft_ranking(call=call, membership=membership("officer"))
    places = {best.plan.pk: 1, other.plan.pk: 1}
    refuses(
        "place_twice",
        revise_ranking,
        ranking=ranking,
        proposal=Proposal(BUDGET, 1, places),
        membership=membership("officer"),
    )


def test_a_withdrawal_before_the_approval_must_be_looked_at(call_and_plans):
    call, _best, other = call_and_plans
    ranking = ready(call)
    withdraw_plan(plan=other.fresh, membership=membership("yoshino"))
    refuses("out_of_step", approve_ranking, ranking=ranking, membership=membership("decider"))


def test_who_withdraws_after_the_approval_gets_no_letter(call_and_plans):
    call, best, other = call_and_plans
    ranking = approved(call)
    withdraw_plan(plan=other.fresh, membership=membership("yoshino"))
    issue_ranking(ranking=ranking, actor=actor_of(membership("officer")))
    assert (best.fresh.state, other.fresh.state) == (PlanState.ADOPTED, PlanState.WITHDRAWN)
    assert Decision.objects.get(plan=other.plan).state == DecisionState.VOIDED
    assert not Document.objects.filter(decision__plan=other.plan, issued_at__isnull=False).exists()


def test_an_inquiry_opened_after_the_approval_keeps_all_back_and_the_office_is_told_once(call_and_plans):
    call, best, _other = call_and_plans
    ranking, announced = announced_and_approved(call)
    inquire(
        plan=best.fresh,
        items=[Item("effects", None, "算定の考え方を補ってください。")],
        purpose="確認のため",
        responsible="担当",
        due_on=None,
        membership=membership("officer"),
    )
    refuses("asked_since", issue_ranking, ranking=ranking, actor=actor_of(membership("officer")))
    ranking.refresh_from_db()
    with clock.at(announced):
        assert issue_rankings_due() == issue_rankings_due() == 0
    notice = Notice.objects.get(act="withhold_issue")
    assert best.plan.number in notice.text
    assert notice.recipient == membership("officer").user


def test_nothing_is_issued_before_every_letter_is_sealed(call_and_plans):
    call, *_plans = call_and_plans
    ranking = approve_ranking(ranking=ready(call), membership=membership("decider"))
    refuses("unsealed", issue_ranking, ranking=ranking, actor=actor_of(membership("officer")))


def test_no_letter_of_a_call_leaves_or_is_dropped_alone(call_and_plans):
    call, best, _other = call_and_plans
    approved(call)
    decision = Decision.objects.select_related("plan__scheme", "version__scheme_version").get(plan=best.plan)
    refuses("alone", issue_decision, decision=decision, actor=actor_of(membership("officer")))
    refuses("alone", void_decision, decision=decision, note="一件だけ", actor=SYSTEM_ACTOR)


def test_no_plan_of_a_call_is_drafted_alone_nor_certified(call_and_plans):
    _call, best, _other = call_and_plans
    for outcome in ("adoption", "certification"):
        refuses(
            "other_kind",
            draft_decision,
            plan=best.fresh,
            outcome=outcome,
            conditions=[],
            reasons="",
            weighing={},
            dated_on=clock.today(),
            membership=membership("officer"),
        )


def test_the_announced_minute_issues_all_by_itself(call_and_plans):
    call, best, other = call_and_plans
    _ranking, announced = announced_and_approved(call)
    assert issue_rankings_due() == 0
    with clock.at(announced):
        assert issue_rankings_due() == 1
    assert (best.fresh.state, other.fresh.state) == (PlanState.ADOPTED, PlanState.NOT_ADOPTED)


def test_a_recorded_approval_decides_as_well(call_and_plans):
    call, *_plans = call_and_plans
    ranking, elsewhere = ready(call), taken_elsewhere()
    own = taken_elsewhere(approver=membership("officer").user.name)
    early = taken_elsewhere(on=clock.today() - timedelta(days=1))
    other = membership("officer2")
    for code, wrong in (("same_person", own), ("before_draft", early)):
        refuses(code, record_ranking_approval, ranking=ranking, elsewhere=wrong, membership=other)
    refuses(
        "same_person",
        record_ranking_approval,
        ranking=ranking,
        elsewhere=elsewhere,
        membership=membership("officer"),
    )
    ranking = record_ranking_approval(ranking=ranking, elsewhere=elsewhere, membership=other)
    assert ranking.state == RankingState.APPROVED
    assert {each.approval.external_approver for each in ranking.decisions.all()} == {"見本 局長"}
    later = taken_elsewhere(on=clock.today() + timedelta(days=1))
    refuses("future", record_ranking_approval, ranking=ranking, elsewhere=later, membership=other)


def test_a_void_ranking_takes_its_decisions_with_it_and_another_may_follow(call_and_plans):
    call, *_plans = call_and_plans
    ranking = approved(call)
    refuses("no_note", void_ranking, ranking=ranking, note=" ", actor=actor_of(membership("officer")))
    void_ranking(ranking=ranking, note="予算額の誤り", actor=actor_of(membership("officer")))
    assert set(Decision.objects.values_list("state", flat=True)) == {DecisionState.VOIDED}
    assert draft_ranking(call=call, membership=membership("officer")).round == 1


def test_a_returned_ranking_carries_the_deciders_word(call_and_plans):
    call, *_plans = call_and_plans
    ranking = ready(call)
    refuses("no_note", return_ranking, ranking=ranking, note="", membership=membership("decider"))
    return_ranking(ranking=ranking, note="理由を補うこと", membership=membership("decider"))
    assert (ranking.state, ranking.note) == (RankingState.RETURNED, "理由を補うこと")


@pytest.mark.parametrize(
    "change",
    [
        lambda ranking: Ranking.objects.filter(pk=ranking.pk).update(cut_off=2),
        lambda ranking: ranking.lines.update(place=9),
        lambda ranking: ranking.lines.first().amounts.update(amount=1),
        lambda ranking: ranking.lines.all().delete(),
    ],
    ids=["ranking", "line", "amount", "deleted"],
)
def test_the_database_keeps_what_was_approved(call_and_plans, change):
    call, *_plans = call_and_plans
    ranking = approve_ranking(ranking=ready(call), membership=membership("decider"))
    with pytest.raises(IntegrityError), transaction.atomic():
        change(ranking)


def test_filing_outside_the_window_is_refused(call_and_plans):
    call, *_plans = call_and_plans
    with clock.at(call.closes_at - timedelta(minutes=1)):
        demo.apply_to(call, "間に合った応募", ("minohon",), ("drug-product",), 100_000_000)
    with clock.at(call.closes_at), pytest.raises(Refused, match="受付期間の外"):
        demo.apply_to(call, "一分遅れた応募", ("minohon",), ("drug-product",), 100_000_000)
