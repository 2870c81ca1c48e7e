"""A draft that begins with its name."""

from django.db import transaction

from accounts.models import Membership, Organisation
from funds.models import Call, Scheme

from ..models import Plan
from .saving import save_part
from .starting import start_plan


@transaction.atomic
def start_named_plan(
    *, scheme: Scheme, lead: Organisation, title: str, membership: Membership, call: Call | None = None
) -> Plan:
    """Told once is enough: the name given here is the measure's title until somebody changes it."""
    plan = start_plan(scheme=scheme, lead=lead, title=title, membership=membership, call=call)
    save_part(part=plan.parts.get(key="measure"), changes={"title": ("", title)}, membership=membership)
    return plan
