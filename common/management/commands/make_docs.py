"""Writes the generated pages of docs/, or with --check says which are not current."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common.docs import PAGES


class Command(BaseCommand):
    help = "法の表から docs/ の文書を作ります。"
    requires_system_checks: list[str] = []  # the pages need the law alone

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="書かずに、最新かどうかだけを確かめます。")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        stale = [path for path, make in PAGES.items() if not is_current(path, make())]
        if check and stale:
            raise CommandError(
                f"最新ではありません: {', '.join(stale)}（./run manage make_docs で作り直してください）"
            )
        for path in stale:
            Path(settings.BASE_DIR, path).write_text(PAGES[path](), encoding="utf-8")
            self.stdout.write(f"{path} を書きました。")


def is_current(path: str, text: str) -> bool:
    file = Path(settings.BASE_DIR, path)
    return file.exists() and file.read_text(encoding="utf-8") == text
