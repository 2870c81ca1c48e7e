"""What the person before the page may do, each act with the reasons that close it now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.models import Plan
from applications.selectors import call_is_open, lifecycle_of
from common import clock
from law.acts import Act, Reason
from law.guards import application_came_on_paper
from law.lifecycle import CONSULTATION, DECISION, PAIRING, SchemeKind
from law.roles import MINISTRY, Role
from law.states import ConsultationState, DecisionState, PlanState
from reviews.services.pairings import WORKING

from ...outcomes import OUTCOMES
from ...selectors import offered
from ...services.issuing import snapshot_matches
from .page import CasePage

# The state of the plan follows the issue of the decision; nobody performs these by hand. Doubts stand with
# the consultations.
FOLLOWS = frozenset(terms.settle for terms in OUTCOMES.values()) | {"withdraw_paper_plan", "resolve_doubts"}
# Entered where the letter is awaited, not from the head of the page.
BY_LETTER = frozenset(
    {"file_paper_correction", "file_paper_answer", "file_paper_decline", "file_paper_amendment"}
)
GRAVE = frozenset({"void_decision", "close_correction", "withdraw_correction", "file_paper_withdrawal"})
ROUTES = {
    "issue_decision": "case_decision",
    **{terms.approve: "case_decision" for terms in OUTCOMES.values()},
    **{terms.record: "record_approval" for terms in OUTCOMES.values()},
}
BY_PAPER = BY_LETTER | {"open_paper_amendment", "file_paper_withdrawal", "withdraw_paper_plan"}
OF_SHEET = frozenset({"extend_correction", "close_correction", "withdraw_correction"})
# The natural next step, the most pressing first. What asks the applicant for more is never among them:
# an officer decides to do that, nothing calls for it.
FIRST = (
    "take_up_plan",
    "forward_plan",
    "approve_certification",
    "approve_refusal",
    "return_decision",
    "issue_decision",
    "redraft_decision",
    "draft_certification",
    "draft_refusal",
    "write_finding",
    "record_sending",
    "prepare_consultation",
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
        *_of_findings(page),
        *_of_people(page),
        *_of_consultations(page),
    ]
    ordered = sorted(found, key=_order)
    first = next((each for each in ordered if _is_next(each, page)), None)
    return [replace(each, solid=each is first) for each in ordered]


def _is_next(button: Button, page: CasePage) -> bool:
    """A step is next only for whose turn it is; drafting anew, only of what came back.

    What becomes of a formal defect (補正 again, its end written down, refusal) the officer decides.
    """
    if not page.is_my_turn or (button.name == "draft_refusal" and page.facts["formal_defect"]):
        return False
    if button.name == "redraft_decision":
        return page.decision.state == DecisionState.RETURNED
    return button.name in FIRST and not button.reasons


def _order(button: Button) -> int:
    return FIRST.index(button.name) if button.name in FIRST else len(FIRST)


def _of_plan(page: CasePage) -> Iterator[Button]:
    plan = page.plan
    for act, reasons in offered(lifecycle_of(plan), plan.state, page.role, {}, _typed_on_sheets(page)):
        if act.name not in FOLLOWS | BY_LETTER and not _for_paper_alone(act, plan):
            yield _button(act, reasons, _url(page, act))


def _for_paper_alone(act: Act, plan: Plan) -> bool:
    return plan.channel != Plan.Channel.PAPER and application_came_on_paper in act.guards


def _typed_on_sheets(page: CasePage) -> dict[str, dict[str, Any]]:
    """What the sheets' own forms will ask for counts as given here."""
    today = clock.today()
    sheet = page.open_correction
    tomorrow = today + timedelta(days=1)
    return {
        "request_correction": {"items": [{"provision": "—"}], "due_on": tomorrow, "today": today},
        "extend_correction": {"due_on": tomorrow, "standing_due_on": None, "today": today},
        "close_correction": {"due_on": sheet.due_on if sheet else None, "today": today},
        "resolve_doubts": {"doubts_open": [], "note": ""},  # never drawn here
        **dict.fromkeys(BY_PAPER, _typed_of_letter(page.plan)),
        "inquire": {"items": ["—"], "purpose": "—", "responsible": "—", "declined_items": []},
    }


def _typed_of_letter(plan: Plan) -> dict[str, Any]:
    now = clock.now()
    letter = {"letter_kept": True, "answers_at": now, "stamped_at": now, "now": now}
    said = {"unreadable": [], "parties_not_withdrawing": [], "call_open": call_is_open(plan, now)}
    return letter | said | {"on_paper": plan.channel == Plan.Channel.PAPER}


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


def _of_findings(page: CasePage) -> Iterator[Button]:
    """As long as a criterion has no line or an older version's; later they are changed on their own tab.

    Where a call decides, its marks and ranking are awaited, and findings may be written all the same.
    """
    if page.role != Role.OFFICER or page.plan.state != PlanState.EXAMINATION or page.ranking_url:
        return
    if page.facts["criteria_open"]:
        yield Button("write_finding", _("審査調書を書く"), page.url("write_findings"))
    elif page.facts["findings_stale"]:
        yield Button("write_finding", _("最新の版で所見を確かめる"), page.url("case_findings"))


def _of_people(page: CasePage) -> Iterator[Button]:
    if page.plan.status not in WORKING:
        return
    for act in PAIRING.open_acts(None, page.role):
        yield _button(act, [], page.url("assign_reviewer"))
    if page.role in MINISTRY:
        yield Button("assign_officer", _("担当者を決める"), page.url("assign_officer"))


def _of_consultations(page: CasePage) -> Iterator[Button]:
    """Only those still to be made or sent; the other acts are on their own tab."""
    if page.plan.status not in WORKING or not CONSULTATION.open_acts(None, page.role):
        return
    if not page.has("case_consultations"):
        return
    if page.facts["doubts_open"] and (act := lifecycle_of(page.plan).row("resolve_doubts", page.plan.state)):
        yield _button(act, [], page.url("case_consultations"))
    rows = page.plan.consultations.exclude(state=ConsultationState.CLOSED).values_list("body", "state")
    begun = dict(rows)
    url = page.url("case_consultations")
    if ConsultationState.PREPARED in begun.values():
        yield _button(CONSULTATION.row("record_sending", ConsultationState.PREPARED), [], url)
    if any(body not in begun for body in page.facts["bodies"]):
        yield _button(CONSULTATION.row("prepare_consultation", None), [], url)


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
