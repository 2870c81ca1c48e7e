"""Names are printed as their owners write them, or not at all."""

import subprocess
import sys

import pytest

from decisions.pdf import preflight
from decisions.pdf.gaiji import wrap_gaiji

IPAMJ_ONLY = "邉\U000e0110"  # BIZ UD would draw a plain 邉
BIZ_ALSO = "葛\U000e0100"
NOWHERE = "葛\U000e01ef"


@pytest.mark.parametrize("name", ["髙﨑𠮷", "㈱①㍿㊞№", IPAMJ_ONLY, BIZ_ALSO, "株式会社　見本\n製薬", "㋿"])
def test_names_in_use_can_be_printed(name):
    assert preflight([name]) == []


@pytest.mark.parametrize(
    ("text", "undrawable"),
    [
        (f"見本{NOWHERE}薬品", [NOWHERE]),
        ("見本😀薬品😀", ["😀"]),
        ("\U000e0100見本", ["\U000e0100"]),
        ("見本\x07", ["\x07"]),
        ("見本\u200b薬品", ["\u200b"]),
        ("①\ufe0f", ["①\ufe0f"]),
    ],
)
def test_what_no_font_draws_is_named(text, undrawable):
    assert preflight(["株式会社", text]) == undrawable


def test_only_what_the_first_font_lacks_goes_to_the_second():
    html = wrap_gaiji(f"<p>{IPAMJ_ONLY}と{BIZ_ALSO}</p>")
    assert html == f'<p><span class="gaiji">{IPAMJ_ONLY}</span>と{BIZ_ALSO}</p>'


def test_titles_and_attributes_hold_no_markup():
    html = f'<title>{IPAMJ_ONLY}</title><img alt="{IPAMJ_ONLY}">'
    assert wrap_gaiji(html) == html


def test_the_preflight_does_not_load_weasyprint():
    program = (
        "import sys; from decisions.pdf import preflight; preflight(['髙']);"
        "print('weasyprint' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "False"
