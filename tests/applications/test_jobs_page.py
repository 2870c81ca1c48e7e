"""処理の状況: what waits, what has stopped, and trying it again."""

import pytest
from django.urls import reverse

from common import jobs
from common.jobs import registry, running
from common.jobs.models import BrokerMessage, Job, Status
from common.jobs.retrying import retry_job
from common.models import AuditEvent
from decisions.models import Decision
from law.acts import Refused
from law.states import JobState
from tests.cast import actor, sign_in
from tests.decisions.deciding import approved, do_jobs, examined, signed_in
from tests.plans import filed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def stopped(plan, kind="receipt"):
    job = Job.objects.get(kind=kind, case_id=plan.pk)
    Job.objects.filter(pk=job.pk).update(status=Status.DEAD, attempts=5, error="OSError store.py:9 write")
    return job


def text(response):
    return response.content.decode()


def test_the_law_and_the_table_know_the_same_states():
    assert JobState.choices() == [(value, str(label)) for value, label in Status.choices]


class TestThePage:
    @pytest.mark.parametrize(
        ("who", "sees"), [("officer", True), ("auditor", True), ("administrator", False)]
    )
    def test_the_case_is_named_to_who_may_see_it(self, client, who, sees):
        plan = filed().plan
        stopped(plan)
        sign_in(client, who)
        page = text(client.get(reverse("jobs")))
        assert "受付票のPDF" in page
        assert "OSError store.py:9 write" in page
        assert (plan.number in page) is sees
        assert ("やり直す<" in page) is (who != "auditor")

    def test_nothing_stopped_and_nothing_waiting_is_said(self, client):
        sign_in(client, "administrator")
        Job.objects.all().delete()
        assert "止まった処理はありません" in text(client.get(reverse("jobs")))
        assert "待っている処理はありません" in text(client.get(reverse("jobs"), {"show": "waiting"}))

    def test_what_waits_is_shown_apart(self, client):
        filed()
        sign_in(client, "officer")
        rows = client.get(reverse("jobs"), {"show": "waiting"}).context["rows"]
        assert "receipt" in {row["job"].kind for row in rows}

    def test_work_of_no_case_is_the_administrators(self):
        job = jobs.enqueue(kind="status_list", key="s", payload={})
        Job.objects.filter(pk=job.pk).update(status=Status.DEAD)
        for who, count in (("administrator", 1), ("officer", 0)):
            assert len(signed_in(who).get(reverse("jobs")).context["rows"]) == count

    def test_a_page_of_three_asks_as_often_as_one_of_one(self, client, django_assert_num_queries):
        sign_in(client, "officer")
        for count, lead in enumerate(("lead", "yoshino", "minohon"), start=1):
            stopped(filed(lead, ()).plan)
            if count in (1, 3):
                with django_assert_num_queries(QUERIES):
                    client.get(reverse("jobs"))


QUERIES = 7


class TestRetry:
    def test_it_is_tried_anew_five_times_with_a_line_in_the_log(
        self, client, django_capture_on_commit_callbacks
    ):
        plan = filed().plan
        job = stopped(plan)
        sign_in(client, "officer")
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse("retry_job", args=[job.pk]), {"back": "/worklist/"})
        assert answer.url == "/worklist/"
        job.refresh_from_db()
        assert (job.status, job.attempts, job.rings) == (Status.QUEUED, 0, 0)
        line = AuditEvent.objects.get(act="retry_job")
        assert (line.case_id, line.facts, line.role) == (plan.pk, {"kind": "receipt"}, "officer")
        assert BrokerMessage.objects.filter(key__endswith=str(job.pk)).exists()
        jobs.run_pending()
        job.refresh_from_db()
        assert job.status == Status.DONE

    def test_what_does_not_stand_still_is_not_touched(self, client):
        job = Job.objects.get(kind="receipt", case_id=filed().plan.pk)
        sign_in(client, "administrator")
        page = client.post(reverse("retry_job", args=[job.pk]), follow=True)
        assert "この処理は止まっていません" in text(page)
        assert not AuditEvent.objects.filter(act="retry_job").exists()

    @pytest.mark.parametrize("who", ["clerk", "auditor", "nibn_officer", "lead", "reviewer"])
    def test_nobody_else_does_it(self, client, who):
        job = stopped(filed().plan)
        sign_in(client, who)
        assert client.post(reverse("retry_job", args=[job.pk])).status_code == 403
        with pytest.raises(Refused, match="やり直せるのは担当官・決裁者・システム管理者"):
            retry_job(job=job, actor=actor(who))

    def test_an_officer_finds_no_job_of_no_case(self, client):
        job = jobs.enqueue(kind="status_list", key="s", payload={})
        sign_in(client, "officer")
        assert client.post(reverse("retry_job", args=[job.pk])).status_code == 404

    def test_it_leads_to_no_other_site(self, client):
        job = stopped(filed().plan)
        sign_in(client, "officer")
        answer = client.post(reverse("retry_job", args=[job.pk]), {"back": "https://evil.example/"})
        assert answer.url == reverse("jobs")


def test_a_decision_whose_letters_could_not_be_sealed_is_sealed_after_the_retry(client, monkeypatch):
    """From the case page: told, tried again, sealed."""
    decision = approved(examined())
    job = Job.objects.get(kind="seal")
    real = registry.handler_of("seal")

    def fails(_job):
        raise OSError("the key is not there")

    monkeypatch.setitem(registry._handlers, "seal", fails)
    for _ in range(running.MAX_ATTEMPTS):
        with pytest.raises(OSError, match="key"):
            running.attempt(str(job.pk))
    sign_in(client, "officer")
    url = reverse("case_decision", args=[decision.plan_id])
    page = text(client.get(url))
    assert "文書の作成に失敗しました" in page
    assert reverse("retry_job", args=[job.pk]) in page
    monkeypatch.setitem(registry._handlers, "seal", real)
    assert client.post(reverse("retry_job", args=[job.pk]), {"back": url}).url == url
    assert "署名した文書を作成しています" in text(client.get(url))
    do_jobs("seal")
    assert Decision.objects.get(pk=decision.pk).state == "sealed"
