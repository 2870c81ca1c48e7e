"""Reads: which plans one may see, and what of a plan."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from django.db.models import Q, QuerySet, UUIDField

from accounts.access import cases_visible_to
from accounts.models import Membership, Organisation
from common import clock, variants
from common.forms import normalise
from common.written import Slot, Written
from funds.calls.selectors import terms_of
from funds.models import SchemeVersion
from funds.selectors import version_in_force
from law.competition import Trigger, jftc_trigger
from law.groups import parent_of
from law.lifecycle import DESK, NIBN_DESK, PLAN_LIFECYCLE
from law.makers import Maker, Notification
from law.money import Cap, CapMethod, Cell, Subsidy, UnitFacts, expected_subsidy, parse_rate
from law.roles import ROLES, Role, Side
from law.states import PlanState
from law.words import Words, words_of

from .documents import with_paper_scan
from .models import PartChange, PartOpening, Plan, PlanPart, PlanParty, PlanVersion
from .models.plan import FILED
from .parts.forms.competition import NO
from .parts.reading import PlanReader

OF_A_VERSION = ("plan", "number", "arrived_at", "subsidy", "receipt__version", "receipt__number")
TYPISTS = DESK | NIBN_DESK
Rows = TypeVar("Rows", bound=QuerySet[Any])


def plans_visible_to(membership: Membership | None, at: datetime | Slot | None = None) -> QuerySet[Plan]:
    """A draft is seen by whoever types it: its companies, or for a paper one the desk that has the paper."""
    if membership is None:
        return Plan.objects.none()
    if membership.side == Side.APPLICANT:
        plans = Plan.objects.filter(case__in=cases_visible_to(membership, at))
        return plans.filter(~Q(state=PlanState.DRAFT) | Q(channel=Plan.Channel.PORTAL))
    return filed_plans_visible_to(membership, at) | paper_drafts_visible_to(membership)


def filed_plans_visible_to(membership: Membership, at: datetime | Slot | None = None) -> QuerySet[Plan]:
    """What the office's lists are of. Whoever sees every case that was opened to the office sees every plan
    that was filed, without a look at each one's case (tests/applications/test_sight.py holds it)."""
    plans = Plan.objects.filter(FILED)
    if ROLES[Role(membership.role)].sees_all:
        return plans
    return plans.filter(case__in=cases_visible_to(membership, at))


def paper_drafts_visible_to(membership: Membership) -> QuerySet[Plan]:
    """The other part, a list of its own: what one's own desk is typing, if it types."""
    if membership.role not in TYPISTS:
        return Plan.objects.none()
    return Plan.objects.filter(state=PlanState.DRAFT, desk=membership.organisation_id)


def types_paper(plan: Plan, membership: Membership) -> bool:
    """Whether this is a member of the desk that has the paper in its hand.

    Later letters come to where the application lies: NIBN's desk until it is sent on, then the ministry's.
    """
    if plan.channel != Plan.Channel.PAPER or membership.role not in TYPISTS:
        return False
    if plan.state == PlanState.AT_NIBN:
        return membership.role in NIBN_DESK
    if plan.state != PlanState.DRAFT:
        return membership.role in DESK
    return plan.desk_id == membership.organisation_id


def companies_named(words: str, parties: Iterable[PlanParty] = ()) -> QuerySet[Organisation]:
    """Registered companies by 法人番号 or a part of the name, without those already in the plan."""
    wanted = " ".join(words.split())
    if not wanted:
        return Organisation.objects.none()
    named = Q(name__iregex=variants.pattern(wanted)) | Q(name_kana__icontains=wanted)
    found = Organisation.objects.filter(named | Q(corporate_number=normalise(wanted).replace("-", "")))
    there = [party.organisation_id for party in parties]
    return found.filter(kind=Organisation.Kind.COMPANY).exclude(pk__in=there).order_by("name", "pk")


def lifecycle_of(plan: Plan):
    return PLAN_LIFECYCLE[plan.kind]


def call_is_open(plan: Plan, at: datetime) -> bool:
    """Whether the call of this plan still takes in; a standing intake has no end."""
    return plan.call is None or plan.call.closes_at is None or at < plan.call.closes_at


def version_of(plan: Plan) -> SchemeVersion:
    """The scheme's version a plan stands under: pinned once filed, the current one before."""
    return plan.scheme_version or version_in_force(plan.scheme, clock.today())


def document_of(plan: Plan) -> dict[str, Any]:
    """What the scheme lays down for this plan, as its call narrows it."""
    return _terms(version_of(plan), plan)


def _terms(version: SchemeVersion, plan: Plan) -> dict[str, Any]:
    document = terms_of(version.document, plan.call)
    return document | {"documents": with_paper_scan(document["documents"])}


def read_plan(plan: Plan) -> PlanReader:
    parties = list(plan.parties.select_related("organisation"))
    version = version_of(plan)
    return PlanReader(plan, _terms(version, plan), parties, list(plan.parts.all()), version_id=version.pk)


# Which parts may be changed now


def openings_of(plan: Plan) -> list[PartOpening]:
    """What is open again after filing."""
    return [] if plan.state == PlanState.DRAFT else list(plan.openings.filter(closed_at=None))


def keys_of(plan: Plan, openings: Iterable[PartOpening]) -> set[tuple[str, int | None]] | None:
    """The (key, party) that are open; None means that the draft is open whole."""
    if plan.state == PlanState.DRAFT:
        return None
    return {(each.key, each.party_id) for each in openings}


def open_keys(plan: Plan) -> set[tuple[str, int | None]] | None:
    return keys_of(plan, openings_of(plan))


def may_change(
    plan: Plan,
    membership: Membership,
    key: str,
    party: PlanParty | None,
    opened: set[tuple[str, int | None]] | None,
) -> bool:
    """A party changes joint parts and its own; the desk changes a paper plan while it enters it."""
    if opened is not None and (key, party.pk if party else None) not in opened:
        return False
    if membership.side == Side.OFFICE:
        return types_paper(plan, membership)
    if party is not None:
        return party.organisation_id == membership.organisation_id
    return plan.parties.filter(organisation=membership.organisation_id).exists()


def changed_since(part: PlanPart, version: int) -> set[str]:
    """Boxes of the part that anybody changed after `version`."""
    rows = PartChange.objects.filter(part=part, version__gt=version)
    return set(rows.values_list("field", flat=True))


def last_change(part: PlanPart) -> PartChange | None:
    rows = PartChange.objects.filter(part=part).select_related("by__user", "by__organisation")
    return rows.order_by("-version", "-pk").first()


# Money


def cost_facts(reader: PlanReader) -> tuple[list[Cell], list[UnitFacts]]:
    """The plan's cost cells and decision units, one party after another; yen."""
    cells, units = [], []
    for party in reader.parties:
        values = reader.values("costs", party.pk)
        name = str(party.pk)
        cells += [Cell(party=name, **cell) for cell in values["cells"]]
        units += [UnitFacts(party=name, **unit) for unit in values["units"]]
    return cells, units


def subsidy_of(reader: PlanReader) -> Subsidy:
    """What the plan may expect, with its trace, reckoned once. A certification promises no sum."""
    if reader.subsidy is None:
        reader.subsidy = _reckoned(reader)
    return reader.subsidy


def _reckoned(reader: PlanReader) -> Subsidy:
    cells, units = cost_facts(reader)
    words = words_of(reader.scheme["kind"])
    return subsidy_under(reader.scheme, cells, units, parties=reader.parties, words=words)


def subsidy_under(
    scheme: dict[str, Any],
    cells: Iterable[Cell],
    units: Iterable[UnitFacts],
    *,
    parties: Iterable[PlanParty],
    words: Words,
) -> Subsidy:
    """What a scheme's rates, unit, caps and years make of these costs."""
    return expected_subsidy(
        cells,
        units,
        rates={menu["code"]: parse_rate(menu["rate"]) if menu["rate"] else None for menu in scheme["menus"]},
        cut_to=scheme["cut_to"],
        names=_names(scheme, parties),
        caps=[_cap(row) for row in scheme.get("caps", [])],
        cap_method=CapMethod.of(scheme.get("calculation", {}).get("caps", {})),
        payable_years=scheme.get("payable_years"),
        words=words,
    )


def _cap(row: dict[str, Any]) -> Cap:
    return Cap(row["most"], row.get("menu", ""), tuple(row.get("per", ())))


def _names(scheme: dict[str, Any], parties: Iterable[PlanParty]) -> dict[str, str]:
    """How the trace calls parties, menus and categories."""
    names = {str(party.pk): party.organisation.name for party in parties}
    for menu in scheme["menus"]:
        names[menu["code"]] = menu["short_name"]
        names |= {category["code"]: category["name"] for category in menu["cost_categories"]}
    return names


# Competition


def maker_of(reader: PlanReader, party: PlanParty) -> Maker:
    values = reader.checked(reader.part("competition", party.pk)).values
    return Maker(
        party=str(party.pk),
        name=party.organisation.name,
        domestic_sales=values["domestic_sales"],
        sales_fiscal_year=values["sales_fiscal_year"],
        parent=parent_of(
            number=values["group_parent_number"] or "",
            name=values["group_parent_name"] or "",
            own_number=party.organisation.corporate_number or "",
            own_name=party.organisation.name,
        ),
        structural=_answered(values["restructuring"], values["structural"]),
        change=_answered(values["restructuring"], values["changes"]),
        notifications=_notifications(values),
    )


def _answered(answer: str, codes: list[str]) -> frozenset[str] | None:
    """No tick is "none" only beside a NO: who restructures has something to tick in each half."""
    return frozenset(codes) if codes or answer == NO else None


def _notifications(values: dict[str, Any]) -> tuple[Notification, ...] | None:
    rows = tuple(_notification(row) for row in values["rows"] if row["article"])
    return rows if rows or values["notifying"] == NO else None


def _notification(row: dict[str, Any]) -> Notification:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    return Notification(
        article=row["article"],
        filed_on=day("filed_on"),
        number=row["number"],
        waiting_until=day("waiting_until"),
    )


def competition_of(reader: PlanReader, on: date, filed_on: date | None = None) -> Trigger | None:
    """Whether the JFTC must be consulted; None where the scheme knows no such consultation."""
    if "jftc" not in reader.scheme["consultations"]:
        return None
    return jftc_trigger([maker_of(reader, party) for party in reader.parties], on, filed_on)


def versions_of(plan: Plan) -> list[PlanVersion]:
    """With their receipts and the sums expected, the newest first; the rest of what was filed is long."""
    return _versions_of().ask(plan=plan.pk)


@cache
def _versions_of() -> Written[PlanVersion]:
    rows = PlanVersion.objects.filter(plan=Slot("plan", UUIDField())).select_related("receipt")
    return Written(rows.only(*OF_A_VERSION).order_by("-number"))


def latest_version(plan: Plan) -> PlanVersion | None:
    return plan.versions.order_by("-number").first()


def search(rows: Rows, words: str) -> Rows:
    """Numbers by prefix, names by a part: of plans, or of whatever has a `number` and a `search`.

    A word is one condition, its bigrams in a row. Of a condition for each, a database believes that they
    have nothing to do with one another, so that a long word finds nearly nothing; and it reads all of them.
    """
    for word in words.split():
        code = normalise(word).upper()
        numbered = Q(number__startswith=code) if code.isascii() else Q()
        rows = rows.filter(numbered | Q(search__contains=_in_a_row(grams(word))))
    return rows


def grams(text: str) -> list[str]:
    folded = "".join(text.lower().split())
    if len(folded) < 2:
        return [folded]
    return [folded[place : place + 2] for place in range(len(folded) - 1)]


def search_text(*texts: str) -> str:
    """Space-led bigrams of every text, and its last single character so that one letter finds it."""
    return "".join(_in_a_row([*grams(text), text[-1:].lower()]) for text in texts)


def _in_a_row(found: Iterable[str]) -> str:
    return "".join(f" {gram}" for gram in found)
