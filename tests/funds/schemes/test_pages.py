"""The editor in the browser: written without a script too, conflicts shown, previews, queries."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funds.models import Scheme, SchemeDraft
from funds.schemes.services import start_scheme_draft
from law.states import SchemeDraftState as State
from tests.cast import actor, person, sign_in
from tests.plans import scheme

from .drafting import GENERICS, SECOND, WRITER, new_document, proposed, saved, started

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(client):
    scheme()
    person(SECOND)
    sign_in(client, WRITER)


def page(draft, key):
    return reverse("scheme_draft_page", args=[draft.pk, key])


def text(response):
    assert response.status_code == 200
    return response.content.decode()


UNCONFIRMED = {"unconfirmed": "一つ目\n\n 二つ目 ", "then": "save"}


class TestBeginning:
    def test_from_nothing(self, client):
        data = {"kind": "commission", "code": "drug-stock"}
        shown = text(client.post(reverse("start_scheme_draft"), data, follow=True))
        assert "このページで足りないところ" in shown
        assert SchemeDraft.objects.get().document["kind"] == "commission"

    def test_what_is_refused_keeps_what_was_typed(self, client):
        shown = text(client.post(reverse("start_scheme_draft"), {"kind": "adoption", "code": "generic-base"}))
        assert "が使っています" in shown
        assert 'value="generic-base"' in shown

    def test_from_the_schemes_page(self, client):
        url = reverse("scheme", args=["generic-base"])
        assert "新しい版の案を作る" in text(client.get(url))
        shown = text(client.post(reverse("start_from_version", args=["generic-base"]), follow=True))
        assert "第1版と同じです" in shown or "何が変わるか" in shown
        after = text(client.get(url))
        assert "次の版の案があります" in after
        assert "新しい版の案を作る" not in after

    def test_what_was_written_out_can_be_brought_in(self, client):
        answer = client.get(reverse("scheme_version_file", args=["generic-base", 1]))
        assert json.loads(answer.content) == GENERICS
        file = SimpleUploadedFile("generic-base.json", answer.content)
        assert "定めの案" in text(client.post(reverse("upload_scheme_draft"), {"file": file}, follow=True))
        assert SchemeDraft.objects.get().based_on.number == 1

    def test_brought_in_where_a_draft_is_open_it_is_offered_to_stand_in_its_place(self, client):
        draft = started()
        brought = {"file": SimpleUploadedFile("x.json", json.dumps(GENERICS | {"name": "別の名"}).encode())}
        shown = client.post(reverse("upload_scheme_draft"), brought)
        assert "この内容で案を置き換える" in text(shown)
        assert "別の名" in text(shown)
        assert SchemeDraft.objects.get().document["name"] == GENERICS["name"]
        said = {name: shown.context["form"][name].value() for name in ("document", "revision")}
        client.post(reverse("upload_scheme_draft"), said)
        replaced = SchemeDraft.objects.get()
        assert (replaced.document["name"], replaced.revision) == ("別の名", draft.revision + 1)
        assert "name" in replaced.edits.get().keys

    def test_what_another_saved_meanwhile_is_not_replaced_unread(self, client):
        draft = started()
        said = {"document": json.dumps(GENERICS | {"name": "別の名"}), "revision": draft.revision}
        saved(draft, SECOND, name="相手の名")
        shown = text(client.post(reverse("upload_scheme_draft"), said))
        assert "ほかの人" in shown
        assert "相手の名" in shown
        assert SchemeDraft.objects.get().document["name"] == "相手の名"

    def test_a_draft_put_forward_is_not_replaced(self, client):
        proposed()
        brought = {"file": SimpleUploadedFile("x.json", json.dumps(GENERICS).encode())}
        assert "作成中の案がすでにあります" in text(client.post(reverse("upload_scheme_draft"), brought))

    @pytest.mark.parametrize("content", [b"{", b"\xff", b"[" * 200_000, b'{"code": "x", "menus": 3}', b"3"])
    def test_a_file_that_is_none_is_told(self, client, content):
        shown = text(
            client.post(reverse("upload_scheme_draft"), {"file": SimpleUploadedFile("x.json", content)})
        )
        assert "kk-errors" in shown
        assert not SchemeDraft.objects.exists()


class TestPage:
    def test_it_saves_and_goes_on(self, client):
        draft = started()
        answer = client.post(page(draft, "unconfirmed"), UNCONFIRMED | {"revision": 1, "then": "after"})
        assert answer["Location"] == reverse("scheme_draft", args=[draft.pk])
        draft.refresh_from_db()
        assert draft.document["unconfirmed"] == ["一つ目", "二つ目"]

    def test_rows_come_and_go_without_a_script(self, client):
        draft = started()
        empty = {"review_items-TOTAL_FORMS": "3", "review_items-INITIAL_FORMS": "3"}
        names = {f"review_items-{n}-name": row["name"] for n, row in enumerate(GENERICS["review_items"])}
        rest = {f"review_items-{n}-most": "5" for n in range(3)}
        ids = {f"review_items-{n}-code": row["code"] for n, row in enumerate(GENERICS["review_items"])}
        own = {"criteria-TOTAL_FORMS": "0", "criteria-INITIAL_FORMS": "0", "revision": "1"}
        data = empty | names | rest | ids | own
        answer = client.post(page(draft, "criteria"), data | {"then": "drop:review_items-1"}, follow=True)
        assert "保存しました" in text(answer)
        draft.refresh_from_db()
        assert [row["code"] for row in draft.document["review_items"]] == ["supply", "cost"]
        added = client.get(page(draft, "criteria") + "?row=review_items")
        assert 'name="review_items-2-name"' in text(added)

    def test_what_cannot_be_read_is_told_by_its_row_and_kept(self, client):
        draft = started("biosimilar-facility")
        data = {
            "cut_to": "1000",
            "caps-TOTAL_FORMS": "1",
            "caps-INITIAL_FORMS": "0",
            "caps-0-menu": "drug-product",
            "caps-0-most": "たくさん",
            "revision": "1",
        }
        shown = text(client.post(page(draft, "caps"), data))
        assert "上限額 1行目 金額" in shown
        assert "たくさん" in shown
        assert draft.edits.count() == 0

    def test_another_was_quicker(self, client):
        draft = started()
        saved(draft, SECOND, unconfirmed=["相手の一行"])
        shown = text(client.post(page(draft, "unconfirmed"), UNCONFIRMED | {"revision": "1"}))
        assert "ほかの人の変更と重なった項目があります" in shown
        assert "相手の一行" in shown
        assert "管理 望" in shown
        client.post(page(draft, "unconfirmed"), UNCONFIRMED | {"revision": "2"})
        draft.refresh_from_db()
        assert draft.document["unconfirmed"] == ["一つ目", "二つ目"]

    def test_what_was_put_forward_is_only_read(self, client):
        draft = proposed()
        shown = text(client.get(page(draft, "days")))
        assert "ここでは読むだけです" in shown
        assert 'value="after"' not in shown
        assert "いまの状態（公開待ち）" in text(
            client.post(page(draft, "unconfirmed"), UNCONFIRMED | {"revision": "2"})
        )

    @pytest.mark.parametrize("who", ["officer", "decider", "auditor"])
    def test_who_examines_reads_and_saves_nothing(self, client, who):
        draft = started()
        sign_in(client, who)
        assert "ここでは読むだけです" in text(client.get(page(draft, "days")))
        refused = client.post(page(draft, "unconfirmed"), UNCONFIRMED | {"revision": "1"})
        assert "システム管理者です" in text(refused)

    def test_a_page_that_is_none_is_a_404(self, client):
        assert client.get(page(started(), "nothing")).status_code == 404


class TestActs:
    def test_put_forward_returned_and_published_by_the_second(self, client):
        draft = saved(started(), correction_days=21)
        overview = reverse("scheme_draft", args=[draft.pk])
        assert '<td data-label="この案">21日</td>' in text(client.get(overview))
        assert "公開を依頼し" in text(
            client.post(reverse("propose_scheme_draft", args=[draft.pk]), follow=True)
        )
        assert "案に手を加えていないシステム管理者" in text(client.get(overview))
        sign_in(client, SECOND)
        publish = reverse("publish_scheme_draft", args=[draft.pk])
        assert "21日" in text(client.get(publish))
        draft.refresh_from_db()
        assert "公開されました" in text(client.post(publish, {"seen": draft.sha256}, follow=True))
        assert Scheme.objects.get(pk="generic-base").versions.count() == 2

    def test_a_reason_is_asked_for(self, client):
        draft = proposed()
        assert "kk-errors" in text(client.post(reverse("return_scheme_draft", args=[draft.pk]), {"note": ""}))
        client.post(reverse("return_scheme_draft", args=[draft.pk]), {"note": "直します。"})
        draft.refresh_from_db()
        assert draft.state == State.RETURNED
        client.post(reverse("withdraw_scheme_draft", args=[draft.pk]), {"note": "やめます。"})
        draft.refresh_from_db()
        assert draft.state == State.WITHDRAWN
        assert "作成中の案はありません" in text(client.get(reverse("scheme_drafts")))
        assert str(draft.pk) in text(client.get(reverse("scheme_drafts") + "?state=ended"))

    def test_what_is_missing_is_listed_with_the_way_to_mend_it(self, client):
        draft = start_scheme_draft(actor=actor(WRITER), code="drug-stock", kind="adoption")
        shown = text(client.get(reverse("scheme_draft", args=[draft.pk])))
        assert "支援メニューを入れてください。" in shown
        assert page(draft, "menus") in shown

    def test_an_empty_page_is_not_done_by_being_empty(self, client):
        draft = start_scheme_draft(actor=actor(WRITER), code="drug-stock", kind="adoption")
        steps = client.get(reverse("scheme_draft", args=[draft.pk])).context["steps"]
        states = {step["url"]: step["state"] for step in steps}
        assert states[page(draft, "caps")] == "open"
        assert states[page(draft, "documents")] == "open"


class TestPreviews:
    def test_the_form_as_an_applicant_will_see_it(self, client):
        draft = start_scheme_draft(actor=actor(WRITER), document=new_document())
        url = reverse("scheme_draft_form", args=[draft.pk])
        for section in (*draft.document["sections"], "attachments"):
            assert "申請書の下見" in text(client.get(url, {"section": section}))
        assert "補助率 1/2" in text(client.get(url, {"section": "costs"}))
        assert "実施工程表" in text(client.get(url, {"section": "attachments"}))

    @pytest.mark.parametrize(
        "code", ["generic-base", "innovative-drug", "biosimilar-facility", "bio-training-basic"]
    )
    def test_the_letters_with_a_sample(self, client, code):
        draft = started(code)
        shown = text(client.get(reverse("scheme_draft_letters", args=[draft.pk])))
        assert shown.count("（下見）") >= 2
        assert "見本製薬株式会社" in shown
        for key in draft.document["sections"]:
            assert (
                client.get(reverse("scheme_draft_form", args=[draft.pk]), {"section": key}).status_code == 200
            )

    @pytest.mark.parametrize("name", ["scheme_draft_form", "scheme_draft_letters"])
    def test_what_is_still_missing_is_told(self, client, name):
        draft = start_scheme_draft(actor=actor(WRITER), code="drug-stock", kind="adoption")
        shown = text(client.get(reverse(name, args=[draft.pk])))
        assert "まだ下見できません" in shown
        assert "支援メニューを入れてください。" in shown


class TestQueries:
    def more(self, count):
        for place in range(count):
            start_scheme_draft(actor=actor(WRITER), document=new_document(f"stock-{place}"))

    @pytest.mark.parametrize("drafts", [1, 3])
    def test_the_list_costs_the_same(self, client, drafts, django_assert_num_queries):
        self.more(drafts)
        client.get(reverse("scheme_drafts"))
        with django_assert_num_queries(5):
            client.get(reverse("scheme_drafts"))

    @pytest.mark.parametrize("edits", [1, 3])
    def test_a_draft_costs_the_same(self, client, edits, django_assert_num_queries):
        draft = started()
        for place in range(edits):
            saved(draft, correction_days=20 + place)
        client.get(reverse("scheme_draft", args=[draft.pk]))
        with django_assert_num_queries(14):
            client.get(reverse("scheme_draft", args=[draft.pk]))


def test_proposing_an_untouched_copy_says_why_not(client):
    draft = saved(started(), valid_from=GENERICS["valid_from"])
    shown = text(client.post(reverse("propose_scheme_draft", args=[draft.pk])))
    assert "公開済みの版と同じ内容です" in shown
