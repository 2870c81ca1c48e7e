"""Who holds the key: a file, or a token spoken to by PKCS#11 (DOCUMENT_SIGNING)."""

from functools import cache
from pathlib import Path

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .checking import parse_certificate
from .keys import ISSUING_CA, certificate_path, key_path

DIGEST = "sha256"


class FileSigner(Signer):
    """Keeps the key loaded: pyHanko's SimpleSigner reads and checks it again for each signature, which
    takes four times as long."""

    def __init__(self, certificate: Path, key: Path, authority: Path):
        self.key = load_pem_private_key(key.read_bytes(), None)
        store = SimpleCertificateStore()
        store.register(load_certificate(authority))
        super().__init__(signing_cert=load_certificate(certificate), cert_registry=store, embed_roots=False)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if digest_algorithm != DIGEST:
            raise ValueError(f"only {DIGEST} is used here, not {digest_algorithm}")
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))


def signer_for(key: str) -> Signer:
    if settings.DOCUMENT_SIGNING == "pkcs11":
        token = (settings.PKCS11_MODULE, settings.PKCS11_TOKEN, settings.PKCS11_PIN)
        return _token_signer(*token, key, certificate_path(ISSUING_CA))
    return _file_signer(certificate_path(key), key_path(key), certificate_path(ISSUING_CA))


@cache
def _file_signer(certificate: Path, key: Path, authority: Path) -> FileSigner:
    return FileSigner(certificate, key, authority)


@cache
def _token_signer(module: str, token: str, pin: str, key: str, authority: Path) -> PKCS11Signer:
    """Key and certificate carry the issuer's code as their label in the token."""
    return PKCS11Signer(
        _session(module, token, pin),
        cert_label=key,
        key_label=key,
        ca_chain=[load_certificate(authority)],
        embed_roots=False,
    )


@cache
def _session(module: str, token: str, pin: str):
    """One session for a process, opened at its first signature: it doesn't survive a fork."""
    return open_pkcs11_session(module, token_criteria=TokenCriteria(label=token), user_pin=pin or None)


def load_certificate(path: Path) -> x509.Certificate:
    return parse_certificate(path.read_bytes())
