"""How a scheme reckons: older documents keep the default, a choice is edited, told and followed."""

from funds.schemes.calculation import DEFAULT, calculation_of
from funds.schemes.changes import differences, moved
from funds.schemes.checks import faults_of
from funds.schemes.editing import PAGES
from funds.schemes.known import Known
from law.money import CapMethod, FixingRule

from .drafting import GENERICS

CHOSEN = {
    "fixing": {"rule": "recalculated", "cut_to": 1000},
    "caps": {"order": ["total", "year", "party"], "spread": "order", "takes": "alike"},
}


def posted(document, **changes):
    form = PAGES["calculation"].form(None, document=document, known=Known())
    data = {name: form[name].value() for name in form.fields} | changes
    form = PAGES["calculation"].form(data, document=document, known=Known())
    assert form.is_valid(), form.errors
    return form.write({})["calculation"]


def test_an_older_document_says_nothing_and_has_the_default():
    assert "calculation" not in GENERICS
    assert faults_of(GENERICS, Known()) == []
    assert calculation_of(GENERICS) == DEFAULT
    assert CapMethod.of(DEFAULT["caps"]) == CapMethod()
    assert FixingRule(DEFAULT["fixing"]["rule"]) is FixingRule.PROPORTIONAL


def test_the_editor_shows_the_default_and_writes_only_what_is_chosen():
    assert posted(GENERICS) is None
    assert posted(GENERICS, rule="per_category", takes="alike") == {
        "fixing": {"rule": "per_category"},
        "caps": {"takes": "alike"},
    }
    assert posted(GENERICS, order="year>party>total") == {"caps": {"order": ["year", "party", "total"]}}


def test_what_stands_is_kept_and_may_go_back_to_the_default():
    document = GENERICS | {"calculation": CHOSEN}
    assert faults_of(document, Known()) == []
    assert posted(document) == CHOSEN
    assert posted(document, spread="proportion")["caps"]["spread"] == "proportion"


def test_the_page_reads_a_draft_whose_choice_does_not_exist():
    document = GENERICS | {"calculation": {"caps": {"spread": "lottery", "order": ["party"]}}}
    form = PAGES["calculation"].form(None, document=document, known=Known())
    assert form["order"].value() == "party"


def test_who_applies_is_told_what_moved_in_words():
    now = GENERICS | {"calculation": {"fixing": {"rule": "recalculated"}, "caps": {"takes": "alike"}}}
    assert moved(GENERICS, now) == [
        "額の確定の方法が「実績の経費に応じて按分し、交付決定額と比べて少ない方」から"
        "「実績の金額で補助金の額を計算し直し、交付決定額と比べて少ない方」に変わりました。",
        "全体の上限で減らす年度が「最後の年度から減らす」から「どの年度からも比例して減らす」に変わりました。",
    ]
    assert moved(now, GENERICS | {"calculation": now["calculation"]}) == []
    assert [each.label for each in differences(GENERICS, now)] == ["額の確定の方法", "全体の上限で減らす年度"]
