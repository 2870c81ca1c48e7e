"""What no font draws is typed all the same: it is told, and stops neither the receipt nor a consultation."""

import io
import json
import zipfile

import pytest

from common import clock, files
from common.jobs import run_pending
from common.models import Job
from decisions.models import Document
from decisions.panels import drawn_by_no_font
from decisions.pdf import FontsMissing
from decisions.services.approving import approve_decision
from decisions.verification import read_embedded
from law.acts import Refused
from reviews.services.consultations import prepare_consultation
from tests.cast import membership
from tests.plans import PDF, attach, complete

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
SMILE, CODE = "\U0001f600", "〔U+1F600〕"


@pytest.fixture
def case():
    """The title holds a picture, and so does a file's name; one company's own figures hold another sign."""
    case = complete()
    case.type("lead", "measure", {"title": f"見本の{SMILE}計画"})
    case.type("takasaki", "competition", {"group_parent_name": "한국"}, own=True)
    attach(case.plan, "lead", "schedule", f"工程{SMILE}表.pdf", PDF + b"% two")
    case.agree("lead", "takasaki")  # anew: what they had agreed to has changed
    case.file("lead")
    return case


def test_it_is_told_on_the_receipt_to_whom_it_belongs(case):
    receipt = case.plan.versions.get().receipt
    told = {warned["text"].split("。")[0]: warned["party"] for warned in receipt.warnings}
    own = case.party("takasaki").pk
    assert told[f"内容・実施時期：印字できない文字があります（{SMILE}）"] is None
    assert told[f"添付書類：印字できない文字があります（{SMILE}）"] is None
    [foreign] = [text for text in told if "한　국" in text]
    assert told[foreign] == own


def test_its_receipt_and_the_copy_that_is_sent_on_show_its_code(case):
    case.take_up()
    prepare_consultation(
        plan=case.fresh, body="mof", document_number="見本発第1号", dated_on=clock.today(),
        membership=membership("officer"),
    )  # fmt: skip
    run_pending()
    assert set(Job.objects.filter(kind__in=("receipt", "consultation_package")).values_list("status")) == {
        ("done",)
    }
    letter = Document.objects.filter(kind="receipt").first()
    said = read_embedded(files.path_of(letter.file).read_bytes())
    assert said["plan"]["title"] == f"見本の{CODE}計画"
    assert f"工程{CODE}表.pdf" in [each["name"] for each in said["files"]]
    with zipfile.ZipFile(files.path_of(case.fresh.consultations.get().package)) as package:
        assert f"添付書類/02_工程{SMILE}表.pdf" in package.namelist()
        listed = json.load(io.BytesIO(package.read("目録.json")))
    assert f"添付書類/02_工程{SMILE}表.pdf" in [each["name"] for each in listed]


def test_what_was_filed_keeps_what_was_typed(case):
    assert SMILE in case.plan.versions.get().content


def test_a_certificate_still_refuses_it(case):
    case.take_up()
    case.consult("mof", days=0)
    case.find()
    with pytest.raises(Refused, match="印字できる字形のない文字"):
        approve_decision(decision=case.draft("certification"), membership=membership("decider"))


def test_a_machine_without_fonts_takes_filings(monkeypatch):
    def missing(texts):
        raise FontsMissing("x")

    monkeypatch.setattr("decisions.panels.preflight", missing)
    assert drawn_by_no_font([SMILE]) == []
