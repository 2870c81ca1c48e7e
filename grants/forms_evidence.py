"""The small forms around evidence: a file for one or more rows, what is pasted, what is uploaded."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import PlainForm
from law.evidence import PaperKind

SEPARATORS = re.compile(r"[\s,、，]+")
MOST_PASTED = 1_000_000  # signs


class HangForm(PlainForm):
    """One file, what it shows, and the other rows it serves too, by their numbers."""

    file = forms.FileField(
        label=gettext_lazy("書類"),
        help_text=gettext_lazy("PDF、PNG、JPEG、Excel、Wordを、一つ20MBまで付けられます。"),
    )
    shows = forms.MultipleChoiceField(
        label=gettext_lazy("書類の種類"),
        choices=PaperKind.choices(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("一つのファイルにまとめてあるときは、入っている書類をすべて選びます。"),
    )
    also = forms.CharField(
        label=gettext_lazy("同じ書類を付けるほかの証憑番号"),
        required=False,
        max_length=4_000,
        help_text=gettext_lazy("番号を空白か読点で区切って入れます。"),
    )

    def numbers(self) -> list[str]:
        return [each for each in SEPARATORS.split(self.cleaned_data["also"]) if each]


class PasteForm(PlainForm):
    """Rows of a spreadsheet as they were copied: cells parted by tabs."""

    text = forms.CharField(
        label=gettext_lazy("表計算ソフトから写した行"),
        max_length=MOST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "wrap": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "一行目に列の名前があれば、その順に読みます。なければ、Excelのひな形の列の順に読みます。"
        ),
    )


class UploadForm(PlainForm):
    table = forms.FileField(
        label=gettext_lazy("証憑の一覧（Excel）"),
        help_text=gettext_lazy("ひな形に書き入れたものです。10MBまで、5,000行まで読みます。"),
    )
    papers = forms.FileField(
        label=gettext_lazy("書類（ZIP）"),
        required=False,
        help_text=gettext_lazy(
            "ファイルの名前を証憑番号で始め、書類の種類を入れます（例：A-001_請求書.pdf）。80MBまでです。"
        ),
    )


class MarksForm(PlainForm):
    """NIBN's marks on the rows of a page: nothing, seen, or what is asked."""

    def __init__(self, *args: Any, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.boxes: list[tuple[Any, Any, Any]] = []
        for listed in rows:
            row, mark = listed.row, listed.mark
            seen, asks = f"seen-{row.pk}", f"asks-{row.pk}"
            self.fields[seen] = forms.BooleanField(
                label=_("証憑%(number)sを見た") % {"number": row.number},
                required=False,
                initial=mark is not None and not mark.asks,
            )
            self.fields[asks] = forms.CharField(
                label=_("証憑%(number)sについて問うこと") % {"number": row.number},
                required=False,
                max_length=1_000,
                initial=mark.asks if mark else "",
                widget=forms.TextInput,
            )
            self.boxes.append((listed, self[seen], self[asks]))

    def marks(self) -> dict[Any, str]:
        """Row → what is asked, "" where it was only seen; only what differs from the mark that stands."""
        found = {}
        for listed in self.rows:
            row, mark = listed.row, listed.mark
            asks = self.cleaned_data[f"asks-{row.pk}"].strip()
            seen = self.cleaned_data[f"seen-{row.pk}"]
            stands = None if mark is None else mark.asks
            if (asks or seen) and asks != stands:
                found[row.pk] = asks
        return found
