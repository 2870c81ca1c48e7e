"""Starting a draft, and who stands in it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import access
from accounts.models import Membership, Organisation
from accounts.notices import notify, people_of
from common import audit, clock
from common.actor import Actor, actor_of
from common.transitions import begin, perform
from funds.calls.selectors import call_at
from funds.models import Call, Scheme
from funds.selectors import version_in_force
from law.acts import Act, Reason, Refused
from law.calls import Phase
from law.roles import APPLICANTS, Role, Side
from law.states import CallState, PlanState

from ..agreement import joint_text_of
from ..models import Plan, PlanPart, PlanParty
from ..parts.spec import FORM_VERSION, PARTS
from ..selectors import lifecycle_of, search_text

MOST_PARTIES = 20


@transaction.atomic
def start_plan(
    *, scheme: Scheme, lead: Organisation, title: str, membership: Membership, call: Call | None = None
) -> Plan:
    """Start a draft led by `lead`, under `call` or the scheme's latest that takes in now.

    An office's membership starts a paper plan for the company; its stamp may lie in a call that is over.
    """
    on_paper = Role(membership.role) not in APPLICANTS
    now = clock.now()
    call = call or call_at(scheme, now)
    if not on_paper:
        _refuse_outside(call, now)
    plan = Plan(
        case=access.open_case(kind="plan"),
        scheme=scheme,
        call=call,
        lead=lead,
        title=title,
        channel=Plan.Channel.PAPER if on_paper else Plan.Channel.PORTAL,
        started_at=now,
        updated_at=now,
        started_by=membership,
        desk=membership.organisation if on_paper else None,
        search=search_text(title, lead.name),
    )
    act = "start_paper_plan" if on_paper else "start_plan"
    begin(lifecycle=lifecycle_of(plan), act=act, subject=plan, actor=actor_of(membership), facts={})
    if on_paper:
        _let_the_desk_in(plan, membership)
    PlanPart.objects.bulk_create(
        PlanPart(plan=plan, key=spec.key, form_version=FORM_VERSION) for spec in PARTS if not spec.per_party
    )
    _add_party(plan, lead, is_lead=True, order=0, actor=actor_of(membership))
    return plan


def _refuse_outside(call: Call | None, now: datetime) -> None:
    if call is None or call.state != CallState.PUBLISHED or call.phase(now) is not Phase.OPEN:
        text = _("いまは受付期間の外です。受付中の公募を一覧から選んでください。")
        raise Refused(Reason("intake_closed", text))


def _let_the_desk_in(plan: Plan, membership: Membership) -> None:
    """A paper plan has arrived already, so its draft is the office's to see and to type."""
    access.open_to_office(plan.case, clock.now())


def _add_party(
    plan: Plan, organisation: Organisation, *, is_lead: bool, order: int, actor: Actor
) -> PlanParty:
    party = PlanParty.objects.create(
        plan=plan,
        organisation=organisation,
        is_lead=is_lead,
        order=order,
        seen_version=version_in_force(plan.scheme, clock.today()),
        seen_call=plan.call,
    )
    capacity = access.Capacity.LEAD if is_lead else access.Capacity.PARTY
    access.grant(case=plan.case, capacity=capacity, organisation=organisation, actor=actor)
    PlanPart.objects.bulk_create(
        PlanPart(
            plan=plan,
            key=spec.key,
            party=party,
            confidential=spec.confidential,
            form_version=FORM_VERSION,
            data=_known_about(organisation) if spec.key == "applicant" else {},
        )
        for spec in PARTS
        if spec.per_party
    )
    return party


def _known_about(organisation: Organisation) -> dict[str, str]:
    """Told once is enough: a company's name, address and head come from its profile."""
    return {
        "name": organisation.name,
        "address": organisation.address,
        "representative_title": organisation.representative_title,
        "representative_name": organisation.representative_name,
    }


@transaction.atomic
def invite_party(*, plan: Plan, organisation: Organisation, membership: Membership) -> PlanParty:
    """Let another company apply together (附則18条2項・24条2項). Its people see the draft from now on."""
    actor = actor_of(membership)
    row = perform(lifecycle=lifecycle_of(plan), act="invite_party", subject=plan, actor=actor, facts={})
    parties = list(plan.parties.all())
    _refuse_second_time(parties, organisation)
    party = _add_party(plan, organisation, is_lead=False, order=len(parties), actor=actor)
    _index(plan)
    if plan.channel == Plan.Channel.PORTAL:
        _tell_invited(plan, organisation, row)
    return party


def _tell_invited(plan: Plan, organisation: Organisation, row: Act) -> None:
    """They type their own figures and agree, so they hear of it; a paper plan is typed by the desk."""
    text = _("%(lead)sが、「%(title)s」に共同申請者として加えました。") % {
        "lead": plan.lead,
        "title": plan.title,
    }
    link = reverse("plan", args=[plan.pk])
    notify(act=row, case=plan.case, to=people_of(organisation), context={"text": text, "link": link})


def _refuse_second_time(parties: list[PlanParty], organisation: Organisation) -> None:
    if any(party.organisation_id == organisation.pk for party in parties):
        text = _("%(name)sは、すでにこの申請に加わっています。") % {"name": organisation.name}
        raise Refused(Reason("party_twice", text))
    if len(parties) >= MOST_PARTIES:
        text = _("共同申請者は%(most)s社までです。") % {"most": MOST_PARTIES}
        raise Refused(Reason("too_many_parties", text))


@transaction.atomic
def remove_party(*, plan: Plan, party: PlanParty, membership: Membership) -> None:
    """Take a company out of a draft; what it typed there is deleted, as nothing of it has arrived."""
    actor = actor_of(membership)
    perform(lifecycle=lifecycle_of(plan), act="remove_party", subject=plan, actor=actor, facts={})
    _refuse_removal(plan, party, membership)
    capacity = access.Capacity.PARTY
    access.end(case=plan.case, capacity=capacity, organisation=party.organisation, actor=actor)
    _delete_parts(party.parts.all())
    party.attachments.all().delete()
    party.delete()
    _index(plan)


def _refuse_removal(plan: Plan, party: PlanParty, membership: Membership) -> None:
    """A partner may leave, and the lead may part from a partner; partners don't put each other out."""
    if party.is_lead:
        raise Refused(Reason("lead_stays", _("代表して申請する会社は外せません。")))
    may = {plan.lead_id, party.organisation_id}
    if membership.side == Side.APPLICANT and membership.organisation_id not in may:
        text = _("外すことができるのは、代表して申請する会社と、その会社自身です。")
        raise Refused(Reason("not_your_party", text))


def _delete_parts(parts) -> None:
    for part in parts:
        part.changes.all().delete()
    parts.delete()


@transaction.atomic
def agree_plan(*, plan: Plan, membership: Membership) -> PlanParty:
    """A company agrees to the joint application as it stands now; anew when that changes once filed."""
    actor = actor_of(membership)
    perform(
        lifecycle=lifecycle_of(plan),
        act="agree_plan",
        subject=plan,
        actor=actor,
        facts=lambda: {"parts_open": plan.openings.filter(closed_at=None).exists()},
    )
    party = plan.parties.select_for_update().get(organisation=membership.organisation_id)
    text = joint_text_of(plan)
    party.agreed_at, party.agreed_by = clock.now(), membership
    party.agreed_digest, party.agreed_parts = text.digest, dict(text.parts)
    party.save(update_fields=["agreed_at", "agreed_by", "agreed_digest", "agreed_parts"])
    return party


@transaction.atomic
def see_changes(*, plan: Plan, membership: Membership) -> None:
    """A company has read what moved in the scheme or its call; what moves after that is told anew."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=plan.pk)
    if plan.state != PlanState.DRAFT:
        raise Refused(Reason("not_a_draft", _("提出した申請は、提出したときの定めによります。")))
    version = version_in_force(plan.scheme, clock.today())
    plan.parties.filter(organisation=membership.organisation_id).update(
        seen_version=version, seen_call=plan.call_id
    )
    facts = {"scheme_version": version.number, "call": plan.call_id}
    audit.record(act="see_changes", subject=plan, actor=actor_of(membership), facts=facts)


@transaction.atomic
def discard_draft(*, plan: Plan, membership: Membership) -> None:
    """Really delete a draft that was never filed. An audit line remains."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.state != PlanState.DRAFT:
        raise Refused(Reason("not_a_draft", _("提出した申請は削除できません。取下げをしてください。")))
    if membership.side == Side.APPLICANT and membership.organisation_id != plan.lead_id:
        text = _("下書きを削除できるのは、代表して申請する会社です。加わらない場合は外れてください。")
        raise Refused(Reason("not_the_lead", text))
    audit.record(act="discard_draft", subject=plan, actor=actor_of(membership), facts={})
    _delete_parts(plan.parts.all())
    plan.attachments.all().delete()
    plan.parties.all().delete()
    plan.delete()


def _index(plan: Plan) -> None:
    names = [party.organisation.name for party in plan.parties.select_related("organisation")]
    plan.search = search_text(plan.title, *names)
    plan.save(update_fields=["search"])
