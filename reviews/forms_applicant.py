"""What an applicant writes on a sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SheetAnswerForm(forms.Form):
    use_required_attribute = False

    answer = forms.CharField(
        label=_("回答"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("直した箇所や考え方の説明を書きます。項目を直しただけのときは、空けておけます。"),
    )


class DeclineForm(forms.Form):
    use_required_attribute = False

    answer = forms.CharField(
        label=_("応じない理由"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("書かなくてもかまいません。"),
    )
