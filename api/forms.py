"""The shape of what is typed about a token; the services decide."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .models import AccessToken

DAYS = (1, 7, 30, 90)


class TokenForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label=_("名前"),
        max_length=100,
        help_text=_("何に使うかが後で分かる名前。例：社内の申請システム"),
        error_messages={"required": _("名前が入力されていません。何に使うかを書いてください。")},
    )
    scope = forms.ChoiceField(
        label=_("できること"),
        widget=forms.RadioSelect,
        error_messages={"required": _("できることを選んでください。")},
    )
    days = forms.TypedChoiceField(label=_("期限"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, scopes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(AccessToken.Scope.choices)
        self.fields["scope"].choices = [(scope, labels[scope]) for scope in scopes]
        days = [each for each in DAYS if each <= settings.TOKEN_DAYS]
        self.fields["days"].choices = [(each, _("%(days)s日") % {"days": each}) for each in days]
        self.initial |= {"scope": scopes[0], "days": days[-1]}
