"""Removes what killed processes and rolled back transactions left in the file store."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from common.files import sweeping


class Command(BaseCommand):
    help = "どの記録にもない古いファイルと、受け取り途中で残ったファイルを取り除き、結果をJSONで示します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="取り除かずに、対象だけを示します")
        parser.add_argument(
            "--most", type=int, default=sweeping.MOST, help="これより多いときは取り除きません（既定 100）"
        )

    def handle(self, *, dry_run: bool, most: int, **options: Any) -> None:
        swept = sweeping.sweep(dry_run=dry_run, most=most)
        told = {"dry_run": dry_run, "leftovers": swept.leftovers, "orphans": swept.orphans}
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        if swept.refused:
            text = _(
                "記録のないファイルが %(count)s 件あり、多すぎるため取り除きませんでした。"
                "データベースが正しいか、古い控えから戻したものでないかを確かめてください。"
            )
            raise CommandError(text % {"count": len(swept.orphans)})
