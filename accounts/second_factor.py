"""Has this session shown a second factor? A session older than its owner's second factor has not."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from .models import User


def is_proven(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def is_fresh(request: HttpRequest) -> bool:
    """Shown within the last minutes: what a decision asks for."""
    return _lately(request, "mfa")


def shown_lately(request: HttpRequest) -> bool:
    """The second factor; of who has none yet, the password."""
    return _lately(request, "mfa" if is_set_up(request.user) else "password")


def _lately(request: HttpRequest, method: str) -> bool:
    """Real time, like all of a session."""
    records = get_authentication_records(request, request.user)
    shown = [record["at"] for record in records if record.get("method") == method]
    return bool(shown) and time.time() - max(shown) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def is_set_up(user: User) -> bool:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def remember_setup(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    """Setting one up takes a code from it: that proves this session, and no other."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", type=authenticator.type)
