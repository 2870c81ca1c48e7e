"""The shape of what a reviewer types; the services decide."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .forms import LONGEST, PlainForm


class RecuseForm(PlainForm):
    because = forms.CharField(
        label=_("辞退の理由"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例：申請者の一社から研究費を受けている。担当官だけが読みます。"),
    )


class OpinionForm(PlainForm):
    """Points and a comment for each item of the scheme, then the opinion in words."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    opinion = forms.CharField(label=_("意見"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, items: list[dict[str, Any]], latest: int, **kwargs: Any) -> None:
        self.items, self.latest = items, latest
        super().__init__(*args, initial={"version": latest}, **kwargs)
        for item in items:
            self._add(item)
        self.order_fields([*(name for name in self.fields if name != "opinion"), "opinion"])

    def _add(self, item: dict[str, Any]) -> None:
        points = [(str(points), str(points)) for points in range(item["most"] + 1)]
        self.fields[f"points-{item['code']}"] = forms.ChoiceField(
            label=_("点"),
            choices=points,
            widget=forms.RadioSelect,
            help_text=gettext("%(most)s が最も良く、0 が最も悪い評価です。") % {"most": item["most"]},
        )
        self.fields[f"comment-{item['code']}"] = forms.CharField(
            label=_("講評"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
        )

    def clean_version(self) -> str:
        """An opinion is on what was read, not on what was filed while it was being written."""
        read = self.cleaned_data["version"]
        if read and read != str(self.latest):
            text = gettext(
                "書いている間に申請が修正され、第%(latest)s版になりました。内容を確かめてから提出してください。"
            )
            self.data = self.data.copy()
            self.data["version"] = str(self.latest)
            self.add_error(None, text % {"latest": self.latest})
        return read

    def blocks(self) -> Iterator[tuple[dict[str, Any], BoundField, BoundField]]:
        for item in self.items:
            yield item, self[f"points-{item['code']}"], self[f"comment-{item['code']}"]

    def scores(self) -> dict[str, tuple[int, str]]:
        typed = self.cleaned_data
        return {
            code: (int(typed[f"points-{code}"]), typed[f"comment-{code}"])
            for code in (item["code"] for item in self.items)
        }
