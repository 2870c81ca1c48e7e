"""The floor of the bench: what a signed letter costs when nothing but the letter is made.

The same HTML string, the same warmed engine and options, the same signer and one validation; no database.
"""

from dataclasses import dataclass

from decisions import signing

from .engine import engine


@dataclass(frozen=True)
class Prepared:
    html: str
    content: dict
    key: str
    reason: str


def prepare(content: dict, *, key: str, reason: str) -> Prepared:
    return Prepared(engine().write_html(content), content, key, reason)


def run(prepared: Prepared) -> bytes:
    printed = engine().print(prepared.html, prepared.content)
    signed = signing.sign(printed, key=prepared.key, reason=prepared.reason)
    signing.check_own(signed, key=prepared.key)
    return signed
