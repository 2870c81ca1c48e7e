import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from applications.parts.forms.applicant import ELECTRONIC
from common import clock
from common.actor import Actor
from common.questions import Question
from common.transitions import perform
from funds.ledger.books import book_for
from funds.ledger.grants import Grant as Bound
from funds.ledger.grants import commit_by_year, release_rest
from funds.ledger.models import Book
from funds.selectors import GRANT_WORDS, uncleared_blocks
from grants.models import Grant, GrantVersion
from grants.selectors import assessed_amounts, examining_facts, latest_grant_version, standing_facts
from grants.services.conditions import set_conditions
from grants.services.telling import tell_company, tell_officials
from law.acts import Act, Reason, Refused
from law.authorities import DECIDERS, Authority
from law.lifecycle import GRANT
from law.roles import Role
from law.rules import rule

from ..models import DecidedAmount, Decision, Delivery
from .base import About, without_block

# Why what a decision binds can't be given back now; the floor that pays answers, asked with (decision,).
money_on_its_way: Question[Reason] = Question()
NIBN, MINISTER = "nibn", "mhlw"
Channel = Delivery.Channel


class AboutGrant(About):
    """交付決定 or 不交付 of one company's application: by NIBN's 理事長 (基盤研法附則22条・29条), or by the
    Minister where the scheme has no fund.
    """

    @property
    def decider(self) -> Role:
        return DECIDERS[Authority(self.subject.authority)]

    @property
    def subject(self) -> Grant:
        grant: Grant = self.decision.grant
        return grant

    @property
    def document(self) -> dict[str, Any]:
        return dict(self.subject.basis.scheme_version.document)

    @property
    def issuer(self) -> str:
        return NIBN if self.subject.is_of_fund else MINISTER

    @property
    def snapshot(self) -> dict[str, Any]:
        version = self.decision.grant_version
        return {
            "grant": str(self.decision.grant_id),
            "grant_version": version.number,
            "grant_sha256": version.sha256,
        }

    @property
    def application(self) -> GrantVersion:
        """Where the company says who it is, and how it is told."""
        version: GrantVersion = self.decision.grant_version
        return version

    @property
    def page(self) -> str:
        return reverse("grant_case", args=[self.decision.grant_id])

    def facts(self, membership: Membership | None) -> dict[str, Any]:
        return grant_facts(self.subject, self.decision, membership)

    @rule("S6", "F1")
    def bind(self, membership: Membership) -> None:
        """What is granted is set aside in the same transaction; an empty fund refuses."""
        if not self.decision.terms.favours:
            return
        amounts = assessed_amounts(self.decision.grant_version).by_year
        wanted = {year: amount for year, amount in amounts.items() if amount}
        commit_by_year(grant=self._bound(membership), amounts=wanted)
        DecidedAmount.objects.bulk_create(
            DecidedAmount(decision=self.decision, fiscal_year=year, amount=amount)
            for year, amount in wanted.items()
        )

    def unbind(self, actor: Actor) -> None:
        """Raises Refused while some of it is on its way to the company."""
        if reasons := money_on_its_way.ask(self.decision):
            raise Refused(*reasons)
        if self.decision.amounts.exists():
            release_rest(grant=self._bound(Membership.objects.get(pk=actor.membership_id)))

    def _bound(self, membership: Membership, given: Decision | None = None) -> Bound:
        """`given`: the decision whose money it is, where that is another than this one."""
        grant = self.subject
        book = Book.objects.filter(book_for(grant.scheme)).first()
        if book is None:
            raise Refused(_no_book(grant))
        return Bound(
            book=book,
            scheme=grant.scheme,
            fiscal_year=grant.fiscal_year or 0,
            decision=(given or self.decision).pk,
            effective_on=clock.today(),
            made_by=membership,
        )

    def settle(self, actor: Actor) -> Act:
        grant, decision = self.subject, self.decision
        row = perform(
            lifecycle=grant.under(GRANT),
            act=decision.terms.settle,
            subject=grant,
            actor=actor,
            facts={},
            changes={"updated_at": clock.now()},
        )
        if decision.terms.favours:
            set_conditions(grant=grant, decision=decision.pk, said=decision.conditions, actor=actor)
        return row

    @rule("D7")
    def channels(self) -> dict[int, str]:
        """As the company chose (情報通信技術活用法7条1項ただし書); who chose nothing gets paper."""
        said = json.loads(self.application.content)["party"]
        channel = Channel.ELECTRONIC if said["notice"] == ELECTRONIC else Channel.PAPER
        return {self.subject.party.organisation_id: channel}

    def tell_parties(self, act: Act) -> None:
        tell_company(self.subject, act)

    def tell_officials(self, act: Act, people: Iterable[User], by: Actor | None) -> None:
        tell_officials(self.subject, act, people, by)


def _no_book(grant: Grant) -> Reason:
    if grant.is_of_fund:
        text = _("この基金の帳簿が開かれていません。基盤研の決裁者が「帳簿を開く」を行ってください。")
        return Reason("no_book", text)
    text = _("この制度の予算が記入されていません。担当官が予算を記入し、決裁者が確認してください。")
    return Reason("no_appropriation", text)


def grant_facts(grant: Grant, decision: Decision | None, membership: Membership | None) -> dict[str, Any]:
    """What must be known before anything about `grant` is drafted, approved or issued."""
    current = latest_grant_version(grant)
    day = max(decision.dated_on, clock.today()) if decision else clock.today()
    document = grant.basis.scheme_version.document
    return (
        examining_facts(grant, current)
        | standing_facts(grant.plan, grant.basis, day)
        | {
            "version_is_current": decision is None or decision.grant_version_id == (current and current.pk),
            "reasons": decision.reasons if decision else "",
            "denies": decision is not None and not decision.terms.favours,
            "specimen": settings.DEMO,
            "uncleared_blocks": without_block(document, GRANT_WORDS)
            or uncleared_blocks(document, of=GRANT_WORDS),
            "approver_id": membership.user_id if membership else None,
            "drafter_id": decision.drafted_by.user_id if decision else None,
            "dated_on": decision.dated_on if decision else None,
            "today": clock.today(),
        }
    )
