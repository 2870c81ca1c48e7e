"""The subsidy a plan may expect, every yen of it explained."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from ..deadlines import fiscal_year_label
from ..rules import rule
from ..text import ja
from ..words import CERTIFICATION, Words
from .caps import DEFAULT_METHOD, Cap, CapMethod, UnitSubsidy, held_to, prefixed
from .trace import Inputs, Terms, Trace, Tracer, total
from .yen import ROUNDING_LABELS, Rounding, rate_text, refused, rounded, whole_yen


@dataclass(frozen=True)
class Cell:
    """One sum of the plan. Where the scheme sets a 基準額 per category, it stands here."""

    fiscal_year: int
    category: str
    party: str
    menu: str
    total_cost: int
    eligible_cost: int
    standard_amount: int | None = None


@dataclass(frozen=True)
class UnitFacts:
    """Said once per decision unit: 寄付金その他の収入 and, where the scheme sets one here, 基準額.

    `total_cost` where it is known for the whole unit only, not cell by cell. A sum that belongs to no
    year in particular has `fiscal_year` 0.
    """

    party: str
    fiscal_year: int
    menu: str
    income: int = 0
    standard_amount: int | None = None
    total_cost: int | None = None


@dataclass(frozen=True)
class Subsidy:
    """The whole: sums of what was cut once per unit, never cut again."""

    units: tuple[UnitSubsidy, ...]
    names: Mapping[str, str]
    words: Words
    amount: int
    by_year: dict[int, int]
    by_party: dict[str, int]
    trace: Trace

    def of_party(self, party: str) -> "Subsidy":
        """One participant's own rows and sums, as its own letter shows them."""
        return _summed([unit for unit in self.units if unit.party == party], self.names, self.words)


@rule("R5")
def expected_subsidy(
    cells: Iterable[Cell],
    units: Iterable[UnitFacts],
    *,
    rates: Mapping[str, Fraction | None],
    cut_to: int,
    rounding: Rounding = Rounding.CUT,
    names: Mapping[str, str] | None = None,
    caps: Sequence[Cap] = (),
    cap_method: CapMethod = DEFAULT_METHOD,
    payable_years: Collection[int] | None = None,
    words: Words = CERTIFICATION,
) -> Subsidy:
    """rate × min(min(基準額, 補助対象経費), 総事業費 − 収入), cut once per participant, year and menu.

    `rates` by menu, None for a contract, which pays the sum itself; then what lies outside the years
    that are paid for is nothing, and the whole is held to the caps. `names` says how parties, menus
    and categories are called in the trace.
    """
    names = names or {}
    check_cut(cut_to)
    method = _Method(rates, cut_to, rounding, payable_years, words)
    reckoned = [_unit_subsidy(unit, method) for unit in _decision_units(cells, units, names)]
    held = held_to(caps, reckoned, cut_to=cut_to, method=cap_method, words=words)
    return _summed(held, names, words)


@rule("R5")
def one_subsidy(
    facts: UnitFacts,
    eligible_cost: int,
    *,
    rate: Fraction | None,
    cut_to: int,
    most: int | None = None,
    words: Words = CERTIFICATION,
) -> UnitSubsidy:
    """The same for one decision unit whose costs are known as one sum, held to `most`."""
    check_cut(cut_to)
    cell = Cell(facts.fiscal_year, "eligible", facts.party, facts.menu, facts.total_cost or 0, eligible_cost)
    method = _Method({facts.menu: rate}, cut_to, Rounding.CUT, None, words)
    unit = _unit_subsidy(_DecisionUnit(facts, [cell], {cell.category: words.eligible}), method)
    caps = [] if most is None else [Cap(most)]
    return held_to(caps, [unit], cut_to=cut_to, method=DEFAULT_METHOD, words=words)[0]


@dataclass(frozen=True)
class _Method:
    rates: Mapping[str, Fraction | None]
    cut_to: int
    rounding: Rounding
    payable_years: Collection[int] | None
    words: Words

    def pays(self, year: int) -> bool:
        return self.payable_years is None or year in self.payable_years


@dataclass(frozen=True)
class _DecisionUnit:
    facts: UnitFacts
    cells: list[Cell]
    names: Mapping[str, str]

    def called(self, code: str) -> str:
        return self.names.get(code, code)

    @property
    def label(self) -> str:
        year = fiscal_year_label(self.facts.fiscal_year) if self.facts.fiscal_year else ""
        party, menu = self.called(self.facts.party), self.called(self.facts.menu)
        return ja("・").join(each for each in (year, party, menu) if each)

    def per_category(self, amount: Callable[[Cell], int]) -> Terms:
        return tuple((self.called(cell.category), amount(cell)) for cell in self.cells)


def _decision_units(
    cells: Iterable[Cell], units: Iterable[UnitFacts], names: Mapping[str, str]
) -> list[_DecisionUnit]:
    """By year, then in the order given; a unit of which nothing was said has no income."""
    found: dict[tuple[str, int, str], _DecisionUnit] = {}
    for facts in units:
        unit = _DecisionUnit(facts, [], names)
        if found.setdefault((facts.party, facts.fiscal_year, facts.menu), unit) is not unit:
            raise refused("unit_twice", ja("{label}の収入と基準額が二度入力されています。"), unit.label)
    for cell in cells:
        silent = _DecisionUnit(UnitFacts(cell.party, cell.fiscal_year, cell.menu), [], names)
        found.setdefault((cell.party, cell.fiscal_year, cell.menu), silent).cells.append(cell)
    return sorted(found.values(), key=lambda unit: unit.facts.fiscal_year)


NO_RATE = object()


def _rate_of(unit: _DecisionUnit, rates: Mapping[str, Fraction | None]) -> Fraction | None:
    rate = rates.get(unit.facts.menu, NO_RATE)
    if rate is None:
        return None
    if not isinstance(rate, Fraction) or not 0 < rate <= 1:
        sentence = ja("{label}：支援メニューの補助率が、0より大きく1以下の分数で定められていません。")
        raise refused("no_rate", sentence, unit.label)
    return rate


def check_cut(cut_to: int) -> None:
    label = ja("端数処理の単位")
    if whole_yen(cut_to, label) == 0:
        raise refused("no_cut_unit", ja("{label}は1円以上で定めてください。"), label)


def _check_unit(unit: _DecisionUnit, words: Words) -> None:
    facts, label = unit.facts, unit.label
    whole_yen(facts.income, label + ja("の収入"))
    whole_yen(facts.total_cost or 0, label + ja("の総事業費"))
    for cell in unit.cells:
        whole_yen(cell.total_cost, label + ja("の総事業費"))
        whole_yen(cell.eligible_cost, ja("{label}の{eligible}").format(label=label, eligible=words.eligible))
    for standard in (facts.standard_amount, *(cell.standard_amount for cell in unit.cells)):
        if standard is not None:
            whole_yen(standard, label + ja("の基準額"))


def _unit_subsidy(unit: _DecisionUnit, method: _Method) -> UnitSubsidy:
    _check_unit(unit, method.words)
    tracer = Tracer(method.words.method, prefixed(unit.label))
    base = _eligible_base(tracer, unit, method.words)
    room = _cost_less_income(tracer, unit)
    compared = ((ja("対象となる額"), base), (ja("収入を除いた額"), room))
    smaller = tracer.step(ja("少ない方の額"), min(base, room), compared)
    amount = _at_the_rate(tracer, smaller, _rate_of(unit, method.rates), method)
    if not method.pays(unit.facts.fiscal_year):
        inputs = ((method.words.expected, amount),)
        amount = tracer.step(ja("支払の対象でない年度のため"), 0, inputs)
    facts = unit.facts
    return UnitSubsidy(facts.party, facts.fiscal_year, facts.menu, unit.label, amount, tuple(tracer.lines))


def _at_the_rate(tracer: Tracer, smaller: int, rate: Fraction | None, method: _Method) -> int:
    inputs: Inputs = ((ja("少ない方の額"), smaller),)
    if rate is not None:
        inputs = (*inputs, (method.words.rate, rate_text(rate)))
    amount = rounded(
        smaller * (Fraction(1) if rate is None else rate), unit=method.cut_to, rounding=method.rounding
    )
    label = ROUNDING_LABELS[method.rounding].format(unit=f"{method.cut_to:,}")
    return tracer.step(method.words.expected, amount, inputs, label)


def _eligible_base(tracer: Tracer, unit: _DecisionUnit, words: Words) -> int:
    """What counts of the costs, within the 基準額 where the scheme sets one."""
    base = tracer.sum(words.eligible, unit.per_category(lambda cell: cell.eligible_cost))
    if any(cell.standard_amount is not None for cell in unit.cells):
        base = tracer.sum(ja("経費区分ごとに基準額以内とした額"), unit.per_category(_within_standard))
    standard = unit.facts.standard_amount
    if standard is not None:
        compared = ((ja("基準額"), standard), (words.eligible, base))
        base = tracer.step(ja("基準額以内とした額"), min(standard, base), compared)
    return base


def _within_standard(cell: Cell) -> int:
    standard = cell.standard_amount
    return cell.eligible_cost if standard is None else min(standard, cell.eligible_cost)


def _cost_less_income(tracer: Tracer, unit: _DecisionUnit) -> int:
    cost, income = unit.facts.total_cost, unit.facts.income
    if cost is None:
        cost = tracer.sum(ja("総事業費"), unit.per_category(lambda cell: cell.total_cost))
    inputs = ((ja("総事業費"), cost), (ja("寄付金その他の収入"), income))
    return tracer.step(ja("総事業費から収入を除いた額"), max(cost - income, 0), inputs)


def _summed(units: Sequence[UnitSubsidy], names: Mapping[str, str], words: Words) -> Subsidy:
    tracer = Tracer(words.method)
    by_year = _grouped(units, lambda each: each.fiscal_year)
    by_party = _grouped(units, lambda each: each.party)
    for year, inputs in by_year.items():
        tracer.sum(ja("{year}の見込額").format(year=fiscal_year_label(year)), inputs)
    for party, inputs in by_party.items():
        tracer.sum(ja("{party}の見込額").format(party=names.get(party, party)), inputs)
    amount = tracer.sum(ja("見込額の合計"), tuple((unit.label, unit.amount) for unit in units))
    return Subsidy(
        units=tuple(units),
        names=names,
        words=words,
        amount=amount,
        by_year={year: total(inputs) for year, inputs in by_year.items()},
        by_party={party: total(inputs) for party, inputs in by_party.items()},
        trace=tuple(line for unit in units for line in unit.trace) + tuple(tracer.lines),
    )


_Key = TypeVar("_Key", bound=Hashable)


def _grouped(units: Sequence[UnitSubsidy], key: Callable[[UnitSubsidy], _Key]) -> dict[_Key, Terms]:
    groups: dict[_Key, Terms] = {}
    for unit in units:
        groups[key(unit)] = (*groups.get(key(unit), ()), (unit.label, unit.amount))
    return groups
