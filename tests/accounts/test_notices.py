"""Telling people: portal notice and mail Job together, nothing confidential in the mail."""

from datetime import date, datetime

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from accounts import services
from accounts.access import grant, open_case
from accounts.models import Notice
from accounts.notices import notify, people_of, people_with_access
from common import clock
from common.actor import SYSTEM_ACTOR
from common.jobs import run_pending
from common.models import Job
from law.lifecycle import CERTIFICATION
from tests.cast import actor, organisation, person, sign_in
from tests.plans import filed, under_examination

pytestmark = pytest.mark.django_db

ACT = CERTIFICATION.row("start_plan", None)
SECRET = "国内売上高は300億円です。"


def tell(*who: str, **context) -> list[Notice]:
    return notify(act=ACT, case=None, to=[person(one) for one in who], context=context)


def tell_on(day: date) -> Notice:
    with clock.at(datetime(day.year, day.month, day.day, 10, tzinfo=clock.TOKYO)):
        [notice] = tell("lead")
    return notice


class TestNotify:
    def test_notice_and_mail_are_written_together(self):
        [notice] = tell("lead", text=SECRET, link="/somewhere/")
        job = Job.objects.get(kind="mail")
        assert (notice.recipient, notice.act, notice.link) == (person("lead"), "start_plan", "/somewhere/")
        assert job.payload == {"notice": notice.pk}

    def test_both_fall_with_the_act(self):
        with transaction.atomic():
            tell("lead")
            transaction.set_rollback(True)
        assert (Notice.objects.count(), Job.objects.count()) == (0, 0)

    def test_nobody_is_told_twice(self):
        assert len(tell("lead", "takasaki", "lead")) == 2

    def test_the_mail_says_that_there_is_a_notice_and_where(self):
        [notice] = tell("lead", text=SECRET)
        run_pending()
        [sent] = mail.outbox
        assert sent.to == [person("lead").email]
        assert SECRET not in sent.body + sent.subject
        assert reverse("notice", args=[notice.public_id]) in sent.body
        assert "見本 一郎 様" in sent.body

    def test_a_mail_that_is_sent_again_keeps_its_message_id(self):
        tell("lead")
        job = Job.objects.get(kind="mail")
        run_pending()
        Job.objects.filter(pk=job.pk).update(status="queued")
        run_pending()
        first, second = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
        assert first == second

    def test_whoever_has_left_gets_no_mail(self):
        tell("lead_member")
        services.anonymise_user(user=person("lead_member"), actor=actor("administrator"))
        run_pending()
        assert mail.outbox == []


class TestRecipients:
    def test_people_of_a_company(self):
        assert set(people_of(organisation("lead"))) == {person("lead_member"), person("lead")}

    def test_people_with_access(self):
        case = open_case(kind="certification")
        grant(case=case, capacity="lead", organisation=organisation("lead"), actor=SYSTEM_ACTOR)
        grant(case=case, capacity="reviewer", user=person("reviewer"), actor=SYSTEM_ACTOR)
        company = {person("lead"), person("lead_member")}
        assert set(people_with_access(case, "lead", "reviewer")) == {*company, person("reviewer")}
        assert set(people_with_access(case, "reviewer")) == {person("reviewer")}


class TestPages:
    def test_opening_a_notice_reads_it_once(self, client):
        sign_in(client, "lead")
        [notice] = tell("lead", text=SECRET)
        assert SECRET in client.get(reverse("notice", args=[notice.public_id])).content.decode()
        notice.refresh_from_db()
        first = notice.read_at
        client.get(reverse("notice", args=[notice.public_id]))
        notice.refresh_from_db()
        assert first is not None
        assert notice.read_at == first

    def test_opening_the_case_reads_what_one_was_told_of_it(self, client):
        case, other = under_examination(), filed(lead="minohon", partners=())
        sign_in(client, "lead")
        told = Notice.objects.filter(recipient=person("lead"), read_at=None)
        assert told.filter(case=case.plan.pk).exists()
        client.get(reverse("portal"))
        assert told.filter(case=case.plan.pk).exists()
        client.get(reverse("plan", args=[other.plan.pk]))  # not theirs: a 404
        page = client.get(reverse("plan", args=[case.plan.pk]))
        assert page.context["notices_count"]() == 0
        assert not told.exists()

    def test_opening_the_page_a_notice_leads_to_reads_it(self, client):
        sign_in(client, "lead")
        tell("lead", link=reverse("organisation"))
        tell("lead", link=reverse("notices") + "?x=1")
        client.get(reverse("organisation"))
        assert [each.read_at is None for each in Notice.objects.order_by("pk")] == [False, True]

    def test_a_strangers_notice_does_not_exist(self, client):
        [notice] = tell("lead")
        sign_in(client, "stranger")
        assert client.get(reverse("notice", args=[notice.public_id])).status_code == 404

    def test_nothing_yet_is_said(self, client):
        sign_in(client, "lead")
        assert "お知らせはありません" in client.get(reverse("notices")).content.decode()

    def test_older_ones_are_a_page_away(self, client):
        sign_in(client, "lead")
        notices = [tell("lead")[0] for _ in range(21)]
        first = client.get(reverse("notices"))
        assert first.context["page"].rows == notices[:0:-1]
        second = client.get(reverse("notices"), {"after": first.context["page"].after})
        assert second.context["page"].rows == [notices[0]]
        back = client.get(reverse("notices"), {"before": second.context["page"].before})
        assert back.context["page"].rows == first.context["page"].rows

    def test_the_newest_day_is_first_whatever_was_written_first(self, client):
        sign_in(client, "lead")
        days = [tell_on(date(2026, 11, day)) for day in (20, 3, 27, 14)]
        first, *_rest = shown = client.get(reverse("notices")).context["page"].rows
        assert [notice.created_at.day for notice in shown] == [27, 20, 14, 3]
        assert first == days[2]

    def test_pages_by_day_leave_nothing_out(self, client):
        sign_in(client, "lead")
        written = {tell_on(date(2026, 1 + place * 5 % 11, 1)).pk for place in range(22)}
        first = client.get(reverse("notices")).context["page"]
        second = client.get(reverse("notices"), {"after": first.after}).context["page"]
        rows = [*first.rows, *second.rows]
        assert {notice.pk for notice in rows} == written
        assert [notice.created_at for notice in rows] == sorted(
            (notice.created_at for notice in rows), reverse=True
        )

    def test_a_nonsense_page_is_the_first(self, client):
        sign_in(client, "lead")
        tell("lead")
        assert len(client.get(reverse("notices"), {"before": "１x"}).context["page"].rows) == 1

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same(self, client, count, django_assert_num_queries):
        sign_in(client, "lead")
        for _ in range(count):
            tell("lead")
        # session, user, posts in force, unread count, notices
        with django_assert_num_queries(5):
            client.get(reverse("notices"))
