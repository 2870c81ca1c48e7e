"""The reviewer: declares before anything opens, reads what sight leaves, writes once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import cases_visible_to
from accounts.models import Notice
from applications.sight import version_view, viewer
from common import clock
from common.models import AuditEvent
from law.acts import Refused
from law.states import PairingState
from reviews.models import Pairing
from reviews.services.pairings import assign_reviewer, declare_no_conflict, recuse, submit_opinion
from tests.cast import membership, sign_in
from tests.plans import under_examination, version, withdraw

pytestmark = pytest.mark.django_db
SCORES = {"points-supply": "5", "points-feasibility": "4", "points-cost": "3", "comment-cost": "概ね妥当"}
OPINION = SCORES | {"opinion": "供給の安定に資すると考えます。"}
FIGURES = "10億円"


@pytest.fixture
def pairing():
    plan = under_examination().plan
    return assign_reviewer(
        plan=plan, reviewer=membership("reviewer"), due_on=None, membership=membership("officer")
    )


@pytest.fixture
def declared(pairing):
    return declare_no_conflict(pairing=pairing, membership=membership("reviewer"))


def text(response):
    return response.content.decode()


def acts(pairing):
    return list(
        AuditEvent.objects.filter(subject_id=str(pairing.pk)).order_by("id").values_list("act", flat=True)
    )


class TestList:
    def test_it_holds_ones_own_cases_only(self, client, pairing):
        sign_in(client, "reviewer")
        assert pairing.plan.title in text(client.get(reverse("pairings")))
        client.logout()
        sign_in(client, "reviewer_conflicted")
        assert "割り当てられた申請はありません" in text(client.get(reverse("pairings")))

    def test_what_is_late_is_marked_until_it_is_in(self, client, pairing):
        sign_in(client, "reviewer")
        Pairing.objects.filter(pk=pairing.pk).update(due_on=clock.today() - timedelta(days=1))
        assert "期限超過" in text(client.get(reverse("pairings")))
        Pairing.objects.filter(pk=pairing.pk).update(due_on=clock.today())
        assert "期限超過" not in text(client.get(reverse("pairings")))

    @pytest.mark.parametrize("who", ["officer", "lead", "nibn_officer", "auditor", "administrator"])
    def test_nobody_else_enters(self, client, pairing, who):
        sign_in(client, who)
        assert client.get(reverse("pairings")).status_code == 403
        for name in ("pairing", "recuse"):
            assert client.get(reverse(name, args=[pairing.pk])).status_code == 403
        assert client.post(reverse("submit_opinion", args=[pairing.pk]), OPINION).status_code == 403

    def test_another_reviewers_case_is_a_404(self, client, pairing):
        sign_in(client, "reviewer_conflicted")
        for name in ("pairing", "recuse"):
            assert client.get(reverse(name, args=[pairing.pk])).status_code == 404
        for name in ("declare_no_conflict", "recuse", "submit_opinion"):
            assert client.post(reverse(name, args=[pairing.pk]), OPINION).status_code == 404

    @pytest.mark.parametrize("others", [0, 2])
    def test_it_costs_the_same(self, client, pairing, others, django_assert_num_queries):
        for lead in ("minohon", "yoshino")[:others]:
            plan = under_examination(lead=lead, partners=()).plan
            assign_reviewer(
                plan=plan, reviewer=membership("reviewer"), due_on=None, membership=membership("officer")
            )
        sign_in(client, "reviewer")
        # session, user, posts in force, own cases, unread notices
        with django_assert_num_queries(5):
            client.get(reverse("pairings"))


class TestDeclaration:
    def test_before_it_only_the_title_and_the_names_are_told(self, client, pairing):
        sign_in(client, "reviewer")
        page = text(client.get(reverse("pairing", args=[pairing.pk])))
        assert pairing.plan.title in page
        assert "髙﨑製薬株式会社" in page
        assert "製造所を集約します" not in page
        assert not cases_visible_to(membership("reviewer")).exists()

    def test_it_opens_the_case(self, client, pairing):
        sign_in(client, "reviewer")
        client.post(reverse("declare_no_conflict", args=[pairing.pk]))
        page = text(client.get(reverse("pairing", args=[pairing.pk])))
        assert "製造所を集約します" in page
        assert acts(pairing) == ["assign_reviewer", "declare_no_conflict"]

    def test_a_second_one_is_refused_with_a_sentence(self, client, declared):
        sign_in(client, "reviewer")
        response = client.post(reverse("declare_no_conflict", args=[declared.pk]), follow=True)
        assert "いまの状態（意見作成中）では" in text(response)

    def test_nobody_declares_for_another(self, pairing):
        with pytest.raises(Refused, match="ご自分に割り当てられた"):
            declare_no_conflict(pairing=pairing, membership=membership("reviewer_conflicted"))


class TestReading:
    def test_a_companys_own_figures_are_not_in_it(self, client, declared):
        sign_in(client, "reviewer")
        page = text(client.get(reverse("pairing", args=[declared.pk])))
        assert "売上高・事業再編" not in page
        assert "1,000,000,000" not in page

    def test_its_files_open_and_confidential_ones_are_a_404(self, client, declared):
        sign_in(client, "reviewer")
        filed = version(declared.plan)
        eyes = viewer(declared.plan, membership("reviewer"))
        [schedule] = version_view(filed, eyes).files
        response = client.get(reverse("pairing_file", args=[declared.pk, schedule.pk]))
        assert b"".join(response.streaming_content).startswith(b"%PDF-")
        assert client.get(reverse("pairing_file", args=[declared.pk, declared.pk])).status_code == 404


class TestRecusal:
    def test_it_closes_the_case_at_once(self, client, declared):
        sign_in(client, "reviewer")
        response = client.post(reverse("recuse", args=[declared.pk]), {"because": "研究費を受けている。"})
        assert response.url == reverse("pairings")
        assert not cases_visible_to(membership("reviewer")).exists()
        page = text(client.get(reverse("pairing", args=[declared.pk])))
        assert "研究費を受けている。" in page
        assert "製造所を集約します" not in page
        assert acts(declared)[-1] == "recuse"

    def test_it_needs_a_reason(self, client, pairing):
        sign_in(client, "reviewer")
        response = client.post(reverse("recuse", args=[pairing.pk]), {"because": ""})
        assert response.context["form"].errors
        pairing.refresh_from_db()
        assert pairing.state == PairingState.ASSIGNED

    def test_who_has_written_can_step_back_no_more(self, client, declared):
        sign_in(client, "reviewer")
        client.post(reverse("submit_opinion", args=[declared.pk]), OPINION)
        response = client.post(reverse("recuse", args=[declared.pk]), {"because": "遅すぎる。"})
        assert "いまの状態（意見提出済み）では" in text(response)


class TestOpinion:
    def test_it_is_kept_with_its_scores_and_read_only_from_then_on(self, client, declared):
        sign_in(client, "reviewer")
        client.post(reverse("submit_opinion", args=[declared.pk]), OPINION)
        declared.refresh_from_db()
        assert declared.state == PairingState.SUBMITTED
        assert declared.opinion_on == version(declared.plan)
        assert {score.item: score.points for score in declared.scores.all()} == {
            "supply": 5,
            "feasibility": 4,
            "cost": 3,
        }
        page = text(client.get(reverse("pairing", args=[declared.pk])))
        assert "提出した意見は変更できません" in page
        assert 'name="opinion"' not in page
        assert acts(declared)[-1] == "submit_opinion"

    def test_a_second_one_is_refused(self, client, declared):
        sign_in(client, "reviewer")
        for _ in range(2):
            response = client.post(reverse("submit_opinion", args=[declared.pk]), OPINION)
        assert "いまの状態（意見提出済み）では" in str(response.context["form"].non_field_errors())
        assert declared.scores.count() == 3

    def test_what_is_missing_is_told_and_what_was_typed_is_kept(self, client, declared):
        sign_in(client, "reviewer")
        response = client.post(reverse("submit_opinion", args=[declared.pk]), OPINION | {"points-cost": "9"})
        assert set(response.context["form"].errors) == {"points-cost"}
        assert "供給の安定に資すると考えます。" in text(response)

    def test_it_waits_for_the_declaration(self, client, pairing):
        sign_in(client, "reviewer")
        response = client.post(reverse("submit_opinion", args=[pairing.pk]), OPINION)
        assert response.url == reverse("pairing", args=[pairing.pk])
        with pytest.raises(Refused, match="利益相反の確認待ち"):
            submit_opinion(
                pairing=pairing,
                opinion="",
                scores=dict.fromkeys(("supply", "feasibility", "cost"), (1, "")),
                membership=membership("reviewer"),
            )

    def test_what_was_filed_meanwhile_is_read_before_it_is_judged(self, client, declared):
        sign_in(client, "reviewer")
        response = client.post(reverse("submit_opinion", args=[declared.pk]), OPINION | {"version": "0"})
        assert "第1版になりました" in text(response)
        assert "供給の安定に資すると考えます。" in text(response)
        assert 'name="version" value="1"' in text(response)

    def test_after_the_end_there_is_no_advice(self, declared):
        withdraw(declared.plan)
        with pytest.raises(Refused, match="審査は終わっている"):
            submit_opinion(pairing=declared, opinion="", scores={}, membership=membership("reviewer"))

    def test_the_officer_in_hand_is_told(self, client, declared):
        sign_in(client, "reviewer")
        client.post(reverse("submit_opinion", args=[declared.pk]), OPINION)
        assert Notice.objects.filter(recipient=membership("officer").user, act="submit_opinion").count() == 1

    def test_points_out_of_range_are_refused_by_the_service_too(self, declared):
        scores = {"supply": (6, ""), "feasibility": (1, ""), "cost": (1, "")}
        with pytest.raises(Refused, match="0から5まで"):
            submit_opinion(pairing=declared, opinion="", scores=scores, membership=membership("reviewer"))


def test_the_reviewer_is_told_and_led_to_the_declaration(pairing):
    notice = Notice.objects.get(recipient=membership("reviewer").user)
    assert notice.link == reverse("pairing", args=[pairing.pk])


def test_a_recused_reviewer_can_step_back_before_declaring(pairing):
    recuse(pairing=pairing, because="親族がいる。", membership=membership("reviewer"))
    assert pairing.state == PairingState.RECUSED
