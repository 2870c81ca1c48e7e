"""Makes the demo's signing keys where they are missing."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from decisions.signing import ensure_demo_keys
from decisions.signing.keys import DEMO_SIGNERS


class Command(BaseCommand):
    help = "見本の認証局と署名鍵を作ります。既にあるものは変えません。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("signers", nargs="*", metavar="CODE=NAME", help="発行者の符号と名称")

    def handle(self, *, signers: list[str], **options: Any) -> None:
        named = dict(pair.split("=", 1) for pair in signers)
        ensure_demo_keys({**DEMO_SIGNERS, **named})
        self.stdout.write(str(settings.SIGNING_DIR))
