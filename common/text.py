"""Characters that no text of ours may hold."""

import re

# Controls but for tab and line ends; halves of a pair; marks that turn the direction of what follows,
# so that a name or a sum reads as another.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def is_fit(text: str) -> bool:
    return UNFIT.search(text) is None
