"""The shape of what a desk types about a paper application; the services decide."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from common import clock
from common.forms import CorporateNumberField, EraDateField, normalise
from funds.calls.selectors import called_schemes

from .documents import PAPER_SCAN
from .models import Plan, PlanParty

COMPANIES = Organisation.objects.filter(kind=Organisation.Kind.COMPANY)


class PaperForm(forms.Form):
    use_required_attribute = False


class StartPaperForm(PaperForm):
    scheme = forms.ChoiceField(label=_("制度"), error_messages={"required": _("制度を選んでください。")})
    company = forms.ModelChoiceField(
        label=_("代表して申請する会社"),
        queryset=COMPANIES,
        to_field_name="public_id",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("代表して申請する会社を選んでください。")},
    )
    title = forms.CharField(
        label=_("申請の名称"), max_length=200, help_text=_("申請書にある措置の名称です。後から変えられます。")
    )

    def __init__(self, *args: Any, found: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schemes = called_schemes(clock.today())
        unchosen = [("", _("選んでください"))] if len(schemes) > 1 else []
        self.fields["scheme"].choices = unchosen + [(scheme.code, scheme.name) for scheme in schemes]
        field = self.fields["company"]
        field.queryset = COMPANIES.filter(pk__in=[each.pk for each in found]).order_by("name", "pk")
        field.label_from_instance = _named

    def clean_scheme(self) -> Any:
        code = self.cleaned_data["scheme"]
        return next(scheme for scheme in called_schemes(clock.today()) if scheme.code == code)


def _named(company: Organisation) -> str:
    return " ".join(filter(None, [company.name, company.corporate_number, company.address]))


class CompanyForm(forms.ModelForm):
    """A company that files on paper and was never registered."""

    use_required_attribute = False
    corporate_number = CorporateNumberField(label=_("法人番号"))

    class Meta:
        model = Organisation
        fields = (
            "name",
            "name_kana",
            "corporate_number",
            "address",
            "representative_title",
            "representative_name",
        )


class PartnerForm(PaperForm):
    company = forms.ModelChoiceField(queryset=COMPANIES, to_field_name="public_id")


class PaperFileForm(PaperForm):
    """A file and what it is; a company's own documents say whose."""

    document = forms.ChoiceField(label=_("書類の種類"))
    file = forms.FileField(
        label=_("ファイル"), error_messages={"required": _("ファイルを選んでから送信してください。")}
    )

    def __init__(self, *args: Any, scheme: dict[str, Any], parties: list[PlanParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = (choice for document in scheme["documents"] for choice in _documents(document, parties))
        self.fields["document"].choices = sorted(choices, key=lambda choice: choice[0] != PAPER_SCAN)

    def chosen(self) -> tuple[str, int | None]:
        code, _joint, party = self.cleaned_data["document"].partition(":")
        return code, int(party) if party else None


def _documents(document: dict[str, Any], parties: list[PlanParty]) -> list[tuple[str, str]]:
    if not document["per_party"]:
        return [(document["code"], document["name"])]
    return [(f"{document['code']}:{party.pk}", f"{document['name']}（{party}）") for party in parties]


class StampForm(PaperForm):
    """The arrival stamp, as it stands on the paper; Tokyo time."""

    day = EraDateField(label=_("到達の日"))
    hour = forms.CharField(
        label=_("到達の時刻"),
        max_length=8,
        help_text=_("例：10:42"),
        widget=forms.TextInput({"data-width": "s"}),
    )

    def clean_hour(self) -> time:
        typed = normalise(self.cleaned_data["hour"]).replace("時", ":").replace("分", "")
        try:
            return time.fromisoformat(typed if len(typed.partition(":")[0]) == 2 else f"0{typed}")
        except ValueError:
            sentence = gettext("時刻として読み取れません。「10:42」のように、時と分を入力してください。")
            raise forms.ValidationError(sentence) from None

    def stamped_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], tzinfo=clock.TOKYO)


class PaperLetterForm(StampForm):
    """A letter that came after the application: its stamp and its scan."""

    scan = forms.FileField(
        label=_("届いた書面の写し"),
        help_text=_(
            "各社の非開示の記載が含まれることがあるため、厚生労働省と監査担当者、協議先だけが開けます。"
        ),
        error_messages={"required": _("届いた書面を読み取ったファイルを選んでください。")},
    )


class PaperAnswerForm(PaperLetterForm):
    answer = forms.CharField(
        label=_("書面に書かれた説明"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("書面にあるとおりに写します。なければ空けておけます。"),
    )


class PaperWithdrawalForm(PaperLetterForm):
    """Whose word the letter is: each company's own is needed."""

    parties = forms.ModelMultipleChoiceField(
        label=_("取り下げるとした会社"),
        queryset=PlanParty.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("どの会社の書面かを選んでください。")},
    )
    field_order = ("parties", "day", "hour", "scan")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = plan.parties.filter(withdraws_at=None).select_related("organisation")
        self.fields["parties"].queryset = waiting


class PaperAmendmentForm(PaperForm):
    """Which sections a letter corrects."""

    parts = forms.MultipleChoiceField(
        label=_("書面で修正された項目"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("書面で修正された項目を一つ以上選んでください。"),
            "invalid_choice": _("選べない項目です。画面を読み込み直してください。"),
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = choices

    def opened(self) -> list[tuple[str, int | None]]:
        pairs = (chosen.partition(":") for chosen in self.cleaned_data["parts"])
        return [(key, int(party) if party else None) for key, _joint, party in pairs]
