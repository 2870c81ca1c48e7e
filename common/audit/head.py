"""The head of the chain, outside the database: whoever cuts the chain's tail cannot cut this too.

Signing and reading PDFs belong to layers above, which register how.
"""

import json
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from common import canonical, clock

from .models import AuditSeal

GENESIS = "0" * 64
LETTER = "in_letter"
logger = logging.getLogger(__name__)


@dataclass
class _Registry:
    sign: Callable[[bytes], Any] | None = None
    verify: Callable[[bytes, Any], bool] | None = None
    read_pdf: Callable[[Path], dict[str, Any]] | None = None


_registry = _Registry()


def register_signer(*, sign: Callable[[bytes], Any], verify: Callable[[bytes, Any], bool]) -> None:
    """`sign` returns what JSON can hold; `verify` judges that same value."""
    _registry.sign, _registry.verify = sign, verify


def register_pdf_reader(read: Callable[[Path], dict[str, Any]]) -> None:
    """`read` returns the {"seq", "hash"} embedded in an issued PDF."""
    _registry.read_pdf = read


def current() -> dict[str, Any]:
    """{"seq", "hash"} of the last link: what an issued document carries as `audit_head`."""
    last = AuditSeal.objects.order_by("-seq").first()
    return {"seq": last.seq, "hash": last.hash} if last else {"seq": 0, "hash": GENESIS}


def path() -> Path:
    return Path(settings.DATA_DIR) / "audit_head"


def publish() -> None:
    """Write the signed head, unless the file is already there or knows more than the database."""
    now, written = current(), _written()
    if now["seq"] < written["seq"]:
        logger.error("the audit chain ends at %s, its published head at %s", now["seq"], written["seq"])
    elif now["seq"] > written["seq"]:
        _write(_signed({**now, "at": clock.real_now().isoformat()}))


def read(file: Path) -> dict[str, Any]:
    """The head in a JSON file or in an issued PDF, whose own signature has been verified then."""
    if file.suffix.lower() != ".pdf":
        return {**json.loads(file.read_text()), LETTER: False}
    if _registry.read_pdf is None:
        raise LookupError("nothing is registered that reads a PDF")
    return {**_registry.read_pdf(file), LETTER: True}


def judge(head: dict[str, Any]) -> str:
    """What a head's word is worth: "good", "bad", "unsigned", or "unchecked" where nobody here can judge."""
    if head.get(LETTER):
        return "good"
    if _registry.verify is None:
        return "unchecked"
    if head.get("signature") is None:
        return "unsigned"
    return "good" if _registry.verify(_signed_bytes(head), head["signature"]) else "bad"


def _signed(head: dict[str, Any]) -> dict[str, Any]:
    signature = _registry.sign(_signed_bytes(head)) if _registry.sign else None
    return {**head, "signature": signature}


def _signed_bytes(head: dict[str, Any]) -> bytes:
    return canonical.dumps({name: head[name] for name in ("seq", "hash", "at")})


def _written() -> dict[str, Any]:
    try:
        return read(path())
    except FileNotFoundError:
        return {"seq": 0, "hash": GENESIS}


def _write(head: dict[str, Any]) -> None:
    temporary = path().with_name(f"audit_head.{os.getpid()}")
    with temporary.open("w") as file:
        json.dump(head, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path())
