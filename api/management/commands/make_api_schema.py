"""Writes the API's contract, or with --check says whether the one that is committed is current."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from drf_spectacular.drainage import GENERATOR_STATS

from api.schema import PLACE, committed, made


class Command(BaseCommand):
    help = "API の定め（OpenAPI）を作ります。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="書かずに、最新かどうかだけを確かめます。")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        text = made()
        if GENERATOR_STATS:
            GENERATOR_STATS.emit_summary()
            raise CommandError("定めに型の分からないところがあります。上の警告を直してください。")
        if committed().exists() and committed().read_text(encoding="utf-8") == text:
            return
        if check:
            raise CommandError(
                f"最新ではありません: {PLACE}（./run manage make_api_schema で作り直してください）"
            )
        committed().write_text(text, encoding="utf-8")
        self.stdout.write(f"{PLACE} を書きました。")
