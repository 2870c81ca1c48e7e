import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.cast import DATA, PEOPLE, Person, ensure_cast


class Command(BaseCommand):
    help = "デモの利用者を、なければ作成し、パスワードと二要素の鍵とともに JSON で出力します（DEMO=1 のみ）。"

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("デモの利用者は DEMO=1 のときだけ存在します。")
        ensure_cast()
        rows = [describe(person) for person in PEOPLE.values()]
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))


def describe(person: Person) -> dict:
    return {
        "key": person.key,
        "username": person.email,
        "name": person.name,
        "role": person.role.value,
        "organisation": DATA["organisations"][person.organisation]["name"],
        "password": person.password,
        "totp_secret": person.totp_secret,
    }
