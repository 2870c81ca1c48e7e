"""Takes a file in: streamed to incoming/, judged, made durable, renamed to its hash.

One rename makes it there or not there. The same content arriving twice is one file and one row.
"""

from __future__ import annotations

import errno
import hashlib
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from common import clock

from .kinds import Limits
from .labels import label
from .models import StoredFile
from .refusal import FileRefused
from .sniffing import sniff

BLOCK = 64 * 1024
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def store(*, upload: File[bytes], limits: Limits) -> StoredFile:
    name = label(upload.name or "")
    with _incoming(name) as path:
        sha256, size = _receive(path, upload.chunks(BLOCK), name, limits.max_bytes)
        kind = sniff(path, name=name, limits=limits)
        return _keep(path, sha256, size, kind)


def store_bytes(content: bytes, *, kind: str) -> StoredFile:
    """What we made ourselves: a signed letter, an export."""
    with _incoming(kind) as path:
        sha256, size = _receive(path, [content], kind, len(content))
        return _keep(path, sha256, size, kind)


def store_written(write: Callable[[BinaryIO], object], *, kind: str) -> StoredFile:
    """What we make ourselves and is too large to hold: `write` puts it into the file it is given."""
    with _incoming(kind) as path:
        with path.open("xb") as file:
            write(file)
        return _keep(path, *_sealed(path), kind)


def path_of(stored: StoredFile) -> Path:
    return Path(settings.FILES_DIR) / "files" / stored.sha256[:2] / stored.sha256


def verify_present(stored: StoredFile) -> None:
    """Before a record names the file: is it in the store, whole?"""
    try:
        size = path_of(stored).stat().st_size
    except FileNotFoundError:
        size = -1
    if size != stored.size:
        raise FileRefused(
            _("保管庫に添付ファイル（SHA-256 %(start)s…）が見つかりません。ファイルを選び直してください。")
            % {"start": stored.sha256[:12]}
        )


@contextmanager
def _incoming(name: str) -> Iterator[Path]:
    """A path to write to; nothing stays there whatever happens."""
    path = Path(settings.FILES_DIR) / "incoming" / f"{uuid.uuid4()}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield path
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise FileRefused(
            _(
                "保存する場所に空きがないため、「%(name)s」を保存できませんでした。ほかの入力は失われていません。"
                "時間をおいてもう一度選ぶか、システム管理者にお知らせください。"
            )
            % {"name": name}
        ) from error
    finally:
        path.unlink(missing_ok=True)


def _receive(path: Path, blocks: Iterable[bytes], name: str, max_bytes: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for block in blocks:
            size += len(block)
            if size > max_bytes:
                raise _too_big(name, max_bytes)
            digest.update(block)
            file.write(block)
        if not size:
            raise _empty(name)
        file.flush()
        _fix(file)
    return digest.hexdigest(), size


def _sealed(path: Path) -> tuple[str, int]:
    """Hash and size of what was written, once it is on the disk."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        _fix(file)
        return digest.hexdigest(), file.tell()


def _fix(file: IO[bytes]) -> None:
    os.fchmod(file.fileno(), 0o440)
    os.fsync(file.fileno())


def _keep(path: Path, sha256: str, size: int, kind: str) -> StoredFile:
    """The row first, uncommitted: its unique key keeps the sweeper off the same content until all is done."""
    with transaction.atomic():
        row, _created = StoredFile.objects.get_or_create(
            sha256=sha256, defaults={"size": size, "kind": str(kind), "stored_at": clock.now()}
        )
        home = path_of(row)
        home.parent.mkdir(parents=True, exist_ok=True)
        path.replace(home)
        _make_durable(home.parent)
        _make_durable(home.parent.parent)
    return row


def _make_durable(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _too_big(name: str, max_bytes: int) -> FileRefused:
    return FileRefused(
        _(
            "「%(name)s」は大きすぎます（上限は%(limit)sです）。画像の解像度を下げるか、ファイルを分けてください。"
        )
        % {"name": name, "limit": filesizeformat(max_bytes)}
    )


def _empty(name: str) -> FileRefused:
    return FileRefused(
        _("「%(name)s」は中身が空（0バイト）です。元のファイルを開いて内容を確かめ、保存し直してください。")
        % {"name": name}
    )
