"""What a list is narrowed by: its words in the address, of the shape that the contract tells."""

from typing import Any

from rest_framework.request import Request

from .bodies import Body
from .paging import WAYS


def asked_by(request: Request, shape: type[Body]) -> dict[str, Any]:
    """Checked; a name that is no filter is told, not left out."""
    said = {name: text for name, text in request.query_params.items() if name not in WAYS}
    query = shape(data=said)
    query.is_valid(raise_exception=True)
    return dict(query.validated_data)
