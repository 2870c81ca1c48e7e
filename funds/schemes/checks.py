"""What the schema cannot say of a document: codes, days, sums and kinds that must fit together.

Each check takes the document and what is known beside it and yields faults, in the order of the
editor's pages. A check that needs a value which is missing stays silent: the schema asks for it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from common.files import Kind
from law.deadlines import era, fiscal_year_label
from law.lifecycle import SchemeKind
from law.parameters import ENFORCED_ON, SUNSETS

from .. import sections
from . import schema
from .codes import codes_are_unique, codes_keep_their_meaning
from .known import Known
from .places import GRANTS, LABELS, LAST_DAYS, Document, Path, label
from .schema import Fault

CERTIFICATION, ADOPTION = SchemeKind.CERTIFICATION.value, SchemeKind.ADOPTION.value
OF_GRANTS = ("grant", "fixing", "change", "cancellation", "return_order", "disposal")
# Blocks of letters by kind of scheme; another kind's letter would never be written.
LETTERS = {
    CERTIFICATION: (
        "certificate",
        "appeal_notice",
        *OF_GRANTS,
    ),
    ADOPTION: ("adoption", "non_adoption", *OF_GRANTS),
    SchemeKind.COMMISSION.value: ("selection", "non_selection"),
}
# Sections that only one kind of scheme can make use of.
SECTIONS_OF = {"competition": (CERTIFICATION,), "precondition": (ADOPTION,)}
NO_STATUTE = ("apply", "joint", "certify", "notify", "mof", "jftc", "fund")


Check = Callable[[Document, Known], Iterator[Fault]]


def faults_of(document: Document, known: Known) -> list[Fault]:
    """Everything that keeps the document from being published; empty when nothing does."""
    found = schema.faults(document)
    if schema.shape_faults(document):
        return found
    for check in CHECKS:
        found += check(document, known)
    return list({(fault.path, fault.text): fault for fault in found}.values())


# Identity


def _same_scheme(document: Document, known: Known) -> Iterator[Fault]:
    """What numbers, lifecycles and accounts hang on never changes once the scheme exists."""
    if known.latest is None:
        return
    for key in ("kind", "prefix"):
        if document.get(key) != known.latest.get(key):
            words = {"what": LABELS[key]}
            yield Fault(
                f"{key}_changed",
                (key,),
                _("%(what)sは、公開した後は変えられません。元に戻してください。") % words,
            )
    if _code_of(document.get("fund")) != _code_of(known.latest.get("fund")):
        yield Fault("fund_changed", ("fund",), _("基金は、公開した後は変えられません。元に戻してください。"))


def _code_of(fund: Any) -> str:
    return fund.get("code", "") if fund else ""


def _own_prefix(document: Document, known: Known) -> Iterator[Fault]:
    prefix = document.get("prefix", "")
    if prefix in known.prefixes:
        words = {"prefix": prefix, "scheme": known.prefixes[prefix]}
        yield Fault(
            "prefix_taken",
            ("prefix",),
            _("管理番号の頭の英字「%(prefix)s」は「%(scheme)s」が使っています。別の英字にしてください。")
            % words,
        )


def _fund_fits(document: Document, known: Known) -> Iterator[Fault]:
    fund = document.get("fund") or {}
    if fund and document.get("kind") not in (None, CERTIFICATION):
        yield Fault(
            "fund_of_no_fund",
            ("fund",),
            _("基金は認定の制度だけに定めます。基金の記載を取り除いてください。"),
        )
    stands = known.funds.get(_code_of(fund))
    if stands and stands != (fund.get("name"), fund.get("law_fund")):
        text = _(
            "このコードの基金は「%(name)s」として登録されています。名称と法律上の基金を合わせてください。"
        )
        yield Fault("fund_differs", ("fund",), text % {"name": stands[0]})


def _law_fits(document: Document, known: Known) -> Iterator[Fault]:
    law, kind = document.get("law", {}), document.get("kind")
    if kind not in (None, CERTIFICATION):
        for key in NO_STATUTE:
            if key in law:
                words = {"what": LABELS[f"law.{key}"]}
                yield Fault(
                    "statute_of_no_statute",
                    ("law", key),
                    _("%(what)sは認定の制度だけに定めます。取り除いてください。") % words,
                )
    for body in document.get("consultations", ()):
        if kind not in (None, CERTIFICATION):
            yield Fault(
                "consults_nobody",
                ("consultations",),
                _("協議は認定の制度だけで行います。協議先を外してください。"),
            )
        elif body in ("mof", "jftc") and body not in law:
            words = {"what": LABELS[f"law.{body}"]}
            yield Fault(
                "no_clause", ("law", body), _("%(what)sを入れてください。協議書に印字します。") % words
            )


# Days and years


def _days_in_order(document: Document, known: Known) -> Iterator[Fault]:
    found = [(key, day) for key in LAST_DAYS if (day := _day(document.get("last_days", {}).get(key)))]
    for (earlier, first), (later, second) in pairwise(found):
        if second < first:
            words = {
                "later": LABELS[f"last_days.{later}"],
                "earlier": LABELS[f"last_days.{earlier}"],
                "day": era(first),
            }
            yield Fault(
                "days_out_of_order",
                ("last_days", later),
                _("%(later)sを、%(earlier)s（%(day)s）以後の日にしてください。") % words,
            )


def _within_the_law(document: Document, known: Known) -> Iterator[Fault]:
    """Nothing of a fund goes on after the last day that its statute sets (基盤研法附則17条)."""
    law_fund = (document.get("fund") or {}).get("law_fund")
    starts, ends = _day(document.get("valid_from")), _day(document.get("last_days", {}).get("payment"))
    if law_fund not in SUNSETS or starts is None:
        return
    if starts < ENFORCED_ON:
        words = {"day": era(ENFORCED_ON)}
        yield Fault(
            "before_the_law",
            ("valid_from",),
            _("適用の日を、法律の施行の日（%(day)s）以後にしてください。") % words,
        )
        return
    sunset = SUNSETS[law_fund].on(starts)
    if ends and ends > sunset:
        words = {"day": era(sunset), "source": str(SUNSETS[law_fund].source_on(starts))}
        yield Fault(
            "after_sunset",
            ("last_days", "payment"),
            _("支払の最終日を、法律の期限（%(day)s、%(source)s）までの日にしてください。") % words,
        )


def _begins_in_time(document: Document, known: Known) -> Iterator[Fault]:
    starts, closes = _day(document.get("valid_from")), _day(document.get("last_days", {}).get("filing"))
    if starts and closes and closes < starts:
        yield Fault(
            "never_open", ("last_days", "filing"), _("申請の最終日を、適用の日以後の日にしてください。")
        )
    before = _day(known.latest.get("valid_from")) if known.latest else None
    if starts and before and starts < before:
        words = {"day": era(before)}
        yield Fault(
            "never_in_force",
            ("valid_from",),
            _(
                "適用の日を、いまの版の適用の日（%(day)s）以後にしてください。前の日では、この版が適用されません。"
            )
            % words,
        )


def _years_fit(document: Document, known: Known) -> Iterator[Fault]:
    years = document.get("fiscal_years", [])
    for key in ("fiscal_years", "payable_years"):
        said = document.get(key, [])
        if said != sorted(said):
            words = {"what": LABELS[key]}
            yield Fault(
                "years_out_of_order", (key,), _("%(what)sを、早い年度から順に並べてください。") % words
            )
    stray = [year for year in document.get("payable_years", []) if year not in years]
    if years and stray:
        words = {"years": "、".join(map(fiscal_year_label, stray))}
        yield Fault(
            "unpayable_years",
            ("payable_years",),
            _("支払の対象となる年度（%(years)s）を、記入できる年度の中から選んでください。") % words,
        )


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except (TypeError, ValueError):
        return None


# Sections


def _sections_stand(document: Document, known: Known) -> Iterator[Fault]:
    for reason in sections.faults(document):
        yield Fault(reason.code, ("sections",), reason.text)
    for key, kinds in SECTIONS_OF.items():
        if key in document.get("sections", ()) and document.get("kind") not in (None, *kinds):
            words = {"section": sections.TITLES[key]}
            yield Fault(
                "section_of_another_kind",
                ("sections",),
                _("項目「%(section)s」は、この種類の制度では使えません。外してください。") % words,
            )


# Menus and money


def _rates_fit(document: Document, known: Known) -> Iterator[Fault]:
    contract = document.get("kind") == SchemeKind.COMMISSION.value
    for place, menu in enumerate(document.get("menus", [])):
        path: Path = ("menus", place, "rate")
        rate = menu.get("rate")
        if contract and rate:
            yield Fault(
                "rate_of_a_contract",
                path,
                _("委託に補助率はありません。%(place)sを空にしてください。") % _at(document, path),
            )
        elif rate and _above_one(rate):
            yield Fault(
                "rate_above_one", path, _("%(place)sは、1（10/10）までにしてください。") % _at(document, path)
            )


def _above_one(rate: str) -> bool:
    try:
        return Fraction(rate) > 1
    except (ValueError, ZeroDivisionError):
        return False


def _caps_fit(document: Document, known: Known) -> Iterator[Fault]:
    menus = {menu.get("code") for menu in document.get("menus", [])}
    seen: set[tuple[Any, ...]] = set()
    for place, cap in enumerate(document.get("caps", [])):
        path: Path = ("caps", place)
        if cap.get("menu") and cap["menu"] not in menus:
            yield Fault(
                "cap_of_no_menu",
                (*path, "menu"),
                _("%(place)sの支援メニューがありません。いまある支援メニューを選んでください。")
                % _at(document, path),
            )
        one = (cap.get("menu"), *sorted(cap.get("per", ())))
        if one in seen:
            yield Fault(
                "cap_twice",
                path,
                _("%(place)sと同じかかり方の上限額が、ほかにもあります。一つにしてください。")
                % _at(document, path),
            )
        seen.add(one)


def _at(document: Document, path: Path) -> dict[str, str]:
    return {"place": label(document, path)}


# Documents, rankings, letters


def _documents_fit(document: Document, known: Known) -> Iterator[Fault]:
    allowed = {kind.value for kind in Kind}
    for place, row in enumerate(document.get("documents", [])):
        if unknown := [kind for kind in row.get("kinds", []) if kind not in allowed]:
            words = {"kinds": "、".join(unknown)} | _at(document, ("documents", place))
            yield Fault(
                "unknown_kind",
                ("documents", place, "kinds"),
                _("%(place)sに、受け付けられない形式（%(kinds)s）があります。選択肢の中から選んでください。")
                % words,
            )


def _ranking_fits(document: Document, known: Known) -> Iterator[Fault]:
    ranking = document.get("ranking")
    if ranking is None:
        return
    if document.get("kind") == CERTIFICATION:
        yield Fault(
            "ranks_the_bound", ("ranking",), _("認定に順位はありません。順位の付け方を取り除いてください。")
        )
    codes = {row.get("code") for row in document.get("review_items", [])}
    if set(ranking.get("tie_break", ())) - codes:
        yield Fault(
            "tie_break",
            ("ranking", "tie_break"),
            _("同点のときに比べる順には、審査項目にあるものだけを書いてください。"),
        )
    if "threshold" in ranking and _above_one(ranking["threshold"]):
        yield Fault(
            "threshold",
            ("ranking", "threshold"),
            _("採択に必要な得点の割合は、1（10/10）までにしてください。"),
        )


def _grants_fit(document: Document, known: Known) -> Iterator[Fault]:
    """How a grant is decided is said where one is given; its span only where no appropriation ends it."""
    kind = document.get("kind")
    for key in (*GRANTS, "grant_minor_changes", "grant_assets"):
        if key not in document or kind in (None, CERTIFICATION):
            continue
        words = {"what": LABELS[key]}
        if key == "grant_span":
            text = _("%(what)sは認定の制度だけに定めます。取り除いてください。")
            yield Fault("grant_of_no_fund", (key,), text % words)
        elif kind != ADOPTION:
            text = _("%(what)sは補助金を交付する制度だけに定めます。取り除いてください。")
            yield Fault("grant_of_no_fund", (key,), text % words)


def _letters_fit(document: Document, known: Known) -> Iterator[Fault]:
    kind = document.get("kind")
    for block in document.get("letters", {}):
        if kind in LETTERS and block not in LETTERS[kind]:
            words = {"block": LABELS[f"letters.{block}"]}
            yield Fault(
                "letter_of_another_kind",
                ("letters", block),
                _("%(block)sは、この種類の制度では使いません。取り除いてください。") % words,
            )


CHECKS: tuple[Check, ...] = (
    _same_scheme,
    _own_prefix,
    _fund_fits,
    _law_fits,
    _days_in_order,
    _within_the_law,
    _begins_in_time,
    _years_fit,
    _sections_stand,
    _rates_fit,
    _caps_fit,
    codes_are_unique,
    codes_keep_their_meaning,
    _ranking_fits,
    _documents_fit,
    _grants_fit,
    _letters_fit,
)
