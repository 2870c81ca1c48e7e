"""Canonical JSON (RFC 8785): the same meaning always gives the same bytes, so it can be hashed."""

import hashlib
from typing import Any

import rfc8785


def dumps(obj: Any) -> bytes:
    _check(obj)
    return rfc8785.dumps(obj)


def sha256_hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _check(obj: Any) -> None:
    """Yen are ints, rates "1/2", days ISO strings: whatever else arrives was not thought about."""
    if isinstance(obj, dict):
        for key, value in obj.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be a string, not {type(key).__name__}")
            _check(value)
    elif isinstance(obj, list | tuple):
        for value in obj:
            _check(value)
    elif not (obj is None or isinstance(obj, str | int)):
        raise TypeError(f"{type(obj).__name__} has no canonical form here")
