from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField

from ..base import PartForm
from ..rows import RowsForm


class RequestRow(PartForm):
    """One request by the ministry to make more of an item."""

    statutory = ("requested_on", "number", "name")

    name = forms.CharField(label=_("要請を受けた品目"), max_length=200)
    requested_on = EraDateField(label=_("要請の日"))
    number = forms.CharField(label=_("要請の文書番号"), max_length=100)


class PreconditionForm(RowsForm):
    """増産要請: without one the call is not open to the applicant (the call's own text)."""

    row_class = RequestRow
    most_rows = 50
    caption = _("厚生労働省による増産要請")
    add_label = _("要請を追加する")

    def lacks(self) -> list[str]:
        return [] if self.row_forms() else [gettext("厚生労働省による増産要請")]
