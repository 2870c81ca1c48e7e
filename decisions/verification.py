"""Is this PDF a letter of the office, unchanged, and does it stand?

No database, no network: a stranger runs this on a machine of their own, years from now. Whatever bytes
come in, a verdict comes out.
"""

import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC

from pyhanko.pdf_utils.reader import PdfFileReader

from common import canonical
from common.schemas import ContentInvalid, check_content
from decisions.signing.checking import Signed, check_pdf, parse_certificate
from decisions.signing.detached import verify_bytes
from law.text import ja

ATTACHMENT = "decision.json"
LARGEST_ATTACHMENT = 16 * 1024 * 1024

PROBLEMS = {
    "none": ja("電子署名がありません。"),
    "unreadable": ja("PDFとして読み取れないため、確認できません。"),
    "encrypted": ja("暗号化されているため、確認できません。"),
    "changed": ja("署名されたあとに内容が変更されています。"),
    "invalid": ja("電子署名が正しくありません。"),
    "untrusted": ja("署名した者の証明書を、指定された認証局の証明書で確かめられません。"),
}
NO_TRUST = ja(
    "署名されたあとに変更されていませんが、信頼する認証局の証明書が指定されていないため、だれが署名したかを確かめていません。"
    "真正かどうかは判定していません。"
)
NO_CONTENT = ja("文書に埋め込まれた内容が、この文書の様式に合いません。")
SPECIMEN = ja("これは見本です。効力はありません。")
GENUINE = ja("この文書は真正です。署名されたあとに変更されていません。")
STATUSES = {
    "valid": ja("状態の一覧によれば、有効です。"),
    "superseded": ja("状態の一覧によれば、新しい文書に置き換えられています。"),
    "cancelled": ja("状態の一覧によれば、取り消されています。"),
    "void": ja("状態の一覧によれば、施行されていません。"),
    "unknown": ja("現在の効力は、この確認では分かりません。確認のページで確かめてください。"),
}


@dataclass(frozen=True)
class Verdict:
    """What a stranger may rely on. `status` is whether the letter stands, apart from being genuine.

    `genuine` None: unchanged and of our form, but nobody said whom to trust, so who signed is not judged.
    """

    genuine: bool | None
    specimen: bool
    sha256: str
    signature: str  # valid | invalid | none | encrypted | unreadable
    integrity: str  # intact | changed | unknown
    trust: str  # trusted | untrusted | not_given
    signer: str
    signed_at: str | None
    embedded: dict | None
    status: str  # valid | superseded | cancelled | void | unknown
    status_since: str | None
    status_listed_at: str | None
    messages: list[str]

    def to_json(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Standing:
    """What the signed list says of one letter."""

    status: str = "unknown"
    since: str | None = None
    listed_at: str | None = None


def verify(pdf: bytes, *, trust: Iterable[bytes] = (), status: dict | None = None) -> Verdict:
    """`trust`: certificates as PEM or DER (ValueError when they aren't). `status`: a signed status list."""
    anchors = list(trust)
    for certificate in anchors:
        parse_certificate(certificate)
    signed = check_pdf(pdf, trust=anchors)
    embedded = read_embedded(pdf) if signed.sound else None
    digest = hashlib.sha256(pdf).hexdigest()
    standing = look_up(status, embedded, digest, anchors)
    return Verdict(
        genuine=_genuine(signed, embedded, anchors),
        specimen=embedded is not None and embedded["specimen"],
        sha256=digest,
        signature=_signature_word(signed),
        integrity=_integrity_word(signed),
        trust=_trust_word(signed, anchors),
        signer=signed.signer,
        signed_at=signed.signed_at.astimezone(UTC).isoformat() if signed.signed_at else None,
        embedded=embedded,
        status=standing.status,
        status_since=standing.since,
        status_listed_at=standing.listed_at,
        messages=list(_sentences(signed, embedded, standing, anchors)),
    )


def read_embedded(pdf: bytes) -> dict | None:
    """The content, when it is there once, in canonical form, and follows its schema."""
    try:
        content = _attachment(PdfFileReader(io.BytesIO(pdf), strict=False))
        document = json.loads(content)
        check_content(document)
        return document if canonical.dumps(document) == content else None
    except Exception:  # a stranger's bytes: whatever they break is the same answer
        return None


def _attachment(reader: PdfFileReader) -> bytes:
    names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    specifications = [names[index] for index in range(1, len(names), 2)]
    (stream,) = [found["/EF"]["/F"] for found in specifications if found["/UF"] == ATTACHMENT]
    return zlib.decompressobj().decompress(stream.encoded_data, LARGEST_ATTACHMENT)


def look_up(status: dict | None, embedded: dict | None, digest: str, trust: list[bytes]) -> Standing:
    """Only a list that the same trust vouches for, and only the entry of exactly this file."""
    if not (embedded and status and _list_is_good(status, trust)):
        return Standing()
    listed_at = status["list"]["issued_at"]
    for entry in status["list"]["entries"]:
        if (entry["document_id"], entry["sha256"]) == (embedded["document_id"], digest):
            return Standing(entry["status"], entry["since"], listed_at)
    return Standing(listed_at=listed_at)


def _list_is_good(status: dict, trust: list[bytes]) -> bool:
    try:
        check_content(status, "status_list.v1")
    except ContentInvalid:
        return False
    return verify_bytes(canonical.dumps(status["list"]), status["signature"], trust=trust).trusted


def _genuine(signed: Signed, embedded: dict | None, trust: list[bytes]) -> bool | None:
    if not signed.sound or embedded is None:
        return False
    return signed.trusted if trust else None


def _signature_word(signed: Signed) -> str:
    if signed.sound:
        return "valid"
    return "invalid" if signed.problem in ("changed", "invalid") else signed.problem


def _integrity_word(signed: Signed) -> str:
    if signed.sound:
        return "intact"
    return "changed" if signed.problem == "changed" else "unknown"


def _trust_word(signed: Signed, trust: list[bytes]) -> str:
    if not trust:
        return "not_given"
    return "trusted" if signed.trusted else "untrusted"


def _sentences(
    signed: Signed, embedded: dict | None, standing: Standing, trust: list[bytes]
) -> Iterator[str]:
    if embedded and embedded["specimen"]:
        yield SPECIMEN
    if signed.problem == "untrusted" and not trust:
        yield NO_TRUST
    elif signed.problem:
        yield PROBLEMS[signed.problem]
    if signed.sound and embedded is None:
        yield NO_CONTENT
    if signed.trusted and embedded:
        yield GENUINE
        yield STATUSES[standing.status]
