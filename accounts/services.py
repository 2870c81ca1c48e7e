"""What may be done to people, organisations and posts. One function per act, audited, in one transaction."""

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from common import audit, jobs
from common.actor import Actor
from common.clock import now, today
from law.roles import ROLES, Role

from .authority import refuse, require
from .models import Membership, Organisation, User

Kind = Organisation.Kind
KIND_OF_ROLE = {
    Role.REPRESENTATIVE: {Kind.COMPANY},
    Role.MEMBER: {Kind.COMPANY},
    Role.OFFICER: {Kind.MINISTRY},
    Role.DECIDER: {Kind.MINISTRY},
    Role.CLERK: {Kind.CONTRACTOR},
    Role.NIBN_OFFICER: {Kind.NIBN},
    Role.NIBN_DECIDER: {Kind.NIBN},
    Role.NIBN_ACCOUNTANT: {Kind.NIBN},
    Role.REVIEWER: {Kind.REVIEWER},
    Role.CONSULTEE: {Kind.CONSULTEE},
    Role.AUDITOR: {Kind.MINISTRY, Kind.NIBN},
    Role.ADMINISTRATOR: {Kind.MINISTRY, Kind.NIBN, Kind.CONTRACTOR},
}
# Who else may register one: the desks, for a company whose application comes on paper.
MAY_REGISTER = {Kind.COMPANY: (Role.OFFICER, Role.CLERK, Role.NIBN_OFFICER)}
PROFILE = ("name", "name_kana", "address", "representative_title", "representative_name")


@transaction.atomic
def register_organisation(*, actor: Actor, kind: str, **fields) -> Organisation:
    require(actor, Role.ADMINISTRATOR, *MAY_REGISTER.get(kind, ()))
    organisation = Organisation(kind=kind, **fields)
    organisation.full_clean()
    organisation.save()
    audit.record(act="register_organisation", subject=organisation, actor=actor, facts={})
    return organisation


@transaction.atomic
def change_profile(*, organisation: Organisation, changes: dict[str, str], actor: Actor) -> list[str]:
    """The company keeps its own particulars; its 法人番号 and its kind are not its to change."""
    require(actor, Role.REPRESENTATIVE, Role.ADMINISTRATOR)
    if actor.role == Role.REPRESENTATIVE and not _speaks_for(actor, organisation):
        refuse("stranger", _("自社の情報だけを変更できます。"))
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = [field for field in PROFILE if field in changes and changes[field] != getattr(row, field)]
    for field in changed:
        setattr(row, field, changes[field])
    row.full_clean()
    row.save(update_fields=changed)
    if changed:
        audit.record(act="change_profile", subject=row, actor=actor, facts={"fields": changed})
    return changed


@transaction.atomic
def add_person(*, email: str, name: str, name_kana: str = "", actor: Actor, **flags) -> User:
    """A person can't sign in until they set a password by the link in the invitation."""
    require(actor, Role.ADMINISTRATOR)
    user = User(email=email.strip().lower(), name=name, name_kana=name_kana, **flags)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    audit.record(act="add_person", subject=user, actor=actor, facts={})
    return user


@transaction.atomic
def invite(*, user: User, actor: Actor) -> None:
    require(actor, Role.ADMINISTRATOR)
    if not user.is_active:
        refuse("inactive", _("利用を終了した方には案内を送れません。"))
    # One mail per press of the button; the same request sent twice is one press.
    key = f"invitation:{user.public_id}:{now():%Y%m%d%H%M}"
    jobs.enqueue(kind="invitation", key=key, payload={"user": user.pk})
    audit.record(act="invite", subject=user, actor=actor, facts={})


@transaction.atomic
def give_membership(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    valid_from: date | None = None,
    valid_until: date | None = None,
    actor: Actor,
) -> Membership:
    require(actor, Role.ADMINISTRATOR)
    User.objects.select_for_update().get(pk=user.pk)
    _check_post(user, organisation, Role(role))
    membership = Membership(
        user=user,
        organisation=organisation,
        role=role,
        valid_from=valid_from or today(),
        valid_until=valid_until,
    )
    membership.full_clean(exclude=["side"])
    membership.save()
    facts = {"user": user.pk, "organisation": organisation.pk, "role": role}
    audit.record(act="give_membership", subject=membership, actor=actor, facts=facts)
    return membership


def _check_post(user: User, organisation: Organisation, role: Role) -> None:
    label = ROLES[role].label
    if not user.is_active:
        refuse("inactive", _("利用を終了した方に所属を与えることはできません。"))
    if organisation.kind not in KIND_OF_ROLE[role]:
        refuse("kind", _("「%(role)s」は、この機関の区分では選べません。") % {"role": label})
    other_side = user.memberships.exclude(side=ROLES[role].side)
    if other_side.exists():
        refuse(
            "side",
            _(
                "申請者の側と審査する側の両方に立つことはできません（過去の所属を含みます）。"
                "別の方を登録してください。"
            ),
        )
    if user.memberships.filter(organisation=organisation, role=role, valid_until=None).exists():
        refuse("twice", _("この方は、すでに同じ機関で「%(role)s」です。") % {"role": label})


@transaction.atomic
def end_membership(*, membership: Membership, last_day: date, actor: Actor) -> Membership:
    """`last_day` is still in force, as 「○日まで」 says."""
    require(actor, Role.ADMINISTRATOR)
    row = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if row.valid_until is not None and row.valid_until <= last_day:
        refuse("ended", _("この所属は、すでにその日までに終了しています。"))
    if last_day < row.valid_from:
        refuse("period", _("終了日は、開始日以後の日にしてください。"))
    row.valid_until = last_day
    row.save(update_fields=["valid_until"])
    facts = {"last_day": last_day.isoformat()}
    audit.record(act="end_membership", subject=row, actor=actor, facts=facts)
    return row


@transaction.atomic
def anonymise_user(*, user: User, actor: Actor) -> User:
    """The row stays, since acts point to it; the name, the mailbox and the keys go."""
    require(actor, Role.ADMINISTRATOR)
    row = User.objects.select_for_update().get(pk=user.pk)
    if not row.is_active:
        refuse("inactive", _("この方は、すでに利用を終了しています。"))
    if row.pk == actor.user_id:
        refuse(
            "self", _("自分自身の利用を終了することはできません。ほかのシステム管理者に依頼してください。")
        )
    _end_everything(row)
    row.email = f"{row.public_id}@anonymised.invalid"
    row.name, row.name_kana = _("（利用を終了した方）"), ""
    row.is_active = False
    row.set_unusable_password()
    row.save()
    audit.record(act="anonymise_user", subject=row, actor=actor, facts={})
    return row


def _end_everything(user: User) -> None:
    yet_to_begin_or_open = user.memberships.filter(valid_until=None)
    for membership in yet_to_begin_or_open:
        membership.valid_until = max(today(), membership.valid_from)
        membership.save(update_fields=["valid_until"])
    Authenticator.objects.filter(user=user).delete()
    sessions = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=list(sessions.values_list("session_key", flat=True))).delete()
    sessions.delete()


def _speaks_for(actor: Actor, organisation: Organisation) -> bool:
    return Membership.objects.filter(pk=actor.membership_id, organisation=organisation).exists()
