"""`Idempotency-Key`: the same request again gets the same answer, and nothing happens twice.

The row is the first write of the act's own transaction. A request that comes meanwhile waits at the
unique key until the first has committed, and finds its answer. What was refused leaves no row: nothing
happened, so to ask again is to ask anew.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from rest_framework.request import Request

from common import clock

from .models import AnsweredCall
from .problems import Problem

# A program that asks again later than this asks anew.
KEPT = timedelta(days=7)
KEY = re.compile(r"[!#-~]{1,128}")
Answer = tuple[int, dict[str, Any]]


def key_of(request: Request, *, required: bool) -> str:
    key = request.headers.get("Idempotency-Key", "").strip('"')
    if not key and not required:
        return ""
    if not key:
        raise Problem("idempotency-key-required")
    if not KEY.fullmatch(key):
        raise Problem("malformed", _("Idempotency-Key は、空白のない英数字と記号で128字までにしてください。"))
    return key


def digest_of(request: Request) -> str:
    """Of the address and what was said; of a form its fields, for a boundary is drawn anew each time."""
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    if request.FILES:
        for piece in _pieces(request):
            digest.update(piece)
    else:
        said = json.dumps(request.data, sort_keys=True, ensure_ascii=False)
        digest.update(said.encode())
    return digest.hexdigest()


def _pieces(request: Request) -> Iterator[bytes]:
    for name in sorted(request.POST):
        yield f"{name}={request.POST.getlist(name)}\n".encode()
    for name in sorted(request.FILES):
        yield f"{name}:".encode()
        yield from request.FILES[name].chunks()
        request.FILES[name].seek(0)


def answered(request: Request, key: str, digest: str) -> Answer | None:
    """What was said to this key before; another request under the same key is refused."""
    row = AnsweredCall.objects.filter(membership=request.membership, key=key).first() if key else None
    if row is None:
        return None
    if row.digest != digest:
        raise Problem("idempotency-key-reused")
    return row.status, row.answer


def once(request: Request, key: str, digest: str, act: Callable[[], Answer]) -> Answer:
    """Do it, or find that it was done."""
    if not key:
        return act()
    with transaction.atomic():
        row = AnsweredCall(membership=request.membership, key=key, digest=digest, at=clock.real_now())
        if not _first(row):
            found = answered(request, key, digest)
            assert found is not None  # the key stands, so its row does
            return found
        row.status, row.answer = act()
        row.save(update_fields=["status", "answer"])
    return row.status, row.answer


def _first(row: AnsweredCall) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def forget_answers() -> int:
    """An answer is kept for a program that lost it, not as a record: the audit log is that."""
    deleted, _by_kind = AnsweredCall.objects.filter(at__lt=clock.real_now() - KEPT).delete()
    return deleted
