"""Reads the parts of a plan: one context, one form per part, one result each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from law.money import Subsidy

from ..models import Plan, PlanPart, PlanParty
from .base import Checked, PartContext, PartForm, check
from .rows import context_products
from .spec import SPECS, PartSpec, sections_of


@dataclass
class PlanReader:
    """The parts of one plan, read once and kept. `parts` must be all of the plan's parts.

    A plan has a part for every section there is; its scheme's document says which of them count.
    """

    plan: Plan
    scheme: dict
    parties: list[PlanParty]
    parts: list[PlanPart]
    version_id: UUID | None = None
    subsidy: Subsidy | None = None  # once it is reckoned
    _read: dict[int, Checked] = field(default_factory=dict)
    sections: dict[str, PartSpec] = field(init=False)
    unasked: list[PlanPart] = field(init=False)

    def __post_init__(self) -> None:
        self.sections = sections_of(self.scheme)
        self.unasked = [part for part in self.parts if part.key not in self.sections]
        self.parts = [part for part in self.parts if part.key in self.sections]

    def part(self, key: str, party_id: int | None = None) -> PlanPart:
        return next(part for part in self.parts if part.key == key and part.party_id == party_id)

    def party(self, party_id: int | None) -> PlanParty | None:
        return next((party for party in self.parties if party.pk == party_id), None)

    def context(self, part: PlanPart) -> PartContext:
        needs_menus = part.key == "costs"
        needs_products = part.key == "volumes" and "products" in self.sections
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
            form = SPECS[part.key].form(part.data, context=self.context(part), drawn=False)
            self._read[part.pk] = check(form)
        return self._read[part.pk]

    def all(self) -> Iterable[tuple[PlanPart, PartSpec, Checked]]:
        return [
            (part, self.sections[part.key], self.checked(part))
            for part in ordered(self.parts, self.parties, self.scheme)
        ]

    def values(self, key: str, party_id: int | None = None) -> dict[str, Any]:
        """What a section says; nothing where the scheme does not ask for it."""
        return self.checked(self.part(key, party_id)).values if key in self.sections else {}

    def name_of(self, part: PlanPart) -> str:
        party = self.party(part.party_id)
        title = str(SPECS[part.key].title)
        return f"{title}（{party.organisation.name}）" if party else title


def ordered(parts: Iterable[PlanPart], parties: list[PlanParty], scheme: Mapping[str, Any]) -> list[PlanPart]:
    """The parts the scheme asks for, in its order, each company's in the order of the companies."""
    steps = list(scheme["sections"])
    places = {party.pk: place for place, party in enumerate(parties)}
    asked = [part for part in parts if part.key in steps]
    return sorted(asked, key=lambda part: (steps.index(part.key), places.get(part.party_id, -1)))
