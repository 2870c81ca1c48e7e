"""Every kind of letter, signed, before validators that aren't ours."""

import subprocess

import pytest

from decisions import signing
from decisions.pdf import render
from tests.decisions.pdf.contents import KINDS, make

from .verapdf import broken_rules

pytestmark = pytest.mark.validator


@pytest.fixture(scope="module")
def letters(tmp_path_factory, demo_keys):
    folder = tmp_path_factory.mktemp("letters")
    for kind in KINDS:
        signed = signing.sign(render(make(kind)), key="mhlw", reason=kind)
        (folder / f"{kind}.pdf").write_bytes(signed)
    return sorted(folder.iterdir())


def test_every_letter_is_pdf_a_3a_and_pdf_ua_1(letters):
    assert broken_rules(letters, flavours="3a,ua1") == []


def test_the_validator_finds_what_is_broken(letters, tmp_path):
    plain = tmp_path / "plain.pdf"
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", letters[0], plain], check=True)
    plain.write_bytes(plain.read_bytes().replace(b"/StructTreeRoot", b"/StructTreeXXXX"))
    assert any("ua1 clause 7.1" in line for line in broken_rules([plain], flavours="3a,ua1"))


@pytest.fixture(scope="module")
def nss_database(tmp_path_factory, demo_keys):
    """Where pdfsig looks for the certificates that it trusts."""
    folder = tmp_path_factory.mktemp("nss")
    subprocess.run(["certutil", "-N", "-d", f"sql:{folder}", "--empty-password"], check=True)
    root = folder / "root.pem"
    root.write_bytes(signing.trust_roots()[0])
    add = ["certutil", "-A", "-d", f"sql:{folder}", "-n", "root", "-t", "CT,CT,CT", "-i", root]
    subprocess.run(add, check=True)
    return folder


def test_pdfsig_trusts_every_signature(letters, nss_database):
    for letter in letters:
        command = ["pdfsig", "-nssdir", f"sql:{nss_database}", letter]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert "Signature is Valid." in said
        assert "Certificate is Trusted." in said
        assert "Total document signed" in said
