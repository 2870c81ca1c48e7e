"""Each thing that keeps a document from being published, told by its place and how to mend it."""

from copy import deepcopy

import pytest

from funds.schemes.checks import faults_of
from funds.schemes.known import Known
from funds.schemes.places import GRANTS
from funds.schemes.schema import MOST_BYTES, shape_faults, unstorable
from funds.services import known_schemes, load_document

from .drafting import BIOSIMILAR, GENERICS, changed

COMMISSION = load_document("bio-training-basic")


def told(document, known=None):
    return {fault.code: fault.text for fault in faults_of(document, known or Known())}


@pytest.mark.parametrize("code", known_schemes())
def test_every_document_as_delivered_has_no_fault(code):
    assert faults_of(load_document(code), Known()) == []


@pytest.mark.parametrize(
    ("document", "change", "sentence"),
    [
        (
            GENERICS,
            lambda d: d["menus"][0].update(rate="半分"),
            "支援メニュー「設備整備」の補助率を1/2のように書いてください。",
        ),
        (
            GENERICS,
            lambda d: d["menus"][0].update(rate=None),
            "支援メニュー「設備整備」の補助率を入れてください。",
        ),
        (GENERICS, lambda d: d["menus"][0].update(rate="3/2"), "1（10/10）までにしてください。"),
        (
            GENERICS,
            lambda d: d["menus"][0]["cost_categories"][0].pop("name"),
            "支援メニュー「設備整備」の経費区分（1番目）の名称を入れてください。",
        ),
        (GENERICS, lambda d: d.update(menus=[]), "支援メニューを入れてください。"),
        (GENERICS, lambda d: d.pop("name"), "制度の名称を入れてください。"),
        (GENERICS, lambda d: d.update(name="あ" * 101), "制度の名称は、100字までにしてください。"),
        (GENERICS, lambda d: d.update(prefix="gb"), "大文字の英字2〜4字で書いてください（例：GB）。"),
        (
            GENERICS,
            lambda d: d.update(valid_from="2026-02-30"),
            "適用の日を日付（年・月・日）で書いてください。",
        ),
        (GENERICS, lambda d: d.update(cut_to=7), "端数の切捨てを1円・10円"),
        (
            GENERICS,
            lambda d: d.update(calculation={"caps": {"spread": "lottery"}}),
            "上限の残りの配り方を、選択肢の中から選んでください。",
        ),
        (
            GENERICS,
            lambda d: d.update(calculation={"fixing": {"cut_to": 7}}),
            "額の確定の端数の切捨てを1円・10円",
        ),
        (
            GENERICS,
            lambda d: d.update(calculation={"caps": {"order": ["party", "year"]}}),
            "上限をかける順",
        ),
        (
            GENERICS,
            lambda d: d.update(calculation={"tax": 1}),
            "この様式にない項目「計算の方法のtax」があります。",
        ),
        (GENERICS, lambda d: d.update(correction_days=0), "補正の期間は、1から400までの数にしてください。"),
        (GENERICS, lambda d: d.update(colour="red"), "この様式にない項目「colour」があります。"),
        (GENERICS, lambda d: d.pop("fund"), "基金を入れてください。"),
        (GENERICS, lambda d: d["law"].pop("certify"), "認定の条項を入れてください。"),
        (GENERICS, lambda d: d["law"].pop("mof"), "財務大臣への協議の条項を入れてください。"),
        (GENERICS, lambda d: d["letters"].pop("appeal_notice"), "教示の文言を入れてください。"),
        (
            GENERICS,
            lambda d: d["last_days"].update(decision="2030-01-31"),
            "交付の決定の最終日を、認定の最終日（令和12年12月27日）以後の日にしてください。",
        ),
        (GENERICS, lambda d: d["last_days"].update(payment="2031-04-01"), "法律の期限（令和13年3月31日"),
        (GENERICS, lambda d: d.update(valid_from="2025-11-19"), "法律の施行の日（令和7年11月20日）以後"),
        (
            GENERICS,
            lambda d: d.update(valid_from="2030-10-01"),
            "申請の最終日を、適用の日以後の日にしてください。",
        ),
        (GENERICS, lambda d: d.update(fiscal_years=[2027, 2026]), "早い年度から順に並べてください。"),
        (GENERICS, lambda d: d.update(ranking={"least_scores": 2}), "認定に順位はありません。"),
        (BIOSIMILAR, lambda d: d.update(payable_years=[2031]), "支払の対象となる年度（令和13年度）を"),
        (BIOSIMILAR, lambda d: d["caps"][0].update(menu="none"), "いまある支援メニューを選んでください。"),
        (
            BIOSIMILAR,
            lambda d: d["caps"].append({"most": 1, "menu": "drug-product"}),
            "同じかかり方の上限額が",
        ),
        (BIOSIMILAR, lambda d: d.update(fund=GENERICS["fund"]), "基金は認定の制度だけに定めます。"),
        (BIOSIMILAR, lambda d: d["law"].update(certify="第1条"), "認定の条項は認定の制度だけに定めます。"),
        (BIOSIMILAR, lambda d: d.update(consultations=["mof"]), "協議は認定の制度だけで行います。"),
        (BIOSIMILAR, lambda d: d["sections"].append("competition"), "この種類の制度では使えません。"),
        (BIOSIMILAR, lambda d: d["letters"].update(GENERICS["letters"]), "この種類の制度では使いません。"),
        (BIOSIMILAR, lambda d: d.update(ranking={"tie_break": ["none"]}), "審査項目にあるものだけ"),
        (BIOSIMILAR, lambda d: d.update(ranking={"threshold": "7/6"}), "1（10/10）までにしてください。"),
        (BIOSIMILAR, lambda d: d["documents"][0].update(kinds=["exe"]), "受け付けられない形式（exe）"),
        (BIOSIMILAR, lambda d: d["menus"].append(d["menus"][0]), "同じコード「drug-substance」が二つ"),
        (COMMISSION, lambda d: d["menus"][0].update(rate="1/2"), "委託に補助率はありません。"),
    ],
)
def test_a_fault_names_its_place_and_says_how_to_mend_it(document, change, sentence):
    found = [fault.text for fault in faults_of(changed(document, change), Known())]
    assert any(sentence in text for text in found), found


class TestBesideOtherVersions:
    def test_kind_prefix_and_fund_never_change(self):
        known = Known(past=(GENERICS,))
        assert "元に戻してください" in told(GENERICS | {"prefix": "XX"}, known)["prefix_changed"]
        assert "kind_changed" in told(GENERICS | {"kind": "adoption"}, known)
        assert "fund_changed" in told(
            GENERICS | {"fund": {"code": "x", "name": "x", "law_fund": "generics"}}, known
        )

    def test_a_prefix_belongs_to_one_scheme(self):
        assert (
            "「別の制度」が使っています" in told(GENERICS, Known(prefixes={"GB": "別の制度"}))["prefix_taken"]
        )

    def test_a_fund_keeps_its_name(self):
        assert "fund_differs" in told(GENERICS, Known(funds={"generic-base": ("別の名", "generics")}))

    def test_a_version_that_would_never_be_in_force_is_told(self):
        assert "never_in_force" in told(GENERICS, Known(past=(GENERICS | {"valid_from": "2026-01-01"},)))

    def test_a_code_that_was_given_up_never_comes_back_as_another_thing(self):
        without = changed(GENERICS, lambda d: d["menus"].pop(0))
        back = changed(GENERICS, lambda d: d["menus"][0].update(name="ほかのこと"))
        assert "以前「品目統合に伴う" in told(back, Known(past=(GENERICS, without)))["code_again"]
        assert told(GENERICS, Known(past=(GENERICS, without))) == {}

    def test_a_row_may_get_a_better_name(self):
        renamed = changed(GENERICS, lambda d: d["menus"][0].update(name="設備の整備"))
        assert told(renamed, Known(past=(GENERICS,))) == {}


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(None, id="nothing"),
        pytest.param([], id="list"),
        pytest.param({"a": 1.5}, id="float"),
        pytest.param({"a": 10**400}, id="400 digits"),
        pytest.param({"a": "\x00"}, id="NUL"),
        pytest.param({"a": "\ud800"}, id="half a pair"),
        pytest.param({"\u202e": 1}, id="direction"),
        pytest.param({"a": "あ" * MOST_BYTES}, id="long"),
    ],
)
def test_what_no_draft_can_keep(document):
    assert unstorable(document) is not None


def test_depth_is_bounded():
    nested = []
    for _ in range(5000):
        nested = [nested]
    assert unstorable({"a": nested}) is not None


def test_a_draft_may_miss_anything_but_holds_no_other_kind_of_value():
    assert shape_faults({"menus": [{}], "law": {}}) == []
    assert [fault.path for fault in shape_faults({"menus": "x", "law": [], "extra": 1})] == [
        ("extra",),
        ("law",),
        ("menus",),
    ]
    assert faults_of({"menus": "x"}, Known()) != []


@pytest.mark.parametrize("key", GENERICS)
def test_no_check_stumbles_over_what_is_missing(key):
    document = deepcopy(GENERICS)
    del document[key]
    found = faults_of(document, Known(past=(GENERICS,)))
    assert any(fault.path[:1] == (key,) for fault in found) or key in (
        "consultations",
        "grant_assets",
        "grant_minor_changes",
        *GRANTS,
    )
