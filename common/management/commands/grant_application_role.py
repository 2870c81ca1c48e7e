"""Gives the application's database role exactly what it needs (PostgreSQL). The owner runs it."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection, transaction
from django.utils.translation import gettext as _

from common import grants


class Command(BaseCommand):
    help = "アプリケーションのデータベースの役割に、必要な権限だけを与えます（PostgreSQL、所有者が実行）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="アプリケーションの役割の名前")
        parser.add_argument("--dry-run", action="store_true", help="実行せずに、SQLだけを示します")

    def handle(self, *, role: str, dry_run: bool, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError(_("PostgreSQL でだけ使えます。DATABASE_URL を確かめてください。"))
        wanted = list(grants.statements(connection, role))
        if not dry_run:
            self._run(role, wanted)
        self.stdout.write(json.dumps({"dry_run": dry_run, "statements": wanted}, indent=1))

    def _run(self, role: str, wanted: list[str]) -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                self._refuse_owner(cursor, role)
                for statement in wanted:
                    cursor.execute(statement)
        except ProgrammingError as error:
            raise CommandError(_("権限を与えられませんでした: %(error)s") % {"error": error}) from error

    def _refuse_owner(self, cursor: Any, role: str) -> None:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            text = _("役割 %(role)s がありません。先に CREATE ROLE で作ってください。")
            raise CommandError(text % {"role": role})
        cursor.execute("SELECT current_user")
        if found[0] or cursor.fetchone() == (role,):
            text = _("%(role)s は管理者か所有者なので、権限を絞れません。別の役割を作ってください。")
            raise CommandError(text % {"role": role})
