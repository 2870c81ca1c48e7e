"""What a reader sees, and what a copy or a search finds, is what the content says."""

import io
import subprocess

import pikepdf
import pytest

from decisions.pdf import render
from tests.decisions.pdf.contents import KINDS, PARTIES, make

pytestmark = pytest.mark.validator


def text_of(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def joined(text: str) -> str:
    return "".join(text.split())


def test_the_sums_of_the_json_stand_in_the_letter():
    content = make("certificate")
    text = text_of(render(content), "-layout")
    for year in content["annex"]["years"]:
        for row in [*year["lines"], year]:
            assert f"{row['total_cost']:,}" in text
            assert f"{row['eligible_cost']:,}" in text


def test_names_can_be_copied_as_they_are_written():
    text = joined(text_of(render(make("certificate"))))
    assert "髙﨑　𠮷子".replace("　", "") in text
    assert PARTIES[2]["name"] in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_of_a_specimen_says_so(kind):
    pdf = render(make(kind))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    for page in range(1, pages + 1):
        assert "見本" in text_of(
            pdf, "-f", str(page), "-l", str(page), "-x", "0", "-y", "0", "-W", "200", "-H", "70"
        )


def test_an_effective_letter_does_not():
    pdf = render(make("findings", specimen=False))
    assert "見本" not in joined(text_of(pdf, "-x", "0", "-y", "0", "-W", "200", "-H", "70"))


def test_the_code_leads_to_the_page_of_the_letter(tmp_path):
    content = make("receipt", specimen=False)
    (tmp_path / "letter.pdf").write_bytes(render(content))
    subprocess.run(["pdftoppm", "-r", "300", "-png", "letter.pdf", "page"], cwd=tmp_path, check=True)
    pages = sorted(tmp_path.glob("page-*.png"))
    read = subprocess.run(["zbarimg", "-q", "--raw", pages[-1]], capture_output=True, text=True, check=True)
    assert read.stdout.strip() == content["verify_url"]
