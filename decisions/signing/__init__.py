"""Signatures of the office: PAdES on letters, detached CMS on the audit head and the status list.

The kind of a decision names its issuer, the issuer's code names the key; only the worker reads keys.
"""

from .checking import SignatureBroken, Signed
from .detached import sign_bytes, verify_bytes
from .keys import ensure_demo_keys, trust_roots
from .letters import check_own, sign

__all__ = [
    "SignatureBroken",
    "Signed",
    "check_own",
    "ensure_demo_keys",
    "sign",
    "sign_bytes",
    "trust_roots",
    "verify_bytes",
]
