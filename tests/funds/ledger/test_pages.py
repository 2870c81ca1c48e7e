"""The pages of a fund's book, by what people click; each refusal in its words."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from funds.ledger.grants import commit
from funds.ledger.models import Book, Entry, Investment, Posting, Source, Year
from funds.ledger.years import open_year
from tests.cast import membership, organisation, sign_in
from tests.plans import filed
from tests.responses import main_of

from .booking import OKU, drafted, entered, filled, grant, kept, opened, this_year

pytestmark = pytest.mark.django_db
CODE = "innovative-drug"


def signed_in(who: str) -> Client:
    client = Client()
    sign_in(client, who)
    return client


def boxes(name: str, day=None) -> dict[str, str]:
    day = day or clock.today()
    return {f"{name}_year": str(day.year), f"{name}_month": str(day.month), f"{name}_day": str(day.day)}


def shown(client: Client, name: str, *arguments, **query) -> str:
    return main_of(client.get(reverse(name, args=arguments), query).content.decode())


def asked(client: Client, name: str, *arguments, **typed) -> str:
    """What one reads after an act: the page that follows, or the form with its refusal."""
    return client.post(reverse(name, args=arguments), typed, follow=True).content.decode()


def test_a_book_is_walked_from_its_opening_to_its_first_money():
    clerk, till, head = (signed_in(who) for who in ("nibn_officer", "nibn_accountant", "nibn_decider"))
    assert "帳簿はまだ開かれていません" in shown(clerk, "books")
    assert reverse("open_book", args=[CODE]) in shown(head, "books")
    rules = {"attribution": "proportional", "draw": "proportional"}
    assert "帳簿を開きました" in asked(head, "open_book", CODE, **rules)
    assert "年度はまだ開かれていません" in shown(clerk, "book", CODE)
    assert "令和" in asked(head, "open_year", CODE, line="60億円")
    grant_ = {
        "budget": "令和7年度補正予算",
        "number": "見本発第1号",
        "ceiling": "241億円",
        **boxes("dated_on"),
    }
    assert "国の交付決定を登録しました" in asked(clerk, "register_state_grant", CODE, **grant_)
    assert "すでに登録されています" in asked(clerk, "register_state_grant", CODE, **grant_)
    entry = {"source": str(Source.objects.get().pk), "amount": "241億円", **boxes("effective_on")}
    assert "伝票を起票しました" in asked(clerk, "draft_entry", CODE, "receive_state_money", **entry)
    found = Entry.objects.get()
    assert "確認して記帳する" in shown(till, "entry", found.pk)
    assert "確認して記帳する" not in shown(clerk, "entry", found.pk)
    assert "24,100,000,000円" not in shown(till, "books")
    assert "確認し、記帳しました" in asked(till, "confirm_entry", found.pk)
    assert "24,100,000,000円" in shown(signed_in("auditor"), "book", CODE)
    assert "国の補助金を受け入れる" in shown(signed_in("officer"), "postings", CODE)


def test_a_donor_who_applies_is_shown_as_a_conflict():
    filed("lead")
    book = opened()
    clerk = signed_in("nibn_officer")
    for who in ("lead", "stranger"):
        told = {"donor": str(organisation(who).pk), "ceiling": "1億円", "condition": "", **boxes("dated_on")}
        assert "出えん金を登録しました" in asked(clerk, "register_donation", CODE, **told)
    page = shown(clerk, "fund_sources", CODE)
    assert page.count("申請者でもある") == 1
    assert "申請はありません" in page
    given = Source.objects.get(donor=organisation("lead"))
    entry = drafted(book, "receive_donation", OKU, given)
    assert "出えん者は、申請者でもあります" in shown(signed_in("nibn_accountant"), "entry", entry.pk)


def test_the_generics_fund_offers_no_donation():
    book = filled(OKU)
    page = shown(signed_in("nibn_officer"), "book", book.fund_id)
    assert "出えん" not in page
    told = {"donor": str(organisation("lead").pk), "ceiling": "1円", **boxes("dated_on")}
    assert "附則27条1項" in asked(signed_in("nibn_officer"), "register_donation", book.fund_id, **told)


def test_a_forbidden_way_of_keeping_money_is_refused_with_its_article():
    book = filled(10 * OKU)
    till = signed_in("nibn_accountant")
    told = {"means": "share", "held_with": "見本株式会社", "amount": "1億円", **boxes("since")}
    page = asked(till, "register_investment", book.fund_id, **told)
    assert "「株式」での運用はできません（通則法47条" in page
    assert "見本株式会社" in page
    told["means"] = "national_bond"
    assert "運用を登録しました" in asked(till, "register_investment", book.fund_id, **told)
    held = Investment.objects.get()
    assert "満期・解約を記録しました" in asked(till, "redeem_investment", held.pk, **boxes("on"))
    assert "満期・解約" in shown(till, "investments", book.fund_id)


def test_an_empty_register_says_what_would_be_there():
    code = filled(OKU).fund_id
    page = shown(signed_in("auditor"), "investments", code)
    assert "運用は登録されていません" in page
    assert "運用を登録する" not in page
    assert "条件に合う記帳はありません" in shown(signed_in("auditor"), "postings", code, act="commit")


def test_a_wrong_posting_is_reversed_from_the_list():
    book = filled(10 * OKU)
    entered(book, "record_interest", 70)
    wrong = Posting.objects.get(act="record_interest")
    clerk, till = signed_in("nibn_officer"), signed_in("nibn_accountant")
    url = reverse("reverse_posting", args=[wrong.pk])
    assert url in shown(clerk, "postings", book.fund_id)
    assert url not in shown(till, "postings", book.fund_id)
    assert "取消しの伝票を起票しました" in asked(clerk, "reverse_posting", wrong.pk, note="二重")
    entry = Entry.objects.get(act="reverse_posting")
    assert "取り消す記帳" in shown(till, "entry", entry.pk)
    asked(till, "confirm_entry", entry.pk)
    page = shown(clerk, "postings", book.fund_id)
    assert "取消し済み" in page
    assert f"番号{wrong.pk}の取消し" in page
    assert "すでに取り消されています" in asked(clerk, "reverse_posting", wrong.pk, note="二重")


def test_an_entry_is_dropped_and_says_so():
    entry = drafted(filled(OKU), "record_interest", 1)
    clerk = signed_in("nibn_officer")
    assert "伝票を取りやめました" in asked(clerk, "drop_entry", entry.pk)
    assert "いまの状態（取りやめ）では" in asked(signed_in("nibn_accountant"), "confirm_entry", entry.pk)


def test_a_year_is_closed_on_its_page_when_nothing_stands_against_it():
    book = filled(10 * OKU)
    commit(grant=grant(book), amount=OKU)
    head = signed_in("nibn_decider")
    year = this_year()
    assert "締める前に必要なこと" in shown(head, "close_year", book.fund_id, year)
    assert "先に令和" in asked(head, "close_year", book.fund_id, year)
    open_year(book=book, fiscal_year=year + 1, line=None, membership=membership("nibn_decider"))
    with clock.at(datetime(year + 1, 5, 10, 10, tzinfo=clock.TOKYO)):
        assert "年度を締めました" in asked(signed_in("nibn_decider"), "close_year", book.fund_id, year)
    assert Year.objects.get(fiscal_year=year).state == "closed"
    page = shown(head, "book", book.fund_id)
    assert "締め済み" in page
    assert "枠を変えました" in asked(head, "set_year_line", book.fund_id, year + 1, line="3億円")
    assert "締め" in asked(head, "set_year_line", book.fund_id, year, line="3億円")


def test_the_rules_are_changed_by_the_decider():
    book = filled(OKU)
    head = signed_in("nibn_decider")
    told = {"attribution": "apart", "draw": "state_last"}
    assert "財源の定めを変えました" in asked(head, "set_book_rules", book.fund_id, **told)
    assert Book.objects.get().attribution == "apart"


def test_a_sum_of_nothing_is_not_entered():
    book = filled(OKU)
    told = {"amount": "0", **boxes("effective_on")}
    page = asked(signed_in("nibn_officer"), "draft_entry", book.fund_id, "record_interest", **told)
    assert "1円以上の金額を入力してください" in page


def test_the_list_is_narrowed_by_act_year_source_and_day():
    book = filled(10 * OKU, OKU)
    entered(book, "record_interest", 70)
    clerk = signed_in("auditor")
    given = Source.objects.get(origin="donation")
    found = shown(clerk, "postings", CODE, act="record_interest", year=str(book.years.get().pk))
    assert "運用益 → 未決定の残高" in found
    assert "国からの受入額 → 未決定の残高" not in found
    found = shown(clerk, "postings", CODE, source=str(given.pk))
    assert "出えん金の受入額 → 未決定の残高" in found
    assert "国からの受入額 → 未決定の残高" not in found
    tomorrow = boxes("since", clock.today().replace(year=clock.today().year + 1))
    assert "条件に合う記帳はありません" in shown(clerk, "postings", CODE, **tomorrow)


@pytest.mark.parametrize("more", [1, 3])
def test_the_pages_cost_the_same_however_much_is_posted(more):
    book = filled(10 * OKU)
    for _ in range(more):
        commit(grant=grant(book), amount=1)
        drafted(book, "record_interest", 1)
        kept(book, 1)
    client = signed_in("nibn_officer")
    client.get(reverse("books"))
    counted = {}
    for name in ("postings", "book", "investments", "fund_sources"):
        with CaptureQueriesContext(connection) as asked_for:
            client.get(reverse(name, args=[book.fund_id]))
        counted[name] = len(asked_for)
    assert counted == {"postings": 10, "book": 13, "investments": 9, "fund_sources": 11}


@pytest.mark.parametrize("who", ["lead", "reviewer", "consultee", "clerk", "administrator"])
def test_nobody_else_enters(who):
    book = filled(OKU)
    client = signed_in(who)
    assert client.get(reverse("book", args=[book.fund_id])).status_code == 403
    assert client.get(reverse("postings", args=[book.fund_id])).status_code == 403


def test_what_is_not_there_is_a_404():
    clerk = signed_in("nibn_officer")
    for name, arguments in (
        ("book", ["nothing"]),
        ("draft_entry", [opened().fund_id, "commit"]),
        ("draft_entry", [CODE, "reverse_posting"]),
        ("reverse_posting", [10**9]),
    ):
        assert clerk.get(reverse(name, args=arguments)).status_code == 404
