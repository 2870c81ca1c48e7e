"""Signing a letter, and looking at the own signature before anything is stored."""

import io

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from law.text import ja

from .checking import SignatureBroken, check_pdf
from .keys import trust_roots
from .signer import DIGEST, signer_for

FIELD = "Signature"
RESERVED = 16_384  # characters of the file; when told, pyHanko needn't sign once to measure


def sign(pdf: bytes, *, key: str, reason: str) -> bytes:
    """PAdES B-B that certifies the document and allows no later change.

    Invisible: a drawn signature field would break PDF/A and PDF/UA.
    """
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signed = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    PdfSigner(metadata, signer_for(key)).sign_pdf(writer, output=signed, bytes_reserved=RESERVED)
    return signed.getvalue()


def check_own(pdf: bytes, key: str) -> None:
    """Refuse a letter whose signature a stranger couldn't confirm, or that another key has signed."""
    found = check_pdf(pdf, trust=trust_roots())
    if not (found.sound and found.trusted):
        raise SignatureBroken(ja("署名を確認できません（{problem}）。").format(problem=found.problem))
    if found.certificate != certificate_of(key).dump():
        raise SignatureBroken(ja("署名者が違います（{signer}）。").format(signer=found.signer))


def certificate_of(key: str) -> x509.Certificate:
    return signer_for(key).signing_cert
