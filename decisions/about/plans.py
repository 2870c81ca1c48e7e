from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.models import Membership, User
from applications.models import Plan
from applications.parts.forms.applicant import ELECTRONIC
from applications.selectors import lifecycle_of
from applications.services.ending import end_case
from applications.services.telling import tell_officials, tell_parties
from common.actor import Actor
from common.transitions import perform
from law.acts import Act
from law.rules import rule

from ..contents.header import Filed
from ..models import Delivery
from ..selectors import deciding_facts
from .base import About

PAGE = "case_decision"
MINISTER = "mhlw"
Channel = Delivery.Channel


class AboutPlan(About):
    """認定 or 不認定 of one plan, or its place in a call's ranking."""

    @property
    def subject(self) -> Plan:
        plan: Plan = self.decision.plan
        return plan

    @property
    def document(self) -> dict[str, Any]:
        return dict(self.decision.version.scheme_version.document)

    @property
    def issuer(self) -> str:
        """The Minister's, unless the scheme's document names another."""
        return str(self.document.get("issuer", MINISTER))

    @property
    def snapshot(self) -> dict[str, Any]:
        version = self.decision.version
        return {
            "plan": str(self.decision.plan_id),
            "plan_version": version.number,
            "plan_sha256": version.sha256,
        }

    @property
    def page(self) -> str:
        return reverse(PAGE, args=[self.decision.plan_id])

    def facts(self, membership: Membership | None) -> dict[str, Any]:
        return deciding_facts(self.subject, self.decision, membership)

    def bind(self, membership: Membership) -> None:
        """認定 promises no money (docs/adr/0010)."""

    def unbind(self, actor: Actor) -> None:
        """Nothing was bound."""

    def settle(self, actor: Actor) -> Act:
        row = perform(
            lifecycle=lifecycle_of(self.subject),
            act=self.decision.terms.settle,
            subject=self.subject,
            actor=actor,
            facts={},
        )
        end_case(self.subject, actor)
        return row

    @rule("D7")
    def channels(self) -> dict[int, str]:
        """Electronic notice only to who chose it (情報通信技術活用法7条1項ただし書); others get paper."""
        filed = Filed(self.decision.version)
        organisations = dict(self.subject.parties.values_list("pk", "organisation_id"))
        return {
            organisations[party["party"]]: Channel.ELECTRONIC
            if filed.values("applicant", party["party"])["notice"] == ELECTRONIC
            else Channel.PAPER
            for party in filed.parties
        }

    def tell_parties(self, act: Act) -> None:
        tell_parties(self.subject, act)

    def tell_officials(self, act: Act, people: Iterable[User], by: Actor | None) -> None:
        tell_officials(self.subject, act, people, by, PAGE)
