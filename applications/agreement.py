"""What a company agrees to in a joint application, and what of it has changed since (docs/adr/0036).

The joint parts as they are typed and the joint files: the word of a company is about these, hash by hash.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common import canonical

from .models import Attachment, Plan, PlanParty
from .parts.reading import PlanReader
from .parts.spec import SPECS
from .selectors import read_plan

FILES = "attachments"


@dataclass(frozen=True)
class JointText:
    """A hash per joint part that says something, and one of the joint files."""

    parts: Mapping[str, str]

    @property
    def digest(self) -> str:
        return _hash(dict(self.parts))

    def is_agreed_by(self, party: PlanParty) -> bool:
        return party.agreed_at is not None and party.agreed_digest == self.digest

    def changed_for(self, party: PlanParty) -> list[str]:
        """The titles of what differs from what this company agreed to, in the order of the form."""
        agreed = party.agreed_parts or {}
        keys = [*SPECS, FILES]
        return [_title(key) for key in keys if self.parts.get(key) != agreed.get(key)]


def joint_text(reader: PlanReader, attachments: Iterable[Attachment]) -> JointText:
    typed = {part.key: _hash(part.data) for part in reader.parts if part.party_id is None and part.data}
    files = sorted(
        [each.document, each.file.sha256, each.name]
        for each in attachments
        if each.party_id is None and not each.confidential
    )
    return JointText(typed | ({FILES: _hash(files)} if files else {}))


def joint_text_of(plan: Plan) -> JointText:
    return joint_text(read_plan(plan), plan.attachments.select_related("file"))


def not_agreed(parties: Iterable[PlanParty], text: JointText) -> list[PlanParty]:
    """Those whose word is not about what stands now. Who applies alone agrees with nobody, and only once."""
    found = list(parties)
    if len(found) == 1:
        return [party for party in found if not party.agreed_at]
    return [party for party in found if not text.is_agreed_by(party)]


def named(party: PlanParty, text: JointText) -> str:
    """The company, and what changed since it agreed, if it did."""
    changed = text.changed_for(party) if party.agreed_at else []
    if not changed:
        return str(party)
    words = {"party": party, "parts": "、".join(changed)}
    return _("%(party)s（同意の後に変わった箇所：%(parts)s）") % words


def _hash(value: object) -> str:
    return canonical.sha256_hex(canonical.dumps(value))


def _title(key: str) -> str:
    return str(SPECS[key].title) if key in SPECS else _("添付書類")
