"""A stranger's question: is this PDF genuine, unchanged, and does it stand?"""

import datetime as dt
import io

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from common import canonical
from decisions import signing
from decisions.verification import verify

from .contents import make


@pytest.fixture(scope="session")
def trust(demo_keys):
    return signing.trust_roots()


@pytest.fixture(scope="session")
def genuine(signed, trust):
    return verify(signed, trust=trust)


def test_a_genuine_letter(genuine):
    assert genuine.genuine
    assert (genuine.signature, genuine.integrity, genuine.trust) == ("valid", "intact", "trusted")
    assert genuine.signer == "見本大臣"
    assert genuine.embedded == make("certificate")
    assert dt.datetime.fromisoformat(genuine.signed_at).tzinfo is dt.UTC


def test_a_specimen_is_called_one_first(genuine):
    assert genuine.specimen
    assert genuine.messages[0].startswith("これは見本です")


def test_without_trust_nothing_is_called_genuine(signed):
    verdict = verify(signed)
    assert verdict.genuine is None
    assert (verdict.signature, verdict.trust) == ("valid", "not_given")
    assert verdict.embedded is not None


def test_the_trust_of_someone_else_is_not_ours(signed, settings, tmp_path):
    settings.SIGNING_DIR = tmp_path / "other"
    signing.ensure_demo_keys({})
    verdict = verify(signed, trust=signing.trust_roots())
    assert (verdict.genuine, verdict.trust) == (False, "untrusted")


def test_a_trust_that_is_no_certificate_is_the_callers_mistake(signed):
    with pytest.raises(ValueError):  # noqa: PT011  (asn1crypto words it)
        verify(signed, trust=[b"not a certificate"])


def flipped(pdf: bytes, position: int) -> bytes:
    changed = bytearray(pdf)
    changed[position] ^= 1
    return bytes(changed)


PLACES = [index / 24 for index in range(24)]


@pytest.mark.parametrize("place", PLACES)
def test_one_flipped_byte_anywhere_is_told(signed, trust, place):
    verdict = verify(flipped(signed, int(len(signed) * place)), trust=trust)
    assert not verdict.genuine
    assert verdict.messages


@pytest.mark.parametrize("offset", [1, 2, 40, 700, 3000, 5000, 5100, 12000, 16384])
def test_one_flipped_byte_in_the_signature_itself_is_told(signed, trust, offset):
    gap = signed.index(b"/Contents <30") + len(b"/Contents ")
    assert not verify(flipped(signed, gap + offset), trust=trust).genuine


def test_the_case_of_one_hexadecimal_digit_is_told(signed, trust):
    gap = signed.index(b"/Contents <30") + len(b"/Contents ")
    letter = next(index for index in range(gap, gap + 4000) if signed[index] in b"ABCDEF")
    changed = signed[:letter] + signed[letter : letter + 1].lower() + signed[letter + 1 :]
    assert verify(changed, trust=trust).integrity == "changed"


def test_a_later_revision_is_told(signed, trust):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Lang"] = generic.pdf_string("en")
    writer.update_root()
    updated = io.BytesIO()
    writer.write(updated)
    verdict = verify(updated.getvalue(), trust=trust)
    assert (verdict.genuine, verdict.integrity) == (False, "changed")


def test_bytes_after_the_end_are_told(signed, trust):
    assert verify(signed + b"\n", trust=trust).integrity == "changed"


def test_a_second_signature_is_told(signed, trust):
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as opened:
        opened.save(again)
    assert not verify(again.getvalue(), trust=trust).genuine


@pytest.mark.parametrize(
    ("content", "signature"),
    [
        (b"", "unreadable"),
        (b"%PDF-1.7\n", "unreadable"),
        (b"<html>", "unreadable"),
        (bytes(range(256)) * 40, "unreadable"),
    ],
)
def test_garbage_gets_a_verdict(content, signature, trust):
    verdict = verify(content, trust=trust)
    assert (verdict.genuine, verdict.signature, verdict.embedded) == (False, signature, None)


@pytest.mark.parametrize("length", [10, 1000, 60_000, 120_000, -1])
def test_a_cut_file_gets_a_verdict(signed, trust, length):
    assert not verify(signed[:length], trust=trust).genuine


def test_an_unsigned_letter(certificate, trust):
    assert verify(certificate, trust=trust).signature == "none"


def test_an_encrypted_file(certificate, trust):
    encrypted = io.BytesIO()
    with pikepdf.open(io.BytesIO(certificate)) as opened:
        opened.save(encrypted, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert verify(encrypted.getvalue(), trust=trust).signature == "encrypted"


@pytest.mark.parametrize("attached", [b'{"schema":"certificate.v1"}', b"{", b"[]", b'{"a":1,"a":2}'])
def test_a_signed_pdf_with_other_content_is_not_a_letter(trust, attached):
    plain = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.attachments["decision.json"] = attached
        made.save(plain)
    verdict = verify(signing.sign(plain.getvalue(), key="mhlw", reason="x"), trust=trust)
    assert (verdict.signature, verdict.trust, verdict.genuine) == ("valid", "trusted", False)


def status_list(genuine, *, key="audit", **changes) -> dict:
    entry = {
        "document_id": genuine.embedded["document_id"],
        "number": genuine.embedded["number"],
        "sha256": genuine.sha256,
        "status": "valid",
        "since": "2026-11-21",
    } | changes
    listed = {
        "schema": "status_list.v1",
        "specimen": True,
        "issued_at": "2026-11-22T00:00:00Z",
        "entries": [entry],
    }
    return {"list": listed, "signature": signing.sign_bytes(canonical.dumps(listed), key)}


def test_the_status_without_a_list_is_unknown(genuine):
    assert genuine.status == "unknown"


@pytest.mark.parametrize("status", ["valid", "superseded", "cancelled"])
def test_the_status_comes_from_a_signed_list(signed, trust, genuine, status):
    verdict = verify(signed, trust=trust, status=status_list(genuine, status=status))
    assert (verdict.genuine, verdict.status) == (True, status)
    assert (verdict.status_since, verdict.status_listed_at) == ("2026-11-21", "2026-11-22T00:00:00Z")


def test_a_changed_list_says_nothing(signed, trust, genuine):
    listed = status_list(genuine, status="cancelled")
    listed["list"]["entries"][0]["status"] = "valid"
    assert verify(signed, trust=trust, status=listed).status == "unknown"


def test_a_list_about_another_file_says_nothing(signed, trust, genuine):
    verdict = verify(signed, trust=trust, status=status_list(genuine, sha256="0" * 64))
    assert (verdict.status, verdict.status_listed_at) == ("unknown", "2026-11-22T00:00:00Z")


@pytest.mark.parametrize("listed", [{}, {"list": [], "signature": ""}, {"list": None}, []])
def test_a_list_that_is_no_list_says_nothing(signed, trust, listed):
    assert verify(signed, trust=trust, status=listed).status == "unknown"


def test_an_untrusted_list_says_nothing(signed, genuine):
    assert verify(signed, status=status_list(genuine)).status == "unknown"
