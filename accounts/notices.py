"""Telling people: a notice in the portal and a mail that says only that there is one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from common import jobs
from common.clock import now, today
from common.paging import Order
from law.acts import Act

from . import access
from .models import Case, Membership, Notice, Organisation, User

MANY = 100
NEWEST = Order("created_at", falling=True)


@transaction.atomic
def notify(*, act: Act, case: Case | None, to: Iterable[User], context: dict | None = None) -> list[Notice]:
    """Call it inside the act's transaction.

    `context["text"]` and `context["link"]` are for the portal alone. The title also goes into the
    mail, so templates/emails/<act>.subject.txt must name nothing confidential.
    """
    context = context or {}
    words = {
        "act": act.name,
        "title": _title(act, context),
        "text": context.get("text", ""),
        "link": context.get("link", ""),
    }
    return [_tell(person, case, words) for person in dict.fromkeys(to)]


def _tell(person: User, case: Case | None, words: dict[str, str]) -> Notice:
    notice = Notice.objects.create(recipient=person, case=case, **words)
    jobs.enqueue(
        kind="mail", key=f"mail:{notice.public_id}", payload={"notice": notice.pk}, case_id=notice.case_id
    )
    return notice


def _title(act: Act, context: dict) -> str:
    try:
        return render_to_string(f"emails/{act.name}.subject.txt", context).strip()
    except TemplateDoesNotExist:
        return _("「%(act)s」についてのお知らせがあります") % {"act": act.label}


def people_of(*organisations: Organisation) -> QuerySet[User]:
    posts = Membership.objects.in_force_on(today()).filter(organisation__in=organisations)
    return User.objects.filter(is_active=True, pk__in=posts.values("user")).order_by("pk")


def people_holding(role: str, *, at: Organisation | None = None) -> QuerySet[User]:
    """Everyone on a post of this role today, at one organisation or anywhere."""
    posts = Membership.objects.in_force_on(today()).filter(role=role)
    if at is not None:
        posts = posts.filter(organisation=at)
    return User.objects.filter(is_active=True, pk__in=posts.values("user")).order_by("pk")


def people_with_access(case: Case, *capacities: str) -> QuerySet[User]:
    rows = access.holders(case, *capacities)
    posts = Membership.objects.in_force_on(today()).filter(organisation__in=rows.values("organisation"))
    reached = Q(pk__in=posts.values("user")) | Q(pk__in=rows.values("user"))
    return User.objects.filter(reached, is_active=True).order_by("pk")


def notices_of(user: User) -> QuerySet[Notice]:
    return user.notices.order_by(*NEWEST.columns())


def unread_after_opening(user: User, case: object, path: str) -> int:
    """What is still new once the page at `path`, of this case if it is of one, stands open: whoever has the
    case before their eyes has what they were told of it. Asked as cheaply as a count where nothing is new."""
    unread = user.notices.filter(read_at=None)
    found = unread.values_list("pk", "case", "link")[:MANY]
    of_case = None if case is None else str(case)
    here = [pk for pk, told, link in found if str(told) == of_case or link.partition("?")[0] == path]
    if here:
        unread.filter(pk__in=here).update(read_at=now())
    return len(found) - len(here)


def mark_read(notice: Notice) -> None:
    """The first opening counts; a later one doesn't move it."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now())


def read_until(user: User, case: object, at: datetime) -> None:
    """What this person had been told of the case when they acted on it."""
    user.notices.filter(case=case, created_at__lte=at, read_at=None).update(read_at=at)
