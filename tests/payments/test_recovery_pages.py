"""The pages of 取消し and 返還: the desk's, the till's, the company's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from decisions.models import Decision, Receivable
from grants.turns import waiting
from law.grant_turn import GrantWait
from law.money import yen
from tests.cast import membership, sign_in
from tests.decisions.deciding import do_jobs
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants import returning as back
from tests.grants.test_pages import text

pytestmark = pytest.mark.django_db
DAY = r.AFTER_ALL + timedelta(days=10)


def typed(**more):
    day = r.boxes_of_day("dated_on", clock.today().isoformat())
    return {"document_number": "", "issue": "hand", **day, **more}


def decide(client, page: str, outcome: str) -> None:
    """As the head on the page that shows the draft, then as the desk."""
    decision = Decision.objects.get(outcome=outcome)
    sign_in(client, "nibn_decider")
    seen = client.get(page).context["seen"]
    client.post(reverse("approve_decision", args=[decision.pk]), {"seen": seen})
    do_jobs("seal")
    sign_in(client, "nibn_officer")
    client.post(reverse("issue_decision", args=[decision.pk]))
    decision.refresh_from_db()
    assert decision.state == "issued"


def test_ordered_back_on_the_pages_and_what_came_in(client, grant):
    page = reverse("grant_recovery", args=[grant.pk])
    sign_in(client, "nibn_officer")
    assert "取消しも返還命令もありません" in text(client.get(page))
    back.overpaid(grant)
    with r.on(DAY):
        assert list(waiting(GrantWait.RETURNING, membership("nibn_officer"))) == [g.again(grant)]
        assert grant.number in text(client.get(reverse("grants") + "?queue=grant_returning"))
        url = reverse("draft_return_order", args=[grant.pk])
        assert url in client.get(page).content.decode()
        assert "返還命令書（案）" in text(client.get(url))
        assert client.post(url, typed(reasons="")).status_code == 200
        assert client.post(url, typed(reasons=back.WHY))["Location"] == page
        assert not waiting(GrantWait.RETURNING, membership("nibn_officer")).exists()
        decide(client, page, "return_order")
        owed = Receivable.objects.get()
        at = reverse("receivable", args=[owed.pk])

        sign_in(client, "lead")
        assert at in client.get(reverse("grant", args=[grant.pk])).content.decode()
        seen = text(client.get(at))
        assert yen(owed.principal) in seen
        assert "入金はまだありません" in seen
        assert client.get(reverse("record_remittance", args=[owed.pk])).status_code == 403
        sign_in(client, "takasaki")
        assert client.get(at).status_code == 404

        sign_in(client, "nibn_accountant")
        assert at in client.get(reverse("receivables")).content.decode()
        day = r.boxes_of_day("on", clock.today().isoformat())
        url = reverse("record_remittance", args=[owed.pk])
        above = text(client.post(url, {"amount": f"{owed.principal + 1:,}", "reference": "1", **day}))
        assert "入金できません" in above
        said = {"amount": f"{owed.principal:,}", "reference": "1", **day}
        assert client.post(url, said)["Location"] == at
        assert "納付済み" in text(client.get(at))
        assert at in client.get(reverse("receivables") + "?state=paid").content.decode()
        url = reverse("reverse_remittance", args=[owed.remittances.get().pk])
        assert client.post(url, {"note": "他社の入金"})["Location"] == at
        assert "他社の入金" in text(client.get(at))
    with r.on(owed.due_on + timedelta(days=1)):
        assert "納期限経過" in text(client.get(reverse("receivables")))
        sign_in(client, "nibn_officer")
        url = reverse("urge_payment", args=[owed.pk])
        later = r.boxes_of_day("pay_by", (clock.today() + timedelta(days=14)).isoformat())
        assert client.post(url, later)["Location"] == at
        assert "に督促しました" in text(client.get(at))


def test_cancelled_in_part_on_the_pages(client, grant):
    page, url = (reverse(name, args=[grant.pk]) for name in ("grant_recovery", "draft_cancellation"))
    sign_in(client, "nibn_officer")
    assert url in client.get(page).content.decode()
    said = typed(ground="conditions", fact="承認を受けずに変更した。", reasons="条件に反する。", scope="part")
    assert "取り消す額" in text(client.post(url, said))
    said |= {"amount_2026": "6,000,000"}
    assert "交付決定取消通知書（案）" in text(client.post(url, said | {"preview": "1"}))
    assert client.post(url, said)["Location"] == page
    decide(client, page, "cancellation")
    sign_in(client, "lead")
    seen = text(client.get(reverse("grant", args=[grant.pk])))
    assert "取り消された額" in seen
    assert yen(102_000_000) in seen
    assert "交付決定取消通知書" in seen
