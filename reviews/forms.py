"""The shape of what officials type about a plan; the services decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.clock import today
from common.forms import EraDateField, PlainForm

from .models import Consultation
from .services.sheets import Item

LONGEST = 4000
FITS = [("yes", _("適合する")), ("no", _("適合しない"))]


class NoteForm(PlainForm):
    note = forms.CharField(label=_("理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


# The two sheets


class ClearForm(PlainForm):
    note = forms.CharField(
        label=_("不備がなくなった経緯"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("何により、いつ、だれが確かめたかを書きます。例：登記事項を登記情報連携で確認した。"),
    )


@dataclass(frozen=True)
class Openable:
    """A part that a sheet may open again: which one, whose, and the article that asks for it."""

    key: str
    party_id: int | None
    title: str
    article: str

    @property
    def name(self) -> str:
        return f"{self.key}-{self.party_id or 'joint'}"


class SheetForm(PlainForm):
    """One box per part: a part whose box is filled is opened, every other stays closed."""

    names_provisions = False

    def __init__(self, *args: Any, openable: list[Openable], **kwargs: Any) -> None:
        self.openable = openable
        super().__init__(*args, **kwargs)
        for part in openable:
            self._add(part)

    def _add(self, part: Openable) -> None:
        area = forms.Textarea(attrs={"rows": 3})
        self.fields[f"text-{part.name}"] = forms.CharField(
            label=_("直してほしい内容"), max_length=LONGEST, required=False, widget=area
        )
        if self.names_provisions:
            self.fields[f"provision-{part.name}"] = forms.CharField(
                label=_("根拠の条項"), max_length=200, required=False, initial=part.article
            )

    def blocks(self) -> Iterator[tuple[Openable, list[forms.BoundField], bool]]:
        """Each part with its boxes; open where something stands in it."""
        for part in self.openable:
            names = [f"text-{part.name}", f"provision-{part.name}"]
            boxes = [self[name] for name in names if name in self.fields]
            yield part, boxes, bool(self[names[0]].value()) or any(box.errors for box in boxes)

    def common(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields]

    def items(self) -> list[Item]:
        return [
            Item(
                part.key,
                part.party_id,
                self.cleaned_data[f"text-{part.name}"],
                self.cleaned_data.get(f"provision-{part.name}", ""),
            )
            for part in self.openable
            if self.cleaned_data[f"text-{part.name}"].strip()
        ]


class CorrectionForm(SheetForm):
    names_provisions = True
    purpose = forms.CharField(
        label=_("補正を求める趣旨"), max_length=LONGEST, initial=_("申請書の記載事項の補正")
    )
    due_on = EraDateField(label=_("補正の期限"))


class InquiryForm(SheetForm):
    purpose = forms.CharField(
        label=_("趣旨"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    responsible = forms.CharField(label=_("責任者の氏名"), max_length=100, required=False)
    due_on = EraDateField(
        label=_("回答してほしい日"),
        required=False,
        help_text=_("任意の協力を求めるものです。過ぎても不利益はありません。"),
    )


class DueForm(PlainForm):
    due_on = EraDateField(label=_("新しい期限"))


# Findings


class FindingsForm(PlainForm):
    """One block per criterion; a block left wholly empty is left for later."""

    def __init__(self, *args: Any, criteria: list[dict[str, Any]], **kwargs: Any) -> None:
        self.criteria = criteria
        super().__init__(*args, **kwargs)
        for criterion in criteria:
            self._add(criterion["code"])

    def _add(self, code: str) -> None:
        radio = forms.RadioSelect
        self.fields[f"fits-{code}"] = forms.ChoiceField(
            label=_("この基準に"), choices=FITS, widget=radio, required=False
        )
        self.fields[f"fact-{code}"] = forms.CharField(
            label=_("認めた事実"),
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
        )
        self.fields[f"page-{code}"] = forms.CharField(
            label=_("申請書の箇所"),
            max_length=200,
            required=False,
            help_text=_("例：申請書 2 内容・実施時期"),
        )

    def blocks(self) -> Iterator[tuple[dict[str, Any], list[forms.BoundField]]]:
        for criterion in self.criteria:
            names = (f"{name}-{criterion['code']}" for name in ("fits", "fact", "page"))
            yield criterion, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for criterion in self.criteria:
            code = criterion["code"]
            filled = cleaned.get(f"fact-{code}") or cleaned.get(f"page-{code}")
            if filled and not cleaned.get(f"fits-{code}"):
                self.add_error(f"fits-{code}", _("適合するかどうかを選んでください。"))
        return cleaned

    def rows(self) -> list[dict[str, Any]]:
        """What was filled in, for the service."""
        codes = [criterion["code"] for criterion in self.criteria]
        return [
            {
                "criterion": code,
                "fits": self.cleaned_data[f"fits-{code}"] == "yes",
                "fact": self.cleaned_data[f"fact-{code}"],
                "page": self.cleaned_data[f"page-{code}"],
            }
            for code in codes
            if self.cleaned_data[f"fits-{code}"]
        ]


# Consultations


class PrepareForm(PlainForm):
    document_number = forms.CharField(
        label=_("文書番号"), max_length=60, help_text=_("例：厚生労働省発医政1121第3号")
    )
    dated_on = EraDateField(label=_("協議書の日付"), initial=today)


class AskAnywayForm(PrepareForm):
    """Nothing that was filed requires it; the officer says why, and the letter says it too."""

    because = forms.CharField(
        label=_("協議する理由"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "申請の内容からは協議が必要と判定されていません。それでも協議する理由を書いてください。協議書に記載します。"
        ),
    )


class ResolveForm(PlainForm):
    note = forms.CharField(
        label=_("確かめた結果"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "何により、どのように確かめたかを書きます。例：令和8年3月期の決算公告で、直前の事業年度の額と確認した。"
        ),
    )


class SendingForm(PlainForm):
    sent_on = EraDateField(label=_("送付した日"), initial=today)
    sent_by = forms.CharField(
        label=_("送付の方法"), max_length=100, help_text=_("例：電子メール、使送、郵便")
    )


class AnswerForm(PlainForm):
    answer = forms.ChoiceField(label=_("回答"), choices=Consultation.Answer.choices, widget=forms.RadioSelect)
    answered_on = EraDateField(label=_("回答の日付"), initial=today)
    number = forms.CharField(label=_("先方の文書番号"), max_length=60, required=False)
    text = forms.CharField(
        label=_("回答の内容"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    scan = forms.FileField(label=_("回答書の写し（PDF・画像）"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") == Consultation.Answer.OPINION and not cleaned.get("text"):
            self.add_error("text", _("意見があったときは、その内容を書いてください。"))
        return cleaned
