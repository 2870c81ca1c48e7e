"""What the person before the page may do, each act with the reasons that close it now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.selectors import lifecycle_of
from common import clock
from law.acts import Act, Reason
from law.lifecycle import CONSULTATION, DECISION, PAIRING, SchemeKind
from law.roles import MINISTRY
from law.states import ConsultationState, DecisionState
from reviews.services.pairings import WORKING

from ...outcomes import OUTCOMES
from ...selectors import offered
from ...services.issuing import snapshot_matches
from .page import CasePage

# The state of the plan follows the issue of the decision; nobody performs these by hand.
FOLLOWS = frozenset(terms.settle for terms in OUTCOMES.values())
GRAVE = frozenset({"void_decision", "close_correction"})
ROUTES = {
    "issue_decision": "case_decision",
    **{terms.approve: "case_decision" for terms in OUTCOMES.values()},
    **{terms.record: "record_approval" for terms in OUTCOMES.values()},
}
OF_SHEET = frozenset({"extend_correction", "close_correction"})
FIRST = (
    "take_up_plan",
    "forward_plan",
    "approve_certification",
    "approve_refusal",
    "issue_decision",
    "redraft_decision",
    "draft_certification",
    "draft_refusal",
    "request_correction",
)


@dataclass(frozen=True)
class Button:
    name: str
    label: str
    url: str
    reasons: tuple[Reason, ...] = ()
    danger: bool = False
    solid: bool = False


def acts_of(page: CasePage) -> list[Button]:
    """Nothing for whom the table allows nothing: the auditor gets an empty list."""
    found = [
        *_of_plan(page),
        *_of_decision(page),
        *_of_people(page),
        *_of_consultations(page),
    ]
    ordered = sorted(found, key=_order)
    first = next((each for each in ordered if _is_next(each, page)), None)
    return [replace(each, solid=each is first) for each in ordered]


def _is_next(button: Button, page: CasePage) -> bool:
    """Drafting anew is the next step only of what came back."""
    if button.name == "redraft_decision":
        return page.decision.state == DecisionState.RETURNED
    return button.name in FIRST and not button.reasons


def _order(button: Button) -> int:
    return FIRST.index(button.name) if button.name in FIRST else len(FIRST)


def _of_plan(page: CasePage) -> Iterator[Button]:
    plan = page.plan
    for act, reasons in offered(lifecycle_of(plan), plan.state, page.role, {}, _typed_on_sheets(page)):
        if act.name not in FOLLOWS:
            yield _button(act, reasons, _url(page, act))


def _typed_on_sheets(page: CasePage) -> dict[str, dict[str, Any]]:
    """What the sheets' own forms will ask for counts as given here."""
    today = clock.today()
    sheet = page.open_correction
    tomorrow = today + timedelta(days=1)
    return {
        "request_correction": {"items": [{"provision": "—"}], "due_on": tomorrow, "today": today},
        "extend_correction": {"due_on": tomorrow, "today": today},
        "close_correction": {"due_on": sheet.due_on if sheet else None, "today": today},
        "inquire": {"items": ["—"], "purpose": "—", "responsible": "—", "declined_items": []},
    }


def _of_decision(page: CasePage) -> Iterator[Button]:
    """Where a call decides, its ranking has the acts: no plan of it is decided alone."""
    state = page.decision.state if page.decision else None
    if page.plan.kind is not SchemeKind.CERTIFICATION:
        return
    if state == DecisionState.ISSUED or not DECISION.open_acts(state, page.role):
        return
    typed = {
        "draft_certification": {"opinions_unweighed": []},
        "draft_refusal": {"reasons": "—"},
        "issue_decision": {
            "snapshot_matches": state == DecisionState.SEALED and snapshot_matches(page.decision)
        },
    }
    if state is None and page.plan.status not in WORKING:
        return
    for act, reasons in offered(DECISION, state, page.role, page.facts, typed):
        yield _button(act, reasons, _url(page, act))
    if page.role in DECISION.row("void_decision", DecisionState.RETURNED).by and state in (
        "drafted",
        "returned",
    ):
        url = reverse("redraft_decision", args=[page.decision.pk])
        yield Button("redraft_decision", _("起案し直す"), url)


def _of_people(page: CasePage) -> Iterator[Button]:
    if page.plan.status not in WORKING:
        return
    for act in PAIRING.open_acts(None, page.role):
        yield _button(act, [], page.url("assign_reviewer"))
    if page.role in MINISTRY:
        yield Button("assign_officer", _("担当者を決める"), page.url("assign_officer"))


def _of_consultations(page: CasePage) -> Iterator[Button]:
    """Only those still to be made; the running ones have their acts on their own tab."""
    if page.plan.status not in WORKING or not CONSULTATION.open_acts(None, page.role):
        return
    begun = set(
        page.plan.consultations.exclude(state=ConsultationState.CLOSED).values_list("body", flat=True)
    )
    if page.has("case_consultations") and any(body not in begun for body in page.facts["bodies"]):
        act = CONSULTATION.row("prepare_consultation", None)
        yield _button(act, [], page.url("case_consultations"))


def _button(act: Act, reasons: Iterable[Reason], url: str) -> Button:
    return Button(act.name, _(act.label), url, tuple(reasons), danger=act.name in GRAVE)


def _url(page: CasePage, act: Act) -> str:
    if act.name.startswith("draft_"):
        return reverse("draft_decision", args=[page.plan.pk, act.name.removeprefix("draft_")])
    if act.name in OF_SHEET:
        return reverse(act.name, args=[page.open_correction.pk]) if page.open_correction else ""
    route = ROUTES.get(act.name, act.name)
    if route == "case_decision":
        return f"{page.url(route)}#decide"
    of_decision = route in ("return_decision", "record_approval", "void_decision")
    return reverse(route, args=[page.decision.pk if of_decision else page.plan.pk])
