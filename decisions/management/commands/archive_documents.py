"""Writes every issued PDF with a manifest, for keeping elsewhere."""

import json
import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common import canonical, clock, files
from common.schemas import check_content
from decisions.models import Document


class Command(BaseCommand):
    help = "施行した文書のPDFと目録（manifest.json）を、指定したフォルダーに書き出します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        if directory.exists() and any(directory.iterdir()):
            raise CommandError(f"{directory} は空ではありません。新しいフォルダーを指定してください。")
        directory.mkdir(parents=True, exist_ok=True)
        entries = list(self._write(directory))
        manifest = {
            "schema": "kikin/archive",
            "schema_version": 1,
            "made_at": clock.now().isoformat(),
            "documents": entries,
        }
        check_content(manifest, "archive.v1")
        (directory / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1))
        self.stdout.write(f"{len(entries)} 件の文書を {directory} に書き出しました。")

    def _write(self, directory: Path) -> Iterator[dict[str, Any]]:
        rows = Document.objects.filter(issued_at__isnull=False).select_related("file", "issuer", "addressee")
        for document in rows.order_by("number").iterator(chunk_size=200):
            target = directory / f"{document.number}.pdf"
            shutil.copyfile(files.path_of(document.file), target)
            self._check(target, document)
            yield self._entry(target, document)

    def _check(self, target: Path, document: Document) -> None:
        if canonical.sha256_hex(target.read_bytes()) != document.file.sha256:
            raise CommandError(f"{document.number} のファイルが記録と一致しません。書き出しを中止しました。")

    def _entry(self, target: Path, document: Document) -> dict[str, Any]:
        return {
            "file": target.name,
            "number": document.number,
            "document_number": document.document_number,
            "kind": document.kind,
            "issuer": document.issuer.title,
            "addressee": document.addressee.name,
            "dated_on": document.dated_on.isoformat(),
            "issued_at": document.issued_at.isoformat(),
            "sha256": document.file.sha256,
            "size": document.file.size,
            "status": document.status,
            "status_on": document.status_on.isoformat() if document.status_on else None,
        }
