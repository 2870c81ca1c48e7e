"""Reckons what a JSON document asks for, and prints the result with its trace as JSON.

Exits with 0; what is refused is told in one sentence on stderr, with 1. Needs no database.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from common import strict_json
from funds.calculator import MOST_BYTES, MOST_MEMBERS
from law.acts import Refused
from law.calculator import calculate

REFUSED = 1


class Command(BaseCommand):
    help = (
        "試算の入力（JSON、docs/schemas/calculation.v1.json）から、金額と計算の過程をJSONで出力します。"
        "データベースは使いません。受け付けられない入力は、理由を標準エラーに出し、終了コード1で終わります。"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="入力のJSON。- なら標準入力")

    def handle(self, *, file: str, **options: Any) -> None:
        try:
            found = calculate(_read(file))
        except OSError:
            sentence = _("「%(file)s」を開けません。ファイルの場所と読む権限を確かめてください。")
            self._refuse(sentence % {"file": file})
        except (strict_json.Unreadable, Refused) as refused:
            self._refuse(str(refused))
        else:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(REFUSED)


def _read(file: str) -> Any:
    content = _content(file)
    if len(content) > MOST_BYTES:
        raise strict_json.Unreadable(
            _("大きすぎます。%(most)sバイトまでです。") % {"most": f"{MOST_BYTES:,}"}
        )
    read = strict_json.loads(content, most_members=MOST_MEMBERS)
    if strict_json.unfit_places(read):
        raise strict_json.Unreadable(strict_json.unfit_sentence())
    return read


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(MOST_BYTES + 1)
