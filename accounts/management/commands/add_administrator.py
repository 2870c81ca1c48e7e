"""The first person of a new installation; everyone else is added by an administrator in the browser."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import services
from accounts.models import Organisation
from common.actor import SYSTEM_ACTOR
from law.acts import Refused
from law.roles import Role


class Command(BaseCommand):
    help = "システム管理者を登録し、パスワードを設定するための案内をメールで送ります。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("organisation", help="所属する機関の名称（なければ登録します）")
        parser.add_argument("--kind", default=Organisation.Kind.MINISTRY, choices=Organisation.Kind.values)

    def handle(self, *args: Any, email: str, name: str, organisation: str, kind: str, **options: Any) -> None:
        try:
            _add(email, name, organisation, kind)
        except (Refused, ValidationError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{email} をシステム管理者として登録しました。案内のメールを送ります。")


@transaction.atomic
def _add(email: str, name: str, organisation: str, kind: str) -> None:
    office = Organisation.objects.filter(name=organisation).first()
    office = office or services.register_organisation(actor=SYSTEM_ACTOR, name=organisation, kind=kind)
    user = services.add_person(email=email, name=name, actor=SYSTEM_ACTOR)
    services.give_membership(user=user, organisation=office, role=Role.ADMINISTRATOR, actor=SYSTEM_ACTOR)
    services.invite(user=user, actor=SYSTEM_ACTOR)
