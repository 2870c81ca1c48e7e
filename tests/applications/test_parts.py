"""The sections of a plan: what people type is understood, asked about, or told how to mend."""

from datetime import datetime

import pytest

from applications.parts import forms
from applications.parts.base import PartContext, check
from applications.parts.spec import PARTS, SPECS, sections_of
from common import clock
from funds.services import load_document

SCHEME = load_document("generic-base")
CONTEXT = PartContext(scheme=SCHEME, products=(("p0000001", "見本錠"),), menus=("equipment",))


def read(form, **typed):
    return check(form(typed, context=CONTEXT))


def cell(year, kind, text, category="machinery"):
    return {f"cost-equipment-{year}-{category}-{kind}": text}


class TestCosts:
    @pytest.mark.parametrize(
        ("typed", "yen"),
        [
            ("1,234,567", 1_234_567),
            ("１２３４５６７", 1_234_567),
            ("１，２３４，５６７円", 1_234_567),
            ("￥1234567", 1_234_567),
            ("3億5,000万円", 350_000_000),
            ("1,200百万円", 1_200_000_000),
        ],
    )
    def test_figures_are_understood_however_they_are_typed(self, typed, yen):
        assert read(forms.CostsForm, **cell(2027, "total", typed)).values["cells"][0]["total_cost"] == yen

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("たくさん", "読み取れませんでした"),
            ("-100", "マイナスの金額"),
            ("△100", "マイナスの金額"),
            ("99兆円", "10兆円を超えています"),
            ("0.5円", "1円未満"),
            ("9" * 400, "読み取れませんでした"),
        ],
    )
    def test_what_is_no_sum_is_answered_with_how_to_mend_it(self, typed, sentence):
        checked = read(forms.CostsForm, **cell(2027, "total", typed))
        assert sentence in checked.errors["cost-equipment-2027-machinery-total"]

    def test_thousands_of_yen_typed_for_yen_are_asked_about_never_changed(self):
        typed = (
            cell(2026, "total", "120,000,000")
            | cell(2027, "total", "120,000")
            | cell(2028, "total", "130,000,000")
        )
        checked = read(forms.CostsForm, **typed)
        assert "千円単位" in checked.warnings["cost-equipment-2027-machinery-total"]
        assert checked.values["cells"][1]["total_cost"] == 120_000

    def test_more_eligible_than_total_cannot_be(self):
        checked = read(forms.CostsForm, **cell(2027, "total", "100"), **cell(2027, "eligible", "101"))
        assert "総事業費を超えています" in checked.errors["cost-equipment-2027-machinery-eligible"]

    @pytest.mark.rule("N1")
    def test_a_year_after_the_funds_last_payment_is_told_when_it_is_typed(self):
        checked = read(forms.CostsForm, **cell(2031, "total", "100,000,000"))
        assert "支払えません" in checked.warnings["year-2031"]

    def test_a_year_cut_short_by_the_last_working_day_is_told(self):
        assert "year-2030" in read(forms.CostsForm, **cell(2030, "total", "100")).warnings
        assert "year-2029" not in read(forms.CostsForm, **cell(2029, "total", "100")).warnings

    def test_an_empty_section_lacks_and_is_no_error(self):
        checked = read(forms.CostsForm)
        assert checked.errors == {}
        assert checked.lacks == ["必要な資金の額", "金額の税の扱い"]


class TestMeasure:
    @pytest.mark.rule("M2")
    def test_the_three_types_of_the_ordinance_can_be_chosen_together(self):
        assert [kind["code"] for kind in SCHEME["measure"]["kinds"]] == [
            "integration",
            "substitute",
            "cooperation",
        ]
        checked = read(forms.MeasureForm, kind_integration="on", kind_substitute="on")
        assert checked.values["kinds"] == ["integration", "substitute"]

    def test_dates_are_read_in_either_calendar_and_kept_as_iso(self):
        typed = {"starts_on_year": "令和８", "starts_on_month": "１２", "starts_on_day": "1"}
        typed |= {"ends_on_year": "2029", "ends_on_month": "3", "ends_on_day": "31"}
        values = read(forms.MeasureForm, **typed).values
        assert (values["starts_on"], values["ends_on"]) == ("2026-12-01", "2029-03-31")

    def test_an_end_before_the_beginning_is_an_error(self):
        typed = {"starts_on_year": "2028", "starts_on_month": "4", "starts_on_day": "1"}
        typed |= {"ends_on_year": "2027", "ends_on_month": "3", "ends_on_day": "31"}
        assert "開始日より前" in read(forms.MeasureForm, **typed).errors["ends_on"]

    @pytest.mark.rule("N1")
    def test_work_beyond_the_funds_last_day_is_warned_of(self):
        typed = {"ends_on_year": "2031", "ends_on_month": "3", "ends_on_day": "31"}
        checked = read(forms.MeasureForm, **typed)
        assert "令和13年2月28日" in checked.warnings["ends_on"]
        assert "ends_on" not in checked.errors


class TestProducts:
    def test_a_substitute_wants_the_day_the_other_maker_stopped(self):
        checked = read(
            forms.ProductsForm, **{"rows-p0000001-name": "見本錠", "rows-p0000001-kind": "substitute"}
        )
        assert "製造廃止日" in checked.warnings["rows-p0000001-stopped_on"]

    def test_codes_are_folded_names_are_not(self):
        typed = {
            "rows-p0000001-name": "㈱髙﨑錠①",
            "rows-p0000001-yj_code": "２１７１０１２ｆ１０２３",
            "rows-p0000001-approval_number": "２２９００ＡＭＸ０１２３４",
        }
        row = read(forms.ProductsForm, **typed).values["rows"][0]
        assert (row["name"], row["yj_code"], row["approval_number"]) == (
            "㈱髙﨑錠①",
            "2171012F1023",
            "22900AMX01234",
        )

    def test_a_short_code_is_told(self):
        checked = read(forms.ProductsForm, **{"rows-p0000001-name": "x", "rows-p0000001-yj_code": "123"})
        assert "12桁" in checked.errors["rows-p0000001-yj_code"]

    def test_rows_stand_in_the_order_they_were_added(self):
        typed = {f"rows-{row}-name": row for row in ("m3xk2aa9zz", "m3xk2aa1aa", "m3xk2aa5kk")}
        assert [row["name"] for row in read(forms.ProductsForm, **typed).values["rows"]] == sorted(
            ["m3xk2aa9zz", "m3xk2aa1aa", "m3xk2aa5kk"]
        )

    def test_a_row_that_is_empty_again_is_gone(self):
        assert read(forms.ProductsForm, **{"rows-p0000001-name": ""}).values["rows"] == []


class TestCompetition:
    def test_one_half_of_restructuring_is_asked_about(self):
        checked = read(forms.CompetitionForm, restructuring="yes", structural_ヘ="on")
        assert "両方に当たるもの" in checked.warnings["restructuring"]

    def test_ticks_against_the_word_are_asked_about(self):
        checked = read(forms.CompetitionForm, restructuring="no", change_ロ="on")
        assert "伴わない" in checked.warnings["restructuring"]

    def test_a_notification_has_its_article_day_number_and_waiting_period(self):
        typed = {
            "rows-n0000001-article": "10-2",
            "rows-n0000001-number": "公企第1号",
            **{
                f"rows-n0000001-filed_on_{box}": text
                for box, text in (("year", "R8"), ("month", "10"), ("day", "1"))
            },
            **{
                f"rows-n0000001-waiting_until_{box}": t
                for box, t in (("year", "R8"), ("month", "10"), ("day", "31"))
            },
        }
        row = read(forms.CompetitionForm, **typed).values["rows"][0]
        assert row == {
            "row": "n0000001",
            "article": "10-2",
            "filed_on": "2026-10-01",
            "number": "公企第1号",
            "waiting_until": "2026-10-31",
        }

    def test_the_check_digit_of_the_parents_number_is_checked(self):
        checked = read(forms.CompetitionForm, group_parent_number="1234567890123")
        assert "検査用数字" in checked.errors["group_parent_number"]


class TestVolumes:
    def test_volumes_hang_on_the_product_rows(self):
        typed = {
            "before-p0000001": "１２，０００",
            "after-p0000001": "18000",
            "unit-p0000001": "錠",
            "year-p0000001": "2029",
        }
        assert read(forms.VolumesForm, **typed).values["rows"] == [
            {"row": "p0000001", "before": 12_000, "after": 18_000, "unit": "錠", "fiscal_year": 2029}
        ]


@pytest.mark.rule("M3")
def test_the_five_items_of_the_ordinance_each_have_their_section():
    articles = {spec.article for spec in sections_of(SCHEME).values()}
    assert articles == {f"省令第5条第1項第{number}号" for number in range(1, 6)}


def test_only_a_partys_own_section_can_be_confidential():
    assert {spec.key for spec in PARTS if spec.confidential} == {"competition", "volumes"}
    assert all(spec.per_party for spec in PARTS if spec.confidential)


@pytest.mark.parametrize("key", SPECS)
def test_an_empty_section_is_never_an_error(key):
    assert read(SPECS[key].form).errors == {}


@pytest.mark.parametrize("key", SPECS)
def test_a_section_keeps_only_the_boxes_it_draws(key):
    names = list(SPECS[key].form({}, context=CONTEXT).inputs())
    assert len(names) == len(set(names))


class TestSalesOfTheLastYear:
    """国内売上高合計額 is of the last business year (独占禁止法10条2項); another one is asked about."""

    @pytest.fixture(autouse=True)
    def day(self):
        with clock.at(datetime(2026, 3, 31, 23, 59, tzinfo=clock.TOKYO)):
            yield

    @pytest.mark.parametrize(
        ("year", "asked"), [("2024", False), ("", False), ("2025", True), ("２０１０", True)]
    )
    def test_a_year_that_is_not_the_last_closed_one_is_asked_about(self, year, asked):
        checked = read(forms.CompetitionForm, sales_fiscal_year=year)
        assert ("sales_fiscal_year" in checked.warnings) is asked
        assert not checked.errors

    def test_the_question_names_both_years_and_lets_another_closing_be(self):
        said = read(forms.CompetitionForm, sales_fiscal_year="2010").warnings["sales_fiscal_year"]
        assert "平成22年度の額とされていますが、最後に終わった年度は令和6年度です。" in said
        assert "決算期により年度が異なるときは、このままで構いません" in said

    def test_it_stands_beside_a_question_about_the_restructuring(self):
        checked = read(forms.CompetitionForm, sales_fiscal_year="2010", restructuring="yes")
        assert set(checked.warnings) == {"sales_fiscal_year", "restructuring"}
