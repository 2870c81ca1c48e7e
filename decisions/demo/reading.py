"""Who of the demo has read what: as people who open a case before they act on it, and then read the rest."""

from datetime import date, datetime, time, timedelta

from django.db.models import Max

from accounts.models import Notice, User
from accounts.notices import mark_read, read_until
from common import clock
from common.models import AuditEvent

MORNING = time(9, 30)
NEW_DAYS = 3  # what came since is still to be read, unless its reader has acted on the case


def read_notices(today: date) -> None:
    people = {person.pk: person for person in User.objects.filter(is_demo=True)}
    acts = AuditEvent.objects.filter(actor_id__in=people, case_id__isnull=False)
    for who, case, last in acts.values_list("actor_id", "case_id").annotate(last=Max("at")):
        read_until(people[who], case, last)
    for notice in Notice.objects.filter(read_at=None).order_by("created_at"):
        morning = clock.local(notice.created_at).date() + timedelta(days=1)
        if morning <= today - timedelta(days=NEW_DAYS):
            with clock.at(datetime.combine(morning, MORNING, tzinfo=clock.TOKYO)):
                mark_read(notice)
