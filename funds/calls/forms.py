"""The shape of what an officer types of a call; the services decide."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import EraDateField, FullWidthIntegerField, PlainForm, TimeField, YenField
from law.deadlines import fiscal_year_label
from law.lifecycle import SchemeKind

from ..models import Call, CallDocument, Scheme
from .services.making import CallText

LONGEST = 4000
AREA = {"rows": 4}
TIME_HELP = _("例：17:00（日本時間）")


def moment_of(day: date | None, hour: time | None) -> datetime | None:
    return datetime.combine(day, hour, tzinfo=clock.TOKYO) if day and hour is not None else None


class CallForm(PlainForm):
    """One call of a scheme. A fund's intake has no end; the others may take a part of the scheme's menus."""

    round = FullWidthIntegerField(label=_("第何回の公募か"), min_value=1, max_value=999)
    name = forms.CharField(label=_("名称"), max_length=200)
    summary = forms.CharField(
        label=_("募集する事業の内容"),
        max_length=LONGEST,
        widget=forms.Textarea(AREA),
        help_text=_("だれが何に応募できるかを、2、3文で書きます。公募の一覧にも出ます。"),
    )
    opens_on = EraDateField(label=_("受付開始の日"))
    opens_time = TimeField(label=_("受付開始の時刻"), help_text=TIME_HELP)
    closes_on = EraDateField(label=_("受付終了の日"))
    closes_time = TimeField(
        label=_("受付終了の時刻"), help_text=_("この時刻になると受け付けません。例：17:00（日本時間）")
    )
    budget = YenField(label=_("予算額"), required=False)
    budget_note = forms.CharField(
        label=_("予算の説明"),
        max_length=200,
        required=False,
        help_text=_(
            "例：令和8年度予算（医薬品生産基盤整備費補助金）。額が決まっていないときは、そのことを書きます。"
        ),
    )
    menus = forms.MultipleChoiceField(
        label=_("受け付ける支援メニュー"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("選ばなければ、制度の定めるすべてを受け付けます。"),
    )
    fiscal_years = forms.TypedMultipleChoiceField(
        label=_("対象とする年度"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("選ばなければ、制度の定めるすべての年度を対象とします。"),
    )
    contact = forms.CharField(
        label=_("照会先"),
        max_length=LONGEST,
        widget=forms.Textarea(AREA),
        help_text=_("部署、電話番号、メールアドレス、受け付ける時間を書きます。"),
    )

    def __init__(self, *args: Any, scheme: Scheme, document: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["menus"].choices = [(menu["code"], menu["name"]) for menu in document.get("menus", ())]
        self.fields["fiscal_years"].choices = [
            (year, fiscal_year_label(year)) for year in document.get("fiscal_years") or ()
        ]
        if scheme.kind == SchemeKind.CERTIFICATION:
            for name in ("closes_on", "closes_time", "menus", "fiscal_years"):
                del self.fields[name]
            self.fields["round"].label = _("番号")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = self._moment(cleaned, "opens"), self._moment(cleaned, "closes")
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _("受付終了は、受付開始より後の日時にしてください。"))
        return cleaned

    @staticmethod
    def _moment(cleaned: dict[str, Any], which: str) -> datetime | None:
        return moment_of(cleaned.get(f"{which}_on"), cleaned.get(f"{which}_time"))

    def text(self) -> CallText:
        cleaned = self.cleaned_data
        opens_at = self._moment(cleaned, "opens")
        if opens_at is None:
            raise ValidationError(_("受付開始の日時を入力してください。"))
        return CallText(
            opens_at=opens_at,
            closes_at=self._moment(cleaned, "closes"),
            menus=tuple(cleaned.get("menus", ())),
            fiscal_years=tuple(cleaned.get("fiscal_years", ())),
            **{
                name: cleaned[name]
                for name in ("round", "name", "summary", "budget", "budget_note", "contact")
            },
        )


def typed_of(call: Call) -> dict[str, Any]:
    """What the form begins with when a draft is revised."""
    opens, closes = clock.local(call.opens_at), call.closes_at and clock.local(call.closes_at)
    kept = ("round", "name", "summary", "budget", "budget_note", "menus", "fiscal_years", "contact")
    return {name: getattr(call, name) for name in kept} | {
        "opens_on": opens.date(),
        "opens_time": opens.time(),
        "closes_on": closes.date() if closes else None,
        "closes_time": closes.time() if closes else None,
    }


class DocumentForm(PlainForm):
    kind = forms.ChoiceField(label=_("種類"), choices=CallDocument.Kind.choices)
    title = forms.CharField(
        label=_("書類の名称"), max_length=200, help_text=_("例：公募要領、様式第1（事業計画書）")
    )
    file = forms.FileField(
        label=_("ファイル"),
        help_text=_("PDF、Excel、Word、画像、CSV。1件50MBまで。"),
        error_messages={"required": _("ファイルを選んでから送信してください。")},
    )


class DocumentVersionForm(PlainForm):
    changes = forms.CharField(
        label=_("変えたところ"),
        max_length=LONGEST,
        widget=forms.Textarea(AREA),
        help_text=_("公募の画面に出し、下書きのある申請者に知らせます。"),
    )
    file = forms.FileField(
        label=_("新しい版のファイル"),
        error_messages={"required": _("ファイルを選んでから送信してください。")},
    )


class ClosingForm(PlainForm):
    closes_on = EraDateField(label=_("新しい受付終了の日"))
    closes_time = TimeField(label=_("新しい受付終了の時刻"), help_text=TIME_HELP)
    reason = forms.CharField(
        label=_("変更の理由"),
        max_length=LONGEST,
        widget=forms.Textarea(AREA),
        help_text=_("承認されると、公募の画面に出し、下書きのある申請者に知らせます。"),
    )

    def closes_at(self) -> datetime:
        return datetime.combine(
            self.cleaned_data["closes_on"], self.cleaned_data["closes_time"], tzinfo=clock.TOKYO
        )


class CallFilterForm(PlainForm):
    q = forms.CharField(label=_("名称・制度・内容"), max_length=100, required=False)
    scheme = forms.ChoiceField(label=_("制度"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schemes = Scheme.objects.order_by("code").values_list("code", "name")
        self.fields["scheme"].choices = [("", _("すべて")), *schemes]
