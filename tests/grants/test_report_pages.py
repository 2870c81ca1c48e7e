"""The pages of 実績報告: the company from the grant to its receipt, NIBN from the case to its check."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from grants.models import PerformanceReport
from grants.reports import latest_report_version
from grants.selectors import line_label, lines_of
from tests.cast import sign_in
from tests.decisions.deciding import signed_in
from tests.grants import granting as g
from tests.grants import reporting as r
from tests.grants.test_pages import form_of, text
from tests.plans import PDF
from tests.responses import closed_after

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grant(plan, book):
    return g.granted(plan)


def test_the_company_reports_from_its_grants_page(client, grant):
    sign_in(client, "lead")
    page = text(client.get(reverse("grant", args=[grant.pk])))
    assert "完了の実績報告" in page
    assert "期限" in page
    answer = client.post(reverse("start_report", args=[grant.pk]), {"of": "completion"})
    report = PerformanceReport.objects.get()
    url = reverse("report_form", args=[report.pk])
    assert answer["Location"] == url
    seen = form_of(text(client.get(url)))
    assert "address" not in seen
    upload = SimpleUploadedFile("検収書.pdf", PDF)
    client.post(reverse("add_report_paper", args=[report.pk]), {"file": upload})
    assert "検収書.pdf" in text(client.get(url))
    paper = report.papers.get()
    with closed_after(client.get(reverse("report_paper", args=[paper.pk]))) as response:
        assert response.status_code == 200
    r.typed(report, **r.whole(report))
    review = reverse("review_report", args=[report.pk])
    assert "108,000,000円" in text(client.get(review))
    answer = client.post(review)
    receipt = text(client.get(answer["Location"]))
    assert "RK" in receipt
    assert "検収書.pdf" in receipt
    assert "次は基盤研の番です" in text(client.get(reverse("grant_report", args=[report.pk])))


def test_what_it_owes_stands_in_its_own_list(client, grant):
    sign_in(client, "lead")
    assert "完了の実績報告" in text(client.get(reverse("portal")))


def test_the_desk_checks_sends_back_and_accepts(client, grant):
    report = r.filed(grant)
    sign_in(client, "nibn_officer")
    case = reverse("report_case", args=[report.pk])
    assert case in text(client.get(reverse("grant_case", args=[grant.pk])))
    assert "確かめていない経費" in text(client.get(case))
    assert "認めた額から計算した額" not in text(client.get(case))
    waiting = reverse("grants") + "?queue=grant_report"
    assert grant.number in text(client.get(waiting))
    line = lines_of(latest_report_version(report))[0].cost_line
    asked = {f"line-{line.pk}": "領収書と合いません。", **r.boxes_of_day("due_on", "2030-01-01")}
    page = client.post(reverse("ask_report_correction", args=[report.pk]), asked)
    assert page.status_code == 302, page.content.decode()
    about = f"<strong>{line_label(grant, line)}</strong>　領収書と合いません。"
    assert about in client.get(case).content.decode()
    company = signed_in("lead")
    for name in ("grant_report", "report_form"):
        assert about in company.get(reverse(name, args=[report.pk])).content.decode()
    client.post(reverse("close_report_correction", args=[report.pk]))
    url = reverse("check_report_lines", args=[report.pk])
    form = client.get(url).context["form"]
    client.post(url, {name: form.initial[name] for name in form.fields})
    client.post(reverse("accept_report", args=[report.pk]))
    assert "確認済み" in text(client.get(case))
    assert "認めた額から計算した額" in text(client.get(case))
    assert grant.number not in text(client.get(waiting))


@pytest.mark.parametrize("who", ["takasaki", "stranger"])
def test_another_company_finds_nothing(client, grant, who):
    report = r.filed(grant)
    sign_in(client, who)
    for name in ("grant_report", "report_form", "review_report"):
        assert client.get(reverse(name, args=[report.pk])).status_code == 404
