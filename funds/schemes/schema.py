"""The shape of a scheme's document, as docs/schemas/scheme.v1.json says it, told in sentences."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jsonschema import Draft202012Validator, ValidationError

from common import canonical
from common.text import is_fit
from law.acts import Reason

from .places import Document, Path, label, pattern

FILE = File(__file__).resolve().parents[2] / "docs" / "schemas" / "scheme.v1.json"
MOST_BYTES = 512 * 1024
LARGEST = 2**53 - 1
DEEPEST = 8
KEPT = (Mapping, list, tuple, str, int, type(None))  # whole numbers alone: yen, days, years
# A draft may miss anything; what would not be a document at all is refused even there.
OF_SHAPE = frozenset({"type", "additionalProperties", "const"})
TOLD_BY_SECTIONS = frozenset({"uniqueItems"})
# fmt: off
MEND: dict[str, str | Promise] = {
    "code":                  gettext_lazy("小文字の英字・数字・ハイフンで書いてください（例：drug-stock）"),
    "prefix":                gettext_lazy("大文字の英字2〜4字で書いてください（例：GB）"),
    "rate":                  gettext_lazy("1/2のように書いてください"),
    "threshold":             gettext_lazy("6/10のように書いてください"),
    "fiscal_years":          gettext_lazy("2019から2100までの年度にしてください"),
    "payable_years":         gettext_lazy("2019から2100までの年度にしてください"),
    "cut_to":                gettext_lazy("1円・10円・100円・1,000円・10,000円から選んでください"),
}
# fmt: on
DAY = gettext_lazy("日付（年・月・日）で書いてください")


@dataclass(frozen=True)
class Fault:
    """A place of the document, and a sentence that names it and says how to mend it."""

    code: str
    path: Path
    text: str

    @property
    def reason(self) -> Reason:
        return Reason(self.code, self.text, (("place", pattern(self.path)),))


@cache
def _validator() -> Draft202012Validator:
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")), format_checker=checker)


def unstorable(document: Any) -> Fault | None:
    """What no draft can keep: not an object, too long, nested too deep, with texts or numbers unfit."""
    if not isinstance(document, Mapping):
        return Fault(
            "no_document", (), _("制度の定めとして読み取れません。書き出したファイルを選んでください。")
        )
    for depth, value in _values(document):
        if (
            depth > DEEPEST
            or not isinstance(value, KEPT)
            or (isinstance(value, int) and abs(value) > LARGEST)
        ):
            return Fault("unreadable", (), _("読み取れない値があります。小数や桁の多すぎる数は使えません。"))
        if isinstance(value, str) and not is_fit(value):
            return Fault(
                "unfit",
                (),
                _("使えない文字（制御文字、文字の向きを変える符号など）があります。取り除いてください。"),
            )
    if len(canonical.dumps(document)) > MOST_BYTES:
        return Fault("too_long", (), _("定めが長すぎます。全体で512KBまでにしてください。"))
    return None


def _values(document: Any) -> Iterator[tuple[int, Any]]:
    waiting = [(0, document)]
    while waiting:
        depth, found = waiting.pop()
        yield depth, found
        if depth > DEEPEST:
            return
        if isinstance(found, Mapping):
            waiting += [(depth, key) for key in found] + [(depth + 1, each) for each in found.values()]
        elif isinstance(found, list | tuple):
            waiting += [(depth + 1, each) for each in found]


def shape_faults(document: Document) -> list[Fault]:
    """What keeps it from being a draft: values of another kind, places that no document has."""
    return [fault for error, fault in _told(document) if error.validator in OF_SHAPE]


def faults(document: Document) -> list[Fault]:
    """Everything the schema finds, one sentence a place."""
    return [fault for _error, fault in _told(document)]


def _told(document: Document) -> list[tuple[ValidationError, Fault]]:
    found: dict[Path, tuple[ValidationError, Fault]] = {}
    for error in sorted(
        _validator().iter_errors(document), key=lambda each: list(map(str, each.absolute_path))
    ):
        if (
            error.absolute_path
            and error.absolute_path[0] == "sections"
            and error.validator in TOLD_BY_SECTIONS
        ):
            continue
        for path in _paths(error):
            found.setdefault(path, (error, _fault(document, error, path)))
    return list(found.values())


def _paths(error: ValidationError) -> list[Path]:
    at = tuple(error.absolute_path)
    if error.validator == "required":
        return [(*at, name) for name in error.validator_value if name not in error.instance]
    if error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        return [(*at, str(name)[:60]) for name in error.instance if name not in known]
    return [at]


def _fault(document: Document, error: ValidationError, path: Path) -> Fault:
    return Fault(str(error.validator), path, _sentence(error, label(document, path), path))


# fmt: off
SENTENCES: dict[str, str | Promise] = {
    "required":             gettext_lazy("%(place)sを入れてください。"),
    "minItems":             gettext_lazy("%(place)sを入れてください。"),
    "minLength":            gettext_lazy("%(place)sを入れてください。"),
    "additionalProperties": gettext_lazy("この様式にない項目「%(place)s」があります。取り除いてください。"),
    "maxLength":            gettext_lazy("%(place)sは、%(limit)s字までにしてください。"),
    "maxItems":             gettext_lazy("%(place)sは、%(limit)s件までにしてください。"),
    "minimum":              gettext_lazy("%(place)sは、%(low)sから%(high)sまでの数にしてください。"),
    "maximum":              gettext_lazy("%(place)sは、%(low)sから%(high)sまでの数にしてください。"),
    "uniqueItems":          gettext_lazy("%(place)sに、同じものが二度あります。一つにしてください。"),
    "enum":                 gettext_lazy("%(place)sを、選択肢の中から選んでください。"),
}
# fmt: on
MENDED = gettext_lazy("%(place)sを%(mend)s。")
ELSE = gettext_lazy("%(place)sの書き方を確かめてください。")
BOUNDED = ("minimum", "maximum")


def _sentence(error: ValidationError, place: str, path: Path) -> str:
    words = {"place": place, "limit": error.validator_value, "mend": _mend(error, path)} | _bounds(error)
    kind = "required" if error.instance in ("", None) else str(error.validator)
    if words["mend"] and kind not in ("required", "minItems", "minLength"):
        return str(MENDED) % words
    return str(SENTENCES.get(kind, ELSE)) % words


def _bounds(error: ValidationError) -> dict[str, str]:
    if error.validator not in BOUNDED:
        return {}
    return {"low": f"{error.schema['minimum']:,}", "high": f"{error.schema['maximum']:,}"}


def _mend(error: ValidationError, path: Path) -> str:
    if error.validator == "format":
        return str(DAY)
    names = [step for step in path if isinstance(step, str)]
    return str(MEND.get(names[-1], "")) if names else ""
