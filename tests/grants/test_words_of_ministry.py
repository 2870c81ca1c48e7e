"""A grant of the ministry through its life: nothing of it that is read speaks of a fund or of NIBN."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Notice
from decisions.models import Decision, Document
from decisions.services.drafting import draft_cancellation, draft_return_order
from law.cancelling import Ground
from law.lifecycle import APPROPRIATION, LIFECYCLES, TREASURY_PAYMENT
from law.lifecycle.ministry import TWINS
from law.roles import NIBN
from payments.selectors import receivables_visible_to
from payments.services.treasury import reverse_treasury_payment
from tests.api.asking import Program
from tests.cast import membership
from tests.decisions.deciding import signed_in
from tests.grants import changing as c
from tests.responses import main_of
from tests.worlds import kept

from . import granting as g
from . import of_ministry as m
from . import reporting as r

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
NEVER = ("認定", "基金", "基盤研", "医薬基盤・健康・栄養研究所", "NIBN", "理事長", "出納", "準用")


def wrong(text: str, where: str) -> list[str]:
    return [
        f"{where}: {word} …{text[max(0, text.index(word) - 30) :][:70]}" for word in NEVER if word in text
    ]


class Reader:
    """One of the cast, who reads pages and asks the API what is open."""

    def __init__(self, who: str) -> None:
        self.who, self.client, self.program = who, signed_in(who), Program(who)
        self.found: list[str] = []
        self.read: set[str] = set()

    def page(self, name: str, *arguments: object) -> None:
        answer = self.client.get(reverse(name, args=arguments))
        assert answer.status_code == 200, f"{self.who} {name}: {answer.status_code}"
        self.found += wrong(main_of(answer.content.decode()), f"{self.who} {name}")
        self.read.add(name)

    def acts(self, path: str) -> None:
        self.found += wrong(str(self.program.get(f"{path}/acts/").json()), f"{self.who} {path}")


def test_no_row_of_the_law_names_another_statute_or_another_house():
    found = []
    for lifecycle in (*TWINS.values(), TREASURY_PAYMENT, APPROPRIATION):
        assert lifecycle in LIFECYCLES
        for act in lifecycle.acts:
            assert not act.by & NIBN, act.name
            found += wrong(f"{act.label}{act.source}", f"{lifecycle.name}.{act.name}")
            assert not {"N1", "N2", "N18"} & set(act.source.rules), act.name
    assert found == []


@kept
def asked():
    m.appropriated()
    return m.adopted(), m.started(m.adopted())


def test_while_it_is_asked_for_and_examined():
    plan, grant = asked()
    lead, officer, decider = Reader("lead"), Reader("officer"), Reader("decider")
    lead.page("plan", plan.pk)
    lead.page("start_grant", plan.pk)
    for name in ("grant_form", "review_grant"):
        lead.page(name, grant.pk)
    lead.acts(f"plans/{plan.pk}")
    m.file_grant(grant=grant, membership=membership("lead"), arrived_at=m.clock.now())
    m.take_up_grant(grant=g.again(grant), membership=membership("officer"))
    for name in ("grant_case", "check_grant_lines", "ask_grant_correction"):
        officer.page(name, grant.pk)
    officer.page("draft_grant_decision", grant.pk, "grant")
    officer.page("draft_grant_decision", grant.pk, "grant_refusal")
    grant = g.again(grant)
    lines = m.lines_of(m.latest_grant_version(grant))
    m.check_lines(
        grant=grant,
        checks={line.pk: (line.eligible_cost, "") for line in lines},
        membership=membership("officer"),
    )
    decision = m.draft(g.again(grant))
    decider.page("grant_case", grant.pk)
    officer.acts(f"grants/{grant.pk}")
    decider.acts(f"decisions/{decision.pk}")
    lead.page("grant", grant.pk)
    assert lead.found + officer.found + decider.found == []


def test_when_it_is_granted_changed_reported_fixed_and_paid():
    m.appropriated()
    grant = m.granted(m.adopted())
    lead, officer, decider = Reader("lead"), Reader("officer"), Reader("decider")
    change = c.filed(grant, eligible_0="300,000,000")
    lead.page("grant", grant.pk)
    lead.page("grant_change", change.pk)
    for name, more in (
        ("change_case", ()),
        ("ask_change_correction", ()),
        ("draft_change_decision", ("change",)),
    ):
        officer.page(name, change.pk, *more)
    officer.acts(f"changes/{change.pk}")
    m.issued(c.draft(change, who="officer"))
    lead.page("grant_payments", grant.pk)
    lead.page("claim_payment", grant.pk)
    claim = m.claimed(grant, 10_000_000, "advance")
    officer.page("grant_payments", grant.pk)
    officer.page("record_treasury_payment", claim.pk)
    officer.page("return_claim", claim.pk)
    officer.acts(f"claims/{claim.pk}")
    payment = m.paid(claim)
    officer.page("reverse_treasury_payment", payment.pk)
    officer.acts(f"treasury-payments/{payment.pk}")
    reverse_treasury_payment(payment=payment, note="取り違え", membership=membership("officer"))
    m.paid(m.again(claim))
    with r.on(m.AFTER):
        report = r.begun(g.again(grant))
        for name in ("report_form", "review_report"):
            lead.page(name, report.pk)
        lead.page("evidence", grant.pk)
        report = r.told(report)
        lead.page("grant_report", report.pk)
        for name in ("report_case", "check_report_lines", "ask_report_correction", "report_evidence"):
            officer.page(name, report.pk)
        m.check_and_accept(report)
        officer.page("draft_fixing", report.pk)
        officer.acts(f"reports/{report.pk}")
        grant = m.fix(g.again(grant))
        lead.page("grant", grant.pk)
        officer.page("grant_case", grant.pk)
        officer.page("appropriations")
        decider.page("appropriations")
        officer.page("enter_appropriation")
        lead.acts(f"grants/{grant.pk}")
    assert lead.found + officer.found + decider.found == []
    assert_told()


def test_when_it_is_cancelled_and_comes_back():
    m.appropriated()
    grant = m.granted(m.adopted())
    m.paid(m.claimed(grant, 10_000_000, "advance"))
    lead, officer = Reader("lead"), Reader("officer")
    with r.on(g.day("2027-02-01")):
        for name in ("grant_recovery", "draft_cancellation"):
            officer.page(name, grant.pk)
        said = {
            "dated_on": m.clock.today(),
            "membership": membership("officer"),
            "reasons": "要件に反するため。",
        }
        fact = "補助金を他の事業の費用に充てた。"
        m.issued(
            draft_cancellation(
                grant=g.again(grant), ground=Ground.OTHER_USE, fact=fact, sums={2026: 180_000_000}, **said
            )
        )
        officer.page("draft_return_order", grant.pk)
        m.issued(draft_return_order(grant=g.again(grant), **said))
        owed = receivables_visible_to(membership("officer")).get()
        officer.page("record_remittance", owed.pk)
        for reader in (lead, officer):
            reader.page("receivable", owed.pk)
        lead.page("grant", grant.pk)
        officer.acts(f"receivables/{owed.pk}")
    assert lead.found + officer.found == []
    assert_told()


def assert_told() -> None:
    """Every letter, notice and mail that its life has brought."""
    found = []
    own = Document.objects.filter(decision__in=Decision.objects.filter(grant__isnull=False))
    reader = Reader("lead")
    for document in own:
        found += wrong(document.content, f"letter {document.kind}")
        reader.page("document", document.pk)
        reader.page("verify_document", document.public_id)
    for notice in Notice.objects.all():
        found += wrong(notice.text, f"notice {notice.act}")
    for sent in mail.outbox:
        found += wrong(f"{sent.subject}{sent.body}", "mail")
    assert own.exists()
    assert Notice.objects.exists()
    assert found + reader.found == []
