from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField, FullWidthIntegerField

from ..base import PartForm
from ..rows import RowsForm

MOST = 10_000_000


def long_text(label: str | Promise) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class FacilityRow(PartForm):
    """A facility or equipment that is built and shared (附則17条1項1号), and on what terms."""

    statutory = ("kind", "name", "place", "users", "programme")

    name = forms.CharField(label=_("名称"), max_length=200)
    kind = forms.ChoiceField(label=_("種類"))
    place = forms.CharField(label=_("所在地"), max_length=300)
    size = FullWidthIntegerField(label=_("面積（㎡）"), min_value=0, max_value=MOST)
    rooms = FullWidthIntegerField(label=_("室数"), min_value=0, max_value=MOST)
    equipment = long_text(_("主な設備"))
    users = long_text(_("利用者"))
    terms = long_text(_("利用条件"))
    fee = long_text(_("料金の考え方"))
    programme = long_text(_("交流・連携の機会"))
    opens_on = EraDateField(label=_("供用開始予定日"))

    def build(self) -> None:
        kinds = [(menu["code"], menu["short_name"]) for menu in self.context.scheme["menus"]]
        self.fields["kind"].choices = [("", _("選択してください")), *kinds]


class FacilitiesForm(RowsForm):
    row_class = FacilityRow
    most_rows = 100
    caption = _("整備する施設・設備")
    add_label = _("施設・設備を追加する")

    def lacks(self) -> list[str]:
        return [] if self.row_forms() else [gettext("整備する施設・設備")]
