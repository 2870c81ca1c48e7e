"""Prints what the audit chain is worth, as JSON; exits with 1 when anything is wrong."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from common.audit import head as heads
from common.audit.verifying import Report, verify


class Command(BaseCommand):
    help = "監査記録の鎖を検証し、結果をJSONで出力します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", type=Path, help="audit_head のJSON、または施行済みのPDF")

    def handle(self, *, head: Path | None, **options: Any) -> None:
        report = verify(_read(head or _default()), expected=True)
        self.stdout.write(json.dumps(_shown(report), ensure_ascii=False, indent=2))
        if not report.ok:
            sys.exit(1)


def _default() -> Path | None:
    return heads.path() if heads.path().exists() else None


def _read(file: Path | None) -> dict[str, Any] | None:
    if file is None:
        return None
    try:
        head = heads.read(file)
        return {**head, "seq": int(head["seq"]), "hash": str(head["hash"])}
    except (OSError, ValueError, KeyError, TypeError, LookupError) as error:
        raise CommandError(
            _("%(file)s から監査記録の先頭（seq と hash）を読み取れません。ファイルを確かめてください。")
            % {"file": file}
        ) from error


def _shown(report: Report) -> dict[str, Any]:
    return {
        "ok": report.ok,
        "sealed": report.sealed,
        "hash": report.last_hash,
        "unsealed": report.unsealed,
        "head": report.head,
        "problem_count": report.problem_count,
        "problems": report.problems,
    }
