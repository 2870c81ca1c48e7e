"""How a letter reached its addressee: opened by whom, or sent on paper and delivered."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from common.models import AuditEvent
from decisions.models import Delivery, Document
from decisions.services.delivering import record_delivery, record_dispatch
from decisions.services.issuing import issue_decision
from law.acts import Refused
from law.deadlines import era
from tests.cast import actor, membership, organisation, sign_in

from .deciding import download, examined, sealed, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def issued(notice: str):
    case = examined(notice=notice)
    issue_decision(decision=sealed(case), actor=actor("officer"))
    return case


def delivery() -> Delivery:
    rows = Delivery.objects.filter(document__kind="certificate", document__addressee=organisation("lead"))
    return rows.select_related("document").get()


def dispatch(day):
    return record_dispatch(
        delivery=delivery(),
        dispatched_on=day,
        dispatched_by="簡易書留",
        tracking="1234-5678",
        membership=membership("officer"),
    )


def test_the_first_opening_is_kept_with_who_and_when_and_told_to_the_office(client):
    case = issued("electronic")
    letter = Document.objects.get(kind="certificate", addressee=organisation("lead"))
    download(signed_in("lead"), reverse("document_pdf", args=[letter.pk]))
    sign_in(client, "officer")
    page = client.get(reverse("case_letters", args=[case.plan.pk])).content.decode()
    assert "見本 一郎" in page
    assert AuditEvent.objects.get(act="open_document").case_id == case.plan.pk


def test_paper_is_dispatched_and_delivered():
    issued("paper")
    today = clock.today()
    record_delivery(delivery=dispatch(today), delivered_on=today, membership=membership("officer"))
    assert (delivery().tracking, delivery().delivered_on) == ("1234-5678", today)


def test_days_that_cannot_be_are_refused():
    issued("paper")
    today = clock.today()
    for days in (-1, 1):
        with pytest.raises(Refused) as refused:
            dispatch(today + timedelta(days=days))
        assert refused.value.reasons[0].code == "dispatched_on"
    with pytest.raises(Refused) as refused:
        record_delivery(delivery=delivery(), delivered_on=today, membership=membership("officer"))
    assert refused.value.reasons[0].code == "delivered_on"


def test_what_has_arrived_was_not_sent_later_and_the_page_says_so(client):
    issued("paper")
    today = clock.today()
    officer = membership("officer")
    record_delivery(delivery=dispatch(today), delivered_on=today, membership=officer)
    later = clock.now() + timedelta(days=3)
    with clock.at(later):
        sign_in(client, "officer")
        day = clock.today()
        typed = {
            "dispatched_on_year": day.year,
            "dispatched_on_month": day.month,
            "dispatched_on_day": day.day,
        }
        answer = client.post(
            reverse("record_dispatch", args=[delivery().pk]), {**typed, "dispatched_by": "簡易書留"}
        )
    assert f"{era(today)}までの日を入れてください。" in answer.content.decode()
    assert (delivery().dispatched_on, delivery().delivered_on) == (today, today)


def test_a_corrected_day_leaves_both_in_the_log():
    """The day of arrival begins the periods of 教示, so what it said before is never lost."""
    issued("paper")
    first = clock.today()
    record_delivery(delivery=dispatch(first), delivered_on=first, membership=membership("officer"))
    with clock.at(clock.now() + timedelta(days=1)):
        record_delivery(delivery=delivery(), delivered_on=clock.today(), membership=membership("officer"))
    lines = AuditEvent.objects.filter(act="record_delivery").order_by("pk")
    days = [(first + timedelta(days=each)).isoformat() for each in (0, 1)]
    assert [line.facts for line in lines] == [{"delivered_on": day} for day in days]
    assert AuditEvent.objects.get(act="record_dispatch").facts == {"dispatched_on": days[0]}


def test_an_electronic_notice_is_not_dispatched():
    issued("electronic")
    with pytest.raises(Refused) as refused:
        dispatch(clock.today())
    assert refused.value.reasons[0].code == "electronic"


def test_the_desk_enters_both_on_its_pages(client):
    case = issued("paper")
    sign_in(client, "clerk")
    tab = reverse("case_letters", args=[case.plan.pk])
    assert "印刷するPDFを開く" in client.get(tab).content.decode()
    today = clock.today()
    boxes = {"year": today.year, "month": today.month, "day": today.day}
    sent = {f"dispatched_on_{box}": value for box, value in boxes.items()}
    client.post(reverse("record_dispatch", args=[delivery().pk]), {**sent, "dispatched_by": "簡易書留"})
    came = {f"delivered_on_{box}": value for box, value in boxes.items()}
    client.post(reverse("record_delivery", args=[delivery().pk]), came)
    assert delivery().delivered_on == today
    assert "到達を記録しました。" in client.get(tab).content.decode()


def test_nobody_else_enters_them():
    issued("paper")
    url = reverse("record_dispatch", args=[delivery().pk])
    others = ("decider", "auditor", "lead")
    assert {who: signed_in(who).post(url).status_code for who in others} == dict.fromkeys(others, 403)
    assert signed_in("nibn_officer").post(url).status_code == 404  # it enters its own letters alone
