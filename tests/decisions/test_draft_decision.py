"""起案する: only what the findings and the consultations bear."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from common.models import AuditEvent
from decisions.models import Decision
from decisions.services.letters import date_of
from decisions.services.rankings import approve_ranking
from law.acts import Refused
from law.deadlines import era
from law.states import DecisionState
from reviews.services.findings import confirm_finding
from reviews.services.sheets import Item, inquire
from tests.cast import membership, sign_in
from tests.plans import under_examination

from .deciding import CERTIFICATION, REFUSAL, amend, answered, draft, examined
from .test_rankings import ready, two_plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def typed(**words) -> dict[str, str]:
    today = clock.today()
    day = {"dated_on_year": today.year, "dated_on_month": today.month, "dated_on_day": today.day}
    return {**day, "issue": "hand", "conditions": ["0"], **words}


def test_a_draft_waits_for_the_decider_with_its_audit_line():
    decision = draft(examined())
    assert decision.state == DecisionState.DRAFTED
    line = AuditEvent.objects.get(act="draft_certification")
    assert (line.case_id, line.to_state, line.role) == (decision.plan_id, "drafted", "officer")


@pytest.mark.rule("A5", "N8")
def test_without_findings_and_answers_nothing_is_certified():
    with pytest.raises(Refused) as refused:
        draft(under_examination())
    assert set(codes(refused)) == {"criteria_open", "consultations_open"}


@pytest.mark.rule("N5")
def test_what_fits_may_not_be_refused_and_what_does_not_may_not_be_certified():
    with pytest.raises(Refused) as refused:
        draft(examined(), REFUSAL)
    assert codes(refused) == ["no_ground"]
    with pytest.raises(Refused) as refused:
        draft(examined(fits=False))
    assert codes(refused) == ["criteria_unfit"]


@pytest.mark.rule("A8")
def test_a_refusal_states_its_reasons():
    with pytest.raises(Refused) as refused:
        draft(examined(fits=False), REFUSAL, reasons="")
    assert codes(refused) == ["no_reasons"]


def test_while_the_applicant_is_asked_nothing_is_drafted():
    case = examined()
    inquire(
        plan=case.fresh,
        items=[Item("effects", None, "算定の考え方を補ってください。")],
        purpose="確認のため",
        responsible="担当",
        due_on=None,
        membership=membership("officer"),
    )
    with pytest.raises(Refused) as refused:
        draft(case)
    assert codes(refused) == ["sheet_open"]


@pytest.mark.rule("N8")
def test_an_opinion_of_the_mof_must_be_weighed():
    case = under_examination()
    case.find()
    answered(case, answer="opinion", text="資金計画を確かめられたい。")
    with pytest.raises(Refused) as refused:
        draft(case)
    assert codes(refused) == ["opinions_unweighed"]
    assert draft(case, weighing={"mof": "資金計画を改めて確認した。"}).weighing == {
        "mof": "資金計画を改めて確認した。"
    }


@pytest.mark.rule("N9")
def test_above_the_line_the_jftc_must_answer_too():
    sales = {"lead": "350億円", "takasaki": "80億円"}
    case = examined(sales=sales, restructures=True)
    with pytest.raises(Refused) as refused:
        draft(case)
    assert codes(refused) == ["consultations_open"]
    answered(case, "jftc")
    assert draft(case).state == DecisionState.DRAFTED


def test_two_officers_draft_at_once_and_the_second_is_told():
    case = examined()
    draft(case)
    with pytest.raises(Refused) as refused:
        draft(case, who="officer2")
    assert codes(refused) == ["drafted_already"]


def test_a_document_number_is_used_once():
    draft(examined(), document_number="発医政第1号")
    with pytest.raises(Refused) as refused:
        draft(examined(partners=("yoshino",)), document_number="発医政第1号")
    assert codes(refused) == ["number_used"]


class TestPage:
    def test_the_draft_is_previewed_before_it_is_made(self, client):
        plan = examined().plan
        sign_in(client, "officer")
        url = reverse("draft_decision", args=[plan.pk, CERTIFICATION])
        page = client.get(url).content.decode()
        assert "認定通知書（案）" in page
        looked = client.post(url, typed(conditions=[], preview="1", document_number="見本第7号"))
        assert "見本第７号" in looked.content.decode()
        assert not Decision.objects.exists()

    def test_it_is_drafted_with_the_blocks_chosen(self, client):
        plan = examined().plan
        sign_in(client, "officer")
        answer = client.post(reverse("draft_decision", args=[plan.pk, CERTIFICATION]), typed())
        assert answer.url == reverse("case_decision", args=[plan.pk])
        blocks = plan.scheme_version.document["letters"]["certificate"]["conditions"]
        assert Decision.objects.get().conditions == blocks[:1]

    def test_a_refusal_begins_with_the_unfit_criteria(self, client):
        plan = examined(fits=False).plan
        sign_in(client, "officer")
        page = client.get(reverse("draft_decision", args=[plan.pk, REFUSAL]))
        assert "基準（イ）に適合すると認められないため。" in page.content.decode()

    def test_what_the_law_closes_is_told_and_the_words_stay(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        url = reverse("draft_decision", args=[plan.pk, CERTIFICATION])
        page = client.post(url, typed(document_number="消えない番号")).content.decode()
        assert "審査調書の記載が済んでいない基準があります" in page
        assert "消えない番号" in page
        assert not Decision.objects.exists()

    def test_an_announced_minute_needs_day_and_time(self, client):
        plan = examined().plan
        sign_in(client, "officer")
        url = reverse("draft_decision", args=[plan.pk, CERTIFICATION])
        page = client.post(url, typed(issue="moment", issue_time="２時半ごろ")).content.decode()
        assert "時刻は「14:00」のように入力してください。" in page
        assert "予告した日と時刻の両方を入力してください。" in page

    @pytest.mark.parametrize("who", ["decider", "clerk", "auditor", "nibn_officer", "lead"])
    def test_nobody_else_drafts(self, client, who):
        plan = examined().plan
        sign_in(client, who)
        url = reverse("draft_decision", args=[plan.pk, CERTIFICATION])
        assert client.post(url, typed()).status_code == 403


def test_the_page_names_the_day_that_the_letter_shows(client):
    """The approval comes later than the drafted day: facts and preview move together."""
    case = examined()
    decision = draft(case)
    sign_in(client, "decider")
    with clock.at(clock.now() + timedelta(days=3)):
        page = client.get(reverse("case_decision", args=[case.plan.pk]))
        assert date_of(decision) == clock.today()
        assert f"<dt>施行日</dt><dd>{era(clock.today())}" in page.content.decode()


@pytest.mark.rule("N5", "A5")
@pytest.mark.parametrize(("fits", "outcome"), [(True, CERTIFICATION), (False, REFUSAL)])
def test_findings_on_an_older_version_decide_nothing(fits, outcome):
    case = examined(fits=fits)
    amend(case)
    with pytest.raises(Refused) as refused:
        draft(case, outcome)
    assert codes(refused) == ["findings_stale"]
    for criterion in ("a", "b"):
        confirm_finding(plan=case.fresh, criterion=criterion, version=2, membership=membership("officer"))
    assert draft(case, outcome).version.number == 2


def test_what_a_ranking_decides_has_no_draft_of_its_own(client):
    call, best, _other = two_plans()
    approve_ranking(ranking=ready(call), membership=membership("decider"))
    decision = best.fresh.decisions.get()
    sign_in(client, "officer")
    for method in (client.get, client.post):
        assert method(reverse("draft_decision", args=[best.plan.pk, "certification"])).status_code == 404
        assert method(reverse("redraft_decision", args=[decision.pk])).status_code == 404
