"""The shape of what is typed about a decision; the services decide."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import EraDateField, TimeField
from reviews.forms import LONGEST, NoteForm, PlainForm
from reviews.models import Consultation

from .models import Decision

BY_HAND, AT_MOMENT = "hand", "moment"
__all__ = ["DeliveryForm", "DispatchForm", "DraftForm", "ElsewhereForm", "NoteForm", "RedraftForm"]


class MomentForm(PlainForm):
    """The day on the letter, and whether it is issued by hand or at an announced minute."""

    dated_on = EraDateField(label=_("施行日（通知書の日付）"), initial=clock.today)
    issue = forms.ChoiceField(
        label=_("施行のしかた"),
        choices=[(BY_HAND, _("担当官が施行する")), (AT_MOMENT, _("予告した日時に自動で施行する"))],
        initial=BY_HAND,
        widget=forms.RadioSelect,
    )
    issue_on = EraDateField(label=_("施行を予告した日"), required=False)
    issue_time = TimeField(label=_("時刻"), required=False, help_text=_("例：14:00"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("issue") == AT_MOMENT and not self.moment():
            self.add_error("issue_on", _("予告した日と時刻の両方を入力してください。"))
        return cleaned

    def moment(self) -> datetime | None:
        day, hour = self.cleaned_data.get("issue_on"), self.cleaned_data.get("issue_time")
        if self.cleaned_data.get("issue") != AT_MOMENT or not day or hour is None:
            return None
        return datetime.combine(day, hour, tzinfo=clock.TOKYO)


class LetterForm(MomentForm):
    """A draft of one letter: its days and its number."""

    document_number = forms.CharField(
        label=_("文書番号"),
        max_length=60,
        required=False,
        help_text=_("空けておくと、決裁のときに番号簿から付けます。"),
    )
    field_order = ("dated_on", "document_number", "issue", "issue_on", "issue_time")


def reasons_of_refusal() -> forms.CharField:
    """Of a change or a disposal that is not approved; whether any are given is the law's to ask."""
    return forms.CharField(
        label=_("承認しない理由"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("通知書にそのまま記載されます。"),
    )


class DraftForm(LetterForm):
    """起案: the blocks of the scheme, the days, and what the guards will ask for."""

    def __init__(
        self, *args: Any, outcome: str, document: dict[str, Any], opinions: list[Consultation], **kwargs: Any
    ) -> None:
        self.outcome, self.opinions = outcome, opinions
        self.blocks = document["letters"]["certificate"]["conditions"]
        super().__init__(*args, **kwargs)
        if outcome == Decision.Outcome.CERTIFICATION:
            self._ask_conditions()
        else:
            self._ask_reasons()
        for each in opinions:
            self._ask_weighing(each)

    def _ask_conditions(self) -> None:
        self.fields["conditions"] = forms.MultipleChoiceField(
            label=_("通知書に記す留意事項"),
            choices=[(str(place), text) for place, text in enumerate(self.blocks)],
            initial=[str(place) for place in range(len(self.blocks))],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def _ask_reasons(self) -> None:
        self.fields["reasons"] = forms.CharField(
            label=_("不認定の理由の要旨"),
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=_(
                "審査調書で適合しないとした基準は、理由の欄にそのまま記載されます（行政手続法8条）。"
            ),
        )

    def _ask_weighing(self, opinion: Consultation) -> None:
        label = _("%(body)sの意見をどう考慮したか") % {"body": opinion.get_body_display()}
        self.fields[f"weighing_{opinion.body}"] = forms.CharField(
            label=label,
            max_length=LONGEST,
            required=False,
            help_text=opinion.answer_text,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def draft(self) -> dict[str, Any]:
        """The words of the draft, as the service takes them."""
        cleaned = self.cleaned_data
        return {
            "outcome": self.outcome,
            "conditions": [self.blocks[int(place)] for place in cleaned.get("conditions", [])],
            "reasons": cleaned.get("reasons", ""),
            "weighing": {each.body: cleaned[f"weighing_{each.body}"] for each in self.opinions},
            "dated_on": cleaned["dated_on"],
            "document_number": cleaned["document_number"],
            "issue_at": self.moment(),
        }


class RedraftForm(DraftForm):
    note = forms.CharField(
        label=_("前の起案を廃案とする理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


class ElsewhereForm(PlainForm):
    """決裁 taken in the office's own system."""

    number = forms.CharField(label=_("決裁番号"), max_length=60)
    on = EraDateField(label=_("決裁日"), initial=clock.today)
    approver = forms.CharField(label=_("決裁者"), max_length=100)
    scan = forms.FileField(label=_("決裁書の写し（PDF・画像）"))


class DispatchForm(PlainForm):
    dispatched_on = EraDateField(label=_("発送日"), initial=clock.today)
    dispatched_by = forms.CharField(label=_("発送の方法"), max_length=60, help_text=_("例：簡易書留"))
    tracking = forms.CharField(label=_("追跡番号"), max_length=40, required=False)


class DeliveryForm(PlainForm):
    delivered_on = EraDateField(label=_("到達日"), initial=clock.today)
