"""Which fields two versions differ in, as a reader sees them."""

from decisions.contents.differing import differences


def section(heading, rows=(), table=None):
    tables = [{"caption": "一覧", "head": ["品目", "年度", "額"], "rows": table}] if table else []
    rows = [{"label": label, "value": value} for label, value in rows]
    return {"heading": heading, "rows": rows, "tables": tables}


def test_what_stayed_is_not_told():
    same = [section("効果", [("目標", "増やす。")], [["錠剤", "令和8年度", 100]])]
    assert differences(same, same) == []


def test_a_changed_field_is_told_before_and_after():
    (found,) = differences([section("効果", [("目標", "旧")])], [section("効果", [("目標", "新")])])
    assert found == {"heading": "効果", "rows": [{"label": "目標", "was": "旧", "now": "新"}]}


def test_a_cell_is_found_under_its_line_and_column():
    was = [section("品目", table=[["錠剤", "令和8年度", 100], ["散剤", "令和8年度", 7]])]
    now = [section("品目", table=[["錠剤", "令和8年度", 120], ["散剤", "令和8年度", 7]])]
    (found,) = differences(was, now)
    assert found["rows"] == [{"label": "一覧・錠剤・令和8年度・額", "was": 100, "now": 120}]


def test_a_line_that_came_or_went_stands_against_nothing():
    was, now = [section("品目", table=[["錠剤", "令和8年度", 1]])], [section("品目")]
    (found,) = differences(was, now)
    assert {row["now"] for row in found["rows"]} == {None}


def test_two_lines_of_one_name_are_kept_apart():
    was = [section("品目", table=[["錠剤", "令和8年度", 1], ["錠剤", "令和8年度", 2]])]
    now = [section("品目", table=[["錠剤", "令和8年度", 1], ["錠剤", "令和8年度", 3]])]
    (found,) = differences(was, now)
    assert [row["label"] for row in found["rows"]] == ["一覧・錠剤・令和8年度・額（2）"]


def test_a_line_put_before_others_moves_none_of_them():
    was = [section("調達", table=[["令和8年度", "基金からの補助", 40]])]
    now = [section("調達", table=[["令和8年度", "借入金", 30], ["令和8年度", "基金からの補助", 40]])]
    (found,) = differences(was, now)
    assert found["rows"] == [{"label": "一覧・令和8年度・借入金・額", "was": None, "now": 30}]


def test_a_line_of_texts_alone_is_known_by_its_first():
    was = [section("品目", table=[["錠剤", "甲", "乙"]])]
    now = [section("品目", table=[["錠剤", "甲", "丙"]])]
    (found,) = differences(was, now)
    assert found["rows"] == [{"label": "一覧・錠剤・額", "was": "乙", "now": "丙"}]
