"""Access tokens: made, used, taken back. The secret is shown once and kept as a hash."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.services.starting import actor_of
from common import audit, clock
from law.acts import Reason, Refused
from law.roles import Side

from .models import AccessToken

MARK = "kikin_"
MOST = 20
USED_AGAIN = timedelta(minutes=1)
Scope = AccessToken.Scope


@transaction.atomic
def make_token(*, membership: Membership, name: str, scope: str, days: int) -> tuple[AccessToken, str]:
    """The token and its secret, which is told here and never again."""
    _refuse(membership, scope, days)
    secret = MARK + secrets.token_urlsafe(32)
    now = clock.real_now()
    token = AccessToken.objects.create(
        membership=membership,
        name=name,
        scope=scope,
        start=secret[:12],
        sha256=_digest(secret),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    facts = {"scope": scope, "days": days}
    audit.record(act="make_token", subject=token, actor=actor_of(membership), facts=facts)
    return token, secret


def scopes_for(membership: Membership) -> list[str]:
    """An official acts in person: what a program holds for one can only read."""
    return [Scope.READ, Scope.WRITE] if membership.side == Side.APPLICANT else [Scope.READ]


def _refuse(membership: Membership, scope: str, days: int) -> None:
    if scope not in scopes_for(membership):
        text = _("審査する側の役割では、読み取りだけのトークンを作れます。")
        raise Refused(Reason("scope", text))
    if not 1 <= days <= settings.TOKEN_DAYS:
        text = _("期限は1日から%(most)s日までで選んでください。") % {"most": settings.TOKEN_DAYS}
        raise Refused(Reason("days", text))
    if AccessToken.objects.filter(_in_force(), membership=membership).count() >= MOST:
        text = _("有効なトークンは%(most)s個までです。使わないものを無効にしてください。") % {"most": MOST}
        raise Refused(Reason("too_many", text))


@transaction.atomic
def revoke_token(*, token: AccessToken, membership: Membership) -> AccessToken:
    """Revoked for good; a second press finds it revoked."""
    row = AccessToken.objects.select_for_update().get(pk=token.pk)
    if row.revoked_at is None:
        row.revoked_at = clock.real_now()
        row.save(update_fields=["revoked_at"])
        audit.record(act="revoke_token", subject=row, actor=actor_of(membership), facts={})
    return row


def token_of(secret: str) -> AccessToken | None:
    """The token in force with this secret, whose post and person are in force too."""
    rows = AccessToken.objects.filter(_in_force(), sha256=_digest(secret), membership__user__is_active=True)
    token = rows.select_related("membership__user", "membership__organisation").first()
    if token is None or not token.membership.in_force_on(clock.today()):
        return None
    if token.membership.user.is_demo and not settings.DEMO:
        return None
    return token


def note_use(token: AccessToken) -> None:
    """To the minute: a busy program need not write a row a request."""
    now = clock.real_now()
    if token.last_used_at is None or now - token.last_used_at > USED_AGAIN:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=now)


def may_write(token: AccessToken) -> bool:
    """Asked of the post as it is now: a role may have changed since the token was made."""
    return token.scope == Scope.WRITE and token.scope in scopes_for(token.membership)


def _in_force(at: datetime | None = None) -> Q:
    return Q(revoked_at=None, expires_at__gt=at or clock.real_now())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
