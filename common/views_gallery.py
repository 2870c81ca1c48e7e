"""Every component with hard data, for whoever changes one. Opened under DEMO only."""

import json
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from law.text import ja

from . import clock
from .forms import CorporateNumberField, EraDateField, FullWidthIntegerField, YenField
from .pages import open_page

WORDS = Path(__file__).with_name("gallery.json")
FRAMES = {"public": "base.html", "applicant": "base_applicant.html", "office": "base_office.html"}
CHOICES = (("a", ja("一工程統合")), ("b", ja("二代替設備")), ("c", ja("三その他連携")))


class GalleryForm(forms.Form):
    name = forms.CharField(
        label=_("品目名"), help_text=_("承認書のとおりに入力してください。"), max_length=80
    )
    corporate_number = CorporateNumberField(label=_("法人番号"), help_text=_("13桁の数字です。"))
    amount = YenField(label=_("総事業費"), help_text=_("円で入力します。「3億5,000万円」とも入力できます。"))
    volume = FullWidthIntegerField(label=_("数量"), required=False)
    start = EraDateField(
        label=_("開始日"), help_text=_("年は「令和8」でも「2026」でもかまいません。"), required=False
    )
    end = EraDateField(label=_("終了日"))
    kind = forms.ChoiceField(label=_("類型"), choices=CHOICES, widget=forms.RadioSelect)
    menu = forms.ChoiceField(label=_("支援メニュー"), choices=CHOICES, required=False)
    kinds = forms.MultipleChoiceField(
        label=_("該当するもの"), choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea, required=False)
    agree = forms.BooleanField(label=_("記載内容に誤りがないことを確かめました"))


TYPED = {
    "corporate_number": "7000012050003",
    "amount": "-5",
    "volume": "１，２３４",
    "start_year": "R8",
    "start_month": "11",
    "start_day": "21",
    "end_year": "8",
    "end_month": "2",
    "end_day": "30",
    "kind": "b",
    "kinds": ["a", "c"],
}


@open_page
def gallery(request: HttpRequest) -> HttpResponse:
    frame = FRAMES.get(request.GET.get("frame", ""), "base.html")
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    context = {
        **words,
        "frame": frame,
        "form": GalleryForm(TYPED, use_required_attribute=False),
        "money": _money(words["money"]),
        "events": [event | {"at": clock.now()} for event in words["events"]],
        "today": clock.today(),
        "now": clock.now(),
    }
    return render(request, "gallery.html", context)


def _money(words: dict[str, Any]) -> dict[str, Any]:
    """A table of fields whose last one was typed badly."""
    typed = {f"cost-{row}-{year}": f"{1_234_567_000 * (row + 1)}" for row in range(3) for year in range(3)}
    typed |= {"cost-0-0": "9,999,999,999,999", "cost-2-2": "-1"}
    form = forms.Form(typed, use_required_attribute=False)
    form.fields |= {name: YenField(label=name) for name in typed}
    rows = [
        {"label": label, "cells": [{"field": form[f"cost-{row}-{year}"]} for year in range(3)], "total": row}
        for row, label in enumerate(words["rows"])
    ]
    note = {"label": rows[0]["label"], "sums": words["sums"], "total": words["total"]}
    return words | {"rows": rows, "totals": words["sums"], "notes": [note]}
