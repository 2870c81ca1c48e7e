"""Takes away what no upload and no record will ever want: leftovers of killed processes.

A file in files/ is an orphan when no row names it and a day has passed since it was written: its
transaction was rolled back, or its process was killed between the rename and the commit. An upload
of the same content may come at that very moment. So the one unique key of the table is the lock:
the sweeper inserts the row itself, looks once more, unlinks, and rolls the row back; `store` inserts
its row before it renames. Whoever comes second waits for the other, on both databases.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from common import clock

from .models import StoredFile

AGE = timedelta(days=1)
# Leftovers are few. More than that means the wrong database, or one restored from an old backup.
MOST = 100
BATCH = 500
logger = logging.getLogger(__name__)


@dataclass
class Swept:
    leftovers: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    refused: bool = False


def sweep(*, dry_run: bool = False, most: int = MOST) -> Swept:
    """What was taken away, or in a dry run would be."""
    found = Swept([path.name for path in _leftovers()], [path.name for path in _orphans()])
    if len(found.orphans) > most:
        found.refused = True
        logger.error(
            "%s files have no record: too many to be leftovers, none was removed", len(found.orphans)
        )
    if not dry_run:
        for path in _leftovers():
            path.unlink(missing_ok=True)
        if not found.refused:
            found.orphans = [name for name in found.orphans if _remove(_home(name))]
    return found


def _leftovers() -> list[Path]:
    """What was being received; whoever still writes to it keeps it young."""
    return [path for path in _files_of(Path(settings.FILES_DIR) / "incoming") if _is_old(path)]


def _orphans() -> Iterator[Path]:
    stored = _stored()
    while paths := list(islice(stored, BATCH)):
        names = [path.name for path in paths]
        known = set(StoredFile.objects.filter(sha256__in=names).values_list("sha256", flat=True))
        yield from (path for path in paths if path.name not in known and _is_old(path))


def _stored() -> Iterator[Path]:
    root = Path(settings.FILES_DIR) / "files"
    for directory in sorted(root.glob("??")):
        yield from (path for path in _files_of(directory) if len(path.name) == 64)


def _files_of(directory: Path) -> list[Path]:
    return sorted(path for path in directory.iterdir() if path.is_file()) if directory.is_dir() else []


def _home(sha256: str) -> Path:
    return Path(settings.FILES_DIR) / "files" / sha256[:2] / sha256


def _is_old(path: Path) -> bool:
    """By the real clock: a moved clock of the demo removes nothing."""
    try:
        return path.stat().st_mtime < (clock.real_now() - AGE).timestamp()
    except FileNotFoundError:
        return False


def _remove(path: Path) -> bool:
    """Under the row that an upload of the same content would have to insert; whether it is gone."""
    try:
        with transaction.atomic():
            StoredFile.objects.create(sha256=path.name, size=1, kind="orphan", stored_at=clock.real_now())
            removed = _is_old(path)
            if removed:
                path.unlink()
            transaction.set_rollback(True)
    except IntegrityError:  # an upload of the same content was quicker: it is wanted
        return False
    return removed
