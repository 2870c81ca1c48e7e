from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import CorporateNumberField, EraDateField, FullWidthIntegerField, YenField
from law.deadlines import fiscal_year_label
from law.groups import is_own_name
from law.jftc_doubts import last_closed_year
from law.restructuring import CHANGES, NOTIFICATION_ARTICLES, STRUCTURAL_MEASURES

from ..base import Group, PartForm
from ..rows import RowsForm

YES, NO = "yes", "no"


class NotificationRow(PartForm):
    """A prior notification under the Antimonopoly Act."""

    article = forms.ChoiceField(
        label=_("独占禁止法の条項"),
        choices=[("", _("選択してください")), *NOTIFICATION_ARTICLES.items()],
    )
    filed_on = EraDateField(label=_("届出日"))
    number = forms.CharField(label=_("受理番号"), max_length=60)
    waiting_until = EraDateField(label=_("待機期間の満了日"))


class CompetitionForm(RowsForm):
    """What decides whether the JFTC is consulted (施行令附則17条); each company for itself."""

    row_class = NotificationRow
    most_rows = 10
    caption = _("独占禁止法による届出")
    add_label = _("届出を追加する")
    statutory = ("domestic_sales", "sales_fiscal_year", "group_parent_name", "restructuring", "notifying")

    groups = (
        Group(_("国内売上高合計額"), ("domestic_sales", "sales_fiscal_year")),
        Group(_("企業結合集団"), ("group_parent_*",)),
        Group(_("事業再編"), ("restructuring",)),
        Group(_("1号　構造の変更"), ("structural_*",), _("当てはまるものをすべて選びます。")),
        Group(_("2号　分野又は方式の変更"), ("change_*",), _("当てはまるものをすべて選びます。")),
        Group(
            _("独占禁止法による届出"),
            ("notifying",),
            _("「届出を要する」ときは、下の表に届出を書いてください。"),
        ),
    )

    domestic_sales = YenField(
        label=_("国内売上高合計額"),
        help_text=_("企業結合集団全体の、直前の事業年度の額です（独占禁止法10条2項）。"),
    )
    sales_fiscal_year = FullWidthIntegerField(
        label=_("その事業年度（西暦）"), min_value=2000, max_value=2100, localize=False
    )
    group_parent_name = forms.CharField(
        label=_("企業結合集団の最終親会社"),
        max_length=200,
        help_text=_("親会社がない場合は、自社の商号を書いてください。"),
    )
    group_parent_number = CorporateNumberField(
        label=_("最終親会社の法人番号"),
        help_text=_("同じ企業結合集団に属するかどうかは、この番号で判定します。"),
    )
    restructuring = forms.ChoiceField(
        label=_("事業再編（産業競争力強化法2条17項）"),
        choices=[(YES, _("事業再編を伴う")), (NO, _("事業再編を伴わない"))],
        widget=forms.RadioSelect,
    )
    notifying = forms.ChoiceField(
        label=_("独占禁止法による事前の届出"),
        choices=[(YES, _("届出を要する")), (NO, _("届出を要しない"))],
        widget=forms.RadioSelect,
    )

    def build(self) -> None:
        super().build()
        for code, label in STRUCTURAL_MEASURES.items():
            self.fields[f"structural_{code}"] = forms.BooleanField(label=label)
        for code, label in CHANGES.items():
            self.fields[f"change_{code}"] = forms.BooleanField(label=label)

    def ticked(self, prefix: str) -> list[str]:
        names = [name for name in self.fields if name.startswith(prefix)]
        return [name.removeprefix(prefix) for name in names if self.cleaned_data.get(name)]

    def values(self) -> dict[str, Any]:
        plain = {
            name: value
            for name, value in super().values().items()
            if not name.startswith(("structural_", "change_"))
        }
        return plain | {"structural": self.ticked("structural_"), "changes": self.ticked("change_")}

    def warnings(self) -> dict[str, str]:
        return self._of_the_parent() | self._of_restructuring() | self._of_the_year()

    def _of_the_parent(self) -> dict[str, str]:
        """「自社」 and 「なし」 name nobody; a parent that is another company has its own number."""
        name, own = self.cleaned_data.get("group_parent_name") or "", self.context.party_name
        if not name or self.cleaned_data.get("group_parent_number") or is_own_name(name, own):
            return {}
        text = gettext(
            "最終親会社の法人番号がないため、ほかの申請者と同じ企業結合集団かどうかを判定できないことがあります。"
            "法人番号を入れてください。親会社がない場合は、自社の商号（%(own)s）を書いてください。"
        )
        return {"group_parent_number": text % {"own": own}}

    def _of_restructuring(self) -> dict[str, str]:
        halves = bool(self.ticked("structural_")), bool(self.ticked("change_"))
        said = self.cleaned_data.get("restructuring")
        if said == NO and any(halves):
            return {
                "restructuring": gettext("「事業再編を伴わない」としながら、該当する行為が選ばれています。")
            }
        if said == YES and not all(halves):
            text = gettext(
                "事業再編は、1号（構造の変更）と2号（分野又は方式の変更）の両方に当たるものをいいます。"
            )
            return {"restructuring": text}
        return {}

    def _of_the_year(self) -> dict[str, str]:
        """The figure decides the consultation, and is of the last business year; those differ: only ask."""
        said, last = self.cleaned_data.get("sales_fiscal_year"), last_closed_year(clock.today())
        if said in (None, last):
            return {}
        text = gettext(
            "%(said)sの額とされていますが、最後に終わった年度は%(last)sです。直前の事業年度の額か確かめてください"
            "（決算期により年度が異なるときは、このままで構いません）。"
        )
        return {
            "sales_fiscal_year": text % {"said": fiscal_year_label(said), "last": fiscal_year_label(last)}
        }
