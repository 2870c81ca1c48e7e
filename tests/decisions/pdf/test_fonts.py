"""Without its fonts the engine says what to install; WeasyPrint would end the process."""

import io
from pathlib import Path

import pikepdf
import pytest

from decisions.pdf import FontsMissing, fonts


def test_a_missing_font_names_its_package(monkeypatch):
    lost = fonts.Font(Path("/nowhere/ipamjm.ttf"), "fonts-ipamj-mincho")
    monkeypatch.setattr(fonts, "FONTS", (fonts.MINCHO, lost))
    with pytest.raises(FontsMissing, match=r"apt-get install fonts-ipamj-mincho$"):
        fonts.require_fonts()


def test_a_missing_subsetter_names_its_package():
    with pytest.raises(FontsMissing, match="libharfbuzz-subset0"):
        fonts.require_subsetter(None)


def test_letters_use_no_other_font_of_the_machine(certificate):
    with pikepdf.open(io.BytesIO(certificate)) as opened:
        names = {str(found.BaseFont).split("+")[1] for found in opened.objects if is_font(found)}
    assert names == {"BIZ-UDMincho", "BIZ-UDGothic-Bold", "IPAmjMincho"}


def is_font(found) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Subtype") == "/Type0"
