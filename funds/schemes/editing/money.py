"""支援メニュー, 経費区分, 上限額と端数."""

from itertools import permutations
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import YenField, normalise
from law.calculator.labels import CHOICES
from law.lifecycle import SchemeKind
from law.money import CapMethod

from ..calculation import DEFAULT, calculation_of, said_apart
from ..places import LABELS, WORDS, Document
from .base import Codes, Page, PageForm, RowForm, Rows, Values, kept, past_rows, put, textbox

UNITS = [(1, _("1円（切り捨てない）")), (10, _("10円未満切捨て")), (100, _("100円未満切捨て")),
         (1000, _("1,000円未満切捨て")), (10000, _("10,000円未満切捨て"))]  # fmt: skip


ORDERS = [
    (">".join(stages), " → ".join(CHOICES["order"][stage] for stage in stages))
    for stages in permutations(CapMethod.order)
]


def _chosen(block: str, name: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=LABELS[f"calculation.{block}.{name}"], choices=list(CHOICES[name].items()))


class RateField(forms.CharField):
    """1/2, １／２ or 2分の1, kept as 1/2."""

    widget = forms.TextInput(attrs={"data-width": "s"})

    def to_python(self, value: Any) -> str:
        typed = normalise(super().to_python(value) or "")
        parts = typed.split("分の")
        return "/".join(reversed(parts)) if len(parts) == 2 else typed


class MenuRow(RowForm):
    name = textbox(_("名称"))
    short_name = textbox(_("略称"), most=30, width="m")
    rate = RateField(label=LABELS["menus.*.rate"], max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.document.get("kind") == SchemeKind.COMMISSION:
            del self.fields["rate"]


class MenusForm(PageForm):
    def write(self, rows: Any) -> Values:
        standing = self.document.get("menus") or []
        codes = Codes.of("m", standing, *past_rows(self.known, "menus"))
        return {"menus": [self._menu(row, standing, codes) for row in rows["menus"]]}

    def _menu(self, row: Values, standing: list[Values], codes: Codes) -> Values:
        was = kept(standing, row["code"])
        said = {
            "code": codes.given(row["code"]),
            "name": row["name"],
            "short_name": row["short_name"] or row["name"][:30],
            "rate": row.get("rate") or None,
        }
        return {**was, **{name: value for name, value in said.items() if value or name == "rate"}} | {
            "cost_categories": was.get("cost_categories", [])
        }


def _menu_choices(document: Document) -> list[tuple[str, str]]:
    return [
        (menu.get("code", ""), menu.get("short_name") or menu.get("name", ""))
        for menu in document.get("menus", [])
    ]


class CategoryRow(RowForm):
    menu = forms.ChoiceField(label=_("支援メニュー"))
    name = textbox(_("経費区分の名称"))
    evidence = forms.MultipleChoiceField(
        label=LABELS["menus.*.cost_categories.*.evidence"],
        choices=list(WORDS["evidence"].items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "選ばないときは、見積書、発注書、納品書、検収書、請求書、支払を確認できる書類です（実務の例）。"
        ),
    )
    was_in = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.document.get("kind") != SchemeKind.CERTIFICATION:
            del self.fields["evidence"]
        self.fields["menu"].choices = [("", "—"), *_menu_choices(self.document)]

    def clean(self) -> Values:
        said = super().clean() or {}
        if said.get("name") and not said.get("menu"):
            self.add_error("menu", gettext("この経費区分がどの支援メニューのものかを選んでください。"))
        return said


def _categories(document: Document) -> list[Values]:
    return [
        {"menu": menu.get("code", ""), "was_in": menu.get("code", ""), **row}
        for menu in document.get("menus", [])
        for row in menu.get("cost_categories", [])
    ]


class CategoriesForm(PageForm):
    def write(self, rows: Any) -> Values:
        return {"menus": [self._filled(menu, rows["categories"]) for menu in self.document.get("menus", [])]}

    def _filled(self, menu: Values, rows: list[Values]) -> Values:
        """A category that moved to another menu is a new one there."""
        standing = menu.get("cost_categories", [])
        past = [
            old.get("cost_categories", [])
            for document in self.known.past
            for old in document.get("menus", [])
            if old.get("code") == menu.get("code")
        ]
        codes = Codes.of("c", standing, *past)
        mine = [row for row in rows if row["menu"] == menu.get("code")]
        return {
            **menu,
            "cost_categories": [
                put(
                    kept(standing, code := row["code"] if row["was_in"] == row["menu"] else ""),
                    {"code": codes.given(code), "name": row["name"], "evidence": row.get("evidence")},
                )
                for row in mine
            ],
        }


class CapRow(RowForm):
    menu = forms.ChoiceField(label=_("何にかかるか"))
    per = forms.MultipleChoiceField(
        label=_("かかる単位"), choices=list(WORDS["per"].items()), widget=forms.CheckboxSelectMultiple
    )
    most = YenField(label=_("金額"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["menu"].choices = [("", gettext("申請全体")), *_menu_choices(self.document)]

    def clean(self) -> Values:
        said = super().clean() or {}
        if (said.get("menu") or said.get("per")) and said.get("most") is None and "most" not in self.errors:
            self.add_error("most", gettext("上限の金額を入れてください。例：13億円"))
        return said


class CapsForm(PageForm):
    cut_to = forms.TypedChoiceField(label=LABELS["cut_to"], choices=UNITS, coerce=int, empty_value=None)
    uses_standard_amount = forms.BooleanField(
        label=_("基準額を使う"),
        help_text=_("申請者が年度ごとに基準額を書き、補助金の見込額の計算に使います。"),
    )

    @classmethod
    def read(cls, document: Document) -> Values:
        return {key: document.get(key) for key in ("cut_to", "uses_standard_amount")}

    def write(self, rows: Any) -> Values:
        return {
            "cut_to": self.cleaned_data.get("cut_to"),
            "uses_standard_amount": self.cleaned_data.get("uses_standard_amount", False),
            "caps": [_cap(row) for row in rows["caps"]] or None,
        }


def _cap(row: Values) -> Values:
    return put({}, {"most": row["most"], "menu": row["menu"], "per": row["per"]})


class CalculationForm(PageForm):
    """What no statute says; where the document says nothing, the default stands here and holds."""

    rule = _chosen("fixing", "rule")
    cut_to = forms.TypedChoiceField(
        label=LABELS["calculation.fixing.cut_to"], choices=UNITS, coerce=int, empty_value=None
    )
    order = forms.ChoiceField(label=LABELS["calculation.caps.order"], choices=ORDERS)
    spread = _chosen("caps", "spread")
    rest = _chosen("caps", "rest")
    ties = _chosen("caps", "ties")
    takes = _chosen("caps", "takes")

    @classmethod
    def read(cls, document: Document) -> Values:
        said = calculation_of(document)
        return {**said["fixing"], **said["caps"], "order": ">".join(map(str, said["caps"]["order"]))}

    def write(self, rows: Any) -> Values:
        said = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        if "order" in said:
            said["order"] = said["order"].split(">")
        chosen = {
            block: {name: said[name] for name in names if name in said} for block, names in DEFAULT.items()
        }
        return {"calculation": said_apart(chosen, self.document) or None}


MENUS = Page(
    "menus",
    _("支援メニュー"),
    _("何を支援するか。補助率は 1/2 のように書きます。公開した後で名称を直しても、同じメニューのままです。"),
    ("menus",),
    MenusForm,
    (
        Rows(
            "menus",
            _("支援メニュー"),
            _("支援メニューを追加する"),
            MenuRow,
            lambda document: document.get("menus", []),
        ),
    ),
)
CATEGORIES = Page(
    "categories",
    _("経費区分"),
    _("支援メニューごとに、申請者が金額を書く費用の区分。先に支援メニューを保存してから書きます。"),
    ("menus",),
    CategoriesForm,
    (Rows("categories", _("経費区分"), _("経費区分を追加する"), CategoryRow, _categories),),
)
CAPS = Page(
    "caps",
    _("上限額と端数"),
    _("上限がなければ、行を作らずに空のままにします。「申請全体」は、申請一件の合計にかかります。"),
    ("caps", "cut_to", "uses_standard_amount"),
    CapsForm,
    (
        Rows(
            "caps",
            _("上限額"),
            _("上限額を追加する"),
            CapRow,
            lambda document: document.get("caps", []),
            cards=True,
        ),
    ),
    prefilled=True,
)
CALCULATION = Page(
    "calculation",
    _("計算の方法"),
    _(
        "法令が定めない計算の方法。初めの値のままでよければ、そのまま保存します。「いくらになるか試算する」も同じ計算をします。"
    ),
    ("calculation",),
    CalculationForm,
)
