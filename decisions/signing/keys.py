"""Where keys and certificates lie, and the demo's own small PKI.

root -> issuing CA -> one signer per issuer code, and "audit". Every name contains 見本; a real office puts
the certificates of its own CA here, and its keys here or in a token.
"""

import datetime as dt
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

from common.clock import real_now
from law.text import ja

ROOT, ISSUING_CA, AUDIT = "root", "ca", "audit"
DEMO_SIGNERS = {"mhlw": "見本大臣", "nibn": "見本理事長", "desk": "見本受付"}
CODE = re.compile(r"[a-z][a-z0-9_-]*")
YEARS = {ROOT: 30, ISSUING_CA: 25}
SIGNER_YEARS = 20
RSA_BITS = 2048


@dataclass(frozen=True)
class Holder:
    """Who signs: the certificate with its private key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


def certificate_path(code: str) -> Path:
    return _path(code, "crt")


def key_path(code: str) -> Path:
    return _path(code, "key")


def _path(code: str, suffix: str) -> Path:
    if not CODE.fullmatch(code):
        raise ValueError(ja("署名鍵の名前として使えません: {code}").format(code=code))
    return Path(settings.SIGNING_DIR) / f"{code}.{suffix}"


def trust_roots() -> list[bytes]:
    """What this installation itself trusts, as PEM."""
    return [certificate_path(ROOT).read_bytes()]


def ensure_demo_keys(signers: Mapping[str, str] = DEMO_SIGNERS) -> None:
    """Create what is missing. Beside a production office the demo's keys would only be a danger."""
    if not settings.DEMO:
        raise RuntimeError(ja("見本の署名鍵は、デモ（DEMO=1）でのみ作成できます。"))
    Path(settings.SIGNING_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    root = _ensure(ROOT, "見本ルート認証局", issuer=None)
    authority = _ensure(ISSUING_CA, "見本官職認証局", issuer=root)
    for code, name in {**signers, AUDIT: "見本監査記録"}.items():
        _ensure(code, name if "見本" in name else f"{name}（見本）", issuer=authority)


def _ensure(code: str, name: str, *, issuer: Holder | None) -> Holder:
    if not certificate_path(code).exists():
        key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
        certificate = _certify(code, name, key, issuer)
        _write_key(code, key)
        _write_whole(certificate_path(code), certificate.public_bytes(Encoding.PEM), mode=0o644)
    return _load(certificate_path(code), key_path(code))


@cache
def _load(certificate: Path, key: Path) -> Holder:
    return Holder(
        x509.load_pem_x509_certificate(certificate.read_bytes()),
        load_pem_private_key(key.read_bytes(), None),
    )


def _write_key(code: str, key: rsa.RSAPrivateKey) -> None:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write_whole(key_path(code), pem, mode=0o600)


def _write_whole(path: Path, content: bytes, *, mode: int) -> None:
    """Readable by its owner only from the first byte, and under its name only when complete."""
    partial = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    partial.replace(path)


def _certify(code: str, name: str, key: rsa.RSAPrivateKey, issuer: Holder | None) -> x509.Certificate:
    authority = code in (ROOT, ISSUING_CA)
    signing_key = issuer.key if issuer else key
    begins = real_now() - dt.timedelta(days=1)
    years = YEARS.get(code, SIGNER_YEARS)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer.certificate.subject if issuer else _name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=365 * years))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(_usage(authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False
        )
        .sign(signing_key, hashes.SHA256())
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "見本"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
