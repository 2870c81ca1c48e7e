"""The fonts of the letters, and the proof that they are there before anything is drawn."""

import os
from dataclasses import dataclass
from pathlib import Path

from law.text import ja

FONTCONFIG = Path(__file__).with_name("fonts.conf")


@dataclass(frozen=True)
class Font:
    path: Path
    package: str


DIRECTORY = Path("/usr/share/fonts/truetype")
MINCHO = Font(DIRECTORY / "bizud-mincho/BIZUDMincho-Regular.ttf", "fonts-morisawa-bizud-mincho")
GOTHIC = Font(DIRECTORY / "bizud-gothic/BIZUDGothic-Bold.ttf", "fonts-morisawa-bizud-gothic")
GAIJI = Font(DIRECTORY / "ipamj/ipamjm.ttf", "fonts-ipamj-mincho")
FONTS = (MINCHO, GOTHIC, GAIJI)


class FontsMissing(RuntimeError):
    """The machine can't print letters; the sentence names the packages to install."""


def require_fonts() -> None:
    """With no font at all WeasyPrint ends the process by a segmentation fault, so ask first."""
    missing = [font for font in FONTS if not font.path.is_file()]
    if missing:
        packages = " ".join(font.package for font in missing)
        sentence = ja("印刷に使うフォントがありません。次を実行してください: apt-get install {packages}")
        raise FontsMissing(sentence.format(packages=packages))


def require_subsetter(library: object | None) -> None:
    """WeasyPrint works without it, five times slower."""
    if library is None:
        raise FontsMissing(ja("次を実行してください: apt-get install libharfbuzz-subset0"))


def use_private_fonts() -> None:
    """Fontconfig reads this once, at its first use in the process."""
    os.environ["FONTCONFIG_FILE"] = str(FONTCONFIG)
