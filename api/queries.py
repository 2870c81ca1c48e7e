"""What a list is narrowed by: its words in the address, of the shape that the contract tells."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request

from accounts.models import Membership
from accounts.queues import queue_called

from .bodies import Body
from .paging import WAYS
from .problems import invalid


def asked_by(request: Request, shape: type[Body]) -> dict[str, Any]:
    """Checked; a name that is no filter is told, not left out."""
    said = {name: text for name, text in request.query_params.items() if name not in WAYS}
    query = shape(data=said)
    query.is_valid(raise_exception=True)
    return dict(query.validated_data)


def begun(
    asked: dict[str, Any], member: Membership, page: str, whole: Callable[[Membership], QuerySet[Any]]
) -> QuerySet[Any]:
    """All that is seen, or one list of work of this page; one that isn't one's own role's is none."""
    rows = whole(member)
    if "queue" not in asked:
        return rows
    queue = queue_called(asked["queue"], member.role, page)
    found = queue.found(member) if queue else None
    if found is None or found.model is not rows.model:
        raise invalid(queue=_("この役割に、このコードの一覧はありません。"))
    return found
