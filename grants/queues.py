"""The work lists of grants: one for each row of the law's table that is NIBN's to do."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from accounts.queues import Queue, register
from law.grant_turn import ROWS
from law.roles import MINISTRY, NIBN, Role
from law.visibility import Kind, Stage, sight

from .sight import capacity_of
from .turns import waiting

PAGE = "grants"
READERS = MINISTRY | NIBN | {Role.AUDITOR}
FIRST = 100  # after every list of plans


def _seers(kind: Kind) -> frozenset[Role]:
    return frozenset(role for role in READERS if sight(capacity_of(role), kind, Stage.FILED))


for place, row in enumerate(ROWS, FIRST):
    if row.label:
        register(
            Queue(
                code=f"grant_{row.wait}",
                label=_(row.label),
                page=PAGE,
                roles=_seers(row.kind),
                place=place,
                found=partial(waiting, row.wait),
                turn=frozenset({row.turn.role}),
                subject=_("交付申請"),
            )
        )
