"""The calculator's pages: open to everyone, what was typed stays, every figure with its article."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from funds.calculator.pages import PAGES
from law.calculator import calculate
from law.calculator.examples import EXAMPLES
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
SAID = {name: said for name, _title, said in EXAMPLES}
GRANT = {
    "eligible_cost": "２４億８０１２万３４５６円",
    "total_cost": "2,700,000,000",
    "other_income": "3億円",
    "standard_amount": "2,600,000,000",
    "rate": "２分の１",
    "unit": "1000",
    "cap": "",
}


def rows(name, *lines):
    said = {f"{name}-TOTAL_FORMS": str(len(lines)), f"{name}-INITIAL_FORMS": "0"}
    for place, line in enumerate(lines):
        said |= {f"{name}-{place}-{key}": text for key, text in line.items()}
    return said


def dated(year, month, day, amount):
    return {"date_year": year, "date_month": month, "date_day": day, "amount": amount}


SURCHARGE = {
    "from_article": "17(1)",
    "refund_amount": "5,000,000",
    "due_date_year": "令和9",
    "due_date_month": "７",
    "due_date_day": "20",
    **rows("payments", dated("2026", "5", "1", "6,000,000"), dated("2026", "11", "1", "400万円")),
    **rows("refunds", dated("2027", "7", "10", "3,000,000"), dated("2027", "8", "9", "2,000,000")),
}
FILLED = {
    "grant": (GRANT, SAID["grant"]),
    "fixed-amount": (
        {
            "decided_eligible_cost": "200",
            "decided_grant": "160",
            "actual_eligible_cost": "１９０",
            "paid": "160",
            "unit": "1",
        },
        SAID["fixed_amount"],
    ),
    "fixed-amount-recalculated": (
        {
            "decided_grant": "90万円",
            "actual_eligible_cost": "200万円",
            "actual_total_cost": "200万円",
            "actual_other_income": "50万円",
            "rate": "1/2",
            "unit": "1",
        },
        SAID["fixed_amount_recalculated"],
    ),
    "fixed-amount-per-category": (
        {
            "rate": "1/2",
            "unit": "1",
            **rows(
                "categories",
                {"category": "設備", "decided_grant": "500,000", "actual_eligible_cost": "1,200,000"},
                {"category": "", "decided_grant": "", "actual_eligible_cost": ""},
                {"category": "工事", "decided_grant": "300,000", "actual_eligible_cost": "400,001"},
            ),
        },
        SAID["fixed_amount_per_category"],
    ),
    "surcharge": (SURCHARGE, SAID["surcharge"]),
    "consumption-tax": (
        {
            "method": "individual",
            "grant": "110万円",
            "eligible_cost": "220万円",
            "for_taxed_sales": "110万円",
            "for_both": "55万円",
            "for_untaxed_sales": "55万円",
            "taxed_sales": "80",
            "all_sales": "100",
        },
        SAID["consumption_tax"],
    ),
}  # fmt: skip


def posted(client, key, data, then="calculate"):
    return client.post(reverse("calculator_page", args=[key]), data | {"then": then})


@pytest.mark.parametrize("key", PAGES)
@pytest.mark.parametrize("who", ["", "lead", "decider"])
def test_anyone_may_open_every_page(key, who):
    client = Client()
    if who:
        sign_in(client, who)
    answer = client.get(reverse("calculator_page", args=[key]))
    assert answer.status_code == 200
    assert "いくらになるか試算する" in answer.content.decode()


@pytest.mark.parametrize("key", FILLED)
def test_what_is_typed_is_what_the_law_reckons(client, key):
    data, said = FILLED[key]
    answer = posted(client, key, data)
    assert answer.context["errors"] == []
    assert json.loads(answer.context["result"]) == calculate(said)
    page = answer.content.decode()
    for line in calculate(said)["trace"]:
        assert line["article"] in page
        assert f"{line['value']:,}" in page


def test_the_json_that_is_shown_gives_the_same_again(client):
    shown = json.loads(posted(client, "surcharge", SURCHARGE).context["said"])
    assert calculate(shown) == calculate(SAID["surcharge"])


def test_what_is_wrong_is_told_and_what_was_typed_stays(client):
    answer = posted(client, "grant", GRANT | {"total_cost": "二十七億", "eligible_cost": ""})
    page = answer.content.decode()
    assert "trace" not in answer.context
    assert 'value="二十七億"' in page
    assert 'value="3億円"' in page
    assert "金額「二十七億」を読み取れませんでした" in page


def test_what_the_law_refuses_is_told_in_its_sentence(client):
    answer = posted(client, "surcharge", SURCHARGE | {"refund_amount": "1億円"})
    assert [error["text"] for error in answer.context["errors"]] == [
        "返還額が、受領額の合計を超えています。受領と返還額を確かめてください。"
    ]
    assert 'value="400万円"' in answer.content.decode()


def test_a_row_with_a_date_only_is_told_by_its_place(client):
    answer = posted(client, "surcharge", SURCHARGE | {"payments-1-amount": ""})
    assert "受領の2番目の金額を書いてください。" in answer.content.decode()


def test_rows_come_and_go_without_a_script_and_nothing_is_judged(client):
    more = posted(client, "surcharge", SURCHARGE | {"refund_amount": "x"}, "row:payments").content.decode()
    assert 'name="payments-2-amount"' in more
    assert 'value="400万円"' in more
    assert 'value="令和9"' in more
    assert "kk-errors" not in more
    less = posted(client, "surcharge", SURCHARGE, "drop:payments-0").content.decode()
    assert 'name="payments-1-amount"' not in less
    assert 'value="400万円"' in less


def test_a_grid_follows_its_names_and_keeps_its_sums(client):
    named = {
        "first_year": "2026", "years": "2", "parties": "甲社\r\n乙社", "categories": "設備\r\n工事",
        "standards": "on", "rate": "1/2", "unit": "1000", "by_party": "7500万円", "by_year": "",
        "total": "1億2千万円",
    }  # fmt: skip
    form = posted(client, "multi-year", named, "grid").context["form"]
    sums = {"cost": "60,001,000", "standard": "50,000,000", "total": "95,000,000", "income": "1,000,000"}
    boxes = {name: sums[name.split("-")[0]] for name in form.fields if "-" in name}
    assert len(boxes) == 2 * 2 * (2 + 2 + 2)
    answer = posted(client, "multi-year", named | boxes)
    result = json.loads(answer.context["result"])
    assert result["by_year"] == {"2026": 75_000_000, "2027": 45_000_000}
    assert "60,000,000円" in answer.content.decode()
    again = posted(
        client, "multi-year", named | boxes | {"categories": "工事\r\n検査"}, "grid"
    ).content.decode()
    assert again.count('value="60,001,000"') == 4  # 工事 keeps its sums; 検査 has none yet


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"parties": "あ" * 101}, "100字まで"),
        ({"parties": "\n".join(map(str, range(21)))}, "20まで"),
        ({"years": "20", "categories": "\n".join(map(str, range(20)))}, "欄が多すぎます"),
        ({"first_year": "１９００"}, "選択"),
        ({"rate": "3/2"}, "補助率「3/2」は読み取れません"),
    ],
)
def test_a_grid_that_cannot_be_drawn_says_why(client, change, sentence):
    named = {
        "first_year": "2026",
        "years": "1",
        "parties": "甲社",
        "categories": "設備",
        "rate": "1/2",
        "unit": "1",
    }
    answer = posted(client, "multi-year", named | change)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()


def test_so_many_a_minute_and_nothing_typed_is_lost(client, settings):
    settings.CALCULATIONS_PER_MINUTE = 0
    answer = posted(client, "grant", GRANT)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert 'value="3億円"' in answer.content.decode()


def test_no_other_page_is_there(client):
    assert client.get(reverse("calculator_page", args=["lottery"])).status_code == 404


@pytest.mark.parametrize("who", ["", "lead"])
def test_it_is_linked_where_people_begin(who):
    client = Client()
    if who:
        sign_in(client, who)
    assert client.get(reverse("home"), follow=True).content.decode().count(reverse("calculator")) >= 2
