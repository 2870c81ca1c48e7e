"""The shape of what is typed about money that comes back; the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.forms import LONGEST

from .forms import LetterForm


class ReturnDraftForm(LetterForm):
    """返還命令: why. The sum and its day are reckoned, never typed."""

    reasons = forms.CharField(
        label=_("返還を命ずる理由"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("返還命令書にそのまま記載されます。"),
    )
    field_order = ("reasons", *LetterForm.field_order)

    def draft(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "reasons": cleaned["reasons"],
            "dated_on": cleaned["dated_on"],
            "document_number": cleaned["document_number"],
            "issue_at": self.moment(),
        }


class ReturnRedraftForm(ReturnDraftForm):
    note = forms.CharField(
        label=_("前の起案を廃案とする理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
