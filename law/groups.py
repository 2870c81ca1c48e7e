"""Are two makers of one 企業結合集団 (独占禁止法10条2項)? A group is known by its top parent's 法人番号.

One group takes makers out of limb 2 (施行令附則17条2号), so no name alone makes one: 「自社」 or 「なし」, typed by
two makers, is two answers. Where a number is missing, names that differ are two groups, which errs toward
consulting; names that are alike leave the question open until the number is there.
"""

import unicodedata
from dataclasses import dataclass

from .text import ja

Answer = bool | None
"""Three-valued: None is "not to be said yet"."""

# What a company's form is written as, in full first; NFKC has made "(株)" of ㈱ by then.
FORMS = (
    (ja("株式会社"), "(株)"),
    (ja("有限会社"), "(有)"),
    (ja("合同会社"), "(同)"),
    (ja("合資会社"), "(資)"),
    (ja("合名会社"), "(名)"),
)


@dataclass(frozen=True)
class Parent:
    """The top parent as one maker gives it: its number, or only its name, or nothing yet."""

    number: str | None = None
    name: str = ""


def parent_of(*, number: str, name: str, own_number: str, own_name: str) -> Parent:
    """A maker that names itself as the top is known by its own number."""
    if not number and name and is_own_name(name, own_name):
        number = own_number
    return Parent(number or None, name)


def same_group(one: Parent, other: Parent) -> Answer:
    if one.number and other.number:
        return one.number == other.number
    if not (one.name and other.name):
        return None
    return None if names_alike(one.name, other.name) else False


def names_alike(one: str, other: str) -> bool:
    """The same name as far as writing goes: width, spaces, the company's form or its place."""
    return _bare(one) == _bare(other)


def is_own_name(name: str, own_name: str) -> bool:
    """A company written with its form is another one than the same name with another form."""
    return _folded(name) in (_folded(own_name), _bare(own_name))


def _folded(text: str) -> str:
    """㈱ in full, width and spaces gone."""
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    for full, short in FORMS:
        folded = folded.replace(short, full)
    return folded


def _bare(text: str) -> str:
    folded = _folded(text)
    for full, _short in FORMS:
        folded = folded.replace(full, "")
    return folded
