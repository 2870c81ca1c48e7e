from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField
from law.deadlines import era
from law.rules import rule

from ..base import Group, PartForm

MEASURE_KINDS = (
    ("integration", _("一　工程統合（自社と他社の品目の製造工程の統合）")),
    ("substitute", _("二　代替設備（他社が製造をやめた品目と同一の品目の設備の新増設）")),
    ("cooperation", _("三　その他連携（他社との連携による製造基盤の整備）")),
)


@rule("M2", "M3")
class MeasureForm(PartForm):
    """省令104号 5条1項2号: 内容及び実施時期; the three kinds are 3条's."""

    statutory = ("title", "content", "starts_on", "ends_on")
    groups = (
        Group(_("名称"), ("title",)),
        Group(_("措置の種類"), ("kind_*",), _("当てはまるものをすべて選びます（省令第3条）。")),
        Group(
            _("支援メニュー"),
            ("menu_*",),
            _("選んだメニューの表が「資金（年度別）」に出ます。"),
        ),
        Group(_("内容"), ("content", "place")),
        Group(_("実施時期"), ("starts_on", "ends_on")),
    )

    title = forms.CharField(label=_("措置の名称"), max_length=200)
    content = forms.CharField(
        label=_("措置の内容"), max_length=8000, widget=forms.Textarea(attrs={"rows": 10})
    )
    place = forms.CharField(label=_("実施する場所"), max_length=300)
    starts_on = EraDateField(label=_("開始日"))
    ends_on = EraDateField(label=_("完了予定日"))

    def build(self) -> None:
        for code, label in MEASURE_KINDS:
            self.fields[f"kind_{code}"] = forms.BooleanField(label=label)
        for menu in self.context.scheme["menus"]:
            self.fields[f"menu_{menu['code']}"] = forms.BooleanField(label=menu["name"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error(
                "ends_on", gettext("完了予定日が開始日より前です。どちらかの日付を直してください。")
            )
        return cleaned

    def chosen(self, prefix: str) -> list[str]:
        names = [name for name in self.fields if name.startswith(prefix)]
        return [name.removeprefix(prefix) for name in names if self.cleaned_data.get(name)]

    def values(self) -> dict[str, Any]:
        plain = {name: value for name, value in super().values().items() if not _is_choice(name)}
        return plain | {"kinds": self.chosen("kind_"), "menus": self.chosen("menu_")}

    def lacks(self) -> list[str]:
        missing = super().lacks()
        if not self.chosen("kind_"):
            missing.append(gettext("措置の種類"))
        if not self.chosen("menu_"):
            missing.append(gettext("支援メニュー"))
        return missing

    def warnings(self) -> dict[str, str]:
        ends, last = self.cleaned_data.get("ends_on"), self.context.scheme["last_days"]["work"]
        if ends is None or ends.isoformat() <= last:
            return {}
        text = gettext("この基金で支援できる事業の最終日（%(day)s）より後の日です。")
        return {"ends_on": text % {"day": era(type(ends).fromisoformat(last))}}


def _is_choice(name: str) -> bool:
    return name.startswith(("kind_", "menu_"))


class OtherForm(PartForm):
    """省令104号 5条1項5号: 前各号のほか認定に必要な事項."""

    groups = (Group(_("その他の事項"), ("text",), _("なければ空けたままでかまいません。")),)

    text = forms.CharField(
        label=_("その他認定に必要な事項"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
