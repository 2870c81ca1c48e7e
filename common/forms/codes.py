"""Codes as people type them: full-width, with any of the dashes a Japanese keyboard gives."""

import unicodedata

# ー is the long-vowel mark; between digits it is always meant as a hyphen.
HYPHENS = "‐‑‒–—―−ー─━˗⁃﹣"
_TO_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))


def normalise(text: str) -> str:
    """NFKC, every dash a hyphen, no white space. For codes and figures, never for names."""
    folded = unicodedata.normalize("NFKC", text).translate(_TO_HYPHEN)
    return "".join(folded.split())
