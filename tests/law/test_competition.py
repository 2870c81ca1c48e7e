"""Must the 公正取引委員会 be consulted? (基盤研法附則26条1項、施行令附則17条)"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.acts import Refused
from law.competition import jftc_trigger
from law.groups import Parent, parent_of
from law.makers import Maker, Notification
from law.restructuring import CHANGES, NOTIFICATION_ARTICLES, STRUCTURAL_MEASURES
from tests.law.makers import MERGER, OKU, ON, maker, plain, required, without

# 2号: joint, one above 200億円 and another above 50億円


@pytest.mark.rule("O4", "N9")
@pytest.mark.parametrize(
    ("makers", "answer"),
    [
        pytest.param([maker("甲", 300), maker("乙", 60)], True, id="300億円と60億円の会社が共同で行う"),
        pytest.param([maker("甲", 60), maker("乙", 300)], True, id="順序は問わない"),
        pytest.param([maker("甲", 300), maker("乙", 250)], True, id="二社とも200億円を超える"),
        pytest.param([maker("甲", 200), maker("乙", 60)], False, id="ちょうど200億円は超えない"),
        pytest.param([maker("甲", 0, sales=200 * OKU + 1), maker("乙", 60)], True, id="200億円を1円超える"),
        pytest.param([maker("甲", 300), maker("乙", 50)], False, id="ちょうど50億円は超えない"),
        pytest.param([maker("甲", 300), maker("乙", 0, sales=50 * OKU + 1)], True, id="50億円を1円超える"),
        pytest.param([maker("甲", 150), maker("乙", 150)], False, id="二社とも200億円を超えない"),
        pytest.param([maker("甲", 1000), maker("乙", 10)], False, id="一社だけが大きい"),
        pytest.param([maker("甲", 1000)], False, id="単独の申請"),
        pytest.param(
            [maker("甲", 300, group="親"), maker("乙", 300, group="親")], False, id="全社が同じ企業結合集団"
        ),
        pytest.param(
            [maker("甲", 300, group="親"), maker("乙", 300, group="親"), maker("丙", 60)],
            True,
            id="同じ集団の二社と、集団の外の60億円の会社",
        ),
        pytest.param(
            [maker("甲", 300, group="親"), maker("乙", 300, group="親"), maker("丙", 1)],
            True,
            id="同じ集団の二社がともに超え、集団の外の会社が小さくても、全社が同じ集団ではない",
        ),
        pytest.param(
            [maker("甲", 300), maker("乙", 40), maker("丙", 60)], True, id="三社のうちの二社で足りる"
        ),
        pytest.param([maker("甲", 300), plain("乙", 60)], True, id="事業再編を行うのは一社でよい"),
    ],
)
def test_limb_2(makers, answer):
    assert required(*makers) is answer


@pytest.mark.rule("O4")
def test_a_small_maker_of_a_big_group_counts_with_its_whole_group():
    sister = without("乙", 0, domestic_sales=None, parent=Parent("親"))
    assert required(maker("甲", 300, group="親"), sister, maker("丙", 60)) is True


# One 企業結合集団: by the 法人番号 of its top parent alone


def called(party, oku, name, number=None):
    return without(party, oku, parent=Parent(number, name))


@pytest.mark.rule("O4")
@pytest.mark.parametrize(
    ("makers", "answer", "open_answers"),
    [
        pytest.param(
            [called("甲", 350, "自社"), called("乙", 80, "自社")], None, ["甲", "乙"], id="二社とも「自社」"
        ),
        pytest.param(
            [called("甲", 350, "なし"), called("乙", 80, "自社")], True, [], id="違う名称は別の集団とみる"
        ),
        pytest.param(
            [called("甲", 350, "見本ＨＤ㈱"), called("乙", 80, "見本HD　株式会社", "親")],
            None,
            ["甲"],
            id="同じ名称で、番号のないほうに尋ねる",
        ),
        pytest.param(
            [called("甲", 350, "", "親"), called("乙", 80, "自社")],
            None,
            ["乙"],
            id="名称のない番号と、番号のない名称は比べられない",
        ),
        pytest.param(
            [called("甲", 350, "自社", "親"), called("乙", 80, "自社", "別")],
            True,
            [],
            id="番号が違えば名称が同じでも別の集団",
        ),
        pytest.param(
            [called("甲", 350, "見本HD", "親"), called("乙", 80, "自社", "親")],
            False,
            [],
            id="番号が同じなら一つの集団",
        ),
        pytest.param(
            [called("甲", 10, "自社"), called("乙", 300, "自社"), called("丙", 10, "他社", "別")],
            None,
            ["甲", "乙"],
            id="同じ集団なら、小さな会社も集団の額で数える",
        ),
    ],
)
def test_only_the_number_of_the_top_parent_makes_one_group(makers, answer, open_answers):
    trigger = jftc_trigger(makers, ON)
    assert trigger.required is answer
    assert [dict(one.facts)["party"] for one in trigger.missing] == open_answers


@pytest.mark.rule("O4")
@pytest.mark.parametrize(
    ("typed", "number"),
    [
        pytest.param("見本製薬株式会社", "1234", id="自社名"),
        pytest.param("見本製薬㈱", "1234", id="略記"),
        pytest.param(" 見本製薬", "1234", id="種類を書かない"),
        pytest.param("見本製薬有限会社", None, id="種類が違えば別の会社"),
        pytest.param("株式会社見本製薬", None, id="前株は別の会社"),
        pytest.param("自社", None, id="自社とだけ"),
        pytest.param("", None, id="空欄"),
    ],
)
def test_who_names_itself_as_the_top_is_known_by_its_own_number(typed, number):
    found = parent_of(number="", name=typed, own_number="1234", own_name="見本製薬株式会社")
    assert found.number == number
    assert parent_of(number="5678", name=typed, own_number="1234", own_name="見本製薬").number == "5678"


# 事業再編: both halves, by one and the same maker


@pytest.mark.rule("N9")
@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        pytest.param(("ヘ", "ロ"), ("", ""), True, id="一社が両方に当たる"),
        pytest.param(("ヘ", ""), ("", ""), False, id="構造の変更だけ"),
        pytest.param(("", "ロ"), ("", ""), False, id="分野・方式の変更だけ"),
        pytest.param(("ヘ", ""), ("", "ロ"), False, id="片方ずつ別の会社が当たっても事業再編ではない"),
        pytest.param(("", ""), ("", ""), False, id="どちらにも当たらない"),
    ],
)
def test_restructuring_needs_both_halves(first, second, answer):
    makers = [
        maker(name, 300, structural=structural, change=change)
        for name, (structural, change) in zip("甲乙", (first, second), strict=True)
    ]
    assert required(*makers) is answer


# 1号: a prior notification under 独占禁止法


@pytest.mark.rule("O3", "N9")
@pytest.mark.parametrize("article", NOTIFICATION_ARTICLES)
def test_limb_1_holds_for_every_notification_the_order_names(article):
    assert required(maker("甲", 1, notifications=(Notification(article),))) is True


@pytest.mark.rule("O3", "N9")
@pytest.mark.parametrize(
    ("makers", "answer"),
    [
        pytest.param(
            [maker("甲", 1, notifications=(MERGER,)), maker("乙", 1)], True, id="小さな会社でも届出があれば"
        ),
        pytest.param([plain("甲", 1, notifications=(MERGER,))], False, id="届出があっても事業再編でなければ"),
        pytest.param(
            [maker("甲", 1, group="親", notifications=(MERGER,)), maker("乙", 1, group="親")],
            True,
            id="同じ企業結合集団の例外は1号にはない",
        ),
    ],
)
def test_limb_1(makers, answer):
    assert required(*makers) is answer


# Not to be said yet


@pytest.mark.rule("N9")
@pytest.mark.parametrize(
    ("makers", "answer", "open_answers"),
    [
        pytest.param(
            [maker("甲", 300), without("乙", 0, domestic_sales=None)],
            None,
            [("乙", "domestic_sales")],
            id="相手の売上高しだい",
        ),
        pytest.param(
            [maker("甲", 1), without("乙", 0, domestic_sales=None)],
            False,
            [],
            id="相手がいくら大きくても一社では足りない",
        ),
        pytest.param(
            [maker("甲", 300), maker("乙", 60), without("丙", 0, domestic_sales=None)],
            True,
            [],
            id="すでに二社で超えている",
        ),
        pytest.param(
            [maker("甲", 300), without("乙", 60, parent=Parent())],
            None,
            [("乙", "group_parent")],
            id="同じ集団かどうかしだい",
        ),
        pytest.param(
            [maker("甲", 300), maker("乙", 60), without("丙", 60, parent=Parent())],
            True,
            [],
            id="すでに二つの集団がある",
        ),
        pytest.param(
            [without("甲", 1, notifications=None)],
            None,
            [("甲", "notifications")],
            id="届出の有無しだい",
        ),
        pytest.param(
            [maker("甲", 300), without("乙", 60, notifications=None)],
            True,
            [],
            id="2号に当たるので届出は結論を変えない",
        ),
        pytest.param(
            [without("甲", 1, change=None, notifications=(MERGER,))],
            None,
            [("甲", "change")],
            id="1号に当たり、事業再編かどうかしだい",
        ),
        pytest.param(
            [without("甲", 1, structural=frozenset(), change=None, notifications=(MERGER,))],
            False,
            [],
            id="構造の変更がなければ、もう一方の答えは要らない",
        ),
        pytest.param(
            [without("甲", 1, structural=None, change=None)],
            False,
            [],
            id="どの号にも当たらないので事業再編の有無は要らない",
        ),
    ],
)
def test_an_open_answer_matters_only_while_it_can_change_the_result(makers, answer, open_answers):
    trigger = jftc_trigger(makers, ON)
    assert trigger.required is answer
    assert [(dict(one.facts)["party"], dict(one.facts)["fact"]) for one in trigger.missing] == open_answers


def test_the_missing_answer_is_asked_for_in_a_sentence():
    trigger = jftc_trigger([maker("甲", 300), without("乙", 0, domestic_sales=None, name="乙製薬")], ON)
    assert [str(reason) for reason in trigger.missing] == [
        "乙製薬の「国内売上高合計額（企業結合集団全体）」が入力されていません。"
    ]


@pytest.mark.rule("O3", "O4", "N9")
@given(st.data())
def test_an_open_question_has_both_answers_and_a_closed_one_only_its_own(data):
    """Whatever the open answers turn out to be, a result already given stands."""
    makers = [data.draw(a_maker(name)) for name in "甲乙丙"[: data.draw(st.integers(1, 3))]]
    early = jftc_trigger(makers, ON)
    late = jftc_trigger([data.draw(completed(one)) for one in makers], ON)
    assert late.required is not None
    assert early.required in (None, late.required)
    assert bool(early.missing) is (early.required is None)


SALES = st.sampled_from([0, 50 * OKU, 50 * OKU + 1, 200 * OKU, 200 * OKU + 1])
GROUPS = st.sampled_from([Parent("親"), Parent("別", "別の会社")])
NAMED = st.sampled_from([Parent(), Parent(name="親会社"), Parent(name="別の会社")])
WHOSE = st.sampled_from(["親", "別"])
CODES = st.sampled_from([frozenset(), frozenset("イ")])
NOTIFIED = st.sampled_from([(), (MERGER,)])


def a_maker(name):
    return st.builds(
        Maker,
        st.just(name),
        st.none() | SALES,
        st.just(2025),
        NAMED | GROUPS,
        st.none() | CODES,
        st.none() | CODES,
        st.none() | NOTIFIED,
    )


@st.composite
def completed(draw, one):
    fills = {
        "domestic_sales": SALES,
        "structural": CODES,
        "change": CODES,
        "notifications": NOTIFIED,
    }
    answers = {name: draw(fill) for name, fill in fills.items() if getattr(one, name) is None}
    if one.parent.number is None:
        answers["parent"] = Parent({"親会社": "親", "別の会社": "別"}.get(one.parent.name) or draw(WHOSE))
    return Maker(**(vars(one) | answers))


# The statute's own lists


def test_the_statutes_lists_are_whole_and_in_their_order():
    assert "".join(STRUCTURAL_MEASURES) == "イロハニホヘトチリヌルヲワカ"
    assert "".join(CHANGES) == "イロハニ"
    assert list(NOTIFICATION_ARTICLES) == ["10-2", "15-2", "15の2-2", "15の2-3", "15の3-2", "16-2"]


def test_a_code_that_is_not_in_the_statute_is_an_error():
    with pytest.raises(ValueError, match="ヨ"):
        maker("甲", 1, structural="ヨ")


@pytest.mark.rule("O4")
def test_before_the_order_was_in_force_there_is_no_answer():
    with pytest.raises(Refused, match="定めがありません"):
        jftc_trigger([maker("甲", 300), maker("乙", 60)], date(2025, 11, 19))
