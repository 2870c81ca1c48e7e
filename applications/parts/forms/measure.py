from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField
from funds.sections import measure_kinds
from law.deadlines import era, years_after
from law.lifecycle import SchemeKind
from law.rules import rule

from ..base import Group, PartForm

PUBLISHED = {
    SchemeKind.CERTIFICATION: _("認定を受けると、この名称と事業者名が公表の一覧に載ります。"),
    SchemeKind.ADOPTION: _("採択されると、この名称と事業者名が公表の一覧に載ります。"),
}


@rule("M2", "M3")
class MeasureForm(PartForm):
    """省令104号 4条1項2号・5条1項2号: 内容及び実施時期.

    What a measure can be is the document's: the three kinds of 3条 for the generics fund.
    """

    statutory = ("title", "content", "starts_on", "ends_on")

    title = forms.CharField(max_length=200)
    content = forms.CharField(max_length=8000, widget=forms.Textarea(attrs={"rows": 10}))
    place = forms.CharField(label=_("実施する場所"), max_length=300)
    starts_on = EraDateField(label=_("開始日"))
    ends_on = EraDateField(label=_("完了予定日"))

    @property
    def terms(self) -> Mapping[str, Any]:
        return self.context.scheme["measure"]

    def said(self, text: str) -> str:
        """措置 or 事業, as the law or the call calls it."""
        return text % {"word": self.terms["word"]}

    def build(self) -> None:
        self.fields["title"].label = self.said(gettext("%(word)sの名称"))
        self.fields["content"].label = self.said(gettext("%(word)sの内容"))
        for kind in measure_kinds(self.context.scheme):
            self.fields[f"kind_{kind['code']}"] = forms.BooleanField(label=kind["name"])
        for menu in self.context.scheme["menus"]:
            self.fields[f"menu_{menu['code']}"] = forms.BooleanField(label=menu["name"])

    def headings(self) -> Iterator[Group]:
        yield Group(_("名称"), ("title",), self._publicity())
        if measure_kinds(self.context.scheme):
            yield Group(self.kinds_title, ("kind_*",), self._kinds_help())
        yield Group(_("支援メニュー"), ("menu_*",), _("選んだメニューの表が「資金（年度別）」に出ます。"))
        yield Group(_("内容"), ("content", "place"))
        yield Group(_("実施時期"), ("starts_on", "ends_on"))

    def _publicity(self) -> str:
        """What anyone will read of it, said before it is typed (docs/adr/0017)."""
        scheme = self.context.scheme
        return str(PUBLISHED.get(scheme["kind"], "")) if scheme.get("public", True) else ""

    @property
    def kinds_title(self) -> str:
        return self.said(gettext("%(word)sの種類"))

    def _kinds_help(self) -> str:
        """With the article it stands in, and what the document adds to it."""
        help_text = gettext("当てはまるものをすべて選びます（%(article)s）。") % {
            "article": self.terms["article"]
        }
        return help_text + self.terms.get("note", "")

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
        if measure_kinds(self.context.scheme) and not self.chosen("kind_"):
            missing.append(self.kinds_title)
        if not self.chosen("menu_"):
            missing.append(gettext("支援メニュー"))
        return missing

    def warnings(self) -> dict[str, str]:
        found = [*self._after_the_last_day(), *self._too_long()]
        return {"ends_on": " ".join(found)} if found else {}

    def _after_the_last_day(self) -> Iterator[str]:
        ends, last = self.cleaned_data.get("ends_on"), self.context.scheme["last_days"]["work"]
        if ends is not None and ends.isoformat() > last:
            text = gettext("この制度で支援できる事業の最終日（%(day)s）より後の日です。")
            yield text % {"day": era(date.fromisoformat(last))}

    def _too_long(self) -> Iterator[str]:
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        most = self.context.scheme.get("most_plan_years")
        if most and starts and ends and ends >= years_after(starts, most):
            yield gettext("この制度の計画は最長%(years)s年間です。日付を確かめてください。") % {"years": most}


def _is_choice(name: str) -> bool:
    return name.startswith(("kind_", "menu_"))


class OtherForm(PartForm):
    """省令104号 5条1項5号: 前各号のほか認定に必要な事項."""

    groups = (Group(_("その他の事項"), ("text",), _("なければ空けたままでかまいません。")),)

    text = forms.CharField(
        label=_("その他必要な事項"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
