"""A change of a grant as the API says it. The caller has asked whether it may be seen."""

from django.urls import reverse

from decisions.selectors import live_change_decision
from grants.changes import ChangeDraft, latest_change_version, said_in
from grants.models import GrantChange
from grants.sight import Viewer
from law.roles import APPLICANTS
from law.visibility import Kind

from .showing import Shown
from .showing_grants import amounts_shown, change_row, lines_shown, version_shown


def change(found: GrantChange, eyes: Viewer) -> Shown:
    version = latest_change_version(found)
    return change_row(found) | {
        **_typed(found, eyes),
        "filed": said_in(version) if version else None,
        "lines": lines_shown(version, checks=False) if version else [],
        "versions": [version_shown(each) for each in found.versions.select_related("receipt")],
        "decision": _decision(found, eyes),
    }


def _typed(found: GrantChange, eyes: Viewer) -> Shown:
    """The draft is its company's own, and so is what would come of it."""
    if eyes.membership.role not in APPLICANTS:
        nothing: Shown = {"data": {}, "fields": [], "errors": {}, "warnings": [], "asked": None}
        return nothing | {"edition": found.edition, "steps": [], "notice_suffices": None}
    draft = ChangeDraft(found)
    form, opened = draft.form, draft.opened
    boxes = [box for name, names in form.boxes().items() if opened is None or name in opened for box in names]
    return {
        "edition": found.edition,
        "data": {box: found.typed.get(box, "") for box in boxes},
        "fields": boxes,
        "errors": form.checked.errors,
        "warnings": list(form.checked.warnings.values()),
        "asked": amounts_shown(draft.amounts) if draft.amounts else None,
        "steps": [step.as_json() for step in draft.steps] if boxes else [],
        "notice_suffices": draft.suffices if boxes else None,
    }


def _decision(found: GrantChange, eyes: Viewer) -> str | None:
    live = live_change_decision(found) if eyes.sees(Kind.GRANT_DRAFT) else None
    return reverse("api_decision", args=[live.pk]) if live else None
