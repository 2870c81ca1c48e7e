"""The finisher reaches into WeasyPrint; it must be read again when that changes."""

import io

import pikepdf
import weasyprint

from decisions.pdf import finisher


def test_the_version_it_was_written_for():
    assert weasyprint.__version__ == finisher.VERSION


def test_both_claims_stand_in_one_metadata_packet(certificate):
    with pikepdf.open(io.BytesIO(certificate)) as opened:
        packet = opened.Root.Metadata.read_bytes()
    assert packet.count(b"</rdf:RDF>") == 1
    assert b"<pdfuaid:part>1<" in packet
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in packet
