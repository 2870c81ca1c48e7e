"""Long lists as Excel: asked for, written by a Job with its progress told, fetched by whoever asked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from applications.models import ListExport
from applications.services import exporting
from applications.tasks import sweep_exports
from common import clock
from common.jobs import run_pending
from common.jobs.running import MAX_ATTEMPTS
from common.models import AuditEvent, Job
from law.acts import Refused
from tests.cast import membership, sign_in
from tests.plans import filed, under_examination

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]

LIST = {"table": "worklist", "form": "xlsx"}


def ask(who="officer", query="", **more):
    return exporting.ask_for_export(query=query, membership=membership(who), **more)


def written(export):
    return [[cell.value for cell in row] for row in load_workbook(export.path).active.rows]


def refusal(**how):
    with pytest.raises(Refused) as refused:
        ask(**how)
    return refused.value.reasons[0].code


def test_what_is_too_long_for_at_once_is_offered_as_a_file(client, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    filed()
    filed(lead="minohon", partners=())
    sign_in(client, "officer")
    taken = reverse("take_list", args=["worklist", "csv"])
    response = client.get(taken, {"state": "filed", "after": "x~1"}, follow=True)
    assert response.redirect_chain[0][0] == "/worklist/exports/?table=worklist&form=csv&state=filed"
    assert "「作業の一覧」をCSVに書き出す" in response.content.decode()
    assert "2件を書き出す" in response.content.decode()
    assert client.get(taken).url == "/worklist/exports/?table=worklist&form=csv"
    assert not ListExport.objects.exists()


def test_a_job_writes_the_narrowed_list_and_its_asker_fetches_it(client):
    plan = under_examination().plan
    filed(lead="minohon", partners=())
    sign_in(client, "officer")
    client.post(reverse("ask_export"), {**LIST, "query": "state=examination"})
    export = ListExport.objects.get()
    assert (export.total, export.written, export.finished_at) == (1, 0, None)
    assert "0 / 1 件" in client.get(reverse("exports")).content.decode()
    run_pending()
    export.refresh_from_db()
    assert export.written == 1
    head, row = written(export)
    assert (head[0], row[0]) == ("管理番号", plan.number)
    assert "1件のExcelファイルを受け取る" in client.get(reverse("exports")).content.decode()
    response = client.get(reverse("export_file", args=[export.pk]))
    assert response["Content-Disposition"].startswith('attachment; filename="worklist-')
    assert b"".join(response.streaming_content) == export.path.read_bytes()
    response.close()


def test_asking_leaves_an_audit_line_without_the_words_searched_for():
    filed()
    export = ask(query="q=製造所")
    [event] = AuditEvent.objects.filter(act="ask_for_export")
    assert (event.subject_id, event.membership_id) == (str(export.pk), membership("officer").pk)
    assert event.facts == {"rows": 1, **LIST}


def test_it_keeps_to_what_the_post_sees():
    under_examination()
    export = ask("nibn_officer")
    run_pending()
    head, row = written(export)
    assert "担当" not in head
    assert membership("officer").user.name not in row


def test_what_begins_like_a_formula_stays_text():
    plan = filed().plan
    type(plan).objects.update(title="=1+1")
    export = ask()
    run_pending()
    cell = load_workbook(export.path).active["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


class TestRefusals:
    def test_an_empty_list(self, client):
        sign_in(client, "officer")
        response = client.post(reverse("ask_export"), {**LIST, "query": "state=filed"}, follow=True)
        assert "条件に合うものがないため、書き出せません" in response.content.decode()

    def test_more_than_an_export_may_hold(self, client, monkeypatch):
        monkeypatch.setattr(exporting, "MOST", 1)
        filed()
        filed(lead="minohon", partners=())
        assert refusal() == "export_too_long"
        sign_in(client, "officer")
        page = client.get(reverse("exports"), LIST).content.decode()
        assert "この一覧は1件を超えています" in page
        assert "書き出す</button>" not in page

    def test_too_many_at_once(self):
        filed()
        for _ in range(exporting.AT_A_TIME):
            ask()
        assert refusal() == "too_many_exports"
        assert ask("decider")

    def test_a_form_that_the_list_does_not_have(self, client):
        filed()
        assert refusal(form="pdf") == "no_such_form"
        sign_in(client, "officer")
        assert client.get(reverse("take_list", args=["worklist", "pdf"])).status_code == 404
        assert client.get(reverse("take_list", args=["nothing", "csv"])).status_code == 404
        assert client.post(reverse("ask_export"), {"table": "nothing"}).status_code == 404


def test_as_csv_it_holds_the_same_rows():
    plan = filed().plan
    type(plan).objects.update(title="=1+1")
    export = ask(form="csv")
    run_pending()
    text = export.path.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff管理番号,申請者,名称")
    assert ",'=1+1," in text
    assert export.path.suffix == ".csv"


class TestStrangers:
    @pytest.mark.parametrize("name", ["export_file", "cancel_export"])
    def test_another_persons_is_a_404(self, client, name):
        filed()
        export = ask()
        run_pending()
        sign_in(client, "officer2")
        ask_for = client.get if name == "export_file" else client.post
        assert ask_for(reverse(name, args=[export.pk])).status_code == 404
        assert str(export.pk) not in client.get(reverse("exports")).content.decode()

    def test_what_is_not_ready_is_a_404(self, client):
        filed()
        export = ask()
        sign_in(client, "officer")
        assert client.get(reverse("export_file", args=[export.pk])).status_code == 404


class TestCancelling:
    def test_a_waiting_one_is_never_written(self, client):
        filed()
        export = ask()
        sign_in(client, "officer")
        client.post(reverse("cancel_export", args=[export.pk]))
        run_pending()
        assert not export.path.exists()
        assert AuditEvent.objects.filter(act="cancel_export", subject_id=str(export.pk)).exists()
        assert "中止" in client.get(reverse("exports")).content.decode()

    def test_one_under_way_stops_and_leaves_nothing(self, monkeypatch):
        monkeypatch.setattr(exporting, "STEP", 1)
        filed()
        export = ask()
        told = exporting._told

        def cancelled_meanwhile(export, rows):
            exporting.cancel_export(export=export, membership=membership("officer"))
            return told(export, rows)

        monkeypatch.setattr(exporting, "_told", cancelled_meanwhile)
        run_pending()
        export.refresh_from_db()
        assert export.finished_at is None
        assert list(export.path.parent.iterdir()) == []

    def test_a_finished_one_is_not_cancelled(self, client):
        filed()
        export = ask()
        run_pending()
        sign_in(client, "officer")
        response = client.post(reverse("cancel_export", args=[export.pk]), follow=True)
        assert "すでに終わっています" in response.content.decode()


def test_a_post_that_has_ended_gets_nothing():
    filed()
    export = ask()
    post = membership("officer")
    type(post).objects.filter(pk=post.pk).update(valid_until=clock.today() - timedelta(days=1))
    run_pending()
    assert not export.path.exists()


def test_a_job_that_cannot_be_done_is_shown_as_failed(client):
    filed()
    export = ask()
    Job.objects.filter(key=export.job_key).update(status="dead", attempts=MAX_ATTEMPTS)
    sign_in(client, "officer")
    assert "作成できませんでした" in client.get(reverse("exports")).content.decode()


def test_a_part_that_a_killed_worker_left_is_begun_anew_and_swept():
    filed()
    export = ask()
    export.path.parent.mkdir(parents=True)
    left = export.path.with_suffix(".0123.part")
    left.write_bytes(b"half")
    ListExport.objects.filter(pk=export.pk).update(written=1)
    run_pending()
    assert len(written(export)) == 2
    sweep_exports()
    assert export.path.exists()
    assert not left.exists()


def test_after_seven_days_file_and_row_go(client):
    filed()
    with clock.at(clock.now() - exporting.KEPT - timedelta(hours=1)):
        old = ask()
    new = ask()
    run_pending()
    assert sweep_exports() == 1
    assert not old.path.exists()
    assert new.path.exists()
    sign_in(client, "officer")
    assert client.get(reverse("export_file", args=[old.pk])).status_code == 404


def test_there_is_nothing_yet_says_how_to_begin(client):
    sign_in(client, "officer")
    assert "書き出したファイルはありません" in client.get(reverse("exports")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_file_and_for_three(client, count, django_assert_num_queries):
    filed()
    for _ in range(count):
        ask()
    sign_in(client, "officer")
    # session, user, posts in force; the exports, their jobs; unread notices, the side bar
    with django_assert_num_queries(7):
        client.get(reverse("exports"))
