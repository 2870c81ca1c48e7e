"""One request to act, and the things its body names by public ids."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, User
from applications.models import Plan, PlanParty
from applications.services.on_paper import Paper
from common import clock
from common.actor import Actor
from law.acts import Reason, Refused
from law.roles import Role

from ..problems import invalid


@dataclass(frozen=True)
class Asked:
    """One request to act: who, on what, saying what, arrived when."""

    membership: Membership
    actor: Actor
    on: Any
    said: dict[str, Any]
    arrived_at: datetime

    def take(self, *names: str) -> dict[str, Any]:
        return {name: self.said[name] for name in names}


def letter_of(asked: Asked) -> Paper:
    """The letter that an act takes in: its scan is stored already, its stamp is what the body says."""
    scan = asked.said["scan"]
    return Paper(scan, _("書面.%(kind)s") % {"kind": scan.kind}, asked.said["stamped_at"])


def party_of(plan: Plan, organisation: Organisation | None, field: str) -> PlanParty | None:
    if organisation is None:
        return None
    found = plan.parties.filter(organisation=organisation).select_related("organisation").first()
    if found is None:
        raise invalid(**{field: _("この会社は、この申請に加わっていません。")})
    return found


def party_pk(plan: Plan, part: dict[str, Any], membership: Membership | None = None) -> int | None:
    """The party's own key inside; an applicant names no other company's part."""
    party = party_of(plan, part["party"], "party")
    if party and membership and party.organisation_id != membership.organisation_id:
        text = _("ほかの会社の項目は、その会社だけが開けます。")
        raise Refused(Reason("not_your_party", text))
    return party.pk if party else None


def post_of(person: User, role: Role, field: str) -> Membership:
    posts = person.memberships.in_force_on(clock.today()).filter(role=role)
    found = posts.select_related("user", "organisation").order_by("pk").first()
    if found is None:
        raise invalid(**{field: _("この人は、今日その役割に就いていません。")})
    return found
