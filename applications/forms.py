"""The shape of what an applicant sends beside the sections themselves; the services decide."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

MINISTER, NIBN = "minister", "nibn"


class StartForm(forms.Form):
    use_required_attribute = False

    title = forms.CharField(
        label=_("申請の名称"),
        max_length=200,
        help_text=_("一覧に出る名前です。後から「内容・実施時期」で変えられます。"),
        error_messages={"required": _("申請の名称が入力されていません。短い名前を入力してください。")},
    )
    joint = forms.TypedChoiceField(
        label=_("申請のしかた"),
        choices=[("", _("自社だけで申請する")), ("joint", _("ほかの会社と共同で申請する"))],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
        initial="",
        help_text=_("共同で申請する会社は、次の画面で選びます。後から加えることもできます。"),
    )


class InviteForm(forms.Form):
    company = forms.ModelChoiceField(
        Organisation.objects.filter(kind=Organisation.Kind.COMPANY), to_field_name="public_id"
    )


class FilingForm(forms.Form):
    """`through_nibn`: whether this kind of scheme lets one hand it in there (基盤研 is a fund's own)."""

    use_required_attribute = False

    channel = forms.ChoiceField(
        label=_("提出先"),
        choices=[
            (MINISTER, _("厚生労働大臣に提出する")),
            (NIBN, _("医薬基盤・健康・栄養研究所（基盤研）を経由して提出する")),
        ],
        initial=MINISTER,
        widget=forms.RadioSelect,
        help_text=_("どちらも申請として有効です。経由した場合は、基盤研が受け付けた後に大臣へ送付します。"),
        error_messages={"required": _("提出先を選んでください。")},
    )

    def __init__(self, *args, through_nibn: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not through_nibn:
            del self.fields["channel"]


class AmendmentForm(forms.Form):
    """Which parts one wishes to correct; the choices are those one may open."""

    use_required_attribute = False

    parts = forms.MultipleChoiceField(
        label=_("修正する項目"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("修正する項目が選ばれていません。一つ以上選んでください。"),
            "invalid_choice": _("選べない項目です。画面を読み込み直してください。"),
        },
    )

    def __init__(self, *args, choices: Iterable[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = list(choices)

    def opened(self) -> list[tuple[str, int | None]]:
        pairs = (chosen.partition(":") for chosen in self.cleaned_data["parts"])
        return [(key, int(party) if party else None) for key, _joint, party in pairs]
