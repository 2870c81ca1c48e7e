"""Who is told of what happens to a call: the office at once; whoever has a draft open, by a Job.

Plans stand a layer above and may be many, so their people are told by the work that applications does.
"""

from django.urls import reverse

from accounts.models import User
from accounts.notices import notify, people_holding
from common import jobs
from common.actor import Actor
from law.acts import Act
from law.roles import MINISTRY

from ..models import Call, CallDocumentVersion, ClosingChange

NEWS = "call_news"


def tell_maker(call: Call, act: Act) -> None:
    """Whoever wrote the draft learns that it was published."""
    if call.made_by is not None:
        _tell(call, act, [call.made_by])


def tell_publishers(call: Call, act: Act, by: Actor) -> None:
    """Whoever may publish what another wrote: the draft waits for them."""
    _tell(call, act, _ministry(by), waits=True)


def tell_ministry(call: Call, act: Act, by: Actor) -> None:
    """Whoever could give the second word."""
    _tell(call, act, _ministry(by))


def _ministry(by: Actor) -> list[User]:
    people = {person.pk: person for role in MINISTRY for person in people_holding(role)}
    return [person for person in people.values() if person.pk != by.user_id]


def tell_proposer(closing: ClosingChange, act: Act) -> None:
    _tell(closing.call, act, [closing.proposed_by])


def _tell(call: Call, act: Act, people: list[User], *, waits: bool = False) -> None:
    context = {"call": call.name, "link": reverse("call", args=[call.pk]), "waits": waits}
    notify(act=act, case=None, to=people, context=context)


def tell_drafts(act: Act, about: ClosingChange | CallDocumentVersion) -> None:
    """Everyone with a draft under the call, by notice and mail; inside the act's transaction."""
    payload = {"act": act.name, "about": str(about.pk)}
    jobs.enqueue(kind=NEWS, key=f"{NEWS}:{about.pk}", payload=payload)
