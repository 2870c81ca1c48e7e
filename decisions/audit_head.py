"""Tells the audit log how its head is signed, and how a head is read out of an issued PDF."""

from pathlib import Path
from typing import Any

from common.audit import head

from .signing import sign_bytes, trust_roots, verify_bytes
from .verification import verify

KEY = "audit"


def register() -> None:
    head.register_signer(sign=_sign, verify=_verify)
    head.register_pdf_reader(_read)


def _sign(data: bytes) -> str:
    return sign_bytes(data, KEY)


def _verify(data: bytes, signature: str) -> bool:
    found = verify_bytes(data, signature, trust=trust_roots())
    return found.sound and found.trusted


def _read(pdf: Path) -> dict[str, Any]:
    """A letter that isn't genuine proves nothing about the log."""
    verdict = verify(pdf.read_bytes(), trust=trust_roots())
    if not verdict.genuine or not verdict.embedded or not verdict.embedded["audit_head"]:
        raise LookupError(f"{pdf.name} carries no head that can be trusted")
    return dict(verdict.embedded["audit_head"])
