"""The same letter, signed by a key that never leaves its token (SoftHSM)."""

import os
import subprocess
from pathlib import Path

import pkcs11
import pytest
from asn1crypto import pem

from decisions import signing
from decisions.pdf import render
from decisions.signing.keys import certificate_path, key_path
from tests.decisions.pdf.contents import make

pytestmark = pytest.mark.validator

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
)
PIN = "1234"


@pytest.fixture(scope="module")
def module() -> str:
    return next(path for path in MODULES if Path(path).exists())


@pytest.fixture
def token(module, tmp_path, demo_keys, settings, monkeypatch):
    """A token that holds the minister's key and certificate under the issuer's code."""
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    _softhsm("--init-token", "--free", "--label", "kikin", "--so-pin", PIN, "--pin", PIN)
    _softhsm("--import", key_path("mhlw"), "--token", "kikin", "--label", "mhlw", "--id", "01", "--pin", PIN)
    _store_certificate(module)
    settings.DOCUMENT_SIGNING = "pkcs11"
    settings.PKCS11_MODULE, settings.PKCS11_TOKEN, settings.PKCS11_PIN = module, "kikin", PIN


def _softhsm(*arguments) -> None:
    subprocess.run(["softhsm2-util", *arguments], env=os.environ, check=True, capture_output=True)


def _store_certificate(module: str) -> None:
    der = pem.unarmor(certificate_path("mhlw").read_bytes())[2]
    with pkcs11.lib(module).get_token(token_label="kikin").open(user_pin=PIN, rw=True) as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: "mhlw",
                pkcs11.Attribute.ID: b"\x01",
                pkcs11.Attribute.SUBJECT: b"",
                pkcs11.Attribute.VALUE: der,
            }
        )


def test_a_token_signs_as_a_file_does(token):
    signed = signing.sign(render(make("findings")), key="mhlw", reason="審査調書")
    signing.check_own(signed, "mhlw")
