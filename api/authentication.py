"""Who asks: a person in a browser's session, or a program with a token for one post."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.request import Request

from accounts.middleware import Standing
from common.actor import Actor
from common.throttle import allows
from law.roles import Role

from .models import AccessToken
from .problems import Problem
from .tokens import note_use, token_of

WRONG_TOKENS_PER_MINUTE = 30


class ByToken(BaseAuthentication):
    """`Authorization: Bearer kikin_…`; the token's post speaks, whatever a cookie says."""

    def authenticate(self, request: Request) -> tuple[Any, AccessToken] | None:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = token_of(secret.strip())
        if token is None:
            _refuse_guess(request)
        note_use(token)
        _speak_as(request._request, token)
        return token.membership.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="kikin"'


def _refuse_guess(request: Request) -> None:
    address = get_adapter().get_client_ip(request._request)
    if not allows(action="wrong_token", address=address, most=WRONG_TOKENS_PER_MINUTE):
        raise Throttled(60)
    raise AuthenticationFailed


def _speak_as(request: HttpRequest, token: AccessToken) -> None:
    """What accounts.middleware says of a session, said of the token."""
    post = token.membership
    request.standing = Standing(post, (post,))  # type: ignore[attr-defined]
    request.membership = post  # type: ignore[attr-defined]
    request.actor = Actor(post.user_id, post.pk, Role(post.role))  # type: ignore[attr-defined]


class BySession(SessionAuthentication):
    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise Problem("csrf") from error
