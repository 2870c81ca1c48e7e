"""Judging a signature: no database, no network, no settings, and no trust in what is read.

A CMS has bytes that its own signature doesn't cover. So it is built again from its signed parts, the one
way we write it, and compared: one changed byte anywhere is told.
"""

import io
from binascii import hexlify
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

MECHANISMS = {"rsa": "sha256_rsa", "ec": "sha256_ecdsa"}


class SignatureBroken(Exception):
    """The office's own signature doesn't hold; nothing is stored."""


@dataclass(frozen=True)
class Signed:
    """`sound`: what was signed is unchanged. `trusted`: by someone the trust given vouches for."""

    sound: bool
    trusted: bool
    problem: str  # "" | none | unreadable | encrypted | changed | invalid | untrusted
    signer: str = ""
    signed_at: datetime | None = None
    certificate: bytes = b""


def refused(problem: str) -> Signed:
    return Signed(sound=False, trusted=False, problem=problem)


def check_pdf(pdf: bytes, *, trust: Iterable[bytes]) -> Signed:
    """Judge the one signature of a letter. Never raises on what a stranger gives."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            return refused("encrypted")
        signatures = reader.embedded_signatures
        if not signatures:
            return refused("none")
        if len(signatures) > 1:
            return refused("changed")
        return _judge_embedded(pdf, signatures[0], trust)
    except Exception:
        return refused("unreadable")


def _judge_embedded(pdf: bytes, embedded, trust: Iterable[bytes]) -> Signed:
    status = validate_pdf_signature(embedded, context_of(trust), skip_diff=True)
    exact = status.coverage == SignatureCoverageLevel.ENTIRE_FILE and _is_exact(pdf, embedded)
    return judge(status, exact=exact, embedded=certificates_in(embedded.signed_data))


def _is_exact(pdf: bytes, embedded) -> bool:
    """The gap that no hash covers holds the signature in normal form, zeros after it, and nothing else."""
    start, length, end, rest = (int(number) for number in embedded.byte_range)
    contents = bytes(embedded.pkcs7_content)
    normal = normal_form(contents)
    padded = normal + bytes(len(contents) - len(normal))
    gap = b"<" + hexlify(padded).upper() + b">"
    return start == 0 and end + rest == len(pdf) and pdf[length:end] == gap


def normal_form(content: bytes) -> bytes:
    """The CMS as our signers write it, built anew from the parts its signature or its path protects."""
    signed_data = cms.ContentInfo.load(content)["content"]
    (signer,) = signed_data["signer_infos"]
    digest = {"algorithm": "sha256"}
    return cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": {
                "version": "v1",
                "digest_algorithms": [digest],
                "encap_content_info": {"content_type": "data"},
                "certificates": [_normal_certificate(found) for found in certificates_in(signed_data)],
                "signer_infos": [_normal_signer(signer, signed_data, digest)],
            },
        }
    ).dump()


def _normal_certificate(certificate: x509.Certificate) -> x509.Certificate:
    signed_part = certificate["tbs_certificate"]
    return x509.Certificate(
        {
            "tbs_certificate": signed_part,
            "signature_algorithm": signed_part["signature"],
            "signature_value": certificate["signature_value"].native,
        }
    )


def _normal_signer(signer, signed_data, digest: dict) -> dict:
    certificate = _certificate_of(signer, signed_data)
    return {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {
                "issuer_and_serial_number": {
                    "issuer": certificate.issuer,
                    "serial_number": certificate.serial_number,
                }
            }
        ),
        "digest_algorithm": digest,
        "signature_algorithm": {"algorithm": MECHANISMS[certificate.public_key.algorithm]},
        "signed_attrs": signer["signed_attrs"],
        "signature": signer["signature"],
    }


def _certificate_of(signer, signed_data) -> x509.Certificate:
    serial = signer["sid"].chosen["serial_number"].native
    return next(found for found in certificates_in(signed_data) if found.serial_number == serial)


def certificates_in(signed_data) -> list[x509.Certificate]:
    return [choice.chosen for choice in signed_data["certificates"]]


def _in_path(status, embedded: Iterable[x509.Certificate]) -> bool:
    """A certificate carried along that nothing needs is protected by nothing."""
    if not status.trusted:
        return True
    path = {found.dump() for found in status.validation_path.iter_certs(include_root=True)}
    return all(found.dump() in path for found in embedded)


def judge(status, *, exact: bool, embedded: Iterable[x509.Certificate]) -> Signed:
    certificate = status.signing_cert
    about = {
        "signer": certificate.subject.native.get("common_name", ""),
        "signed_at": status.signer_reported_dt,
        "certificate": certificate.dump(),
    }
    if not (status.intact and exact and _in_path(status, embedded)):
        return Signed(sound=False, trusted=False, problem="changed", **about)
    if not status.valid:
        return Signed(sound=False, trusted=False, problem="invalid", **about)
    problem = "" if status.trusted else "untrusted"
    return Signed(sound=True, trusted=status.trusted, problem=problem, **about)


def context_of(trust: Iterable[bytes]) -> ValidationContext:
    roots = [parse_certificate(content) for content in trust]
    return ValidationContext(trust_roots=roots, allow_fetching=False)


def parse_certificate(content: bytes) -> x509.Certificate:
    """From PEM or DER; ValueError when it is neither."""
    der = pem.unarmor(content)[2] if pem.detect(content) else content
    certificate = x509.Certificate.load(der, strict=True)
    certificate.native  # noqa: B018  (asn1crypto reads lazily: this reads all of it now)
    return certificate
