"""Every Japanese sentence is marked for translation, in code and in templates."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import pytest
from django.utils import translation

from .source import ROOT, at, called, modules, name, nodes, templates

pytestmark = pytest.mark.house
# One character alone is a letter of enumeration (イ) or a unit (日), not a sentence.
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々〆].*[ぁ-んァ-ヶ一-龠々〆]")
JAPANESE_MARKUP = re.compile(r"[ぁ-んァ-ヶ一-龠々〆]")
MARKERS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "ja"}
# A citation names a statute; it is the same in every language.
CITATIONS = {"article", "call", "practice"}
# A pattern reads what people type.
PATTERNS = {"compile", "sub", "split", "fullmatch", "maketrans"}

# Whole files that speak Japanese only, with the reason.
JAPANESE_ONLY = {
    "common/checks.py": "speaks to the operator at a terminal",
    "common/docs/": "writes pages about Japanese law for Japanese readers",
    "common/variants.py": "lists letters",
    "common/jobs/worker.py": "speaks to the operator at a terminal",
    "common/forms/numbers.py": "reads the units that people type",
    "config/environment.py": "speaks to the operator before any language is known",
    "config/settings.py": "names each language in itself",
    "decisions/demo/": "types what invented Japanese companies type",
    "payments/demo": "types what invented Japanese companies type",
    "decisions/signing/keys.py": "names the demo's invented office-holders in its certificates",
    "decisions/pdf/engine.py": "writes into official letters, which are Japanese",
    "decisions/pdf/fonts.py": "speaks to the operator",
    "decisions/pdf/format.py": "writes into official letters, which are Japanese",
    "law/names.py": "reads the short forms that people type",
    "law/rules.py": "names statutes and their articles",
    "management/commands/": "speaks to the operator at a terminal",
}
PRINTED = {
    "templates/pdf/": "an official letter is written in Japanese, whatever language its reader has set"
}

MARKED_UP = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}|{%\s*comment\b.*?{%\s*endcomment\s*%}"
    r"|{#.*?#}|{%\s*trans(?:late)?\s.*?%}|_\(\s*(?:\"[^\"]*\"|'[^']*')\s*\)",
    re.DOTALL,
)


def is_exempt(path: Path, reasons: dict[str, str]) -> bool:
    return any(place in name(path) for place in reasons)


def inside_marker(path: Path) -> set[int]:
    """Ids of the constants that stand in a marked call, or are a docstring."""
    known = set()
    for node in nodes(path, ast.Call, ast.Expr):
        if isinstance(node, ast.Call) and called(node) in MARKERS | CITATIONS | PATTERNS:
            known |= {id(word) for word in ast.walk(node) if isinstance(word, ast.Constant)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            known.add(id(node.value))
    return known


@pytest.mark.parametrize("path", modules(), ids=name)
def test_python_text_is_marked(path):
    if is_exempt(path, JAPANESE_ONLY):
        return
    marked = inside_marker(path)
    unmarked = [
        f"{at(path, node)} {node.value}"
        for node in nodes(path, ast.Constant)
        if isinstance(node.value, str) and JAPANESE.search(node.value) and id(node) not in marked
    ]
    assert unmarked == []


@pytest.mark.parametrize("path", modules(), ids=name)
def test_what_is_marked_can_be_extracted(path):
    """An f-string inside a marker looks translated and never is."""
    built = [
        at(path, node)
        for node in nodes(path, ast.Call)
        if called(node) in MARKERS and node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert built == []


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template_text_is_marked(path):
    if is_exempt(path, PRINTED):
        return
    rest = MARKED_UP.sub(lambda found: "\n" * found[0].count("\n"), path.read_text(encoding="utf-8"))
    unmarked = [
        f"{number} {line.strip()}"
        for number, line in enumerate(rest.splitlines(), 1)
        if JAPANESE.search(line)
    ]
    assert unmarked == []


WESTERN_YEAR = re.compile(r"(?:\{[^{}]*\}|%\(\w+\)[sd]|\{\{[^{}]*\}\})年度")


@pytest.mark.parametrize("path", [*modules(), *templates()], ids=name)
def test_a_fiscal_year_is_named_by_the_one_rule(path):
    """令和9年度 by law.deadlines.fiscal_year_label; a year that is put before 年度 by hand is western."""
    assert WESTERN_YEAR.findall(path.read_text(encoding="utf-8")) == []


OTHER_WORDS = re.compile("ログイン|ログアウト|ログオン")


@pytest.mark.parametrize("path", [*modules(), *templates()], ids=name)
def test_signing_in_has_one_word(path):
    assert OTHER_WORDS.findall(path.read_text(encoding="utf-8")) == []


def test_the_library_s_own_sentences_use_that_word_too():
    """locale/ja stands before allauth's own catalogue; its compiled form is what counts."""
    of_allauth = Path(allauth.__file__).parent / "locale/ja/LC_MESSAGES/django.mo"
    with of_allauth.open("rb") as compiled:
        sentences = gettext.GNUTranslations(compiled)._catalog
    with translation.override("ja"):
        shown = [
            translation.pgettext(*key.split("\4")) if "\4" in key else translation.gettext(key)
            for key, text in sentences.items()
            if isinstance(key, str) and key and OTHER_WORDS.search(text)
        ]
    assert len(shown) > 10
    assert [text for text in shown if OTHER_WORDS.search(text)] == []


def test_the_compiled_catalogue_is_the_written_one():
    """The machine that runs needs no msgfmt, so both forms are kept; one without the other would lie."""
    catalogue = ROOT / "locale/ja/LC_MESSAGES/django.mo"
    with catalogue.open("rb") as compiled:
        held = gettext.GNUTranslations(compiled)._catalog
    written = dict(entries(catalogue.with_suffix(".po").read_text(encoding="utf-8")))
    assert held.keys() == written.keys()
    assert [key for key in held if key and held[key] != written[key]] == []


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Each message with its translation; its context before it, as gettext joins them."""
    for block in text.split("\n\n"):
        said: dict[str, str] = {}
        last = ""
        for keyword, quoted in re.findall(r'^(?:(msg\w+) )?(".*")$', block, re.M):
            last = keyword or last
            said[last] = said.get(last, "") + ast.literal_eval(quoted)
        context = f"{said['msgctxt']}\4" if "msgctxt" in said else ""
        yield context + said["msgid"], said["msgstr"]
