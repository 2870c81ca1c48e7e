"""The shape of what is typed about the disposal of an asset; the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.forms import LONGEST

from .forms import LetterForm, reasons_of_refusal
from .models import Decision


class DisposalDraftForm(LetterForm):
    """財産処分: the conditions, and whether a repayment is one; its sum is reckoned. 不承認: the reasons."""

    def __init__(self, *args: Any, outcome: str, **kwargs: Any) -> None:
        self.outcome = outcome
        super().__init__(*args, **kwargs)
        if outcome == Decision.Outcome.NON_DISPOSAL:
            self.fields["reasons"] = reasons_of_refusal()
            return
        self.fields["repays"] = forms.BooleanField(
            label=_("補助金に相当する額の納付を条件とする"),
            required=False,
            help_text=_("額は、申請された対価と残存価額から、制度の定めにより計算します。"),
        )
        self.fields["conditions"] = forms.CharField(
            label=_("承認に付す条件"),
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_("一行に一つずつ書きます。通知書にそのまま記載されます。"),
        )

    def draft(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "outcome": self.outcome,
            "conditions": cleaned.get("conditions", "").splitlines(),
            "repays": cleaned.get("repays", False),
            "reasons": cleaned.get("reasons", ""),
            "dated_on": cleaned["dated_on"],
            "document_number": cleaned["document_number"],
            "issue_at": self.moment(),
        }


class DisposalRedraftForm(DisposalDraftForm):
    note = forms.CharField(
        label=_("前の起案を廃案とする理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
