"""Reads the parts of a plan: one context, one form per part, one result each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..models import Plan, PlanPart, PlanParty
from .base import Checked, PartContext, PartForm, check
from .rows import context_products
from .spec import SPECS, PartSpec


@dataclass
class PlanReader:
    """The parts of one plan, read once and kept. `parts` must be all of the plan's parts."""

    plan: Plan
    scheme: dict
    parties: list[PlanParty]
    parts: list[PlanPart]
    _read: dict[int, Checked] = field(default_factory=dict)

    def part(self, key: str, party_id: int | None = None) -> PlanPart:
        return next(part for part in self.parts if part.key == key and part.party_id == party_id)

    def party(self, party_id: int | None) -> PlanParty | None:
        return next((party for party in self.parties if party.pk == party_id), None)

    def context(self, part: PlanPart) -> PartContext:
        needs_menus = part.key == "costs"
        needs_products = part.key == "volumes"
        party = self.party(part.party_id)
        return PartContext(
            scheme=self.scheme,
            parties=tuple((each.pk, each.organisation.name) for each in self.parties),
            products=self._products() if needs_products else (),
            menus=tuple(self.checked(self.part("measure")).values["menus"]) if needs_menus else (),
            party_name=party.organisation.name if party else "",
        )

    def _products(self) -> tuple[tuple[str, str], ...]:
        return context_products(self.checked(self.part("products")).values["rows"])

    def form(self, part: PlanPart, data: dict[str, str] | None = None) -> PartForm:
        return SPECS[part.key].form(part.data if data is None else data, context=self.context(part))

    def checked(self, part: PlanPart) -> Checked:
        if part.pk not in self._read:
            self._read[part.pk] = check(self.form(part))
        return self._read[part.pk]

    def all(self) -> Iterable[tuple[PlanPart, PartSpec, Checked]]:
        return [(part, SPECS[part.key], self.checked(part)) for part in ordered(self.parts, self.parties)]

    def name_of(self, part: PlanPart) -> str:
        party = self.party(part.party_id)
        title = str(SPECS[part.key].title)
        return f"{title}（{party.organisation.name}）" if party else title


def ordered(parts: Iterable[PlanPart], parties: list[PlanParty]) -> list[PlanPart]:
    steps = list(SPECS)
    places = {party.pk: place for place, party in enumerate(parties)}
    return sorted(parts, key=lambda part: (steps.index(part.key), places.get(part.party_id, -1)))
