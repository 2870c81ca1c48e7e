"""The public page of calls: open, to come, over; searched, exported, the same cost however many."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from common import clock
from funds.calls.services.closing import approve_closing, propose_closing
from funds.calls.showing import time_left
from tests.cast import membership, sign_in
from tests.funds.calls.making import drafted, fresh, later, paper, published, running

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
SECOND = timedelta(seconds=1)


def shown(client, **asked) -> dict[str, list[str]]:
    context = client.get(reverse("public_calls"), asked).context
    return {part["phase"]: [row.call.name for row in part["rows"]] for part in context["sections"]}


def test_each_stands_under_its_phase_and_a_draft_nowhere(client):
    running(name="いま")
    published("supply-emergency", name="これから")
    drafted("cluster-campus", name="まだ案")
    found = shown(client)
    assert "いま" in found["open"]
    assert found["upcoming"] == ["これから"]
    assert found["closed"] == []
    assert "まだ案" not in str(found)
    assert any("随時の受付" in name for name in found["open"])


def test_what_ends_or_begins_next_stands_first_and_what_has_no_end_last(client):
    now = clock.now()
    running(name="あとで終わる", closes_at=now + timedelta(days=12))
    running("supply-emergency", name="先に終わる", closes_at=now + timedelta(days=3))
    published("cluster-campus", name="あとで始まる", opens_at=now + timedelta(days=5))
    published("ecosystem-development", name="先に始まる", opens_at=now + timedelta(days=2))
    found = shown(client)
    assert found["open"][:2] == ["先に終わる", "あとで終わる"]
    assert "随時の受付" in found["open"][-1]
    assert found["upcoming"] == ["先に始まる", "あとで始まる"]
    with clock.at(now + timedelta(days=20)):
        assert shown(client)["closed"][-1] == "先に終わる"


@pytest.mark.parametrize(
    ("of", "late", "phase"),
    [
        ("opens_at", -SECOND, "upcoming"),
        ("opens_at", timedelta(), "open"),
        ("closes_at", -SECOND, "open"),
        ("closes_at", timedelta(), "closed"),
    ],
)
def test_it_changes_over_to_the_second(client, of, late, phase):
    call = running(name="境目")
    with clock.at(getattr(call, of) + late):
        found = shown(client)
        page = client.get(reverse("public_call", args=[call.pk])).context
    assert [name for name, names in found.items() if "境目" in names] == [phase]
    assert page["row"].phase == phase


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=3, hours=23), "あと3日"),
        (timedelta(days=1), "あと1日"),
        (timedelta(days=1) - SECOND, "あと23時間"),
        (timedelta(hours=1), "あと1時間"),
        (timedelta(minutes=59, seconds=59), "あと59分"),
        (SECOND, "あと0分"),
    ],
)
def test_the_time_left_is_rounded_down(left, words):
    now = clock.now()
    assert time_left(now + left, now) == words


def test_words_scheme_and_phase_narrow(client):
    running(name="いまの公募", summary="充填ラインの整備")
    published("supply-emergency", name="次の公募")
    assert shown(client, q="充填")["open"] == ["いまの公募"]
    assert shown(client, q="緊急整備")["upcoming"] == ["次の公募"]
    assert shown(client, scheme="supply-emergency")["open"] == []
    assert shown(client, state="upcoming") == {"upcoming": ["次の公募"]}
    assert shown(client, q="どこにもない") == {"open": [], "upcoming": [], "closed": []}


def test_a_long_section_goes_on_over_its_page(client):
    for round_ in range(1, 12):
        published(round=round_, name=f"第{round_}次")
    sections = client.get(reverse("public_calls")).context["sections"]
    part = next(each for each in sections if each["phase"] == "upcoming")
    assert (len(part["rows"]), part["more"]) == (10, True)
    assert len(shown(client, state="upcoming")["upcoming"]) == 11


def test_the_list_is_taken_along_as_csv_and_excel(client):
    call = running(name="=式のような名称", budget=1_000, budget_note="令和8年度")
    change = propose_closing(
        call=call, closes_at=later(call, days=1), reason="延ばす", membership=membership("officer")
    )
    approve_closing(change=change, membership=membership("decider"))
    answer = client.get(reverse("calls_csv"), {"q": "式のような"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "名称"
    assert rows[1][0] == "'=式のような名称"
    assert rows[1][6:8] == ["締切を延長しました", "1,000円　令和8年度"]
    book = load_workbook(io.BytesIO(b"".join(client.get(reverse("calls_excel")).streaming_content)))
    names = [row[0].value for row in book.active.iter_rows(min_row=2)]
    assert "=式のような名称" in names
    assert len(names) == 3


def test_a_list_too_long_for_a_file_says_so(client, monkeypatch):
    running(name="長い一覧")
    monkeypatch.setattr("funds.calls.views.public.AT_ONCE", 1)
    for name in ("calls_csv", "calls_excel"):
        shown = client.get(reverse(name), {"q": ""}, follow=True).content.decode()
        assert "一度に書き出せるのは1件までです。" in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client, django_assert_num_queries, count):
    for round_ in range(1, count + 1):
        published(round=round_)
    # schemes to choose from; per phase its calls, and where there are any their closings
    with django_assert_num_queries(5):
        client.get(reverse("public_calls"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_call_costs_the_same_however_many_papers(client, django_assert_num_queries, count):
    call = running()
    for number in range(count):
        paper(call, "form", f"様式第{number}")
    # the call, its last closing, the scheme's version, papers, their versions, closings
    with django_assert_num_queries(6):
        client.get(reverse("public_call", args=[call.pk]))


def test_who_may_apply_begins_from_here(client):
    call = running()
    page = reverse("public_call", args=[call.pk])
    start = reverse("start_plan", args=[call.pk])
    assert start not in client.get(page).content.decode()
    sign_in(client, "officer")
    assert start not in client.get(page).content.decode()
    sign_in(client, "lead")
    assert start in client.get(page).content.decode()
    with clock.at(call.closes_at):
        assert start not in client.get(page).content.decode()
        assert client.get(start).url == page


def test_the_front_page_and_every_footer_lead_there(client):
    assert client.get(reverse("home")).content.decode().count(reverse("public_calls")) >= 2


def test_what_is_told_is_the_schemes_own_configuration_as_narrowed(client):
    call = running(menus=("drug-product",), fiscal_years=(2026,))
    page = client.get(reverse("public_call", args=[call.pk])).content.decode()
    assert "製剤製造施設" in page
    assert "原薬製造施設" not in page
    assert "令和8年度" in page
    assert "令和9年度" not in page
    assert fresh(call).menus == ["drug-product"]
