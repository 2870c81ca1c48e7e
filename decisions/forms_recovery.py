"""The shape of what is typed about money that comes back; the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import YenField
from law.cancelling import GROUND_LABELS
from law.deadlines import fiscal_year_label
from law.money import yen
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


WHOLE, PART = "whole", "part"


class CancelDraftForm(LetterForm):
    """取消し: on which ground, for which fact, why, and how much of each fiscal year."""

    ground = forms.ChoiceField(
        label=_("取消しの事由（適正化法17条1項）"),
        choices=[(ground.value, label) for ground, label in GROUND_LABELS.items()],
        widget=forms.RadioSelect,
    )
    fact = forms.CharField(
        label=_("取消しの事由に当たる事実"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("通知書にそのまま記載されます。"),
    )
    reasons = forms.CharField(
        label=_("取消しの理由（適正化法21条の2）"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("通知書にそのまま記載されます。"),
    )
    scope = forms.ChoiceField(
        label=_("取り消す範囲"),
        choices=[(WHOLE, _("全部")), (PART, _("一部（年度ごとの額を下に入れる）"))],
        initial=PART,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, standing: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        for year, amount in standing.items():
            words = {"year": fiscal_year_label(year)}
            self.fields[f"amount_{year}"] = YenField(
                label=gettext("%(year)sの分から取り消す額") % words,
                required=False,
                help_text=gettext("%(left)sまで") % {"left": yen(amount)},
            )
        amounts = [f"amount_{year}" for year in standing]
        self.order_fields(["ground", "fact", "reasons", "scope", *amounts, *LetterForm.field_order])

    def sums(self) -> dict[int, int]:
        if self.cleaned_data["scope"] == WHOLE:
            return dict(self.standing)
        return {year: self.cleaned_data.get(f"amount_{year}") or 0 for year in self.standing}

    def draft(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "ground": cleaned["ground"],
            "fact": cleaned["fact"],
            "reasons": cleaned["reasons"],
            "sums": self.sums(),
            "dated_on": cleaned["dated_on"],
            "document_number": cleaned["document_number"],
            "issue_at": self.moment(),
        }


class CancelRedraftForm(CancelDraftForm):
    note = forms.CharField(
        label=_("前の起案を廃案とする理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
