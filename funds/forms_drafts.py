"""What an act on a draft of a scheme's terms is told. The services decide; this is shape."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import KINDS
from .schemes.editing.base import fit
from .schemes.schema import MOST_BYTES


class StartForm(forms.Form):
    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("制度の種類"),
        choices=KINDS,
        widget=forms.RadioSelect,
        help_text=_(
            "認定は基金による制度、採択は基金によらない補助金、委託は契約による制度です。後から変えられません。"
        ),
    )
    code = forms.CharField(
        label=_("制度のコード"),
        max_length=40,
        widget=forms.TextInput(attrs={"data-width": "m"}),
        help_text=_(
            "小文字の英字・数字・ハイフン。例：drug-stock。画面のアドレスに使い、後から変えられません。"
        ),
    )


class UploadForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("制度の定めのファイル"),
        help_text=_(
            "この画面や別の環境から書き出したファイル（JSON）。同じコードの制度があれば、その次の版の案になります。"
        ),
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("ファイルが大きすぎます。512KBまでのファイルを選んでください。"))
        try:
            return json.loads(upload.read().decode("utf-8"))
        except (ValueError, RecursionError):
            raise forms.ValidationError(
                _("制度の定めとして読み取れません。書き出したファイルをそのまま選んでください。")
            ) from None


class ReplaceForm(forms.Form):
    """The file that was read, and the revision of the draft that its report was made against."""

    document = forms.JSONField(widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class SeenForm(forms.Form):
    """What the publisher has before their eyes."""

    seen = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": _("画面を読み直してください。")},
    )


class NoteForm(forms.Form):
    use_required_attribute = False
    note = forms.CharField(
        label=_("理由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "data-width": "l"}),
        validators=[fit],
    )
