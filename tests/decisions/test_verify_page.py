"""What a stranger learns of each kind of paper: by its code, by the exact file, and without us at all."""

import io
import json
import re
import zipfile

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from applications.models import Receipt
from common import files
from common.jobs import run_pending
from decisions.models import Document, Issuer, WorkingPaper
from decisions.pdf.qr import qr_of
from decisions.services.issuing import issue_decision
from decisions.services.letters import draft_letters
from decisions.services.papers import ask_for_paper, findings_paper
from decisions.verification import verify
from tests.cast import actor, membership
from tests.decisions.deciding import REFUSAL, do_jobs, draft, examined, sealed
from tests.plans import filed, under_examination

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
Kind = Document.Kind


def content_of(pdf_or_document):
    return json.loads(pdf_or_document.content)


def bytes_of(document):
    return files.path_of(document.file).read_bytes()


def text(response):
    return response.content.decode()


def shown(client, document):
    """The exact file, dropped."""
    return text(client.post(reverse("verify"), {"sha256": document.file.sha256}))


@pytest.fixture
def receipt():
    filed()
    run_pending()
    return Document.objects.filter(kind=Kind.RECEIPT).first()


class TestAnotherFile:
    """Dropped on the page of one document: the green of the number is not the file's."""

    def on_page_of(self, client, document, sha256):
        typed = {"sha256": sha256, "document": document.public_id}
        return text(client.post(reverse("verify"), typed))

    def test_a_changed_file_is_told_not_to_be_the_letter_of_this_page(self, client, receipt):
        page = self.on_page_of(client, receipt, "0" * 64)
        assert "お手元のPDFは、この番号の文書ではありません" in page
        assert receipt.number in page
        assert receipt.addressee.name not in page
        assert "この文書は真正です" not in page

    def test_another_letter_is_named(self, client, receipt):
        other = Document.objects.filter(kind=Kind.RECEIPT).exclude(pk=receipt.pk).first()
        page = self.on_page_of(client, receipt, other.file.sha256)
        assert "この番号の文書ではありません" in page
        assert other.number in page

    def test_the_letter_itself_is_genuine_there_too(self, client, receipt):
        assert "この文書は真正です" in self.on_page_of(client, receipt, receipt.file.sha256)

    def test_the_page_sends_its_number_along_and_serves_without_a_script(self, client, receipt):
        page = text(client.get(reverse("verify_document", args=[receipt.public_id])))
        assert f'name="document" value="{receipt.public_id}"' in page
        assert "PDFを送って確かめる" in page
        assert "文書番号による確認" not in page


@pytest.fixture
def issued():
    def issue(outcome):
        issue_decision(decision=sealed(examined(fits=outcome != REFUSAL), outcome), actor=actor("officer"))
        return {document.kind: document for document in Document.objects.filter(decision__isnull=False)}

    return issue


class TestReceipt:
    def test_whoever_holds_the_file_learns_kind_number_day_and_what_it_does_not_mean(self, client, receipt):
        page = shown(client, receipt)
        for words in ("この文書は真正です", "受付票", receipt.number, "申請が認められたことや"):
            assert words in page
        assert receipt.addressee.name in page
        assert "効力" not in page

    def test_its_code_tells_no_name_and_no_effect(self, client, receipt):
        page = text(client.get(reverse("verify_document", args=[receipt.public_id])))
        assert "この番号の文書は発行されています" in page
        assert "申請が認められたことや" in page
        assert receipt.addressee.name not in page
        assert content_of(receipt)["verify_url"].endswith(f"/v/{receipt.public_id}/")

    def test_one_changed_byte_is_unknown(self, client, receipt):
        *others, last = receipt.file.sha256
        changed = "".join([*others, "1" if last == "0" else "0"])
        page = text(client.post(reverse("verify"), {"sha256": changed}))
        assert "確認できません" in page
        assert Receipt.objects.get().number not in page


@pytest.mark.parametrize("outcome", ["certification", "refusal"])
def test_every_issued_letter_is_found_by_its_code_and_by_its_file(client, issued, outcome):
    for document in issued(outcome).values():
        url = content_of(document)["verify_url"]
        assert url.endswith(reverse("verify_document", args=[document.public_id]))
        assert "有効です" in text(client.get(reverse("verify_document", args=[document.public_id])))
        assert "この文書は真正です" in shown(client, document)


class TestThrottle:
    """A number of 128 bits is not guessed, and no machine may try: by address and minute, on every way in."""

    @pytest.fixture(autouse=True)
    def few(self, settings):
        settings.VERIFICATIONS_PER_MINUTE = 2

    def test_of_the_page_behind_the_code(self, client, receipt):
        url = reverse("verify_document", args=[receipt.public_id])
        answers = [client.get(url) for _time in range(3)]
        assert [each.status_code for each in answers] == [200, 200, 429]
        assert "1分ほど待ってから" in text(answers[-1])
        assert receipt.number not in text(answers[-1])

    def test_of_files_that_are_shown(self, client, receipt):
        page = reverse("verify")
        answers = [client.post(page, {"sha256": receipt.file.sha256}) for _time in range(3)]
        assert [each.status_code for each in answers] == [200, 200, 429]
        assert "この文書は真正です" not in text(answers[-1])
        assert client.get(page).status_code == 200

    def test_another_address_waits_for_nobody(self, client, receipt):
        url = reverse("verify_document", args=[receipt.public_id])
        for _time in range(3):
            client.get(url)
        assert client.get(url, REMOTE_ADDR="192.0.2.7").status_code == 200


class TestPapersThatNoPageKnows:
    def test_a_finding_paper_and_a_draft_name_no_page(self):
        case = examined()
        papers = [findings_paper(case.fresh), *draft_letters(draft(case))]
        assert [paper["verify_url"] for paper in papers] == [None] * len(papers)
        assert {qr_of(paper) for paper in papers} == {""}

    def test_printed_they_say_what_they_are(self, client):
        case = examined()
        paper = ask_for_paper(
            plan=case.fresh, kind="findings", decision=None, membership=membership("officer")
        )
        run_pending()
        stored = WorkingPaper.objects.get(pk=paper.pk).file
        assert "確認できません" in text(client.post(reverse("verify"), {"sha256": stored.sha256}))
        verdict = verify(files.path_of(stored).read_bytes())
        assert (verdict.genuine, verdict.signature) == (False, "none")

    def test_a_consultation_letter_names_none_and_is_checked_by_its_signature(self, client):
        case = under_examination()
        case.consult("mof", days=0)
        run_pending()
        package = case.fresh.consultations.get().package
        with zipfile.ZipFile(files.path_of(package)) as packed:
            letter, copy = packed.read("協議書.pdf"), packed.read("申請書の写し.pdf")
        root = (settings.SIGNING_DIR / "root.crt").read_bytes()
        verdict = verify(letter, trust=[root])
        assert (verdict.genuine, verdict.status) == (True, "unknown")
        assert verdict.embedded["verify_url"] is None
        assert verify(copy, trust=[root]).signature == "none"
        page = text(client.post(reverse("verify"), {"sha256": verdict.sha256}))
        assert "協議書は、PDFの電子署名で確かめてください" in page


def test_the_command_judges_every_signed_kind(issued):
    letters = [*issued("certification").values()]
    do_jobs("receipt")
    letters += Document.objects.filter(kind=Kind.RECEIPT)[:1]
    assert {letter.kind for letter in letters} == {Kind.CERTIFICATE, Kind.NIBN_NOTICE, Kind.RECEIPT}
    for letter in letters:
        said = io.StringIO()
        trust = settings.SIGNING_DIR / "root.crt"
        call_command("verify_document", str(files.path_of(letter.file)), trust=[trust], stdout=said)
        verdict = json.loads(said.getvalue())
        assert (verdict["genuine"], verdict["embedded"]["number"]) == (True, letter.number)
        assert re.fullmatch(r"[0-9a-f]{64}", verdict["sha256"])
    assert Issuer.objects.exists()
