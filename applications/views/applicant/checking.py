"""What stops a filing, what is only warned of, as one company may read it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ...agreement import joint_text, not_agreed
from ...models import Plan, PlanParty
from ...parts.spec import SPECS
from ...readiness import check_filing
from ...sight import PlanView


@dataclass(frozen=True)
class Stop:
    text: str
    url: str = ""


@dataclass(frozen=True)
class Check:
    stops: list[Stop]
    warnings: list[str]


def check_of(view: PlanView) -> Check:
    found = check_filing(view.reader, list(view.plan.attachments.select_related("file")))
    own = view.own_party
    return Check(
        stops=[*_unreadable(view), *_not_agreed(view)],
        warnings=found.warnings_for(own.pk if own else None),
    )


def _unreadable(view: PlanView) -> list[Stop]:
    return [
        _stop(view, part.key, part.party_id, len(checked.errors))
        for part, _spec, checked in view.reader.all()
        if checked.errors
    ]


def _stop(view: PlanView, key: str, party_id: int | None, count: int) -> Stop:
    words = {"part": str(SPECS[key].title), "count": count}
    own = view.own_party
    if party_id is None or (own and party_id == own.pk):
        text = _("「%(part)s」に読み取れない項目が%(count)s件あります。") % words
        return Stop(text, reverse("plan_part", args=[view.plan.pk, key]))
    words["party"] = str(view.reader.party(party_id))
    text = _("%(party)sの「%(part)s」に読み取れない項目があります。同社に直すよう依頼してください。")
    return Stop(text % words)


def _not_agreed(view: PlanView) -> list[Stop]:
    """Who files agrees by filing; the partners must have said so before, of what is filed now."""
    if view.plan.channel == Plan.Channel.PAPER or not (view.opened is None or view.opened):
        return []
    text = joint_text(view.reader, view.attachments)
    url = reverse("plan_parties", args=[view.plan.pk])
    return [
        Stop(_asking(party, text.changed_for(party)), url)
        for party in not_agreed(view.parties, text)
        if party != view.own_party
    ]


def _asking(party: PlanParty, changed: list[str]) -> str:
    if not party.agreed_at:
        return _("%(party)sの同意がまだです。同社の申請代表者に依頼してください。") % {"party": party}
    text = _(
        "%(party)sが同意した後に、共同の記載が変わりました（%(parts)s）。"
        "同社の申請代表者に、もう一度同意するよう依頼してください。"
    )
    return text % {"party": party, "parts": "、".join(changed)}
