"""What every address of the API is: a view that says to whom it opens, as the pages do."""

from collections.abc import Callable
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from django.conf import settings
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.audience import EVERYONE
from common.throttle import allows
from law.roles import ROLES

from .permissions import Audience
from .problems import Problem

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


class Open(Door):
    """For everyone, so many times a minute from one address: `limit` names the setting."""

    audience = EVERYONE
    authentication_classes: Any = ()
    action: ClassVar[str]
    limit: ClassVar[str]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        address = get_adapter().get_client_ip(request._request)
        if not allows(action=self.action, address=address, most=getattr(settings, self.limit)):
            raise Problem("throttled", headers={"Retry-After": "60"})
