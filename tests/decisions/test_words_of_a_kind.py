"""What each kind of scheme never says, wherever it is read: pages, acts, letters, notices, mail."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Notice
from common.jobs import run_pending
from decisions.demo.acting import actor_of
from decisions.models import Document
from decisions.services.rankings import issue_ranking
from tests.api.asking import Program
from tests.applications.test_sections import typed
from tests.cast import membership
from tests.responses import main_of
from tests.worlds import kept

from .deciding import signed_in
from .test_rankings import approved, ready, two_plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
OF_A_FUND = ("認定", "基盤研", "医薬基盤・健康・栄養研究所", "公正取引委員会", "財務大臣")
NEVER = {"biosimilar-facility": OF_A_FUND, "ecosystem-development": (*OF_A_FUND, "補助", "交付")}
PLAN_PAGES = ("plan", "review_plan", "plan_parties", "attachments")
CASE_PAGES = (
    "case", "case_findings", "case_consultations", "case_decision", "case_letters", "case_history",
)  # fmt: skip


@kept
def told(code: str):
    """One plan typed and not filed, and two that were decided and told."""
    draft = typed(code).plan
    call, best, other = two_plans(code)
    issue_ranking(ranking=approved(call), actor=actor_of(membership("officer")))
    run_pending()
    return draft, call, best.fresh, other.fresh


def never(code: str, text: str, where: str) -> list[str]:
    return [f"{where}: {word}" for word in NEVER[code] if word in text]


def page(client, name: str, *arguments) -> str:
    answer = client.get(reverse(name, args=arguments))
    return main_of(answer.content.decode()) if answer.status_code == 200 else ""


@pytest.mark.parametrize("code", NEVER)
def test_no_page_of_the_company_says_it(code):
    draft, _call, best, other = told(code)
    client, wrong = signed_in("lead"), []
    for name in PLAN_PAGES:
        wrong += never(code, page(client, name, draft.pk), f"draft {name}")
    for name in ("plan", "plan_version", "receipt"):
        more = () if name == "plan" else (1,)
        wrong += never(code, page(client, name, best.pk, *more), f"told {name}")
    for document in Document.objects.filter(addressee=membership("lead").organisation):
        wrong += never(code, page(client, "document", document.pk), f"document {document.kind}")
        wrong += never(code, page(client, "verify_document", document.public_id), f"verify {document.kind}")
    assert wrong == []
    assert page(client, "review_plan", draft.pk)
    assert page(client, "receipt", best.pk, 1)
    assert page(signed_in("yoshino"), "plan", other.pk)


@pytest.mark.parametrize("code", NEVER)
def test_no_page_of_the_office_says_it(code):
    _draft, call, best, other = told(code)
    client, wrong = signed_in("officer"), []
    for name in CASE_PAGES:
        for plan in (best, other):
            wrong += never(code, page(client, name, plan.pk), name)
    for name, argument in (("scheme", code), ("call", call.pk), ("ranking", call.pk)):
        wrong += never(code, page(client, name, argument), name)
    assert wrong == []
    for name, argument in (
        ("case", best.pk),
        ("case_letters", best.pk),
        ("scheme", code),
        ("ranking", call.pk),
    ):
        assert page(client, name, argument), name


@pytest.mark.parametrize("code", NEVER)
def test_no_act_no_letter_no_notice_and_no_mail_says_it(code):
    draft, _call, best, other = told(code)
    wrong = []
    for who, plans in (("lead", (draft, best)), ("officer", (best, other)), ("yoshino", (other,))):
        for plan in plans:
            wrong += never(code, str(Program(who).get(f"plans/{plan.pk}/acts/").json()), f"acts {who}")
    for document in Document.objects.all():
        wrong += never(code, document.content, f"letter {document.kind}")
    for notice in Notice.objects.all():
        wrong += never(code, notice.text, "notice")
    for sent in mail.outbox:
        wrong += never(code, f"{sent.subject}{sent.body}", "mail")
    assert wrong == []
    assert Document.objects.exists()
    assert Notice.objects.exists()


@pytest.mark.parametrize("code", NEVER)
@pytest.mark.parametrize("name", ["mof", "jftc"])
def test_there_is_no_page_to_consult_nor_to_ask_for_a_funds_grant(code, name):
    _draft, _call, best, _other = told(code)
    assert signed_in("officer").get(reverse("prepare_consultation", args=[best.pk, name])).status_code == 404
    asks = signed_in("lead").get(reverse("start_grant", args=[best.pk])).status_code
    assert asks == (404 if best.kind == "commission" else 200)


@pytest.mark.parametrize("code", NEVER)
def test_what_a_page_does_not_offer_is_refused_when_it_is_sent_all_the_same(code):
    draft = typed(code).plan
    answer = signed_in("lead").post(reverse("file_plan", args=[draft.pk]), {"channel": "nibn"})
    assert answer.status_code == 409
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("code", NEVER)
def test_a_plan_under_examination_offers_no_act_of_a_fund(code):
    call, best, _other = two_plans(code)
    ready(call)
    said = str(Program("officer").get(f"plans/{best.plan.pk}/acts/").json())
    assert never(code, said, "acts") == []
    assert "request_correction" in said
