"""Who may change people and organisations. Cases have their own table in law/lifecycle/."""

from django.utils.translation import gettext as _

from common.actor import Actor
from law.acts import Reason, Refused
from law.roles import ROLES, Role


def require(actor: Actor, *roles: Role) -> None:
    """The system acts for nobody and is stopped by nobody: it builds the demo."""
    if actor.role in (*roles, Role.SYSTEM):
        return
    names = "、".join(ROLES[role].label for role in roles)
    refuse("role", _("この手続ができるのは%(roles)sだけです。") % {"roles": names})


def refuse(code: str, sentence: str) -> None:
    raise Refused(Reason(code, sentence))
