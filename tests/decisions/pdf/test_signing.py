"""The office signs; its own check refuses what a stranger couldn't confirm."""

import io
import stat

import pikepdf
import pytest

from decisions import signing
from decisions.signing.keys import ensure_demo_keys, key_path


def test_signing_only_appends(certificate, signed):
    assert signed.startswith(certificate)
    signing.check_own(signed, "mhlw")


def test_the_signature_certifies_and_forbids_later_changes(signed):
    with pikepdf.open(io.BytesIO(signed)) as opened:
        signature = opened.Root.Perms.DocMDP
        assert str(signature.SubFilter) == "/ETSI.CAdES.detached"
        assert signature.Reference[0].TransformParams.P == 1
        assert str(signature.Reason) == "認定通知書"


def test_the_signature_is_invisible(signed):
    with pikepdf.open(io.BytesIO(signed)) as opened:
        assert [int(edge) for edge in opened.Root.AcroForm.Fields[0].Rect] == [0, 0, 0, 0]


def test_a_letter_signed_by_another_issuer_is_refused(signed):
    with pytest.raises(signing.SignatureBroken, match="見本大臣"):
        signing.check_own(signed, "nibn")


def test_a_changed_letter_is_refused(signed):
    with pytest.raises(signing.SignatureBroken):
        signing.check_own(signed.replace(b"/Lang", b"/Lung", 1), "mhlw")


def test_an_unsigned_letter_is_refused(certificate, demo_keys):
    with pytest.raises(signing.SignatureBroken):
        signing.check_own(certificate, "mhlw")


def test_keys_are_readable_by_their_owner_only(demo_keys):
    for code in ("root", "ca", "mhlw", "nibn", "audit"):
        assert stat.S_IMODE(key_path(code).stat().st_mode) == 0o600


def test_existing_keys_stay_and_new_issuers_are_added(settings, tmp_path):
    settings.SIGNING_DIR = tmp_path / "keys"
    ensure_demo_keys({"mhlw": "見本大臣"})
    before = key_path("mhlw").read_bytes()
    ensure_demo_keys({"mhlw": "見本大臣", "pref": "架空県知事"})
    assert key_path("mhlw").read_bytes() == before
    said = signing.verify_bytes(b"x", signing.sign_bytes(b"x", "pref"), trust=signing.trust_roots())
    assert (said.trusted, said.signer) == (True, "架空県知事（見本）")


def test_demo_keys_are_never_made_for_a_real_office(settings, tmp_path):
    settings.DEMO, settings.SIGNING_DIR = False, tmp_path / "keys"
    with pytest.raises(RuntimeError):
        ensure_demo_keys()
    assert not settings.SIGNING_DIR.exists()


@pytest.mark.parametrize("code", ["../root", "", "A", "a/b"])
def test_a_key_is_named_by_a_plain_code(code):
    with pytest.raises(ValueError, match="署名鍵"):
        key_path(code)


def test_detached_signatures(demo_keys):
    signature = signing.sign_bytes(b"head", "audit")
    trust = signing.trust_roots()
    assert signing.verify_bytes(b"head", signature, trust=trust).trusted
    assert signing.verify_bytes(b"heaD", signature, trust=trust).problem == "changed"
    assert signing.verify_bytes(b"head", signature, trust=[]).problem == "untrusted"
    assert signing.verify_bytes(b"head", signature[:-8], trust=trust).problem == "unreadable"
    assert signing.verify_bytes(b"head", "", trust=trust).problem == "unreadable"
