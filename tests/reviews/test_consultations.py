"""協議: the package, the record of sending, the answer; certification waits for all that are required."""

import hashlib
import json
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common import clock, files
from common.jobs import run_pending
from common.models import AuditEvent
from decisions.services.consulting import EnclosureDiffers
from law.acts import Refused
from law.states import ConsultationState
from reviews.models import Consultation
from reviews.services import consultations
from tests.cast import membership, sign_in
from tests.decisions.deciding import amend, answered, do_jobs, download, signed_in
from tests.plans import PDF, attach, complete, under_examination
from tests.worlds import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def prepare(case, body="mof") -> Consultation:
    return consultations.prepare_consultation(
        plan=case.fresh,
        body=body,
        document_number=f"見本発第{Consultation.objects.count() + 1}号",
        dated_on=clock.today(),
        membership=membership("officer"),
    )


@kept
def packed(case) -> Consultation:
    consultation = prepare(case)
    run_pending()
    return Consultation.objects.get(pk=consultation.pk)


@kept
def sent(case) -> Consultation:
    return consultations.record_sending(
        consultation=packed(case),
        sent_on=clock.today(),
        sent_by="電子メール",
        membership=membership("officer"),
    )


def answer(consultation, said="no_objection", on=None, text="", number="回第1号", scan=None):
    return consultations.record_answer(
        consultation=consultation,
        answer=said,
        answered_on=on or clock.today(),
        number=number,
        text=text,
        scan=scan,
        membership=membership("officer"),
    )


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


@pytest.mark.rule("N8", "N9")
class TestActs:
    def test_the_package_holds_letter_copy_files_and_a_list_with_hashes(self):
        """The copy is of the whole application: a company's confidential file is among the rest."""
        case = complete()
        secret = PDF + b"% of one company alone"
        attach(case.plan, "takasaki", "financials", "決算書.pdf", secret)
        case.file("lead")
        case.take_up()
        consultation = packed(case)
        with zipfile.ZipFile(files.path_of(consultation.package)) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        *listed, last = held
        assert listed == [
            "協議書.pdf",
            "申請書の写し.pdf",
            "添付書類/01_決算書.pdf",
            "添付書類/02_工程表.pdf",
        ]
        assert held["添付書類/01_決算書.pdf"] == secret
        assert consultation.contents == [
            {"name": name, "size": len(held[name]), "sha256": hashlib.sha256(held[name]).hexdigest()}
            for name in listed
        ]
        assert (last, json.loads(held[last])) == ("目録.json", consultation.contents[1:])

    def test_no_package_is_made_of_a_file_that_is_not_what_was_filed(self):
        case = under_examination()
        stored = case.plan.versions.get().files.get().file
        path = files.path_of(stored)
        path.unlink()
        path.write_bytes(b"x" * stored.size)
        prepare(case)
        with pytest.raises(EnclosureDiffers):
            run_pending()
        consultation = Consultation.objects.get()
        assert (consultation.package, consultation.contents) == (None, [])
        assert not list(path.parents[2].glob("incoming/*.part"))

    def test_a_package_is_written_without_being_held(self):
        """Sixty files of twenty megabytes are no more to a worker than one."""
        case = complete()
        for place in range(8):
            attach(
                case.plan,
                "lead",
                "schedule",
                f"{place}.pdf",
                b"%PDF-1.4\n" + bytes([place]) * 8_000_000 + PDF,
            )
        case.agree("lead", "takasaki")
        case.file("lead")
        case.take_up()
        prepare(case)
        tracemalloc.start()
        try:
            do_jobs("consultation_package")
            _now, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert Consultation.objects.get().package.size > 64_000_000
        assert peak < 32_000_000

    def test_a_body_the_law_does_not_ask_is_consulted_with_a_reason_only(self):
        with pytest.raises(Refused) as refused:
            prepare(under_examination(), "jftc")
        assert codes(refused) == ["no_reason"]

    def test_one_runs_at_a_time(self):
        case = under_examination()
        prepare(case)
        with pytest.raises(Refused) as refused:
            prepare(case)
        assert codes(refused) == ["running"]

    def test_before_the_package_is_ready_nothing_was_sent(self):
        with pytest.raises(Refused) as refused:
            consultations.record_sending(
                consultation=prepare(under_examination()),
                sent_on=clock.today(),
                sent_by="使送",
                membership=membership("officer"),
            )
        assert codes(refused) == ["package_pending"]

    @pytest.mark.parametrize("days", [-1, 1])
    def test_it_was_sent_between_its_date_and_today(self, days):
        consultation = prepare(under_examination())
        day = clock.today() + timedelta(days=days)
        with pytest.raises(Refused) as refused:
            consultations.record_sending(
                consultation=consultation, sent_on=day, sent_by="使送", membership=membership("officer")
            )
        assert codes(refused) == ["sent_on"]

    def test_sent_and_answered_each_leaves_its_line(self):
        consultation = answer(sent(under_examination()))
        assert consultation.state == ConsultationState.ANSWERED
        lines = AuditEvent.objects.filter(subject_id=str(consultation.pk)).order_by("id")
        assert [line.act for line in lines] == ["prepare_consultation", "record_sending", "record_answer"]
        assert {line.case_id for line in lines} == {consultation.plan_id}

    def test_a_continuation_is_no_answer(self):
        consultation = answer(sent(under_examination()), "continued")
        assert consultation.state == ConsultationState.SENT
        assert answer(consultation).state == ConsultationState.ANSWERED

    def test_each_letter_of_continuation_stays_beside_what_came_after_it(self):
        consultation = sent(under_examination())
        scans = [files.store_bytes(PDF + mark, kind="pdf") for mark in (b"% one", b"% two", b"% last")]
        for number, scan in enumerate(scans[:2], 1):
            answer(consultation, "continued", number=f"継第{number}号", text="検討を続けます。", scan=scan)
        answer(consultation, number="回第1号", scan=scans[2])
        stay = consultation.continuations.values_list("number", "text", "scan")
        assert list(stay) == [
            ("継第1号", "検討を続けます。", scans[0].pk),
            ("継第2号", "検討を続けます。", scans[1].pk),
        ]
        assert (consultation.answer_number, consultation.answer_scan) == ("回第1号", scans[2])
        assert AuditEvent.objects.filter(act="record_continuation").count() == 2

    def test_an_answer_does_not_come_before_the_question_or_from_the_future(self):
        consultation = sent(under_examination())
        for day in (clock.today() - timedelta(days=1), clock.today() + timedelta(days=1)):
            with pytest.raises(Refused) as refused:
                answer(consultation, on=day)
            assert codes(refused) == ["answer_date"]

    def test_dropped_it_may_be_made_again(self):
        case = under_examination()
        consultation = prepare(case)
        consultations.close_consultation(
            consultation=consultation, note="宛先の誤り", membership=membership("officer")
        )
        assert prepare(case).pk != consultation.pk


class TestPages:
    def day(self, name):
        today = clock.today()
        return {f"{name}_year": today.year, f"{name}_month": today.month, f"{name}_day": today.day}

    def test_the_tab_says_what_is_required_and_why(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        page = client.get(reverse("case_consultations", args=[plan.pk])).content.decode()
        assert "附則第25条（認定の前に必ず）" in page
        assert reverse("prepare_consultation", args=[plan.pk, "mof"]) in page

    def test_from_the_letter_to_the_scan_of_the_answer(self, client):
        plan = under_examination().plan
        sign_in(client, "officer")
        typed = {"document_number": "見本発第1号", **self.day("dated_on")}
        client.post(reverse("prepare_consultation", args=[plan.pk, "mof"]), typed)
        tab = reverse("case_consultations", args=[plan.pk])
        assert "作成しています。" in client.get(tab).content.decode()
        run_pending()
        (consultation,) = Consultation.objects.all()
        assert reverse("consultation_package", args=[consultation.pk]) in client.get(tab).content.decode()
        sending = {"sent_by": "使送", **self.day("sent_on")}
        client.post(reverse("record_sending", args=[consultation.pk]), sending)
        scan = SimpleUploadedFile("回答.pdf", PDF, content_type="application/pdf")
        said = {
            "answer": "opinion",
            "text": "計画を確かめられたい。",
            "scan": scan,
            **self.day("answered_on"),
        }
        client.post(reverse("record_answer", args=[consultation.pk]), said)
        assert "計画を確かめられたい。" in client.get(tab).content.decode()
        assert download(client, reverse("consultation_answer", args=[consultation.pk])).status_code == 200

    def test_a_letter_of_continuation_is_read_and_opened_after_the_answer(self, client):
        consultation = sent(under_examination())
        sign_in(client, "officer")
        url = reverse("record_answer", args=[consultation.pk])
        letter = SimpleUploadedFile("継続.pdf", PDF, content_type="application/pdf")
        said = {"answer": "continued", "number": "継第1号", "scan": letter, **self.day("answered_on")}
        client.post(url, said)
        client.post(url, {"answer": "no_objection", "number": "回第1号", **self.day("answered_on")})
        page = client.get(reverse("case_consultations", args=[consultation.plan_id])).content.decode()
        assert "継第1号" in page
        assert "回第1号" in page
        scan = reverse("consultation_continuation", args=[consultation.continuations.get().pk])
        assert scan in page
        assert download(client, scan).status_code == 200
        assert client.get(reverse("consultation_continuation", args=[consultation.pk])).status_code == 404

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_tab_costs_the_same(self, client, django_assert_num_queries, rows):
        case = under_examination()
        for place in range(rows):
            consultation = sent(case)
            answer(consultation, "continued", number=f"継第{place}号")
            answer(consultation)
        sign_in(client, "officer")
        url = reverse("case_consultations", args=[case.plan.pk])
        client.get(url)
        with django_assert_num_queries(30):
            client.get(url)

    def test_an_opinion_without_words_is_asked_for(self, client):
        consultation = sent(under_examination())
        sign_in(client, "officer")
        url = reverse("record_answer", args=[consultation.pk])
        page = client.post(url, {"answer": "opinion", "number": "消えない番号", **self.day("answered_on")})
        assert "意見があったときは、その内容を書いてください。" in page.content.decode()
        assert "消えない番号" in page.content.decode()

    def test_the_package_is_the_ministrys_and_the_auditors(self):
        consultation = packed(under_examination())
        url = reverse("consultation_package", args=[consultation.pk])
        answers = {}
        for who in ("officer", "decider", "auditor", "clerk", "nibn_officer", "reviewer", "lead"):
            answers[who] = download(signed_in(who), url).status_code
        allowed = {"officer", "decider", "auditor"}
        assert answers == {who: 200 if who in allowed else 403 for who in answers}

    def test_after_a_new_version_a_second_round_is_offered(self, client):
        case = under_examination()
        answered(case)
        sign_in(client, "officer")
        tab = reverse("case_consultations", args=[case.plan.pk])
        again = reverse("prepare_consultation", args=[case.plan.pk, "mof"])
        assert again not in client.get(tab).content.decode()
        amend(case)
        page = client.get(tab).content.decode()
        assert again in page
        assert "第1版についての協議です。" in page

    def test_nobody_else_consults(self):
        consultation = answered(under_examination())
        for who in ("decider", "clerk", "auditor", "lead"):
            assert (
                signed_in(who).post(reverse("close_consultation", args=[consultation.pk])).status_code == 403
            )
