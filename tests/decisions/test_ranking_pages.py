"""The pages of a call: from the marks to the letters, by what people click; each refusal in its words."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common import clock
from common.jobs import run_pending
from decisions.demo import calls as demo
from decisions.models import Document, WorkingPaper
from law.states import PlanState, RankingState
from reviews.models import Ranking
from reviews.services.rankings import draft_ranking
from tests.cast import membership
from tests.decisions.deciding import download, signed_in
from tests.decisions.test_rankings import BUDGET, approved, ready, two_plans
from tests.plans import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def page_of(client, call) -> str:
    return client.get(reverse("ranking", args=[call.pk])).content.decode()


def day(name: str) -> dict[str, str]:
    today = clock.today()
    return {f"{name}_year": str(today.year), f"{name}_month": str(today.month), f"{name}_day": str(today.day)}


def revision(ranking: Ranking, **changes: str) -> dict[str, str]:
    typed = {"budget": f"{BUDGET:,}", "cut_off": "1"}
    for line in ranking.lines.all():
        typed |= {f"place-{line.plan_id}": str(line.place)}
        typed |= {f"amount-{each.party_id}": str(each.amount) for each in line.amounts.all()}
    return typed | changes


def test_a_call_is_walked_from_its_marks_to_both_letters():
    call, best, other = two_plans()
    officer, decider = signed_in("officer"), signed_in("decider")
    assert "いまの採点" in page_of(officer, call)
    officer.post(reverse("draft_ranking", args=[call.pk]))
    ranking = Ranking.objects.get()
    assert "審査会の記録（開催日・出席した委員・概要）を書いてください。" in page_of(officer, call)
    officer.post(
        reverse("record_meeting", args=[ranking.pk]),
        day("met_on") | {"members": "見本 委員長", "minutes": "一致した。"},
    )
    officer.post(reverse("revise_ranking", args=[ranking.pk]), revision(ranking))
    assert "ここまで（1位まで）" in page_of(officer, call)
    officer.post(reverse("propose_ranking", args=[ranking.pk]), day("dated_on") | {"issue": "hand"})
    shown = decider.get(reverse("ranking", args=[call.pk]))
    assert "採択通知書（案）" in shown.content.decode()
    decider.post(reverse("approve_ranking", args=[ranking.pk]), {"seen": shown.context["seen"]})
    run_pending()
    officer.post(reverse("issue_ranking", args=[ranking.pk]))
    ranking.refresh_from_db()
    assert ranking.state == RankingState.ISSUED
    assert (best.fresh.state, other.fresh.state) == (PlanState.ADOPTED, PlanState.NOT_ADOPTED)
    yoshino = signed_in("yoshino")
    assert "不採択となりました。" in yoshino.get(reverse("portal")).content.decode()
    letter = Document.objects.get(kind="non_adoption")
    assert download(yoshino, reverse("document_pdf", args=[letter.pk])).status_code == 200
    assert signed_in("lead").get(reverse("document_pdf", args=[letter.pk])).status_code == 404


def test_it_says_the_most_points_and_why_the_line_is_where_it_is():
    call, *_plans = two_plans()
    ranking = ready(call)
    page = page_of(signed_in("officer"), call)
    assert "平均点（15点満点）" in page
    assert "この順位案で決めた境界です" in page
    rest = sum(each.amount for each in ranking.lines.first().amounts.all()) + 1
    Ranking.objects.filter(pk=ranking.pk).update(budget=rest)
    assert "残りの予算（1円）は、2位の計算した額" in page_of(signed_in("officer"), call)


def test_equal_means_say_by_which_item_they_were_parted():
    call, *_plans = two_plans(points=((5, 5, 4), (4, 5, 5)))
    items = call.scheme.versions.latest("number").document["review_items"]
    draft_ranking(call=call, membership=membership("officer"))
    page = page_of(signed_in("officer"), call)
    assert page.count(f"同点（14.00点）：「{items[0]['name']}」の平均") == 2
    assert items[1]["name"] not in page


def test_a_decider_finds_the_act_from_the_top():
    call, *_plans = two_plans()
    ready(call)
    assert 'href="#decide"' in page_of(signed_in("decider"), call)
    assert 'href="#decide"' not in page_of(signed_in("officer"), call)


def test_an_applicant_learns_nothing_before_the_issue():
    call, _best, other = two_plans()
    approved(call)
    yoshino = signed_in("yoshino")
    shown = yoshino.get(reverse("plan", args=[other.plan.pk])).content.decode()
    for word in ("採択されました", "不採択", "内示", "順位"):
        assert word not in shown, word
    assert yoshino.get(reverse("ranking", args=[call.pk])).status_code == 403
    letter = Document.objects.get(kind="non_adoption")
    assert yoshino.get(reverse("document", args=[letter.pk])).status_code == 404


def test_a_case_of_a_call_asks_nobody_and_says_its_own_words():
    call, best, _other = two_plans()
    officer = signed_in("officer")
    shown = officer.get(reverse("case", args=[best.plan.pk])).content.decode()
    assert "採択の前に必要なこと" in shown
    for word in ("協議", "認定", "公正取引委員会", "財務大臣"):
        assert word not in shown.split("<main")[1].split("</main>")[0], word
    assert officer.get(reverse("case_consultations", args=[best.plan.pk])).status_code == 404
    decision = officer.get(reverse("case_decision", args=[best.plan.pk])).content.decode()
    assert reverse("ranking", args=[call.pk]) in decision


def test_a_refused_act_keeps_what_was_typed_and_says_why():
    call, best, other = two_plans()
    ranking = ready(call)
    officer = signed_in("officer")
    typed = revision(ranking, **{f"place-{best.plan.pk}": "1", f"place-{other.plan.pk}": "1"})
    shown = officer.post(reverse("revise_ranking", args=[ranking.pk]), typed).content.decode()
    assert "順位案を直す" in shown
    assert "いまの状態（決裁待ち）では" in shown


def test_a_decider_returns_with_a_word():
    call, *_plans = two_plans()
    ranking = ready(call)
    signed_in("decider").post(reverse("return_ranking", args=[ranking.pk]), {"note": "理由を補うこと"})
    assert "理由を補うこと" in page_of(signed_in("officer"), call)


def test_an_approval_taken_elsewhere_is_recorded():
    call, *_plans = two_plans()
    ranking = ready(call)
    typed = day("on") | {"number": "決裁1号", "approver": "見本 局長"}
    url = reverse("record_ranking_approval", args=[ranking.pk])
    for who in ("officer", "officer2"):  # with no scan nobody, with one nobody who drafted
        sent = typed if who == "officer2" else typed | {"scan": SimpleUploadedFile("決裁書.pdf", PDF)}
        signed_in(who).post(url, sent)
        ranking.refresh_from_db()
        assert ranking.state == RankingState.PROPOSED
    signed_in("officer2").post(url, typed | {"scan": SimpleUploadedFile("決裁書.pdf", PDF)})
    ranking.refresh_from_db()
    assert ranking.state == RankingState.APPROVED


def test_a_ranking_is_dropped_with_its_reason():
    call, *_plans = two_plans()
    ranking = ready(call)
    signed_in("officer").post(reverse("void_ranking", args=[ranking.pk]), {"note": "予算額の誤り"})
    ranking.refresh_from_db()
    assert ranking.state == RankingState.VOIDED


def test_two_officers_at_once_make_one_ranking():
    call, *_plans = two_plans()
    first, second = signed_in("officer"), signed_in("officer")
    url = reverse("draft_ranking", args=[call.pk])
    first.post(url)
    assert "すでに順位案があります" in second.post(url, follow=True).content.decode()
    assert Ranking.objects.count() == 1


def test_two_deciders_at_once_decide_once():
    call, *_plans = two_plans()
    ranking = ready(call)
    client = signed_in("decider")
    seen = client.get(reverse("ranking", args=[call.pk])).context["seen"]
    url = reverse("approve_ranking", args=[ranking.pk])
    client.post(url, {"seen": seen})
    assert "ことはできません" in client.post(url, {"seen": seen}, follow=True).content.decode()
    assert Document.objects.filter(decision__isnull=False).count() == 3


def test_the_ranking_is_printed_by_the_worker():
    call, _best, outside = two_plans()
    officer = signed_in("officer")
    officer.post(reverse("draft_ranking", args=[call.pk]))
    ranking = Ranking.objects.get()
    why = {f"reason-{outside.plan.pk}": "予算の範囲内に入らなかったため"}
    officer.post(reverse("revise_ranking", args=[ranking.pk]), revision(ranking, **why))
    officer.post(reverse("ask_ranking_paper", args=[ranking.pk]))
    run_pending()
    paper = WorkingPaper.objects.get(ranking=ranking)
    assert download(officer, reverse("ranking_paper", args=[paper.pk])).status_code == 200
    (said,) = paper.contents
    assert said["reasons"] == [{"number": outside.fresh.number, "reason": "予算の範囲内に入らなかったため"}]
    assert said["why_here"] in officer.get(reverse("ranking", args=[call.pk])).content.decode()
    assert "ranking" in said["schema"]


def test_the_list_names_each_call_with_its_state():
    call, *_plans = two_plans()
    shown = signed_in("auditor").get(reverse("rankings")).content.decode()
    assert call.name in shown
    assert "順位案なし" in shown


@pytest.mark.parametrize("more", [0, 2])
def test_the_queries_of_a_ranking_are_the_same_for_two_plans_and_four(django_assert_num_queries, more):
    call, *_plans = two_plans()
    with clock.at(call.opens_at):
        added = [
            demo.apply_to(call, f"追加{n}", ("minohon",), ("drug-product",), 10_000_000) for n in range(more)
        ]
    for case in added:
        demo.heard(case, (1, 1, 1))
    ready(call)
    client = signed_in("auditor")
    client.get(reverse("ranking", args=[call.pk]))
    with django_assert_num_queries(41):
        client.get(reverse("ranking", args=[call.pk]))


@pytest.mark.parametrize("kind", ["findings", "certificate", "refusal"])
def test_nothing_is_printed_of_one_plan_of_a_call(kind):
    _call, best, _other = two_plans()
    said = signed_in("officer").post(reverse("ask_paper", args=[best.plan.pk, kind]), follow=True)
    assert "全件をまとめて順位表で決めます" in said.content.decode()
    assert not WorkingPaper.objects.exists()


def test_the_list_says_until_when_a_call_takes_in_and_when_it_stopped():
    call, _best, _other = two_plans()
    tomorrow = clock.today() + timedelta(days=1)
    later = demo.open_call("cluster-campus", "これから終わる公募", tomorrow, 20)
    page = signed_in("officer").get(reverse("rankings")).content.decode()
    row = {name: page[page.index(name) :].split("</tr>")[0] for name in (call.name, later.name)}
    assert "受付終了" in row[call.name]
    assert "受付期限" in row[later.name]
