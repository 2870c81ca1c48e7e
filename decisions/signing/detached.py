"""Signatures beside what they sign, as text that JSON can hold."""

import asyncio
from base64 import b64decode, b64encode
from collections.abc import Iterable

from asn1crypto import cms
from pyhanko.sign.validation import async_validate_detached_cms

from .checking import Signed, certificates_in, context_of, judge, normal_form, refused
from .signer import DIGEST, signer_for


def sign_bytes(data: bytes, key: str) -> str:
    """A detached CMS over `data`, the signer's certificate included, in base64."""
    signing = signer_for(key).async_sign_general_data(data, DIGEST, use_cades=True)
    return b64encode(asyncio.run(signing).dump()).decode()


def verify_bytes(data: bytes, signature: str, *, trust: Iterable[bytes]) -> Signed:
    """Who signed `data`, and whether that is to be believed. Never raises on what a stranger gives."""
    try:
        content = b64decode(signature, validate=True)
        signed_data = cms.ContentInfo.load(content, strict=True)["content"]
        status = asyncio.run(async_validate_detached_cms(data, signed_data, context_of(trust)))
        exact = content == normal_form(content)
    except Exception:
        return refused("unreadable")
    return judge(status, exact=exact, embedded=certificates_in(signed_data))
