"""The steps of the form, each with its completeness, for the party who looks."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from law.states import PlanState

from ...agreement import joint_text, not_agreed
from ...models import PlanParty
from ...parts.spec import PartSpec
from ...sight import PartView, PlanView, Progress


@dataclass(frozen=True)
class Step:
    """Its attributes are what components/step_navigation.html reads."""

    number: int
    key: str
    label: str
    url: str
    state: str
    errors: int = 0
    locked: bool = False
    lacks: tuple[str, ...] = ()


def steps_of(view: PlanView, now: str) -> list[Step]:
    """All steps; `now` is the key of the one that is open."""
    parts = [_part(view, spec) for spec in view.reader.sections.values()]
    rows = [*parts, _attachments(view), _parties(view), _review(view)]
    shown = [row for row in rows if row is not None]
    return [
        Step(number, **{**row, "state": "now" if row["key"] == now else row["state"]})
        for number, row in enumerate(shown, start=1)
    ]


def neighbours(steps: list[Step]) -> tuple[Step | None, Step | None]:
    place = next(index for index, step in enumerate(steps) if step.state == "now")
    before = steps[place - 1] if place else None
    return before, steps[place + 1] if place + 1 < len(steps) else None


def own_part(view: PlanView, spec: PartSpec) -> PartView | None:
    """The part this company types: a joint one, or its own."""
    if not spec.per_party:
        return view.part(spec.key, None)
    return view.part(spec.key, view.own_party.pk) if view.own_party else None


def _part(view: PlanView, spec: PartSpec) -> dict[str, Any] | None:
    found = own_part(view, spec)
    if found is None:
        return None
    checked = found.checked
    return {
        "key": spec.key,
        "label": str(spec.title),
        "url": reverse("plan_part", args=[view.plan.pk, spec.key]),
        "state": found.progress,
        "errors": len(checked.errors),
        "locked": spec.confidential,
        "lacks": tuple(checked.lacks) if found.progress is Progress.BEGUN else (),
    }


def _attachments(view: PlanView) -> dict[str, Any]:
    missing = missing_documents(view, view.own_party)
    begun = Progress.BEGUN if missing else Progress.DONE
    return {
        "key": "attachments",
        "label": _("添付書類"),
        "url": reverse("attachments", args=[view.plan.pk]),
        "state": begun if view.attachments else Progress.OPEN,
        "lacks": tuple(document["name"] for document in missing),
    }


def missing_documents(view: PlanView, own: PlanParty | None) -> list[dict[str, Any]]:
    """Required documents of the whole and of one's own that nobody has attached yet."""
    held = {(each.document, each.party_id) for each in view.attachments}
    mine = own.pk if own else None
    return [
        each
        for each in view.reader.scheme["documents"]
        if each["required"] and (each["code"], mine if each["per_party"] else None) not in held
    ]


def _parties(view: PlanView) -> dict[str, Any]:
    """Nobody else's consent is needed of a company that applies alone: nothing is done, nor to be done."""
    words = not_agreed(view.parties, joint_text(view.reader, view.attachments))
    agreed = "waiting" if words else "done"
    return {
        "key": "parties",
        "label": _("共同申請者と同意"),
        "url": reverse("plan_parties", args=[view.plan.pk]),
        "state": "alone" if len(view.parties) == 1 else agreed,
    }


def _review(view: PlanView) -> dict[str, Any]:
    label = _("確認・提出") if view.plan.state == PlanState.DRAFT else _("確認")
    return {
        "key": "review",
        "label": label,
        "url": reverse("review_plan", args=[view.plan.pk]),
        "state": "",
    }
