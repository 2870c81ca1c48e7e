"""The work list: who sees which rows and columns, how it is narrowed, ordered and paged."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.queues import _question, queues_of
from applications.models import Plan, SavedView
from applications.selectors import search
from applications.services.filing import file_plan
from applications.tones import TONES
from applications.worklist import _whole
from common import clock
from common.lists import MOST_WORDS
from law.roles import ROLES, Role
from law.states import PlanState
from reviews.services.sheets import Item, request_correction
from tests.cast import membership, sign_in
from tests.plans import complete, draft, filed, under_examination, withdraw
from tests.responses import main_of

pytestmark = pytest.mark.django_db
READERS = ["officer", "decider", "clerk", "nibn_officer", "nibn_decider", "nibn_accountant", "auditor"]


def listed(client, **params):
    response = client.get(reverse("worklist"), params)
    assert response.status_code == 200
    return [row.plan for row in response.context["rows"]]


def page(client, **params):
    return client.get(reverse("worklist"), params).content.decode()


@pytest.mark.parametrize("who", READERS)
def test_the_side_bars_question_is_the_same_all_day(who):
    """It is kept from one page to the next, so nothing in it may hang on the hour."""
    reader = membership(who)
    assert ROLES[Role(reader.role)].sees_all
    if queues := queues_of(reader.role):
        asked, anew, codes = [], _question.__wrapped__, tuple(each.code for each in queues)
        for hour in (1, 22):
            with clock.at(clock.now().astimezone(clock.TOKYO).replace(hour=hour)):
                asked.append(anew(reader, reader.organisation_id, codes, clock.today()))
        assert asked[0] == asked[1]


def test_the_lists_fold_where_they_find_no_room_and_say_which_one_is_open(client):
    sign_in(client, "officer")
    shown = client.get(reverse("worklist"), {"queue": "mine"}).content.decode()
    folded = shown[shown.index('<details class="kk-side__fold"') :].split("</details>")[0]
    current = shown[shown.index('aria-current="page"') :].split("<span")[0].split(">")[1]
    assert f'<span class="kk-side__here">{current}</span>' in folded
    assert folded.count("<a ") == shown[: shown.index('<details class="kk-side__fold')].count("kk-side__link")


class TestWhoSeesIt:
    @pytest.mark.parametrize("who", READERS)
    def test_the_office_sees_what_is_filed_and_no_draft(self, client, who):
        plan = filed().plan
        draft(lead="minohon", partners=())
        sign_in(client, who)
        assert listed(client) == [plan]

    def test_a_consultee_sees_none_that_it_was_not_asked_about(self, client):
        filed()
        sign_in(client, "consultee")
        assert listed(client) == []

    @pytest.mark.parametrize("who", ["lead", "lead_member", "reviewer", "administrator"])
    @pytest.mark.parametrize("page", [("worklist", []), ("take_list", ["worklist", "xlsx"])])
    def test_nobody_else_enters_and_is_told_why(self, client, who, page):
        name, named = page
        sign_in(client, who)
        response = client.get(reverse(name, args=named))
        assert response.status_code == 403
        assert "このページは" in response.content.decode()

    @pytest.mark.parametrize(
        ("who", "clock_shown", "assignee_shown"),
        [
            ("officer", True, True),
            ("auditor", True, True),
            ("nibn_officer", True, False),
            ("consultee", False, False),
        ],
    )
    def test_sight_decides_the_columns(self, client, who, clock_shown, assignee_shown):
        under_examination()
        sign_in(client, who)
        heads = [str(head["label"]) for head in client.get(reverse("worklist")).context["heads"]]
        assert ("残り日数" in heads, "担当" in heads) == (clock_shown, assignee_shown)

    def test_an_officials_name_stays_with_those_who_may_read_it(self, client):
        under_examination()
        sign_in(client, "nibn_officer")
        assert membership("officer").user.name not in main_of(page(client))


class TestNarrowing:
    def test_by_state(self, client):
        plan = filed().plan
        other = under_examination(lead="minohon", partners=()).plan
        sign_in(client, "officer")
        assert listed(client, state="filed") == [plan]
        assert listed(client, state="examination") == [other]

    @pytest.mark.parametrize("words", ["gb2026", "ＧＢ2026－00001", "製造所", "髙﨑", "見本製薬　集約"])
    def test_by_number_from_its_beginning_and_by_any_two_letters_of_a_name(self, client, words):
        plan = filed().plan
        sign_in(client, "officer")
        assert listed(client, q=words) == [plan]

    @pytest.mark.parametrize("words", ["高崎", "00001", "見", "%", "_"])
    def test_another_writing_a_numbers_end_and_a_wildcard(self, client, words):
        """髙 is not 高, a number is found from its beginning, one letter is enough, % is a letter."""
        plan = filed().plan
        sign_in(client, "officer")
        assert listed(client, q=words) == ([plan] if words == "見" else [])

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("医薬品と医薬品の製造所", True),
            ("医薬品の医薬品と", False),
            ("製造所見本", False),
            ("見本製薬株式会社", True),
        ],
    )
    def test_a_word_is_found_where_it_stands_whole(self, words, found):
        """Its pairs of letters in a row, those too that come twice; and never across two texts."""
        draft(title="医薬品と医薬品の製造所")
        assert search(Plan.objects.all(), words).exists() is found

    def test_what_an_older_version_wrote_is_written_anew(self):
        plan = draft()
        text = plan.search
        Plan.objects.filter(pk=plan.pk).update(search=" 集約")
        for _again in range(2):
            import_module("applications.migrations.0013_lists_of_a_million").write_anew(apps, None)
            plan.refresh_from_db()
            assert plan.search == text

    def test_words_that_stand_nowhere_find_nothing_and_say_so(self, client):
        filed()
        sign_in(client, "officer")
        assert "条件に合う申請はありません" in page(client, q="点鼻薬")

    def test_too_many_words_are_told(self, client):
        sign_in(client, "officer")
        assert f"検索の言葉は{MOST_WORDS}字までです" in page(client, q="集" * (MOST_WORDS + 1))

    def test_by_who_has_it_in_hand(self, client):
        waiting = filed().plan
        mine = under_examination(lead="minohon", partners=()).plan
        sign_in(client, "officer")
        assert listed(client, assignee="me") == [mine]
        assert listed(client, assignee="none") == [waiting]

    def test_by_day_of_arrival_in_tokyo(self, client):
        with clock.at(clock.now() - timedelta(days=10)):
            old = filed().plan
            then = clock.today().isoformat()
        new = filed(lead="minohon", partners=()).plan
        sign_in(client, "officer")
        assert listed(client, arrived_to=then) == [old]
        assert listed(client, arrived_from=clock.today().isoformat()) == [new]

    @pytest.mark.parametrize("day", ["0000-01-01", "0001-01-01", "9999-12-31", "99999-01-01", "9" * 400])
    def test_a_day_that_lies_too_far_is_told(self, client, day):
        sign_in(client, "officer")
        for name in ("arrived_from", "arrived_to"):
            answer = client.get(reverse("worklist"), {name: day})
            assert answer.status_code == 200
            assert 'aria-invalid="true"' in answer.content.decode()

    def test_by_the_days_that_are_left(self, client):
        with clock.at(clock.now() - timedelta(days=55)):
            old = filed().plan
        filed(lead="minohon", partners=())
        sign_in(client, "officer")
        assert listed(client, due_within="１４") == [old]
        assert listed(client, queue="soon") == [old]

    def test_what_is_not_a_filter_narrows_nothing(self, client):
        plan = filed().plan
        sign_in(client, "officer")
        assert listed(client, state="nonsense", arrived_from="きのう", due_within="-1", nothing="1") == [plan]

    def test_the_address_keeps_no_empty_boxes(self, client):
        sign_in(client, "officer")
        response = client.get(reverse("worklist"), {"q": "造粒", "scheme": "", "arrived_from_year": ""})
        assert response.url == "/worklist/?q=%E9%80%A0%E7%B2%92"

    def test_a_list_of_another_role_is_empty(self, client):
        filed()
        sign_in(client, "nibn_officer")
        assert listed(client, queue="mine") == []


class TestOrder:
    def test_the_whole_shows_what_is_new_and_a_list_of_work_what_is_due(self, client):
        with clock.at(clock.now() - timedelta(days=3)):
            old = filed().plan
        new = filed(lead="minohon", partners=()).plan
        sign_in(client, "officer")
        assert listed(client) == [new, old]
        assert listed(client, queue="new") == [old, new]
        assert listed(client, sort="number") == [old, new]
        assert listed(client, sort="search") == [new, old]

    def test_a_head_turns_its_own_order_round(self, client):
        sign_in(client, "officer")
        heads = client.get(reverse("worklist"), {"sort": "due"}).context["heads"]
        assert [head["url"] for head in heads if head["order"]] == ["/worklist/?sort=-due"]


class TestClock:
    def test_the_days_left_are_counted_from_the_log_and_a_correction_stops_them(self, client):
        start = clock.now() - timedelta(days=20)
        with clock.at(start):
            case = under_examination()
        with clock.at(start + timedelta(days=5)):
            request_correction(
                plan=case.fresh,
                items=[Item("other", None, "記載がありません。", "省令第5条第1項第5号")],
                purpose="補正",
                due_on=clock.today() + timedelta(days=30),
                membership=membership("officer"),
            )
        sign_in(client, "officer")
        [row] = client.get(reverse("worklist")).context["rows"]
        assert (row.clock.reading.elapsed, row.clock.reading.paused, row.clock.left) == (5, 15, 55)

    def test_an_ended_case_has_no_days_left(self, client):
        case = filed()
        withdraw(case.plan)
        sign_in(client, "officer")
        response = client.get(reverse("worklist"), {"state": "all"})
        assert [row.clock for row in response.context["rows"]] == [None]
        assert '<td data-label="残り日数">—</td>' in response.content.decode()

    def test_at_nibn_its_own_period_runs(self, client):
        case = complete()
        with clock.at(clock.now() - timedelta(days=4)):
            file_plan(
                plan=case.fresh, membership=membership("lead"), arrived_at=clock.now(), through_nibn=True
            )
        sign_in(client, "nibn_officer")
        [row] = client.get(reverse("worklist"), {"queue": "at_nibn"}).context["rows"]
        assert (row.clock.period, row.clock.left) == (14, 10)


class TestSideBar:
    def counts(self, client):
        lists = client.get(reverse("worklist")).context["worklists"]()
        return {str(each["label"]): each["count"] for each in lists if not each["subject"]}

    def test_it_counts_each_roles_own_lists(self, client):
        under_examination()
        filed(lead="minohon", partners=())
        sign_in(client, "officer")
        counts = self.counts(client)
        assert counts["担当中"] == 1
        assert counts["審査開始待ち"] == 1
        assert {"補正待ち", "協議中", "決裁待ち", "期限間近", "手続中", "すべて"} <= set(counts)

    def test_a_long_list_is_told_up_to_a_bound(self, client, monkeypatch):
        monkeypatch.setattr("accounts.queues.MOST", 1)
        monkeypatch.setattr("accounts.queues._question", _question.__wrapped__)  # none that was kept
        for lead in ("minohon", "yoshino"):
            filed(lead=lead, partners=())
        sign_in(client, "officer")
        assert self.counts(client)["審査開始待ち"] == 1
        assert "件より多い" in page(client)

    def test_nibn_and_the_clerk_hear_nothing_of_consultations_and_drafts(self, client):
        for who in ("nibn_officer", "clerk"):
            client.logout()
            sign_in(client, who)
            assert not {"協議中", "決裁待ち"} & set(self.counts(client))

    def test_whose_turn_it_is_stands_on_top(self, client):
        filed(lead="minohon", partners=())
        sign_in(client, "officer")
        assert "<strong>あなたの番</strong>" in page(client)
        assert "審査開始待ち 1件" in page(client)
        client.logout()
        sign_in(client, "decider")
        assert "あなたの番" not in page(client)

    def test_the_list_of_ranked_plans_leads_to_the_rankings(self, client):
        sign_in(client, "decider")
        shown = client.get(reverse("worklist"), {"queue": "ranking"}).content.decode()
        assert "公募の順位表を開く" in shown

    def test_it_marks_where_one_is(self, client):
        sign_in(client, "officer")
        lists = client.get(reverse("worklist"), {"queue": "correction"}).context["worklists"]()
        assert [str(each["label"]) for each in lists if each["current"]] == ["補正待ち"]


class TestSavedViews:
    def test_one_is_kept_by_name_and_opened_by_its_address(self, client):
        sign_in(client, "officer")
        response = client.post(
            reverse("save_view"), {"name": "補正中の自分", "query": "state=correction&assignee=me&after=x~1"}
        )
        saved = SavedView.objects.get()
        assert (saved.membership, saved.name) == (membership("officer"), "補正中の自分")
        assert saved.query == "state=correction&assignee=me"
        assert response.url == f"/worklist/?{saved.query}"
        assert f"?{saved.query.replace('&', '&amp;')}" in page(client)

    def test_the_same_name_again_is_the_same_view(self, client):
        sign_in(client, "officer")
        for query in ("state=filed", "state=correction"):
            client.post(reverse("save_view"), {"name": "いつもの", "query": query})
        assert SavedView.objects.get().query == "state=correction"

    def test_a_name_is_needed(self, client):
        sign_in(client, "officer")
        response = client.post(reverse("save_view"), {"name": " ", "query": ""}, follow=True)
        assert "名前を入力してください" in response.content.decode()
        assert not SavedView.objects.exists()

    def test_another_persons_is_a_404(self, client):
        saved = SavedView.objects.create(membership=membership("officer2"), name="他人の")
        sign_in(client, "officer")
        assert client.post(reverse("delete_view", args=[saved.pk])).status_code == 404
        client.logout()
        sign_in(client, "officer2")
        client.post(reverse("delete_view", args=[saved.pk]))
        assert not SavedView.objects.exists()


@pytest.mark.parametrize("others", [(), ("minohon", "yoshino")])
def test_the_list_costs_the_same_for_one_row_and_for_three(client, others, django_assert_num_queries):
    under_examination()
    for lead in others:
        filed(lead=lead, partners=())
    sign_in(client, "officer")
    # session, user, posts in force; the rows, their scheme versions, the log, whose turn, the count,
    # saved views, the schemes to choose from; unread notices, the side bar
    with django_assert_num_queries(12):
        client.get(reverse("worklist"))


NARROWED = (
    {"scheme": "generic-base"},
    {"state": "all", "channel": "portal", "sort": "-due"},
    {"state": PlanState.EXAMINATION.value, "assignee": "me"},
    {"q": "製薬", "arrived_from": "2020-01-01", "due_within": "400"},
)


@pytest.mark.parametrize("who", READERS)
def test_no_filter_and_no_list_of_work_costs_more(client, who):
    under_examination()
    for lead in ("minohon", "yoshino"):
        filed(lead=lead, partners=())
    sign_in(client, who)
    lists = [{"queue": each.code} for each in queues_of(membership(who).role)]
    for asked in (*NARROWED, *lists):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("worklist"), asked).status_code == 200
        assert len(queries) <= 12, asked


def test_pages_meet_both_ways(client, monkeypatch):
    monkeypatch.setattr("common.paging.Page.of.__func__.__defaults__", (None, 2))
    monkeypatch.setattr("applications.worklist.SIZE", 2)
    monkeypatch.setattr("applications.worklist._whole", _whole.__wrapped__)  # written for pages of two
    plans = [filed(lead=lead, partners=()).plan for lead in ("lead", "minohon", "yoshino")]
    sign_in(client, "officer")
    first = client.get(reverse("worklist"))
    assert [row.plan for row in first.context["rows"]] == plans[:0:-1]
    assert listed(client, after=first.context["page"].after) == plans[:1]
    second = client.get(reverse("worklist"), {"after": first.context["page"].after})
    assert listed(client, before=second.context["page"].before) == plans[:0:-1]


def test_every_state_has_a_tone():
    assert set(TONES) == set(PlanState)
