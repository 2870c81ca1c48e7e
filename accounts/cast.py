"""The demo's people, built through the services. They exist and sign in under DEMO=1 only.

Everyone in cast.json is invented. Their 法人番号 carry a true check digit and begin with registry
office 9999, which does not exist, so that no real company can ever be meant. Passwords and keys are
derived from the installation's own secret: stable where they are printed, known nowhere else.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from common.actor import SYSTEM_ACTOR
from common.corporate_number import with_check_digit
from law.roles import ROLES, Role

from . import services
from .models import Organisation, User

DATA = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
VALID_FROM = date.fromisoformat(DATA["valid_from"])


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    name_kana: str
    organisation: str
    role: Role

    @property
    def email(self) -> str:
        return f"{self.key}@{DATA['mail_domain']}"

    @property
    def password(self) -> str:
        return _derived(self.key, "password")[:20].lower()

    @property
    def totp_secret(self) -> str | None:
        needed = ROLES[self.role].needs_second_factor
        return _derived(self.key, "totp")[:32] if needed else None


PEOPLE = {key: Person(key=key, **{**row, "role": Role(row["role"])}) for key, row in DATA["people"].items()}


@cache
def entries() -> list[dict]:
    """Who can be entered as with one click, as pages list them."""
    named = DATA["organisations"]
    return [
        {
            "person": each,
            "email": each.email,
            "organisation": named[each.organisation]["name"],
            "role": _(ROLES[each.role].label),
            "url": reverse("demo_sign_in", args=[each.key]),
        }
        for each in PEOPLE.values()
    ]


@lru_cache(maxsize=100)
def others(email: str) -> str:
    """The buttons of everyone else, drawn once for each of them."""
    return render_to_string(
        "frame/cast.html", {"cast": [each for each in entries() if each["email"] != email]}
    )


def ensure_cast() -> list[User]:
    return [ensure_person(key) for key in PEOPLE]


def ensure_person(key: str) -> User:
    if not settings.DEMO:
        raise ImproperlyConfigured(_("デモ用の利用者は、DEMO=1 のときだけ作成できます。"))
    person = PEOPLE[key]
    return User.objects.filter(email=person.email).first() or _enter(person)


def ensure_organisation(key: str) -> Organisation:
    row = DATA["organisations"][key]
    found = Organisation.objects.filter(name=row["name"]).first()
    return found or services.register_organisation(actor=SYSTEM_ACTOR, **_particulars(row))


def _particulars(row: dict) -> dict:
    number = row.get("number")
    others = {name: value for name, value in row.items() if name != "number"}
    return others | {"corporate_number": with_check_digit(number) if number else None}


@transaction.atomic
def _enter(person: Person) -> User:
    user = services.add_person(
        email=person.email,
        name=person.name,
        name_kana=person.name_kana,
        is_demo=True,
        actor=SYSTEM_ACTOR,
    )
    user.set_password(person.password)
    user.save(update_fields=["password"])
    services.give_membership(
        user=user,
        organisation=ensure_organisation(person.organisation),
        role=person.role,
        valid_from=VALID_FROM,
        actor=SYSTEM_ACTOR,
    )
    if person.totp_secret:
        TOTP.activate(user, person.totp_secret)
    return user


def _derived(key: str, purpose: str) -> str:
    message = f"cast:{key}:{purpose}".encode()
    digest = hmac.digest(settings.SECRET_KEY.encode(), message, hashlib.sha256)
    return base64.b32encode(digest).decode()
