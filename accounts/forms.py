"""The shape of what is typed; the services decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.clock import today
from common.forms import CorporateNumberField, EraDateField

from .models import Membership, Organisation, User
from .services import PROFILE


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = PROFILE


class OrganisationForm(forms.ModelForm):
    corporate_number = CorporateNumberField(label=_("法人番号"), required=False)

    class Meta:
        model = Organisation
        fields = ("kind", *PROFILE[:2], "corporate_number", *PROFILE[2:])

    def clean_corporate_number(self) -> str | None:
        return self.cleaned_data["corporate_number"] or None


class PersonForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("name", "name_kana", "email")

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class MembershipForm(forms.ModelForm):
    valid_from = EraDateField(label=_("開始日"), initial=today)
    valid_until = EraDateField(
        label=_("終了日"),
        required=False,
        help_text=_("決まっていなければ空けてください。この日まで有効です。"),
    )

    class Meta:
        model = Membership
        fields = ("organisation", "role", "valid_from", "valid_until")


class EndMembershipForm(forms.Form):
    last_day = EraDateField(label=_("最後の日"), initial=today, help_text=_("この日まで有効です。"))
