"""The shape of what is typed about a year's appropriation; the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import EraDateField, PlainForm, YenField
from law.authorities import AUTHORITY_OF, Authority
from law.deadlines import fiscal_year, fiscal_year_label

from ..models import Scheme

KINDS = [kind for kind, authority in AUTHORITY_OF.items() if authority is Authority.MINISTRY]


class AppropriationForm(PlainForm):
    scheme = forms.ModelChoiceField(
        label=_("制度"),
        queryset=Scheme.objects.filter(kind__in=KINDS).order_by("name"),
        empty_label=_("選んでください"),
    )
    fiscal_year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    budget = forms.CharField(
        label=_("予算の科目"), max_length=100, help_text=_("例：医療施設等施設整備費補助金")
    )
    number = forms.CharField(label=_("配賦の番号"), max_length=60)
    dated_on = EraDateField(label=_("配賦の日"))
    amount = YenField(
        label=_("金額"), help_text=_("この年度に交付の決定をする額は、この額を超えられません。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = fiscal_year(clock.today())
        self.fields["fiscal_year"].choices = [(year, fiscal_year_label(year)) for year in (now, now + 1)]

    def clean_amount(self) -> int:
        amount: int = self.cleaned_data["amount"]
        if amount <= 0:
            raise forms.ValidationError(_("1円以上の金額を入れてください。"))
        return amount
