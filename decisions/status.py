"""The signed status list: which issued documents stand. Lets a verifier without network know."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from common import canonical, clock

from .contents.receipt import instant
from .models import Document
from .signing import sign_bytes

KEY = "audit"


def path() -> Path:
    return Path(settings.DATA_DIR) / "status_list.json"


def publish() -> None:
    """Write the list anew, signed. Runs in the worker, which alone reads keys."""
    listed = {
        "schema": "status_list.v1",
        "specimen": settings.DEMO,
        "issued_at": instant(clock.now()),
        "entries": list(_entries()),
    }
    signature = sign_bytes(canonical.dumps(listed), KEY)
    temporary = path().with_suffix(".new")
    temporary.write_text(json.dumps({"list": listed, "signature": signature}, ensure_ascii=False))
    temporary.replace(path())


def _entries() -> Iterator[dict[str, Any]]:
    rows = Document.objects.filter(issued_at__isnull=False).select_related("file").order_by("number")
    for document in rows.iterator(chunk_size=500):
        yield {
            "document_id": document.public_id,
            "number": document.number,
            "sha256": document.file.sha256,
            "status": document.status,
            "since": (document.status_on or document.dated_on).isoformat(),
        }
