"""Prints what a PDF is worth, as JSON; exits with 1 when it isn't genuine."""

import json
import logging
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from decisions.verification import verify


class Command(BaseCommand):
    help = "文書（PDF）の電子署名と内容を確認し、結果をJSONで出力します。データベースも通信も使いません。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="確認するPDF")
        parser.add_argument(
            "--trust", type=Path, action="append", default=[], help="信頼する認証局の証明書（PEM又はDER）"
        )
        parser.add_argument("--status", type=Path, help="署名された状態の一覧（JSON）")

    def handle(self, *, file: Path, trust: list[Path], status: Path | None, **options: Any) -> None:
        logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # the verdict says it in one sentence
        try:
            verdict = verify(
                file.read_bytes(),
                trust=[path.read_bytes() for path in trust],
                status=json.loads(status.read_text()) if status else None,
            )
        except (OSError, ValueError) as error:
            raise CommandError(_("読み取れません: %(error)s") % {"error": error}) from error
        self.stdout.write(json.dumps(verdict.to_json(), ensure_ascii=False, indent=2))
        if not verdict.genuine:
            sys.exit(1)
