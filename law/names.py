"""When two ways of writing a company's name are one: width, spaces and the short forms of its kind aside.

A variant letter (高 for 髙) is another letter: a registered name keeps its own.
"""

import unicodedata

_SHORT = {"(株)": "株式会社", "(有)": "有限会社", "(同)": "合同会社", "(合)": "合資会社", "(名)": "合名会社"}


def is_same_name(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    for short, whole in _SHORT.items():
        text = text.replace(short, whole)
    return text
