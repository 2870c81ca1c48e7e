"""The case page: one plan as one membership sees it, with its facts gathered once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audience import opens_to
from accounts.models import Membership
from applications.clocks import PlanClock, read_clocks
from applications.models import Plan
from applications.sight import Viewer, viewer
from applications.tones import TONES
from applications.turns import turns_of
from law.competition import Trigger
from law.lifecycle import SchemeKind
from law.roles import MINISTRY, NIBN, Role
from law.states import SheetState
from law.turn import Turn
from law.visibility import Kind, Sight
from reviews.models import Sheet, SheetItem
from reviews.selectors import sheets_for
from reviews.views.acting import desk_plan

from ...models import Decision
from ...selectors import deciding_facts, live_decision

READERS = (*MINISTRY, *NIBN, Role.CLERK, Role.AUDITOR)
opens_to_readers = opens_to(*READERS)

TABS = (
    ("case", _("申請内容"), Kind.JOINT),
    ("case_findings", _("審査調書"), Kind.FINDING),
    ("case_consultations", _("協議"), Kind.CONSULTATION),
    ("case_decision", _("起案・決裁"), Kind.DECISION_DRAFT),
    ("case_letters", _("通知"), Kind.LETTER),
    ("case_history", _("経緯"), Kind.HISTORY),
)


@dataclass
class CasePage:
    plan: Plan
    membership: Membership

    @classmethod
    def of(cls, request: HttpRequest, pk: Any) -> "CasePage":
        return cls(desk_plan(request, pk), request.membership)

    @cached_property
    def eyes(self) -> Viewer:
        return viewer(self.plan, self.membership)

    @property
    def role(self) -> Role:
        return Role(self.membership.role)

    @cached_property
    def decision(self) -> Decision | None:
        return live_decision(self.plan)

    @cached_property
    def facts(self) -> dict[str, Any]:
        return deciding_facts(self.plan, self.decision, self.membership)

    @property
    def trigger(self) -> Trigger | None:
        return self.facts["trigger"]

    @cached_property
    def sheets(self) -> list[tuple[Sheet, list[SheetItem]]]:
        return sheets_for(self.plan, self.eyes)

    @property
    def open_correction(self) -> Sheet | None:
        kinds = (sheet for sheet, _items in self.sheets if sheet.kind == Sheet.Kind.CORRECTION)
        return next((sheet for sheet in kinds if sheet.state == SheetState.OPEN), None)

    @cached_property
    def clock(self) -> PlanClock | None:
        return read_clocks([self.plan]).get(self.plan.pk)

    @cached_property
    def turn(self) -> Turn | None:
        return turns_of([self.plan], self.membership)[self.plan.pk]

    @property
    def is_my_turn(self) -> bool:
        return self.turn is not None and self.turn.role == self.role

    @property
    def tone(self) -> str:
        return TONES[self.plan.status]

    def sees(self, kind: Kind) -> bool:
        return bool(self.eyes.sees(kind))

    @property
    def names_people(self) -> bool:
        """NIBN reads what was done, not by which official."""
        return self.eyes.sees(Kind.HISTORY) is Sight.YES

    @property
    def sees_decision(self) -> bool:
        return self.sees(Kind.DECISION_DRAFT)

    def has(self, tab: str) -> bool:
        """Only a certification asks another body first."""
        return tab != "case_consultations" or self.plan.kind is SchemeKind.CERTIFICATION

    def tabs(self, current: str) -> Iterator[dict[str, Any]]:
        for name, label, kind in TABS:
            if self.sees(kind) and self.has(name):
                yield {"label": label, "url": self.url(name), "current": name == current}

    @property
    def ranking_url(self) -> str:
        """Where the acts of a plan in a competition are."""
        competes = self.plan.kind is not SchemeKind.CERTIFICATION and self.plan.call_id is not None
        return reverse("ranking", args=[self.plan.call_id]) if competes else ""

    def url(self, name: str) -> str:
        return reverse(name, args=[self.plan.pk])
