"""A plan from its start to its filing, and from desk to desk."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation
from applications.models import Plan
from applications.services import assigning, filing, moving, on_paper, opening, starting
from applications.services.naming import start_named_plan
from common import clock
from funds.calls.selectors import called_schemes, open_schemes
from funds.models import Scheme
from law.roles import APPLICANTS, Role

from ..problems import invalid
from .asked import Asked, letter_of, party_of, party_pk, post_of


def start_plan(asked: Asked) -> Plan:
    return _start(asked, asked.membership.organisation)


def start_paper_plan(asked: Asked) -> Plan:
    return _start(asked, asked.said["company"])


def _start(asked: Asked, lead: Organisation) -> Plan:
    call = asked.said["call"]
    scheme = call.scheme if call else _scheme(asked)
    if scheme.code != asked.said["scheme"]:
        raise invalid(call=_("この公募は、その制度の公募ではありません。"))
    return start_named_plan(
        scheme=scheme,
        call=call,
        lead=lead,
        title=asked.said["title"],
        membership=asked.membership,
    )


def _scheme(asked: Asked) -> Scheme:
    """One that takes in now; a desk may begin what came on paper while it did."""
    applies = asked.membership.role in APPLICANTS
    schemes = (open_schemes if applies else called_schemes)(clock.today())
    found = next((each for each in schemes if each.code == asked.said["scheme"]), None)
    if found is None:
        raise invalid(scheme=_("この制度はないか、いま申請を受け付けていません。"))
    return found


def move_to_call(asked: Asked) -> Plan:
    return moving.move_to_call(plan=asked.on, membership=asked.membership)


def invite_party(asked: Asked) -> Plan:
    starting.invite_party(plan=asked.on, organisation=asked.said["company"], membership=asked.membership)
    return asked.on


def remove_party(asked: Asked) -> Plan:
    leaving = party_of(asked.on, asked.said["company"], "company")
    starting.remove_party(plan=asked.on, party=leaving, membership=asked.membership)
    return asked.on


def agree_plan(asked: Asked) -> Plan:
    starting.agree_plan(plan=asked.on, membership=asked.membership)
    return asked.on


def see_changes(asked: Asked) -> Plan:
    starting.see_changes(plan=asked.on, membership=asked.membership)
    return asked.on


def discard_draft(asked: Asked) -> None:
    starting.discard_draft(plan=asked.on, membership=asked.membership)


def file_plan(asked: Asked) -> Any:
    return _file(asked, through_nibn=False)


def file_plan_through_nibn(asked: Asked) -> Any:
    return _file(asked, through_nibn=True)


def _file(asked: Asked, *, through_nibn: bool) -> Any:
    return filing.agree_and_file(
        plan=asked.on,
        membership=asked.membership,
        arrived_at=asked.arrived_at,
        through_nibn=through_nibn,
    )


def file_paper_plan(asked: Asked) -> Any:
    return filing.file_paper_plan(
        plan=asked.on, membership=asked.membership, stamped_at=asked.said["stamped_at"]
    )


def forward_plan(asked: Asked) -> Plan:
    return filing.forward_plan(plan=asked.on, membership=asked.membership, arrived_at=asked.arrived_at)


def withdraw_plan(asked: Asked) -> Plan:
    filing.withdraw_plan(plan=asked.on, membership=asked.membership)
    return asked.on


def take_up_plan(asked: Asked) -> Plan:
    return filing.take_up_plan(plan=asked.on, membership=asked.membership)


def open_amendment(asked: Asked) -> Plan:
    parts = [(each["key"], party_pk(asked.on, each, asked.membership)) for each in asked.said["parts"]]
    opening.open_amendment(plan=asked.on, parts=parts, membership=asked.membership)
    return asked.on


def file_amendment(asked: Asked) -> Any:
    return opening.file_amendment(plan=asked.on, membership=asked.membership, arrived_at=asked.arrived_at)


def open_paper_amendment(asked: Asked) -> Plan:
    parts = [(each["key"], party_pk(asked.on, each)) for each in asked.said["parts"]]
    on_paper.open_paper_amendment(plan=asked.on, parts=parts, membership=asked.membership)
    return asked.on


def file_paper_amendment(asked: Asked) -> Any:
    return on_paper.file_paper_amendment(plan=asked.on, paper=letter_of(asked), membership=asked.membership)


def file_paper_withdrawal(asked: Asked) -> Plan:
    companies = [party_of(asked.on, each, "companies") for each in asked.said["companies"]]
    on_paper.file_paper_withdrawal(
        plan=asked.on, parties=companies, paper=letter_of(asked), membership=asked.membership
    )
    return asked.on


def assign_officer(asked: Asked) -> Plan:
    officer = post_of(asked.said["officer"], Role.OFFICER, "officer")
    return assigning.assign_officer(plan=asked.on, officer=officer, membership=asked.membership)
