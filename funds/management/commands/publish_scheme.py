"""Publishes a scheme's document as its next version. Two people answer for it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from common.actor import SYSTEM_ACTOR
from funds.services import publish_scheme_version


class Command(BaseCommand):
    help = "制度の設定（JSON）を、次の版として公開します。作成者と公開者は別の人でなければなりません。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--drafted-by", required=True, help="作成者のメールアドレス")
        parser.add_argument("--published-by", required=True, help="公開者のメールアドレス")

    def handle(self, *args: Any, file: Path, drafted_by: str, published_by: str, **options: Any) -> None:
        if drafted_by == published_by:
            raise CommandError("作成者と公開者には、別の人を指定してください。")
        version = publish_scheme_version(
            document=_read(file),
            drafted_by=_person(drafted_by),
            published_by=_person(published_by),
            actor=SYSTEM_ACTOR,
        )
        self.stdout.write(
            f"{version.scheme} の第{version.number}版を公開しました（{version.sha256[:12]}…）。"
        )


def _read(file: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise CommandError(f"{file} を読み取れません：{error}") from error


def _person(email: str) -> User:
    try:
        return User.objects.get(email=email.lower(), is_active=True)
    except User.DoesNotExist:
        raise CommandError(f"{email} という利用者はいません。先に登録してください。") from None
