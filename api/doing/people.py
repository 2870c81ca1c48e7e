"""People, organisations, posts; and a notice that was read."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import notices
from accounts import services as people
from accounts.models import Organisation, User

from ..problems import invalid
from .asked import Asked


def register_company(asked: Asked) -> Organisation:
    kind = Organisation.Kind.COMPANY
    return people.register_organisation(actor=asked.actor, kind=kind, **asked.said)


def register_organisation(asked: Asked) -> Organisation:
    return people.register_organisation(actor=asked.actor, **asked.said)


def change_profile(asked: Asked) -> Organisation:
    organisation = asked.membership.organisation
    people.change_profile(organisation=organisation, changes=asked.said, actor=asked.actor)
    return organisation


@transaction.atomic
def add_person(asked: Asked) -> User:
    """A person without a post could do nothing, so the two are entered together."""
    person = people.add_person(**asked.take("name", "name_kana", "email"), actor=asked.actor)
    post = asked.take("organisation", "role", "valid_from", "valid_until")
    people.give_membership(user=person, **post, actor=asked.actor)
    people.invite(user=person, actor=asked.actor)
    return person


def give_membership(asked: Asked) -> User:
    people.give_membership(user=asked.on, **asked.said, actor=asked.actor)
    return asked.on


def end_membership(asked: Asked) -> User:
    rows = asked.on.memberships.filter(**asked.take("organisation", "role")).order_by("-valid_from", "-pk")
    post = rows.first()
    if post is None:
        raise invalid(role=_("この人は、この機関でこの役割に就いていません。"))
    people.end_membership(membership=post, last_day=asked.said["last_day"], actor=asked.actor)
    return asked.on


def invite(asked: Asked) -> User:
    people.invite(user=asked.on, actor=asked.actor)
    return asked.on


def anonymise_user(asked: Asked) -> User:
    return people.anonymise_user(user=asked.on, actor=asked.actor)


def read_notice(asked: Asked) -> Any:
    notices.mark_read(asked.on)
    return asked.on
