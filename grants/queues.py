"""The work lists of grants: one for each row of the law's table that is NIBN's to do."""

from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.queues import Queue, register
from law.authorities import Authority
from law.grant_turn import ROWS, GrantWait, label_in, turn_in
from law.roles import MINISTRY, NIBN, Role
from law.visibility import Kind, Stage, sight

from .models import Grant
from .sight import capacity_of
from .turns import waiting

PAGE = "grants"
READERS = MINISTRY | NIBN | {Role.AUDITOR}
FIRST = 100  # after every list of plans


# Their codes and headings: of a fund's grants, and of those that the ministry gives itself.
LISTS = ((Authority.NIBN, "grant", _("交付申請")), (Authority.MINISTRY, "subsidy", _("交付申請（採択）")))


def _seers(kind: Kind, authority: Authority) -> frozenset[Role]:
    return frozenset(role for role in READERS if sight(capacity_of(role), kind, Stage.FILED, authority))


def _waiting(wait: GrantWait, authority: Authority, membership: Membership) -> QuerySet[Grant]:
    return waiting(wait, membership).filter(authority=authority)


for authority, code, subject in LISTS:
    rows = [row for row in ROWS if label_in(row, authority)]
    for place, row in enumerate(rows, FIRST + len(ROWS) * list(Authority).index(authority)):
        register(
            Queue(
                code=f"{code}_{row.wait}",
                label=_(label_in(row, authority)),
                page=PAGE,
                roles=_seers(row.kind, authority),
                place=place,
                found=partial(_waiting, row.wait, authority),
                turn=frozenset({turn_in(row, authority).role}),
                subject=subject,
                retires=authority is Authority.MINISTRY,
            )
        )
