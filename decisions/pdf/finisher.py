"""What WeasyPrint 70.0 leaves to do on the finished PDF objects, before they are written.

It uses pydyf's objects and `font.missing`, which are not public: tests/decisions/pdf/test_finisher.py names
the version.
"""

import pydyf

from law.text import ja

VERSION = "70.0"

# WeasyPrint claims one standard at a time. PDF/A-3a allows the claim of PDF/UA-1 beside its own when the
# metadata describe the foreign property, inside the one rdf:RDF.
UA_CLAIM = b"""
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


class MissingGlyphs(ValueError):
    """A letter would show boxes (tofu) in place of these characters."""

    def __init__(self, characters: list[str]):
        self.characters = characters
        codes = "、".join("+".join(f"U+{ord(point):04X}" for point in found) for found in characters)
        super().__init__(
            ja("印刷できない文字があります（{codes}）。別の文字に改めてください。").format(codes=codes)
        )


def finish(document, pdf) -> None:
    _refuse_tofu(document)
    _claim_ua(pdf)
    _list_attachments_once(pdf)


def _refuse_tofu(document) -> None:
    missing = {chr(code) for font in document.fonts.values() for code in font.missing}
    if missing:
        raise MissingGlyphs(sorted(missing))


def _claim_ua(pdf) -> None:
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    metadata.stream = [b"".join(metadata.stream).replace(b"</rdf:RDF>", UA_CLAIM, 1)]


def _list_attachments_once(pdf) -> None:
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
