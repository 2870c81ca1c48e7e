"""A letter is printed the same way every time, and says only what its content says."""

import hashlib
import io
import json
import os
import subprocess
import sys

import pikepdf
import pytest
from jsonschema import Draft202012Validator
from weasyprint.urls import FatalURLFetchingError

from common import canonical
from common.schemas import DIRECTORY
from decisions.pdf import ContentInvalid, MissingGlyphs, render
from decisions.pdf.engine import engine

from .contents import KINDS, PARTIES, make


def embedded(pdf: bytes) -> tuple[bytes, pikepdf.Dictionary]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        specification = opened.Root.AF[0]
        return specification.EF.F.read_bytes(), str(specification.AFRelationship)


def test_the_same_content_gives_the_same_bytes(certificate):
    assert render(make("certificate")) == certificate


def test_another_process_prints_the_same_bytes(certificate):
    program = (
        "import hashlib; from decisions.pdf import render; from tests.decisions.pdf.contents import make;"
        "print(hashlib.sha256(render(make('certificate'))).hexdigest())"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONHASHSEED": "7",
        "TZ": "America/New_York",
    }
    said = subprocess.check_output([sys.executable, "-c", program], env=environment, text=True)
    assert said.strip() == hashlib.sha256(certificate).hexdigest()


def test_the_json_is_the_content_in_canonical_form(certificate):
    attached, relationship = embedded(certificate)
    assert attached == canonical.dumps(make("certificate"))
    assert relationship == "/Data"


def test_the_json_is_attached_once_with_the_day_of_the_letter(certificate):
    with pikepdf.open(io.BytesIO(certificate)) as opened:
        assert len(opened.Root.AF) == 1
        assert str(opened.Root.AF[0].EF.F.Params.CreationDate) == "D:20261121000000Z"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_keeps_its_schema_and_can_be_written(kind):
    html = engine().write_html(make(kind))
    assert make(kind)["title"] in html
    assert "verify_url" not in html


def test_the_letter_shows_the_sums_of_its_annex():
    content = make("certificate")
    html = engine().write_html(content)
    for year in content["annex"]["years"]:
        for name in ("total_cost", "eligible_cost", "income", "subsidy"):
            assert f"{year[name]:,}" in html


def test_a_party_that_bears_no_cost_gets_no_annex():
    html = engine().write_html(make("certificate", annex=None))
    assert "該当する費用はありません" in html
    assert "別紙" not in html


def test_the_letter_uses_the_words_of_the_statute():
    html = engine().write_html(make("certificate"))
    assert (
        "令和８年９月３０日に申請のあった製造基盤整備措置については、"
        "国立研究開発法人医薬基盤・健康・栄養研究所法（平成１６年法律第１３５号）附則第２４条第３項の規定に基づき、"
        "下記のとおり同条第１項の認定をしたので通知します。"
    ) in html


def test_markup_in_a_name_is_printed_not_obeyed():
    party = PARTIES[0] | {"name": "<img src=file:///etc/passwd>&株式会社"}
    assert "&lt;img src=file:///etc/passwd&gt;&amp;株式会社" in engine().write_html(
        make("certificate", parties=[party])
    )


def test_nothing_is_fetched_from_anywhere():
    with pytest.raises(FatalURLFetchingError):
        engine().print('<img src="file:///etc/hostname" alt="">', make("certificate"))


def test_a_character_that_no_font_has_is_refused():
    with pytest.raises(MissingGlyphs) as refusal:
        render(make("findings", conclusion="結論\U0001f600"))
    assert refusal.value.characters == ["\U0001f600"]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"conclusion": 1}, "conclusion"),
        ({"note": "x"}, ""),
        ({"plan": {"number": "1"}}, "plan"),
        ({"schema": "letter.v1"}, "schema"),
        ({"schema": ["findings.v1"]}, "schema"),
    ],
)
def test_content_outside_its_schema_is_refused(changes, path):
    with pytest.raises(ContentInvalid) as refusal:
        render(make("findings", **changes))
    assert refusal.value.path == path


def test_a_float_has_no_place_in_a_letter():
    with pytest.raises((ContentInvalid, TypeError)):
        render(make("receipt", version=1.0))


def test_an_unreviewed_appeal_notice_leaves_as_a_specimen_only():
    assert "要法務確認" in engine().write_html(make("refusal"))
    with pytest.raises(ContentInvalid):
        render(make("refusal", specimen=False))
    assert "要法務確認" not in engine().write_html(make("refusal", specimen=False, needs_legal_review=False))


def test_the_schemas_are_themselves_valid():
    for path in DIRECTORY.glob("*.json"):
        Draft202012Validator.check_schema(json.loads(path.read_text()))
