"""What every address of the API is: a view that says to whom it opens, as the pages do."""

from collections.abc import Callable
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.views import APIView

from law.roles import ROLES

from .permissions import Audience

MEMBERS: Audience = frozenset(ROLES)


class Door(APIView):
    """Every address: `audience` as on the pages (accounts/audience.py)."""

    audience: ClassVar[Audience] = MEMBERS

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., Any]:
        view = super().as_view(**initkwargs)
        view.audience = cls.audience
        return view

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """What one may see is nobody's to keep on the way."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer
