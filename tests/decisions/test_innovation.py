"""The innovation fund from filing to the certificate that anyone can verify, in the words of 附則18条."""

import json

import pytest
from django.urls import reverse

from applications.selectors import competition_of, read_plan
from common import clock
from common.jobs import run_pending
from decisions.demo.innovation import FOUND, lab
from decisions.demo.office import ensure_office
from decisions.models import Decision, Document
from funds.models import Scheme
from reviews.models import Consultation
from reviews.selectors import required_bodies, trigger_of
from tests.cast import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    ensure_office()
    scheme = Scheme.objects.get(code="innovative-drug")
    case = lab(scheme, "見本創薬ラボの整備", "lead", "takasaki", total=100_000_000)
    case.file("lead")
    case.take_up()
    return case


def contents(case, kind):
    return [document.content for document in Document.objects.filter(decision__plan=case.plan, kind=kind)]


@pytest.mark.rule("N8", "N9")
def test_the_mof_alone_must_be_consulted(case):
    assert trigger_of(case.plan) is None
    assert competition_of(read_plan(case.fresh), clock.today()) is None
    assert required_bodies(case.plan, None) == ["mof"]


@pytest.mark.rule("N3", "N4", "N5", "N7")
def test_it_is_certified_in_the_words_of_its_own_articles(case, client):
    case.consult("mof", days=0)
    case.find(facts=FOUND)
    decision = case.decide(Decision.Outcome.CERTIFICATION)
    run_pending()
    assert case.fresh.state == "certified"
    letters = Document.objects.filter(decision=decision)
    assert sorted(letters.values_list("kind", flat=True)) == ["certificate", "certificate", "nibn_notice"]
    said = json.dumps([letter.content for letter in letters], ensure_ascii=False)
    for words in (
        "附則第18条第3項",
        "附則第18条第5項",
        "革新的医薬品等実用化支援基金",
        "拠点整備",
        "附則第22条",
    ):
        assert words in said
    for words in ("製造基盤整備措置", "附則第24条", "附則第29条", "後発"):
        assert words not in said
    sign_in(client, "lead")
    assert "認定されました" in client.get(reverse("plan", args=[case.plan.pk])).content.decode()
    for letter in letters:
        page = client.get(reverse("verify_document", args=[letter.public_id]))
        assert page.status_code == 200


def test_the_consultation_names_its_own_article_and_encloses_every_facility(case):
    case.consult("mof", days=0)
    consultation = Consultation.objects.get(plan=case.plan)
    assert consultation.body == "mof"
    assert consultation.package is not None


def test_the_case_pages_open_and_ask_nothing_of_competition(case, client):
    sign_in(client, "officer")
    for name in ("case", "case_consultations", "case_decision"):
        page = client.get(reverse(name, args=[case.plan.pk])).content.decode()
        assert "製造基盤整備措置" not in page
    page = client.get(reverse("case", args=[case.plan.pk])).content.decode()
    assert "見本創薬ラボ　共用機器室" in page
    assert "国内売上高" not in page
