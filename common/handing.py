"""A file that was made for whoever asked: what it is stands in the end of its name."""

import io
from pathlib import Path, PurePath

from django.http import FileResponse

from .files.kinds import CONTENT_TYPES, EXTENSIONS


def hand_out(content: bytes | Path, *, name: str) -> FileResponse:
    file = io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    kind = CONTENT_TYPES[EXTENSIONS[PurePath(name).suffix]]
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind, headers=headers)
