"""Prints what a PDF is worth, as JSON. Exits with 0: genuine, 1: not genuine, 2: not judged.

Not judged is what nobody said whom to trust for (`genuine` is null), and what can't be read or was wrongly
asked (stderr says which).
"""

import json
import logging
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from decisions.verification import verify

GENUINE, NOT_GENUINE, NOT_JUDGED = 0, 1, 2
EXITS = {True: GENUINE, False: NOT_GENUINE, None: NOT_JUDGED}


class Command(BaseCommand):
    help = (
        "文書（PDF）の電子署名と内容を確認し、結果をJSONで出力します。データベースも通信も使いません。"
        "終了コード：0 真正、1 真正でない、2 判定していない"
        "（--trust がないときは、署名した者を確かめず genuine は null で 2。読み取れないときも 2）。"
    )
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
            raise CommandError(
                _("読み取れません: %(error)s") % {"error": error}, returncode=NOT_JUDGED
            ) from error
        self.stdout.write(json.dumps(verdict.to_json(), ensure_ascii=False, indent=2))
        if verdict.genuine is not True:
            sys.exit(EXITS[verdict.genuine])
