"""The public lists: what anyone may read of 認定 and 採択, how it is narrowed and taken along."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from applications.selectors import search_text
from common import clock
from common.delimited import delimited
from common.lists import MOST_WORDS
from decisions.models import Decision, Document, PublicEntry
from decisions.printed import printed_list
from decisions.services.issuing import issue_decision
from tests.api.asking import Program, problem
from tests.cast import actor, membership, organisation
from tests.decisions.deciding import REFUSAL, examined, sealed
from tests.responses import content_of, main_of

pytestmark = pytest.mark.django_db
Status = Document.Status
SALES = {"lead": "98765432109円", "takasaki": "87654321098円"}
HEAD = [
    *("管理番号", "日付", "日付（西暦）", "年度", "制度", "事業者名", "事業の名称"),
    *("効力", "効力を失った日", "文書の確認"),
]


def certified(outcome="certification") -> Decision:
    decision = sealed(examined(fits=outcome != REFUSAL, sales=SALES), outcome)
    return issue_decision(decision=decision, actor=actor("officer"))


@pytest.fixture(scope="module")
def issued(module_transaction) -> Decision:
    """One joint certification, issued."""
    return certified()


def line(
    number: str, *, title="点鼻薬の増産", names=("みほん薬品工業株式会社",), day=None, **letter
) -> PublicEntry:
    """Another line, for what is only found, ordered and counted: its own letter, of a plan like the first."""
    like = Document.objects.filter(kind="certificate").order_by("number").first()
    decision = Decision.objects.get(pk=like.decision_id)
    decision.pk, decision.state, decision.number = None, "voided", f"{number}X"
    decision.document_number, decision.issued_at = None, None
    decision.id = PublicEntry.letter.field.related_model().id
    decision.save(force_insert=True)
    own = {"decision": decision, "number": number, "dated_on": day or like.dated_on, "content": like.content}
    own |= {
        name: getattr(like, name)
        for name in ("kind", "addressee", "issuer", "file", "sealed_at", "issued_at")
    }
    return PublicEntry.objects.create(
        kind="certificate", decision=decision, letter=Document.objects.create(**own | letter),
        scheme_id="generic-base", number=number, dated_on=day or like.dated_on, parties=list(names),
        title=title, search=search_text(*names, title),
    )  # fmt: skip


def shown(client, listed="certified", **asked):
    return client.get(reverse("public_list", args=[listed]), asked)


def numbers(client, listed="certified", **asked) -> list[str]:
    return [entry.number for entry, _tone in shown(client, listed, **asked).context["rows"]]


def text(response) -> str:
    return main_of(response.content.decode())


def taken(client, form: str, listed="certified", **asked) -> list[list[str]]:
    """The file, as rows of text."""
    response = client.get(reverse("public_list_file", args=[listed, form]), asked)
    assert response.status_code == 200
    return rows_of(response, form)


def rows_of(response, form: str) -> list[list[str]]:
    if form == "csv":
        assert response.content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    sheet = load_workbook(io.BytesIO(content_of(response))).active
    return [[cell.value or "" for cell in row] for row in sheet.rows]


class TestLine:
    def test_a_line_tells_who_what_and_whether_it_stands(self, client, issued):
        page = text(shown(client))
        [entry] = PublicEntry.objects.all()
        assert entry.parties == [organisation("lead").name, organisation("takasaki").name]
        for words in (entry.number, entry.names, "見本の製造所集約", entry.scheme.name, "有効"):
            assert words in page
        address = reverse("verify_document", args=[entry.letter.public_id])
        assert address in page
        assert "発行されており、有効です" in client.get(address).content.decode()

    def test_each_companys_letter_of_a_listed_decision_tells_the_same(self, client, issued):
        other = issued.documents.get(number=f"{issued.number}-2")
        page = client.get(reverse("verify_document", args=[other.public_id])).content.decode()
        assert organisation("lead").name in page


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_nothing_but_names_title_and_standing_leaves_the_house(client, issued, form):
    company = organisation("lead")
    secrets = {
        *SALES.values(), "98765432109", "98,765,432,109", "80,000,000", "80000000",
        company.address, company.representative_name, company.corporate_number, "企画部",
        issued.plan.number, str(issued.pk), str(issued.plan_id), membership("officer").user.name,
        *(str(kind.label) for kind in Document.Kind if kind != Document.Kind.CERTIFICATE),
    }  # fmt: skip
    told = [
        text(shown(client)),
        "\n".join("\t".join(row) for row in taken(client, form)),
        Program().get("certified/").content.decode(),
    ]
    assert {secret for secret in secrets for each in told if secret and secret in each} == set()


class TestStanding:
    @pytest.mark.parametrize(
        ("status", "words"), [(Status.CANCELLED, "取消し"), (Status.SUPERSEDED, "差替え済み")]
    )
    def test_it_is_the_letters_as_the_verification_page_words_it(self, client, issued, status, words):
        day = date(2026, 10, 1)
        fallen = line("GBN2026-0900-1", status=status, status_on=day)
        assert numbers(client, status=status) == [fallen.number]
        assert numbers(client, status="valid") == [f"{issued.number}-1"]
        assert words in text(shown(client, status=status))
        [_head, row] = taken(client, "csv", status=status)
        assert (row[7], row[8]) == (words, "令和8年10月1日")
        said = client.get(reverse("verify_document", args=[fallen.letter.public_id])).content.decode()
        assert f"令和8年10月1日 {words}" in said


class TestNarrowing:
    @pytest.fixture(autouse=True)
    def three(self, issued):
        line("GBN2024-0001-1", day=date(2025, 3, 31))
        line("GBN2025-0001-1", day=date(2025, 4, 1), title="包装の共同化", names=("髙﨑製薬株式会社",))

    @pytest.mark.parametrize(
        "words", ["gbn2025", "ＧＢＮ2025－0001", "GBN2025-0001-1", "包装", "髙﨑製薬　共同"]
    )
    def test_by_a_numbers_beginning_and_any_two_letters_of_a_name(self, client, words):
        assert numbers(client, q=words)[-1] == "GBN2025-0001-1"
        assert "GBN2024-0001-1" not in numbers(client, q=words)

    @pytest.mark.parametrize("words", ["0001", "点鼻包装", "%", "_"])
    def test_a_numbers_end_and_a_wildcard_find_nothing_and_it_says_so(self, client, words):
        assert numbers(client, q=words) == []
        assert "条件に合うものはありません" in text(shown(client, q=words))

    def test_by_fiscal_year_and_scheme(self, client):
        assert numbers(client, fiscal_year="2024") == ["GBN2024-0001-1"]
        assert numbers(client, fiscal_year="2025") == ["GBN2025-0001-1"]
        assert len(numbers(client, scheme="generic-base")) == 3
        assert numbers(client, scheme="innovative-drug") == []

    def test_a_year_or_scheme_that_is_none_narrows_nothing(self, client):
        assert len(numbers(client, fiscal_year="1999", scheme="nonsense", status="good", sort="search")) == 3

    def test_too_many_words_are_told(self, client):
        page = text(shown(client, q="集" * (MOST_WORDS + 1)))
        assert f"検索の言葉は{MOST_WORDS}字までです" in page

    def test_the_address_keeps_no_empty_boxes(self, client):
        assert shown(client, q="包装", scheme="").url == "/certified/?q=%E5%8C%85%E8%A3%85"


class TestOrder:
    def test_the_newest_first_or_as_a_head_says(self, client, issued):
        old = line("GBN2025-0001-1", day=date(2025, 4, 1)).number
        new = f"{issued.number}-1"
        assert numbers(client) == numbers(client, sort="-number") == [new, old]
        assert numbers(client, sort="day") == numbers(client, sort="number") == [old, new]
        heads = shown(client, sort="number").context["heads"]
        assert [head["url"] for head in heads if head["order"]] == ["/certified/?sort=-number"]

    def test_pages_meet_both_ways(self, client, issued, monkeypatch):
        for place in range(4):
            line(f"GBN2025-000{place}-1", day=date(2025, 4, 1) + timedelta(days=place // 2))
        monkeypatch.setattr("common.paging.Page.of.__func__.__defaults__", (None, 2))
        found, asked = [], {}
        while True:
            page = shown(client, **asked).context["page"]
            found += [entry.number for entry in page.rows]
            if page.after is None:
                break
            asked = {"after": page.after}
        assert len(found) == len(set(found)) == 5
        assert numbers(client, before=page.before) == found[2:4]


class TestTakingAlong:
    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_the_narrowed_list_with_what_a_page_has_no_room_for(self, client, issued, form):
        line("GBN2025-0001-1", day=date(2025, 4, 1), title="=1+1")
        head, row = taken(client, form, fiscal_year="2025")
        assert head == HEAD
        assert row[:4] == ["GBN2025-0001-1", "令和7年4月1日", "2025-04-01", "令和7年度"]
        assert row[6] == ("'=1+1" if form == "csv" else "=1+1")
        assert row[9].startswith("http")
        assert [row[0] for row in taken(client, form, sort="number")[1:]] == [
            "GBN2025-0001-1",
            f"{issued.number}-1",
        ]

    def test_no_cell_of_a_csv_is_computed(self):
        cells = ["=1", "+1", "-1", "@a", "\t=1", "＝1", 'a,"b"\nc']
        rows = list(csv.reader(io.StringIO(delimited(head=cells, rows=[]).decode("utf-8-sig"), newline="")))
        assert rows == [["'=1", "'+1", "'-1", "'@a", "'\t=1", "'＝1", 'a,"b"\nc']]

    def test_too_many_are_told_and_how_to_narrow(self, client, issued, monkeypatch):
        line("GBN2025-0001-1")
        monkeypatch.setattr("decisions.views.lists.AT_ONCE", 1)
        address = reverse("public_list_file", args=["certified", "csv"])
        response = client.get(address, {"sort": "number"}, follow=True)
        assert response.redirect_chain == [("/certified/?sort=number", 302)]
        assert "制度や年度で絞り込んでから" in response.content.decode()

    def test_the_demos_file_says_that_it_is_a_specimen(self, client, issued, settings):
        name = client.get(reverse("public_list_file", args=["certified", "csv"]))["Content-Disposition"]
        assert f'filename="specimen-certified-{clock.today():%Y%m%d}.csv"' in name
        settings.DEMO = False
        name = client.get(reverse("public_list_file", args=["certified", "csv"]))["Content-Disposition"]
        assert f'filename="certified-{clock.today():%Y%m%d}.csv"' in name


class TestPrintedList:
    def test_it_stands_as_printed_with_its_source(self, client):
        page = text(shown(client, "adopted"))
        printed = printed_list()
        assert [row.no for row in printed.rows] == list(range(1, 9))
        assert len(printed.rows[2].applicants) == 3
        for row in printed.rows:
            assert all(words in page for words in (*row.applicants, *row.work))
        assert printed.title in page
        assert "令和8年2月17日" in page
        assert "見本ではなく、実在の事業者です" in page
        assert "まだありません" in page

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"q": "meiji"}, [5]),
            ({"q": "カイオム　原薬"}, [3]),
            ({"q": "点鼻薬"}, []),
            ({"scheme": "biosimilar-facility"}, list(range(1, 9))),
            ({"scheme": "cluster-campus"}, []),
            ({"fiscal_year": "2025"}, list(range(1, 9))),
            ({"fiscal_year": "2026"}, []),
            ({"status": "valid"}, []),
        ],
    )
    def test_it_is_narrowed_with_the_rest(self, client, asked, found):
        assert [row.no for row in shown(client, "adopted", **asked).context["printed_rows"]] == found

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_it_is_taken_along_as_it_is_shown(self, client, form):
        response = client.get(reverse("printed_list_file", args=[form]), {"q": "原薬"})
        assert "adopted-printed-2025" in response["Content-Disposition"]
        head, *rows = rows_of(response, form)
        assert head == ["No.", "補助事業者名", "事業内容"]
        assert [row[0] for row in rows] == ["2", "3", "5"]


class TestTable:
    def test_a_line_never_changes_and_never_goes(self, issued):
        for change in (
            lambda rows: rows.update(title="別の事業"),
            lambda rows: rows.all()._raw_delete("default"),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change(PublicEntry.objects.all())

    def test_only_public_kinds_enter(self, issued):
        [entry] = PublicEntry.objects.all()
        entry.pk, entry.kind = None, "refusal"
        with pytest.raises(IntegrityError), transaction.atomic():
            entry.save(force_insert=True)


def test_who_asks_too_often_waits(client, settings):
    settings.PUBLIC_LISTS_PER_MINUTE = 2
    assert [shown(client).status_code for _time in range(3)] == [200, 200, 429]
    answer = client.get(reverse("public_list_file", args=["certified", "csv"]))
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    problem(Program().get("certified/"), 429, "throttled")


def test_the_front_page_and_every_footer_lead_to_them(client):
    for listed in ("certified", "adopted"):
        address = reverse("public_list", args=[listed])
        assert client.get("/").content.decode().count(f'href="{address}"') == 2
        assert f'href="{address}"' in client.get("/contact/").content.decode()


class TestByProgram:
    def test_the_same_lines_narrowed_alike(self, issued):
        program = Program()
        line("GBN2025-0001-1", day=date(2025, 4, 1))
        [item] = program.get("certified/?fiscal_year=2026").json()["items"]
        assert (item["number"], item["status"], item["specimen"]) == (f"{issued.number}-1", "valid", True)
        assert item["parties"] == [organisation("lead").name, organisation("takasaki").name]
        assert program.get(item["url"]).json()["valid"] is True
        assert len(program.get("certified/?sort=number&q=gbn").json()["items"]) == 2
        assert program.get("adopted/").json()["items"] == []
        problem(program.get("certified/?fiscal_year=x"), 422, "invalid")
        problem(program.get("certified/?nothing=1"), 422, "invalid")

    def test_the_printed_list(self):
        said = Program().get("adopted/printed/?q=原薬").json()
        assert [row["no"] for row in said["items"]] == [2, 3, 5]
        assert said["source"]["day"] == "2026-02-17"


@pytest.mark.parametrize("others", [0, 2])
class TestQueries:
    """The throttle counts in the cache, which in production is no database."""

    @pytest.fixture(autouse=True)
    def lines(self, issued, others, settings):
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
        for place in range(others):
            line(f"GBN2025-000{place}-1")

    def test_a_page(self, client, django_assert_num_queries):
        with django_assert_num_queries(4):  # the schemes, the first day; the rows, the count
            shown(client)

    def test_a_narrowed_page(self, client, django_assert_num_queries):
        with django_assert_num_queries(4):
            shown(client, q="製薬", scheme="generic-base", fiscal_year="2026", status="valid")

    def test_a_file(self, client, django_assert_num_queries):
        with django_assert_num_queries(4):
            taken(client, "csv")

    def test_the_api(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            Program().get("certified/")
