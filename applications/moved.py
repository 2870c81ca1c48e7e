"""When a plan was last moved: by whatever act, of whichever app, on its case.

Every act leaves an audit line, so this follows the line and no service has to remember it. Typing
leaves none and says so itself.
"""

from datetime import datetime
from uuid import UUID

from common import audit
from common.models import AuditEvent

from .models import Plan


def moved(plan: UUID, at: datetime) -> None:
    Plan.objects.filter(pk=plan).update(updated_at=at)


@audit.followed_by
def follow(event: AuditEvent) -> None:
    if event.case_id is not None:
        moved(event.case_id, event.at)
