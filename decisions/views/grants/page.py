"""One grant as NIBN, its overseers and auditors see it."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.audience import opens_to
from accounts.models import Membership
from funds.ledger.books import book_for
from funds.ledger.models import Account
from grants.models import Grant, GrantVersion
from grants.panels import TONES, span_label
from grants.selectors import (
    assessed_amounts,
    category_label,
    checks_of,
    grants_with_parts,
    latest_grant_version,
    lines_of,
)
from grants.sight import Viewer, grants_visible_to, viewer
from law.accounts import Kind as AccountKind
from law.authorities import DESKS, Authority
from law.roles import MINISTRY, NIBN, Role
from law.states import GrantState
from law.visibility import Kind

from ...about.grants import grant_facts
from ...models import Decision
from ...selectors import live_decision

READERS = (*MINISTRY, *NIBN, Role.AUDITOR)
opens_to_readers = opens_to(*READERS)
opens_to_desk = opens_to(*DESKS.values())


def office_grant(request: HttpRequest, pk: UUID) -> Grant:
    return get_object_or_404(grants_with_parts(grants_visible_to(request.membership)), pk=pk)


def at_its_desk(request: HttpRequest, grant: Grant) -> None:
    """Its own desk works on it; another office, which may only read it, finds no form of its."""
    if request.membership.role != DESKS[Authority(grant.authority)]:
        raise Http404


def drafted_words(grant: Grant) -> str:
    return _("起案しました。%(house)sの決裁者が内容を確かめて決裁します。") % {"house": grant.house}


def around(grant: Grant, title: str) -> dict[str, Any]:
    """What the page of an act on a grant shows around its form."""
    way = [
        {"label": _("交付申請"), "url": reverse("grants")},
        {"label": grant.number, "url": reverse("grant_case", args=[grant.pk])},
        {"label": title, "url": ""},
    ]
    return {"way": way, "eyebrow": f"{grant.party.organisation.name}　{grant.title}"}


@dataclass
class GrantPage:
    grant: Grant
    membership: Membership

    @classmethod
    def of(cls, request: HttpRequest, pk: UUID) -> "GrantPage":
        return cls(office_grant(request, pk), request.membership)

    @property
    def role(self) -> Role:
        return Role(self.membership.role)

    @property
    def is_desk(self) -> bool:
        """Whether it is this role's to work on, not only to watch."""
        return self.role == DESKS[Authority(self.grant.authority)]

    @property
    def status(self) -> GrantState:
        return self.grant.status

    @property
    def tone(self) -> str:
        return TONES[self.status]

    @property
    def span(self) -> str:
        return span_label(self.grant)

    @cached_property
    def eyes(self) -> Viewer:
        return viewer(self.grant, self.membership)

    def sees(self, kind: Kind) -> bool:
        return bool(self.eyes.sees(kind))

    @property
    def sees_checks(self) -> bool:
        return self.sees(Kind.GRANT_CHECK)

    @property
    def sees_draft(self) -> bool:
        return self.sees(Kind.GRANT_DRAFT)

    @cached_property
    def version(self) -> GrantVersion:
        found = latest_grant_version(self.grant)
        if found is None:
            raise LookupError(self.grant.pk)
        found.grant = self.grant
        return found

    @cached_property
    def said(self) -> dict[str, Any]:
        return dict(json.loads(self.version.content))

    @cached_property
    def lines(self) -> list[dict[str, Any]]:
        checks = checks_of(self.version) if self.sees_checks else {}
        return [
            {
                "line": line,
                "label": category_label(self.grant, line.cost_line),
                "check": checks.get(line.pk),
                "above": line.eligible_cost > line.cost_line.eligible_cost,
            }
            for line in lines_of(self.version)
        ]

    @property
    def unchecked(self) -> list[str]:
        return list(self.facts["lines_unchecked"])

    @cached_property
    def assessed(self) -> Any:
        return assessed_amounts(self.version) if self.sees_checks else None

    @cached_property
    def decision(self) -> Decision | None:
        return live_decision(self.grant)

    @cached_property
    def facts(self) -> dict[str, Any]:
        return grant_facts(self.grant, self.decision, self.membership)

    @cached_property
    def free(self) -> int | None:
        """What the fund, or its year's appropriation, may still commit; None while there is no book."""
        rows = Account.objects.filter(book_for(self.grant.scheme, "book__"), kind=AccountKind.UNCOMMITTED)
        if not self.grant.is_of_fund:
            rows = rows.filter(source__fiscal_year=self.grant.fiscal_year)
        found = list(rows.values_list("balance", flat=True))
        return sum(found) if found else None
