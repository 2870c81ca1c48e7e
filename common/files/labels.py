"""What a person called the file: shown, offered on download, never used as a path."""

import unicodedata
from pathlib import PurePath, PureWindowsPath

from django.utils.translation import gettext as _

LONGEST = 200
# Cc control, Cf bidi overrides and other invisible signs, Cs lone surrogates, Zl/Zp separators.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def label(name: str) -> str:
    base = PureWindowsPath(PurePath(name.replace("\\", "/")).name).name
    seen = "".join(sign for sign in base if unicodedata.category(sign) not in UNSEEN).strip(" .")
    return _shortened(seen) if seen else _("名称なし")


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    suffix = PurePath(name).suffix[:12]
    return name[: LONGEST - len(suffix)] + suffix
