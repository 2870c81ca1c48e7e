"""The public lists: what of an issued decision anyone may read, and no more."""

import json

from applications.selectors import search_text

from ..models import Decision, Document, PublicEntry
from ..outcomes import PUBLIC_KINDS

FIRST = "-1"  # the representative's letter, which names all parties


def enter_in_public_list(decision: Decision) -> None:
    """公表: part of the issue. A scheme whose document says `"public": false` is kept out."""
    if decision.terms.letter in PUBLIC_KINDS and tells_the_public(decision):
        letter = decision.documents.get(kind=decision.terms.letter, number=f"{decision.number}{FIRST}")
        _entry_of(letter, decision).save(force_insert=True)


def tells_the_public(decision: Decision) -> bool:
    """Unless its scheme says otherwise: a call may promise its applicants that nobody is named."""
    return bool(decision.version.scheme_version.document.get("public", True))


def _entry_of(letter: Document, decision: Decision) -> PublicEntry:
    """From what the letter says: names and the title, never an address, a person or a sum."""
    said = json.loads(letter.content)
    names, title = [party["name"] for party in said["parties"]], said["plan"]["title"]
    return PublicEntry(
        kind=letter.kind,
        decision=decision,
        letter=letter,
        scheme_id=decision.plan.scheme_id,
        number=letter.number,
        dated_on=letter.dated_on,
        parties=names,
        title=title,
        search=search_text(*names, title),
    )
