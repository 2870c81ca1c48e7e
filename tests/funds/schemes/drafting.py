"""Drafts for tests, made through the services."""

from copy import deepcopy
from typing import Any

from funds.models import Scheme, SchemeDraft
from funds.schemes.services import propose_scheme_draft, save_scheme_draft, start_scheme_draft
from funds.services import load_document
from tests.cast import actor
from tests.worlds import kept

WRITER, SECOND = "administrator", "administrator2"
GENERICS = load_document("generic-base")
BIOSIMILAR = load_document("biosimilar-facility")


def changed(document: dict[str, Any], change) -> dict[str, Any]:
    found = deepcopy(document)
    change(found)
    return found


@kept
def started(code: str = "generic-base", who: str = WRITER) -> SchemeDraft:
    return start_scheme_draft(actor=actor(who), base=Scheme.objects.get(pk=code).versions.latest("number"))


def saved(draft: SchemeDraft, who: str = WRITER, **changes: Any) -> SchemeDraft:
    return save_scheme_draft(draft=draft, revision=draft.revision, changes=changes, actor=actor(who))


@kept
def proposed(who: str = WRITER, **changes: Any) -> SchemeDraft:
    draft = saved(started(who=who), who, **(changes or {"correction_days": 21}))
    return propose_scheme_draft(draft=draft, actor=actor(who))


def new_document(code: str = "drug-stock") -> dict[str, Any]:
    return deepcopy(BIOSIMILAR) | {"code": code, "prefix": "DS", "name": "見本原薬備蓄支援事業"}


def new_fund_scheme() -> dict[str, Any]:
    """A second scheme of 認定 under the generics fund."""
    return deepcopy(GENERICS) | {"code": "generic-second", "prefix": "GS", "name": "見本の第二の制度"}
