"""審査調書: per criterion fits or not, the fact, the page."""

from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from common.jobs import run_pending
from common.models import AuditEvent, Job
from decisions.models import WorkingPaper
from law.acts import Refused
from reviews.models import Finding
from reviews.selectors import finding_facts
from reviews.services.findings import confirm_finding, write_finding, write_findings
from reviews.services.pairings import assign_reviewer, declare_no_conflict, submit_opinion
from tests.cast import membership, sign_in
from tests.decisions.deciding import amend, download, examined, signed_in
from tests.plans import filed, under_examination

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def find(plan, criterion="a", fact="連携により供給能力が増加する。", fits=True):
    return write_finding(
        plan=plan, criterion=criterion, fits=fits, fact=fact, page="3 品目", membership=membership("officer")
    )


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


@pytest.mark.rule("A5")
class TestWrite:
    def test_it_stands_on_the_version_it_was_read_from(self):
        plan = under_examination().plan
        finding = find(plan)
        assert (finding.version.number, finding.found_by) == (1, membership("officer"))
        line = AuditEvent.objects.get(act="write_finding")
        assert (line.case_id, line.facts) == (
            plan.pk,
            {
                "criterion": "a",
                "fits": True,
                "version": 1,
                "fact_sha256": sha256("連携により供給能力が増加する。".encode()).hexdigest(),
                "page_sha256": sha256("3 品目".encode()).hexdigest(),
            },
        )

    def test_the_latest_stands_and_the_earlier_stays(self):
        plan = under_examination().plan
        first = find(plan)
        find(plan, fact="改めて確認した。", fits=False)
        standing = [(each.fact, each.fits) for each in plan.findings.standing()]
        assert standing == [("改めて確認した。", False)]
        assert Finding.objects.get(pk=first.pk).fact == "連携により供給能力が増加する。"

    @pytest.mark.parametrize("statement", ["UPDATE {} SET fact = 'x'", "DELETE FROM {}"])
    def test_the_table_itself_keeps_what_was_written(self, statement):
        find(under_examination().plan)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(Finding._meta.db_table))

    def test_what_says_what_it_said_is_not_written_again(self):
        plan = under_examination().plan
        row = {"criterion": "a", "fits": True, "fact": "同じ事実。", "page": ""}
        for _ in range(2):
            write_findings(plan=plan, rows=[row], membership=membership("officer"))
        assert AuditEvent.objects.filter(act="write_finding").count() == 1

    def test_before_the_examination_nothing_is_found(self):
        with pytest.raises(Refused) as refused:
            find(filed().plan)
        assert codes(refused) == ["not_under_examination"]

    def test_without_a_fact_it_is_refused(self):
        with pytest.raises(Refused) as refused:
            find(under_examination().plan, fact="　")
        assert codes(refused) == ["no_fact"]

    def test_of_an_unknown_criterion_too(self):
        with pytest.raises(Refused) as refused:
            find(under_examination().plan, criterion="z")
        assert codes(refused) == ["unknown_criterion"]


@pytest.mark.rule("N5")
class TestConfirm:
    """What was found of an older version holds for the latest, by the officer's own word."""

    def test_it_stands_on_the_latest_version_with_its_own_line(self):
        case = examined()
        amend(case)
        assert len(finding_facts(case.fresh)["findings_stale"]) == 2
        confirmed = confirm_finding(
            plan=case.fresh, criterion="a", version=2, membership=membership("officer")
        )
        assert (confirmed.version.number, confirmed.fits) == (2, True)
        assert len(finding_facts(case.fresh)["findings_stale"]) == 1
        line = AuditEvent.objects.get(act="confirm_finding")
        assert (line.facts["criterion"], line.facts["version"]) == ("a", 2)

    def test_of_a_version_that_is_not_the_latest_it_is_refused(self):
        case = examined()
        amend(case)
        with pytest.raises(Refused) as refused:
            confirm_finding(plan=case.fresh, criterion="a", version=1, membership=membership("officer"))
        assert codes(refused) == ["stale_version"]

    def test_what_nobody_found_is_not_confirmed(self):
        plan = under_examination().plan
        with pytest.raises(Refused) as refused:
            confirm_finding(plan=plan, criterion="a", version=1, membership=membership("officer"))
        assert codes(refused) == ["not_found_yet"]

    def test_a_second_click_is_refused(self):
        case = examined()
        with pytest.raises(Refused) as refused:
            confirm_finding(plan=case.fresh, criterion="a", version=1, membership=membership("officer"))
        assert codes(refused) == ["current_already"]

    def test_before_the_examination_it_is_refused(self):
        with pytest.raises(Refused) as refused:
            confirm_finding(plan=filed().plan, criterion="a", version=1, membership=membership("officer"))
        assert codes(refused) == ["not_under_examination"]

    def test_one_click_on_the_page_and_the_earlier_is_shown(self, client):
        case = examined()
        amend(case)
        sign_in(client, "officer")
        url = reverse("case_findings", args=[case.plan.pk])
        assert "第2版でも同じ" in client.get(url).content.decode()
        assert (
            "第1版についての所見です。" in client.get(reverse("case", args=[case.plan.pk])).content.decode()
        )
        for criterion in ("a", "b"):
            click = reverse("confirm_finding", args=[case.plan.pk, criterion, 2])
            assert client.post(click).url == url
        page = client.get(url).content.decode()
        assert "第2版でも同じ</button>" not in page
        assert "前の所見　1件" in page

    @pytest.mark.parametrize("who", ["decider", "clerk", "auditor", "lead"])
    def test_nobody_else_confirms(self, client, who):
        case = examined()
        sign_in(client, who)
        click = reverse("confirm_finding", args=[case.plan.pk, "a", 1])
        assert client.post(click).status_code == 403


class TestPage:
    def test_it_is_written_criterion_by_criterion(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        typed = {"fits-a": "yes", "fact-a": "供給能力が増加する。", "page-a": "3 品目"}
        answer = client.post(reverse("write_findings", args=[plan.pk]), typed)
        assert answer.url == reverse("case_findings", args=[plan.pk])
        assert list(Finding.objects.values_list("criterion", flat=True)) == ["a"]

    def test_a_fact_without_a_verdict_is_asked_for_and_stays(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        page = client.post(
            reverse("write_findings", args=[plan.pk]), {"fact-a": "消えない事実"}
        ).content.decode()
        assert "適合するかどうかを選んでください。" in page
        assert "消えない事実" in page

    def test_the_reviewers_opinions_stand_beside_it(self, client):
        plan = under_examination().plan
        pairing = assign_reviewer(
            plan=plan, reviewer=membership("reviewer"), due_on=None, membership=membership("officer")
        )
        declare_no_conflict(pairing=pairing, membership=membership("reviewer"))
        scores = dict.fromkeys(("supply", "feasibility", "cost"), (4, "良い。"))
        submit_opinion(
            pairing=pairing, opinion="安定供給に資する。", scores=scores, membership=membership("reviewer")
        )
        sign_in(client, "officer")
        for route in ("write_findings", "case_findings"):
            page = client.get(reverse(route, args=[plan.pk])).content.decode()
            assert "安定供給に資する。" in page
            assert "安定供給への効果" in page

    def test_both_letters_are_drafted_from_it(self, client):
        plan = examined(fits=False).plan
        sign_in(client, "officer")
        url = reverse("case_findings", args=[plan.pk])
        assert "不認定通知書（案）" in client.get(url).content.decode()
        other = client.get(url + "?letter=certification").content.decode()
        assert "認定通知書（案）" in other
        assert "不認定通知書（案）" not in other

    @pytest.mark.parametrize("who", ["decider", "clerk", "auditor", "lead"])
    def test_nobody_else_writes(self, client, who):
        plan = under_examination().plan
        sign_in(client, who)
        assert client.post(reverse("write_findings", args=[plan.pk])).status_code == 403


class TestPaper:
    @pytest.mark.parametrize("kind", ["findings", "certificate", "refusal"])
    def test_it_is_drawn_by_a_job_and_kept_with_the_case(self, client, kind):
        plan = examined(fits=kind != "refusal").plan
        sign_in(client, "officer")
        client.post(reverse("ask_paper", args=[plan.pk, kind]))
        paper = WorkingPaper.objects.get()
        assert Job.objects.get(kind="preview").payload == {"paper": str(paper.pk)}
        url = reverse("working_paper", args=[plan.pk, paper.pk])
        assert client.get(url).status_code == 404
        run_pending()
        assert download(client, url)["Content-Type"] == "application/pdf"
        assert AuditEvent.objects.filter(act="ask_for_paper", case_id=plan.pk).count() == 1

    def test_every_draft_says_that_it_is_one(self, client):
        plan = examined().plan
        sign_in(client, "officer")
        client.post(reverse("ask_paper", args=[plan.pk, "certificate"]))
        (content,) = WorkingPaper.objects.get().contents
        assert content["title"] == "認定通知書（案）"
        assert content["document_id"] == "0" * 32

    def test_without_findings_there_is_no_record_to_draw(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        answer = client.post(reverse("ask_paper", args=[plan.pk, "findings"]), follow=True)
        assert "文書に必要な記載がまだそろっていません" in answer.content.decode()
        assert not WorkingPaper.objects.exists()

    @pytest.mark.parametrize("who", ["clerk", "nibn_officer", "lead"])
    def test_it_is_the_ministrys_own(self, client, who):
        plan = examined().plan
        sign_in(client, "officer")
        client.post(reverse("ask_paper", args=[plan.pk, "findings"]))
        paper = WorkingPaper.objects.get()
        assert signed_in(who).get(reverse("working_paper", args=[plan.pk, paper.pk])).status_code == 403
