"""The portal's first page: what is due, whose turn it is, what can be filed."""

from datetime import timedelta

import pytest

from accounts.models import Notice
from applications.models import Plan
from common import clock
from reviews.services.sheets import Item, inquire
from tests.cast import PEOPLE, membership
from tests.plans import draft, filed, scheme, under_examination, withdraw

from .pages import as_person, at, text

pytestmark = pytest.mark.django_db


def test_an_empty_portal_says_what_would_be_here_and_where_to_start():
    scheme()
    page = text(as_person("stranger").get(at("portal")))
    assert "まだ申請がありません" in page
    assert at("start_plan", scheme().calls.get()) in page


def test_a_draft_is_ones_own_turn():
    plan = draft()
    for person, sentence in (
        ("lead", "自社の番です。入力を終えたら提出してください。"),
        ("takasaki", "自社の番です。自社の欄の入力と共同申請への同意を済ませてください。"),
    ):
        page = text(as_person(person).get(at("portal")))
        assert sentence in page
        assert at("plan", plan) in page


def test_an_invited_company_hears_of_it():
    plan = draft()
    told = Notice.objects.filter(act="invite_party")
    assert {each.recipient.email for each in told} == {
        PEOPLE[key].email for key in ("takasaki", "takasaki_member")
    }
    assert plan.title in told[0].text
    assert told[0].link == at("plan", plan)
    assert "共同申請に招かれました" in text(as_person("takasaki").get(at("notices")))


def test_a_stranger_sees_nothing_of_it():
    plan = draft()
    assert plan.title not in text(as_person("stranger").get(at("portal")))


def test_the_office_is_told_whose_page_it_is():
    assert as_person("officer").get(at("portal")).status_code == 403


def ask(plan: Plan, key: str = "effects", party=None, due_on=None):
    return inquire(
        plan=plan,
        items=[Item(key, party, "算定の考え方を補ってください。")],
        purpose="効果の見込みを確かめるため",
        responsible="担当 正",
        due_on=due_on,
        membership=membership("officer"),
    )


def test_what_is_asked_for_stands_first_with_what_follows():
    sheet = ask(under_examination().plan)
    page = text(as_person("lead").get(at("portal")))
    assert at("sheet", sheet) in page
    assert "任意の依頼です" in page


def test_what_only_a_partner_can_answer_is_no_due_of_ones_own():
    case = under_examination()
    sheet = ask(case.plan, "costs", case.party("takasaki").pk)
    assert at("sheet", sheet) not in text(as_person("lead").get(at("portal")))
    assert at("sheet", sheet) in text(as_person("takasaki").get(at("portal")))


def test_a_card_names_its_plan_once():
    plan = under_examination().plan
    ask(plan)
    page = text(as_person("lead").get(at("portal")))
    card = page[page.index('class="kk-card"') :].split("</article>")[0]
    assert card.count(plan.title) == 1
    assert "照会が届いています" in card
    assert f"照会が届いています（{plan.title}）" in page[: page.index('class="kk-card"')]


def test_a_new_filing_is_begun_from_the_top():
    page = text(as_person("lead").get(at("portal")))
    assert page.index('href="#open"') < page.index('id="filings"') < page.index('id="open"')


def test_the_list_goes_on_over_the_page():
    for number in range(25):
        draft(partners=(), title=f"申請{number}")
    client = as_person("lead")
    first = client.get(at("portal"))
    rest = client.get(at("portal"), {"after": first.context["page"].after})
    titles = [card.plan.title for page in (first, rest) for card in page.context["cards"]]
    assert sorted(titles) == sorted(f"申請{number}" for number in range(25))


@pytest.mark.parametrize("count", [1, 3])
def test_the_portal_costs_the_same_however_many_filings(count, django_assert_num_queries):
    for number in range(count):
        filed(partners=()) if number % 2 else draft(partners=())
    client = as_person("lead")
    # session, person, post, plans, those ended, sheets due, grants, openings, open calls, unread count
    with django_assert_num_queries(10):
        client.get(at("portal"))


def shown(who="lead", **asked):
    return as_person(who).get(at("portal"), asked).context


def test_what_is_under_way_stands_first_by_what_is_due_next_and_what_ended_below():
    ended = filed(partners=()).plan
    withdraw(ended)
    late, soon, quiet = (under_examination(partners=()).plan for _ in range(3))
    ask(late, due_on=clock.today() + timedelta(days=20))
    ask(soon, due_on=clock.today() + timedelta(days=5))
    found = shown()
    assert [card.plan.pk for card in found["cards"]] == [soon.pk, late.pk, quiet.pk]
    assert [card.plan.pk for card in found["ended"]] == [ended.pk]
    page = text(as_person("lead").get(at("portal")))
    assert page.index("自社の申請") < page.index("手続の終わった申請")
    alone = shown(list="ended")
    assert [card.plan.pk for card in alone["cards"]] == [ended.pk]
    assert alone["ended"] == []
