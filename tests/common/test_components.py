"""What the tags and components write."""

import re
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django_filters import ChoiceFilter, Filter, FilterSet
from hypothesis import given
from hypothesis import strategies as st

from applications.models import Plan
from common import charts
from common.forms import EraDateField, YenField
from common.templatetags import components
from common.views_gallery import GalleryForm


def written(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ value|yen }}", "1,234,567円"),
        ("{{ value|number }}", "1,234,567"),
        ("{{ value|thousand_yen }}", "1,234.567千円"),
        ("{{ value|million_yen }}", "1.234567百万円"),
        ("{{ none|yen }}{{ none|number }}{{ none|era }}{{ none|moment }}", "————"),
        ("{{ day|era }}", "令和8年11月21日（土）"),
        ("{{ day|era_short }}", "R8.11.21"),
        ("{{ first|era }} {{ first|era_short }}", "令和元年5月1日（水） R1.5.1"),
        ("{{ instant|moment }}", "令和8年11月21日 10:42:05"),
        ("{{ instant|era }}", "令和8年11月21日（土）"),
        ("{{ 2026|fiscal_year }} {{ 2019|fiscal_year }}", "令和8年度 令和元年度"),
        ("{{ 'officer'|role_label }}", "担当官"),
        ("{{ 1536|filesize }}", "1.5\xa0KB"),
    ],
)
def test_filters(source, expected):
    values = {
        "value": 1_234_567,
        "none": None,
        "day": date(2026, 11, 21),
        "first": date(2019, 5, 1),
        "instant": datetime(2026, 11, 21, 1, 42, 5, tzinfo=UTC),
    }
    assert written(source, **values) == expected


@given(st.integers(-(10**14), 10**14), st.sampled_from([1_000, 1_000_000]))
def test_a_unit_never_hides_a_yen(yen, unit):
    shown = components._in_units(yen, unit)
    whole, _point, rest = shown.replace(",", "").lstrip("-").partition(".")
    read = int(whole) * unit + int(rest.ljust(len(str(unit)) - 1, "0") or 0)
    assert read == abs(yen)
    assert shown.startswith("-") == (yen < 0)


def test_a_chip_escapes_its_label():
    assert written("{% chip label tone %}", label="<b>", tone="red") == (
        '<span class="kk-chip" data-tone="red">&lt;b&gt;</span>'
    )


def test_a_label_that_is_safe_already_is_not_taken_for_its_text():
    assert "<b>" in str(components.chip(mark_safe("<b>"), "blue"))
    assert "&lt;b&gt;" in str(components.chip("<b>", "blue"))


@pytest.mark.parametrize(("note", "beside"), [("", ""), ("<i>", "：&lt;i&gt;")])
def test_a_line_that_is_cut_escapes_itself_and_its_title(note, beside):
    html = written("{% clip text note %}", text='<b>"', note=note)
    assert f'title="&lt;b&gt;&quot;{beside}"' in html
    assert "<b>" not in html
    assert ("kk-note" in html) == bool(note)


class DayFilter(Filter):
    field_class = EraDateField


class Listed(FilterSet):
    day = DayFilter(label="日")
    way = ChoiceFilter(choices=lambda: Listed.ways, label="方法", empty_label="すべて")
    ways = (("a", "甲"),)


@pytest.mark.parametrize("typed", [{}, {"day": "2026-11-28"}, {"day": "<"}, {"day": "９９"}, {"way": "a"}])
def test_a_condition_is_drawn_as_its_field_would_be(typed):
    for name in ("day", "way"):
        for _again in range(2):
            filterset = Listed(typed, queryset=Plan.objects.none())
            assert components.condition(filterset, name) == filterset.form[name].as_field_group()


def test_a_condition_offers_what_may_be_chosen_now(monkeypatch):
    drawn = components.condition(Listed({}, queryset=Plan.objects.none()), "way")
    monkeypatch.setattr(Listed, "ways", (("b", "乙"),))
    now = components.condition(Listed({}, queryset=Plan.objects.none()), "way")
    assert ("甲" in drawn, "乙" in drawn, "甲" in now, "乙" in now) == (True, False, False, True)


@pytest.mark.parametrize(
    ("days", "words", "tone"), [(24, "あと24日", "blue"), (6, "あと6日", "orange"), (-2, "2日超過", "red")]
)
def test_days_left(days, words, tone):
    html = written("{% days_left days of=30 %}", days=days)
    assert words in html
    assert f'data-tone="{tone}"' in html


amounts = st.integers(0, 10**13)


@given(st.lists(st.lists(amounts, min_size=3, max_size=3), max_size=6))
def test_bars_never_leave_their_frame(rows):
    chart = charts.stacked([{"label": "x", "parts": list(zip("abc", row, strict=True))} for row in rows])
    for bar, row in zip(chart.bars, rows, strict=True):
        assert bar.total == sum(row)
        assert all(part.x + part.width <= charts.WIDTH for part in bar.parts)
        assert sum(part.width for part in bar.parts) <= charts.WIDTH


def test_a_chart_says_its_figures_in_a_table():
    html = written(
        "{% bar_chart 't' bars %}",
        bars=[{"label": "令和8年度", "parts": [("支払済", 1_000), ("残り", 3_000)]}],
    )
    assert "1,000円" in html
    assert "4,000円" in html
    assert 'x="250"' in html


def test_a_field_ties_label_help_and_error_together():
    html = GalleryForm({"name": ""})["name"].as_field_group()
    assert 'for="id_name"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "※必須" in html


def test_a_form_lists_its_errors_with_a_way_to_each_field():
    html = str(GalleryForm({}))
    assert 'href="#id_name"' in html
    assert 'href="#id_end_year"' in html
    for field in GalleryForm({}):
        target = field.id_for_label or field.auto_id
        if field.errors:
            assert f'id="{target}"' in html


def test_a_money_table_puts_fields_in_its_cells_and_their_errors_below():
    form = forms.Form({"cost": "-1"})
    form.fields["cost"] = YenField(label="設備費")
    row = {"label": "設備費", "cells": [{"field": form["cost"]}], "total": None}
    table = {"name": "t", "caption": "資金", "years": ["令和8年度"], "rows": [row], "totals": [5], "total": 5}
    html = render_to_string("components/money_table.html", {"table": table})
    assert 'data-label="令和8年度"' in html
    assert 'id="id_cost_error"' in html
    assert 'data-yen="5"' in html


def test_pagination_counts_up_to_a_thousand():
    html = render_to_string(
        "components/pagination.html", {"count": 1000, "more": True, "next_url": "?after=9"}
    )
    assert "1,000件以上" in html
    assert "前へ" not in html


def test_the_gallery_and_the_open_pages(client):
    for path in ("/gallery/", "/contact/", "/accessibility/", "/sources/"):
        assert client.get(path).status_code == 200


def test_every_static_file_of_the_frame_exists():
    paths = re.findall(r'="/static/([^"]+)"', render_to_string("frame/assets.html"))
    assert len(paths) > 40
    assert [path for path in paths if not finders.find(path)] == []
