"""Every rule that binds the system, and where it stands: rule → code → test.

Code says which rule it carries with `@rule("N5")`, a row of a lifecycle or a dated figure by the ids
in its Source, a test by `@pytest.mark.rule("N5")`. docs/rules.md is written from these three.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TypeVar


@dataclass(frozen=True)
class Rule:
    id: str
    source: str
    text: str


# fmt: off
_TABLE = (
    ("基盤研法", (
        ("N1", "附則17条1項・2項", "support ends: innovation 2036-03-31, generics 2031-03-31"),
        ("N2", "附則17条3項", "only certified persons may be supported (the two funds only)"),
        ("N3", "附則18条1項・24条1項", "application to the Minister; certification of the business / measure"),
        ("N4", "附則18条2項・24条2項", "two or more may apply jointly in one application"),
        ("N5", "附則18条3項・24条3項", "the Minister certifies when (a) the standards of the 中長期目標 and (b) appropriateness both hold; bound: score, rank or lack of money is no ground"),
        ("N6", "附則18条4項・24条4項", "may cancel: no longer fits, or not properly carried out without just reason"),
        ("N7", "附則18条5項・24条5項", "NIBN is notified of certification and of cancellation"),
        ("N8", "附則19条・25条", "財務大臣 is consulted before every certification and every cancellation"),
        ("N9", "附則26条1項", "公取委 is consulted before certification, with a copy of the application, when the trigger holds"),
        ("N10", "附則26条3項", "contact with 公取委 goes on after certification"),
        ("F1", "附則20条1項・27条1項", "a fund is for work over years; what a year leaves stays in it, no carry-over"),
        ("N11", "附則20条1項2項・27条1項2項", "what the fund is made of: state subsidy; for innovation also 出えん金 given on that condition"),
        ("N12", "附則20条3項・27条3項", "interest and other income go into the fund"),
        ("N13", "附則20条4項・27条4項", "a separate account"),
        ("N14", "附則20条5項・27条5項、通則法47条", "permitted investments only"),
        ("N15", "附則20条6項・27条6項", "excess is returned on the Minister's order (subsidy part)"),
        ("N16", "附則20条8項・27条8項", "the residue is paid to the treasury at closing"),
        ("N17", "附則21条・28条", "yearly report within 6 months after the fiscal year; Minister's opinion; Diet"),
        ("N18", "附則22条・29条", "適正化法 applies with NIBN's 理事長 in the place of the head"),
        ("N19", "附則23条・30条", "after the sunset only the treasury payment work goes on"),
    )),
    ("令和7年法律37号", (
        ("N20", "附則2条1項", "review about three years after 2025-11-20"),
    )),
    ("基盤研法施行令", (
        ("O1", "附則15条・18条1項", "date and amount of the excess payment; 財務大臣 consulted; general account"),
        ("O2", "附則16条・18条2項", "closing statements by 30 June, payment by 10 July (2036; 2031)"),
        ("O3", "附則17条1号", "trigger: 事業再編 that must be notified beforehand under 独禁法"),
        ("O4", "附則17条2号", "trigger: joint, one maker's 国内売上高合計額 (its whole group, last fiscal year) above 200億円, another's above 50億円, not all in one 企業結合集団 (strict)"),
    )),
    ("令和7年厚労省令104号", (
        ("M1", "2条", "which 後発医薬品"),
        ("M2", "3条", "three kinds of 製造基盤整備措置"),
        ("M3", "4条1項・5条1項", "five items of the application"),
        ("M4", "4条2項・5条2項", "filing through NIBN"),
    )),
    ("適正化法", (
        ("S5", "5条", "application for a grant, its contents"),
        ("S6", "6条1項・3項・4項", "examination, decision, decision with corrections"),
        ("S6b", "6条2項", "standard period, published"),
        ("S7", "7条1項", "the five conditions"),
        ("S7b", "7条2項", "return of profit"),
        ("S7c", "7条3項・4項", "other conditions, fair"),
        ("S8", "8条", "notice"),
        ("S9", "9条", "withdrawal by the date set; deemed never made"),
        ("S10", "10条", "cancellation for changed circumstances, not for the time passed"),
        ("S11", "11条", "no other use; good care"),
        ("S12", "12条", "progress report"),
        ("S13", "13条", "order to carry out; order to stop"),
        ("S14", "14条", "report on completion, on abolition, at each fiscal year's end"),
        ("S15", "15条", "fixing the amount"),
        ("S16", "16条", "order to make good; then report again"),
        ("S17", "17条", "cancellation, in whole or part, also after fixing"),
        ("S18", "18条", "order to return, with a due date"),
        ("S19", "19条1項", "加算金 10.95 % from receipt to payment, only after 17(1)"),
        ("S19b", "19条2項", "延滞金 10.95 % from the day after the due date"),
        ("S19c", "19条3項", "waiver"),
        ("S20", "20条", "holding back and set-off"),
        ("S21", "21条", "forced collection, after national and local tax"),
        ("S21b", "21条の2", "reasons"),
        ("S22", "22条", "disposal of property only with approval"),
        ("S23", "23条", "reports, inspection, identity card"),
        ("S24", "24条", "no undue delay, no undue interference"),
        ("S26b", "26条の2・26条の3", "the electronic record is the paper; it arrives when recorded"),
    )),
    ("適正化法施行令", (
        ("R1", "10条・11条", "last payment first; part payments to principal first; falling base"),
    )),
    ("年利建て移行法", (
        ("R2", "25条", "a year is 365 days"),
    )),
    ("厚労省補助金等交付規則", (
        ("R3", "3条", "withdrawal until 15 days have passed (default)"),
        ("R4", "4条", "report by the earlier of one month and 10 April (default)"),
    )),
    ("実務", (
        ("R5", "算定方法", "1,000 yen cut; min of standard, actual, total − income; rate"),
        ("R6", "額の確定", "fixed amount by the scheme's rule: proportional; the grant formula again on actual figures then the lesser; per category × rate then the lesser"),
        ("R7", "消費税仕入控除税額", "consumption tax report by 30 June of the second year after, also when 0"),
        ("R8", "帳簿・財産・流用", "books kept five years; property threshold; 流用 limit (all per scheme)"),
        ("R9", "事前着手", "nothing ordered before the decision is eligible"),
    )),
    ("行政手続法", (
        ("A5", "5条", "criteria set, public, also where the application is filed"),
        ("A6", "6条", "standard processing period, the intermediary's part apart"),
        ("A7", "7条", "correction with a date, or refusal; no third state"),
        ("A8", "8条", "reasons with a refusal, in writing"),
        ("A9", "9条", "progress told on request"),
        ("A13", "13条・15条〜24条", "hearing before cancelling a certification: notice, file inspection, presider, record, report"),
        ("A14", "14条", "reasons with an unfavourable disposition"),
        ("A32", "32条・35条", "行政指導: voluntary; purpose, content, responsible person; in writing on request"),
        ("A33", "33条", "no more urging once the applicant refuses"),
    )),
    ("行政不服審査法", (
        ("T1", "82条・18条・4条", "教示: appeal, to whom, 3 months / 1 year"),
    )),
    ("行政事件訴訟法", (
        ("T2", "46条・14条・11条", "教示: suit, defendant, 6 months / 1 year"),
    )),
    ("情報通信技術活用法", (
        ("D6", "6条1項・3項、3条8号", "an application may be filed on line; it arrives when recorded in the office's file; through an intermediary it is two filings"),
        ("D7", "7条", "electronic notice only to who chose it; arrives when recorded"),
    )),
    ("財政法", (
        ("Z43", "14条の3・42条・43条", "carry-over of an appropriation with the 財務大臣's approval"),
    )),
    ("予決令", (
        ("Y4", "4条", "payments of an appropriation's year until 30 April"),
    )),
    ("公文書管理法施行令", (
        ("K9", "8条・9条・別表", "retention, holds, disposal as an act"),
    )),
    ("行政機関の休日に関する法律", (
        ("H1", "1条・2条", "holiday shift, only for periods toward national agencies"),
    )),
)
# fmt: on

RULES = {id_: Rule(id_, statute + place, text) for statute, rows in _TABLE for id_, place, text in rows}

_marked: dict[str, list[str]] = {}
_Callable = TypeVar("_Callable", bound=Callable[..., object])


def rule(*ids: str) -> Callable[[_Callable], _Callable]:
    """Say that a function carries these rules. An id that is not in the table is an error at once."""
    known = [RULES[id_].id for id_ in ids]

    def mark(function: _Callable) -> _Callable:
        for id_ in known:
            _marked.setdefault(id_, []).append(f"{function.__module__}.{function.__qualname__}")
        return function

    return mark


def implemented(*extra_modules: str) -> dict[str, list[str]]:
    """Rule → where it stands in law/ and in `extra_modules`, in the order of the table."""
    modules = (*_law_modules(), *extra_modules)
    for module in modules:
        import_module(module)
    places: dict[str, list[str]] = {id_: [] for id_ in RULES}
    for id_, place in (*_marks_in(modules), *_rows_and_figures()):
        if place not in places[id_]:
            places[id_].append(place)
    return {id_: found for id_, found in places.items() if found}


def tested(paths: Iterable[Path]) -> dict[str, list[str]]:
    """Rule → the tests that name it, read from the sources: nothing is imported or run."""
    tests: dict[str, list[str]] = {id_: [] for id_ in RULES}
    for path in sorted(_python_files(paths)):
        for id_, name in _marked_tests(ast.parse(path.read_text(encoding="utf-8"))):
            tests[RULES[id_].id].append(f"{path.as_posix()}::{name}")
    return {id_: found for id_, found in tests.items() if found}


def untested(paths: Iterable[Path], *extra_modules: str) -> list[str]:
    """Rules that the code carries and no test names; CI fails while there is one."""
    proven = tested(paths)
    return [id_ for id_ in implemented(*extra_modules) if id_ not in proven]


def _law_modules() -> list[str]:
    return [found.name for found in walk_packages(import_module("law").__path__, "law.")]


def _marks_in(modules: Iterable[str]) -> Iterator[tuple[str, str]]:
    inside = tuple(f"{module}." for module in modules)
    for id_, places in _marked.items():
        for place in places:
            if place.startswith(inside):
                yield id_, place


def _rows_and_figures() -> Iterator[tuple[str, str]]:
    # Not at the top: the tables mark their rules with this module.
    from .lifecycle import LIFECYCLES  # noqa: PLC0415
    from .parameters import PARAMETERS  # noqa: PLC0415

    for lifecycle in LIFECYCLES:
        for act in lifecycle.acts:
            for id_ in act.source.rules:
                yield id_, f"law.lifecycle: {lifecycle.name}.{act.name}"
    for parameter in PARAMETERS:
        for _day, _value, source in parameter.values:
            for id_ in source.rules:
                yield id_, f"law.parameters: {parameter.name}"


def _python_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from path.rglob("test_*.py") if path.is_dir() else (path,)


def _marked_tests(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for id_ in _ids_of(node):
                yield id_, node.name


def _ids_of(function: ast.FunctionDef) -> Iterator[str]:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.rule":
            yield from (str(ast.literal_eval(argument)) for argument in decorator.args)
